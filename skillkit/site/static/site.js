// Site: the page around the forms. Going from one session to the next changes the text and leaves
// Python running; each page also opens by its own address.

import { Host } from "./host.js";
import { inTurn, LANGUAGE, t } from "./words.js";

/** @typedef {import("./host.js").Message} Message */

const HERE = "skillkit site here"; // in this browser's store: the page where one was
const STARTING = "Python is starting in your browser. Read on; the forms wake up in a moment.";
const FLEETING =
  "This browser keeps nothing here: it is a private window, or storage is blocked. You can do everything, but " +
  "it is gone when you close the page. So save a copy before you close it: under Your copy, above.";
const KEPT = "What you do is kept in this browser, and nowhere else.";
const SETTLED = 10_000; // milliseconds after which whoever came is reading or rating
const NOTHING = "Nothing of yours is saved here yet.";
const ERASE = "Erase all of your answers in this browser? A copy that you have saved stays where it is.";
const GONE = "This browser holds nothing of yours any more.";

const PATIENCE = 5000; // milliseconds for a busy Python, before a page in another language opens

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const part = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector, root = /** @type {ParentNode} */ (document)) =>
  [...root.querySelectorAll(selector)].map((node) => /** @type {HTMLElement} */ (node));

/** Use the browser's small store; nothing where it is blocked. @template T @param {(box: Storage) => T} use */
function remembered(use) {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

Object.assign(LANGUAGE, JSON.parse(part("words").textContent ?? "{}"));

// --- Python -----------------------------------------------------------------------------------

/** @type {WorkerOptions} */
const HOW = { type: "module", name: document.documentElement.lang };
const worker = new Worker(new URL("./worker.js", import.meta.url), HOW);
/** @type {import("./host.js").Wire} */
const wire = {
  send: (message) => worker.postMessage({ kind: "msg", ...message }),
  hear() {},
};
const host = new Host(wire, put);
let isRunning = false; // whether Python has run cells already
/** @type {Promise<any>[]} */
const filling = []; // what the first page still waits for
let canRemember = false; // whether a later visit could start quicker than this one
const asked = performance.now();

/** What Python says of the site itself; the rest is the host's. @type {Record<string, (message: Message) => void>} */
const HEARD = {
  ready({ keeps, isQuick }) {
    canRemember = keeps && !isQuick;
    document.documentElement.dataset.start = isQuick ? "from memory" : "anew";
    part("kept").textContent = t(keeps ? KEPT : FLEETING);
    part("notice").textContent = keeps ? "" : t(FLEETING);
    part("open-copy").hidden = false;
  },
  ran() {
    if (!isRunning) Promise.allSettled(filling).then(() => whenIdle(prepare));
    isRunning = true;
    part("state").textContent = "";
    document.documentElement.dataset.awake = `${Math.round(performance.now() - asked)}`;
  },
  prepared() {
    if (canRemember) setTimeout(() => whenIdle(remember), SETTLED);
  },
  failed({ text }) {
    console.error(text);
    part("state").textContent = t(
      "Python could not start here, so the forms stay pictures. Load the page again; if it stays so, open it in a " +
        "newer Chrome, Edge, Firefox or Safari.",
    );
  },
  copied: ({ text }) => (text ? download(text) : tell(NOTHING)),
  told: ({ words }) => tell(words),
  settled: () => settled(),
  looked: ({ words }) => ask(inTurn(words, "Bring it back?"), () => worker.postMessage({ kind: "bring" })),
  erased({ words }) {
    remembered((box) => {
      for (const name of Object.keys(box)) if (name.startsWith("skillkit ")) box.removeItem(name);
    });
    tell(inTurn(words, GONE));
  },
};

worker.onmessage = (/** @type {MessageEvent<Message[]>} */ { data }) => {
  for (const message of data) (HEARD[message.kind] ?? wire.hear)(message);
};
worker.onerror = (/** @type {ErrorEvent} */ event) => HEARD.failed({ text: event.message });

/** Show what a cell shows in the place of its picture. @param {string} place @param {HTMLElement} node @param {Promise<any>} filled */
function put(place, node, filled) {
  const [section] = all(`[data-cell="${place}"]`);
  if (!section) return; // of a page that was left meanwhile
  section.append(node);
  if (!isRunning) filling.push(filled);
  filled.finally(() => {
    for (const still of all(".still", section)) still.remove();
    section.style.minHeight = "";
  });
}

function run() {
  const cells = JSON.parse(part("cells").textContent ?? "[]");
  if (isRunning) for (const section of all(".cell")) blank(section);
  else part("state").textContent = cells.length ? t(STARTING) : "";
  worker.postMessage({ kind: "run", cells });
}

/** Where a form is there at once, the example's picture would only flash up. @param {HTMLElement} section */
function blank(section) {
  section.style.minHeight = `${section.offsetHeight}px`;
  for (const still of all(".still", section)) still.remove();
}

/** @param {() => void} act */
function whenIdle(act) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: 3000 });
  else setTimeout(act, 1000);
}

/** The text of a page of the site; "" where it is not to be had. @param {string} address */
const fetched = (address) =>
  fetch(address).then(
    (answer) => (answer.ok ? answer.text() : ""),
    () => "",
  );

