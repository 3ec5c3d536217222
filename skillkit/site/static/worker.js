// Python, once for all pages: Pyodide with the kit. What it saves goes into the browser's store, and
// only then does the page hear of it.

import { keep, recall, worked } from "./memory.js";
import { LANGUAGE, startPython } from "./python.js";
import { Store } from "./store.js";

/** @typedef {import("./host.js").Message} Message */

const HOME = "/my";
const HERE = new URL("./", import.meta.url).href;
const NAME = `skillkit ${new URL(HERE).pathname}`; // several sites may share a host
const AS_JS = { dict_converter: Object.fromEntries, create_pyproxies: false };

/** @type {any} */
let python;
/** @type {any} */
let kernel;
/** @type {Store | null} */
let store = null;
/** @type {import("./store.js").Disk} */
let disk = { turn: 0, files: new Map() };
const others = new BroadcastChannel(NAME); // the same site in other tabs

/** @param {Message[]} messages */
const tell = (messages) => messages.length && postMessage(messages);

// --- The start --------------------------------------------------------------------------------

/** A file that Python asks for in the middle of its work. @param {string} name */
function fetched(name) {
  const request = new XMLHttpRequest();
  request.open("GET", `${HERE}python/${name}`, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${name}: ${request.status}`);
  python.FS.writeFile(`/tmp/${name}`, new Uint8Array(request.response));
  return `/tmp/${name}`;
}

/** Python with its kernel and a person's files. @param {Record<string, any>} settings */
async function begin(settings) {
  python = await startPython(settings);
  python.FS.mkdirTree(HOME);
  if (store) await restore();
  kernel = python.pyimport("skillkit.site.kernel").Kernel(HOME, Boolean(store), fetched, LANGUAGE);
}

async function start() {
  const opening = Store.open(NAME).then((opened) => {
    store = opened;
  });
  const memory = await recall();
  await opening;
  let isQuick = Boolean(memory);
  try {
    await begin(memory ? { _loadSnapshot: memory } : {});
    if (memory) worked().catch(console.warn);
  } catch (error) {
    if (!memory) throw error;
    console.warn(error); // a browser that refuses it starts in the ordinary way
    isQuick = false;
    await keep().catch(() => {});
    await begin({});
  }
  others.onmessage = () => inTurn(refresh);
  postMessage([{ kind: "ready", keeps: Boolean(store), isQuick }]);
}

// --- Files ------------------------------------------------------------------------------------

/** Python's files as they are. @returns {Map<string, Uint8Array>} */
function written() {
  const names = python.FS.readdir(HOME).filter((/** @type {string} */ name) => !name.startsWith("."));
  return new Map(names.map((/** @type {string} */ name) => [name, python.FS.readFile(`${HOME}/${name}`)]));
}

/** @param {Uint8Array | undefined} one @param {Uint8Array | undefined} other */
function same(one, other) {
  return one?.length === other?.length && Boolean(one?.every((byte, i) => byte === other?.[i]));
}

/** What Python has written that the store does not have. @returns {import("./store.js").Changes} */
function changes() {
  const files = written();
  const names = [...new Set([...files.keys(), ...disk.files.keys()])];
  const differing = names.filter((name) => !same(files.get(name), disk.files.get(name)));
  return new Map(differing.map((name) => [name, files.get(name) ?? null]));
}

/** Let Python's files be those of the store; the names of those that were not. @returns {Promise<string[]>} */
async function restore() {
  if (store) disk = await store.read();
  const names = [...changes().keys()];
  for (const name of names) {
    const bytes = disk.files.get(name);
    if (bytes) python.FS.writeFile(`${HOME}/${name}`, bytes);
    else python.FS.unlink(`${HOME}/${name}`);
  }
  return names;
}

/** Show what another tab has saved. */
async function refresh() {
  const names = await restore();
  if (names.length) say(kernel.read_again(names));
}

/** @param {any} said @param {(message: Message) => boolean} [which] */
function say(said, which = () => true) {
  tell(said.toJs(AS_JS).filter(which));
  said.destroy();
}

/** Whether a message says that something is saved. @param {Message} message */
const confirms = ({ data }) => data?.content?.kind === "saved";

/**
 * Let Python do something, save what it has written, and only then say what it says.
 * @param {() => any} act
 * @param {(why: string) => any} refused the same where the store takes nothing
 */
async function saving(act, refused) {
  for (;;) {
    const said = act();
    const news = changes();
    if (!store || !news.size) return say(said);
    let turn;
    try {
      turn = await store.write(disk.turn, news);
    } catch (error) {
      say(said, (message) => !confirms(message));
      await restore().catch(() => {});
      say(kernel.read_again([...news.keys()]));
      return say(refused(why(error)));
    }
    if (turn !== null) {
      disk = { turn, files: written() };
      others.postMessage(turn);
      return say(said);
    }
    say(said, (message) => !confirms(message)); // another tab was faster: once more, on top of that
    await refresh();
  }
}

/** @param {unknown} error */
function why(error) {
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "";
  return error instanceof Error ? error.message : String(error);
}

// --- What the page asks -----------------------------------------------------------------------

/** @type {Record<string, (message: Message) => Promise<void> | void>} */
const ANSWERS = {
  run: ({ cells }) =>
    saving(
      () => kernel.run(python.toPy(cells)),
      () => kernel.run(python.toPy([])),
    ),
  msg({ id, data }) {
    const content = python.toPy(data.content);
    return saving(
      () => kernel.hear(id, content),
      (reason) => kernel.refused(id, content, reason),
    );
  },
  prepare() {
    if (!kernel.prepare()) return postMessage([{ kind: "prepared" }]);
    setTimeout(() => inTurn(() => ANSWERS.prepare({})), 20); // somebody may come in between
  },
  settle: () => postMessage([{ kind: "settled" }]), // all that was asked before is done
  copy: () => say(kernel.whole_copy()),
  look: ({ text }) => say(kernel.look(text)),
  bring: () =>
    saving(
      () => kernel.bring(),
      (reason) => kernel.not_done(reason),
    ),
  erase: () =>
    saving(
      () => kernel.erase(),
      (reason) => kernel.not_done(reason),
    ),
};

const started = start();
/** @type {Promise<void>} */
let last = Promise.resolve();

/** One after the other. @param {() => Promise<void> | void} task */
function inTurn(task) {
  last = last
    .then(() => started)
    .then(task)
    .catch((error) => postMessage([{ kind: "failed", text: String(error) }]));
}

addEventListener("message", ({ data }) => inTurn(() => ANSWERS[data.kind](data)));
inTurn(() => {});
