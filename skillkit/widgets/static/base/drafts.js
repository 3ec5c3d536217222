// Drafts: what this browser holds of a file and the file does not have. A draft is offered again,
// never put back in silence: the computer may be shared.

import { randomName } from "./dom.js";

/** @typedef {{ skill: string, field: string, value: any }} Change */
/** @typedef {{ life: string, at: number, changes: Change[] }} Draft */

const START = "skillkit draft ";
const FRESH = 10000; // milliseconds in which another tab's draft may just be on its way

/** The name of this tab's draft. @param {string} key @param {string} framework */
export function draftName(key, framework) {
  return `${START}${key} ${framework} ${ownTab()}`;
}

/** Keep changes, or nothing if there are none; whether this browser could do so.
 * @param {string} name @param {string} life @param {Change[]} changes */
export function keepDraft(name, life, changes) {
  const draft = JSON.stringify({ life, at: Date.now(), changes });
  return store((box) => (changes.length ? box.setItem(name, draft) : box.removeItem(name)));
}

/** @param {string} name */
export function forgetDraft(name) {
  store((box) => box.removeItem(name));
}

/** @param {string} name @returns {Draft | null} */
export function readDraft(name) {
  /** @type {Draft | null} */
  let draft = null;
  store((box) => {
    const found = JSON.parse(box.getItem(name) ?? "null");
    if (Array.isArray(found?.changes)) draft = found; // and not what somebody else left there
  });
  return draft;
}

/** The drafts for a file, except those that another tab is just about to send.
 * @param {string} key */
export function draftsFor(key) {
  /** @type {string[]} */
  const names = [];
  store((box) => names.push(...Object.keys(box)));
  return names.sort().flatMap((name) => {
    if (!name.startsWith(`${START}${key} `)) return [];
    const [framework, tab] = name.slice(START.length).split(" ").slice(1);
    const draft = readDraft(name);
    if (!draft || (tab !== ownTab() && Date.now() - draft.at < FRESH)) return [];
    return [{ name, framework, at: draft.at, changes: draft.changes }];
  });
}

/** A name for this tab that outlives a reload. */
function ownTab() {
  try {
    sessionStorage["skillkit tab"] ??= randomName();
    return String(sessionStorage["skillkit tab"]);
  } catch {
    return "this";
  }
}

/** Use the browser's store; false where there is none or it is full.
 * @param {(box: Storage) => unknown} use */
function store(use) {
  try {
    use(localStorage);
    return true;
  } catch {
    return false;
  }
}