/** @type {Map<string, Promise<string>>} */
const pages = new Map(); // by their addresses, fetched ahead

/** What makes the next pages, and the next visit, quick. */
function prepare() {
  keepForLater();
  for (const link of all("header nav a")) {
    const { href } = /** @type {HTMLAnchorElement} */ (link);
    pages.set(href, fetched(href));
  }
  worker.postMessage({ kind: "prepare" });
}

/** Let another Python keep its memory, so that the next visit starts from there. */
function remember() {
  const maker = new Worker(new URL("./snapshot.js", import.meta.url), HOW);
  maker.onmessage = () => maker.terminate();
}

/** Keep the whole site for a visit without a network, where the browser allows it. */
function keepForLater() {
  navigator.serviceWorker?.register(new URL("./service_worker.js", import.meta.url)).catch(console.warn);
}

// --- From page to page ------------------------------------------------------------------------

history.scrollRestoration = "manual";
let shown = location.pathname;

/** Open another page of the site, with Python as it is. @param {string} address @param {number} y */
async function open(address, y = 0) {
  const page = (await pages.get(address)) || (await fetched(address));
  if (!page) return location.assign(address); // the browser says what is wrong
  await host.clear();
  const there = new DOMParser().parseFromString(page, "text/html");
  for (const selector of ["main", "header nav", "header .home"]) {
    const node = there.querySelector(selector);
    if (node) document.querySelector(selector)?.replaceWith(node);
  }
  for (const link of all("link[hreflang]")) {
    const other = there.querySelector(`link[hreflang="${link.getAttribute("hreflang")}"]`);
    if (other) link.replaceWith(other);
  }
  document.title = there.title;
  shown = new URL(address).pathname;
  scrollTo(0, y);
  if (!y) part("main").focus({ preventScroll: true });
  arrive();
}

/** Be on a page that has just come. */
function arrive() {
  const { page } = part("main").dataset;
  const go = /** @type {HTMLAnchorElement | null} */ (document.getElementById("go"));
  if (go) goOn(go);
  else remembered((box) => box.setItem(HERE, page ?? ""));
  for (const way of all(".code")) way.hidden = !isSecureContext; // elsewhere, notebooks keep nothing
  run();
}

/** Lead back to the session where one was. @param {HTMLAnchorElement} go */
function goOn(go) {
  const before = remembered((box) => box.getItem(HERE));
  const [link] = all(".sessions a").filter((one) => one.getAttribute("href") === before);
  if (!link) return;
  go.href = /** @type {HTMLAnchorElement} */ (link).href;
  go.textContent = t("Go on where you were: {session}", { session: link.textContent });
}

/** The page of the site that a click leads to, if it is to open here. @param {MouseEvent} event */
function target(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return;
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
  if (!link || link.target || link.download) return;
  const url = new URL(link.href);
  const folder = new URL("./", import.meta.url);
  const isPage = url.href.startsWith(folder.href) && /(\.html|\/)$/.test(url.pathname);
  return isPage && !url.hash ? url : undefined;
}

addEventListener("click", (event) => {
  const url = target(event);
  if (!url) return;
  event.preventDefault();
  history.pushState({}, "", url);
  open(url.href);
});

addEventListener("popstate", ({ state }) => {
  if (location.pathname !== shown) open(location.href, state?.y);
});

let settled = () => {};

/** Read on in another language, once what was typed is saved, or as far as Python can. @param {string} tag */
async function turnTo(tag) {
  if (isRunning) {
    await host.clear();
    const done = new Promise((done) => (settled = () => done(undefined)));
    worker.postMessage({ kind: "settle" });
    await Promise.race([done, new Promise((late) => setTimeout(late, PATIENCE))]);
  }
  /** @type {any} */ (globalThis).readOn(tag);
}

const languages = /** @type {HTMLSelectElement | null} */ (document.getElementById("language"));
languages?.addEventListener("change", () => turnTo(languages.value));

let resting = 0;
addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(() => history.replaceState({ y: scrollY }, ""), 150);
});

// --- All that is one's own --------------------------------------------------------------------

const dialog = /** @type {HTMLDialogElement} */ (part("copy"));
let agreed = () => {};

/** @param {string} words */
function tell(words) {
  part("told").textContent = t(words);
  for (const node of all(".ask")) node.hidden = true;
}

/** @param {string} words @param {() => void} yes */
function ask(words, yes) {
  tell(words);
  agreed = yes;
  for (const node of all(".ask")) node.hidden = false;
  part("no").focus();
}

/** @param {string} text */
function download(text) {
  const day = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `skillkit-copy-${day}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  tell("Your browser saved the copy where it keeps its downloads.");
}

part("open-copy").onclick = () => {
  tell("");
  dialog.showModal();
};
part("close-copy").onclick = () => dialog.close();
part("save-copy").onclick = () => worker.postMessage({ kind: "copy" });
part("erase").onclick = () => ask(ERASE, () => worker.postMessage({ kind: "erase" }));
part("yes").onclick = () => agreed();
part("no").onclick = () => tell("Nothing was changed.");
part("bring-copy").onchange = async (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const [file] = input.files ?? [];
  if (file) worker.postMessage({ kind: "look", text: await file.text() });
  input.value = "";
};

arrive();
