// Memory: what Python's looks like once the kit is in it, kept in this browser, so that a later visit
// starts from there. It is made on a first visit, by the browser itself, and holds nothing of anybody.
// The build puts VERSION above this; the memory of another version or language is never used.

import { answer, completed } from "./store.js";

/* global VERSION */

const NAME = `skillkit memory ${new URL("./", import.meta.url).pathname}`;
const TRIED = "tried";
/** @type {string} */
// @ts-expect-error: the build puts it there
const version = `${VERSION} ${self.name}`; // a worker has the name of its page's language

/** @param {IDBTransactionMode} mode */
async function begin(mode) {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("memory");
  const base = await answer(request);
  const transaction = base.transaction("memory", mode);
  return { base, transaction, memory: transaction.objectStore("memory") };
}

/** What this browser keeps, to be tried; undefined where that is nothing, or was tried and ended badly.
 * @returns {Promise<Uint8Array | undefined>} */
export async function recall() {
  try {
    const { base, transaction, memory } = await begin("readwrite");
    const [isTried, kept] = await Promise.all([answer(memory.get(TRIED)), answer(memory.get(version))]);
    if (isTried) memory.clear();
    else if (kept) memory.put(true, TRIED);
    await completed(transaction);
    base.close();
    return isTried ? undefined : kept;
  } catch {
    return undefined;
  }
}

/** Say that it went well: without this, a browser that breaks on it meets it once and never again. */
export async function worked() {
  const { base, transaction, memory } = await begin("readwrite");
  memory.delete(TRIED);
  await completed(transaction);
  base.close();
}

/** Keep it in the place of an older one; nothing takes that away from before. @param {Uint8Array} [bytes] */
export async function keep(bytes) {
  const { base, transaction, memory } = await begin("readwrite");
  memory.clear();
  if (bytes) memory.put(bytes, version);
  await completed(transaction);
  base.close();
}
