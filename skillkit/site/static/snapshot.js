// Snapshot: a Python that imports all that the sessions need, for the sake of its memory alone. It runs
// when nobody waits for anything, and ends.

import { keep } from "./memory.js";
import { LANGUAGE, startPython } from "./python.js";

async function make() {
  const python = await startPython({ _makeSnapshot: true }, ["rest.zip", "networkx.zip"]);
  python.pyimport("skillkit.site.prepare").everything(LANGUAGE);
  await keep(python.makeMemorySnapshot());
}

make()
  .catch(console.warn) // the next visit then starts as this one did
  .finally(() => postMessage("done"));
