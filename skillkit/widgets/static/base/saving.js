// Saving: keeps what a person changed until Python says that it is on the disk.
// A change is in `waiting` from the first keystroke to Python's answer, and in `refused` when Python
// said no. Both are in a draft in this browser as well.

import { today } from "./day.js";
import { randomName } from "./dom.js";
import { draftName, draftsFor, forgetDraft, keepDraft, readDraft } from "./drafts.js";
import { PATIENCE } from "./view.js";

/**
 * @typedef {import("./drafts.js").Change & { seq?: number, since?: number, sentence?: string,
 *   timer?: ReturnType<typeof setTimeout> }} Change
 * @typedef {import("./view.js").Message} Message
 * @typedef {import("./view.js").Page} Page
 * @typedef {{ skills?: string[], saved?: boolean, turned?: boolean }} News what is different now
 * @typedef {{ name: string, framework: string, at: number, changes: Change[] }} Found a draft
 */

export const PAUSE = 400; // milliseconds without a keystroke, after which a text is saved
export const BEHIND = "skillkit-behind"; // told to the page: what Python has may lack a change

export class Saving {
  /** @param {Page} page @param {(message: Message) => void} send */
  constructor(page, send) {
    this.page = page;
    this.send = send;
    /** @type {Set<(news: News) => void>} */
    this.listeners = new Set();
    /** @type {Map<string, Change>} */
    this.waiting = new Map(); // "skill field" -> change
    /** @type {Map<string, Change>} */
    this.refused = new Map(); // the same, with Python's sentence
    this.seq = 0;
    this.asked = 0; // when Python was asked for another page
    this.problem = ""; // what Python could not do
    this.tab = randomName();
    this.savedAt = /** @type {Date | null} */ (null);
    this.keeps = false; // whether this browser could keep the last draft
    this.wanted = /** @type {Found | null} */ (null); // a draft for the page that was asked for
    this.onHide = () => this.flush();
    window.addEventListener("pagehide", this.onHide);
    this.resume();
  }

  close() {
    this.flush();
    window.removeEventListener("pagehide", this.onHide);
  }

  // --- What is on the page -----------------------------------------------------------

  /** What a skill's card shows: what is saved, and above it what is not saved yet.
   * @param {string} skill @returns {Record<string, any>} */
  entry(skill) {
    const entry = { ...this.page.entries[skill] };
    for (const change of this.unsaved()) if (change.skill === skill) entry[change.field] = change.value;
    return entry;
  }

  unsaved() {
    return [...this.refused.values(), ...this.waiting.values()];
  }

  /** Whether Python owes an answer for too long. */
  isLate() {
    const late = Date.now() - PATIENCE + 50;
    return [...this.waiting.values(), { since: this.asked }].some(({ since }) => since && since < late);
  }

  /** @param {News} news */
  notify(news) {
    for (const listener of this.listeners) listener(news);
    const detail = { life: this.page.life, behind: this.isLate() || this.refused.size > 0 };
    window.dispatchEvent(new CustomEvent(BEHIND, { detail }));
  }

  // --- A change --------------------------------------------------------------------------

  /** @param {string} skill @param {string} field @param {any} value */
  change(skill, field, value, wait = 0) {
    const key = `${skill} ${field}`;
    clearTimeout(this.waiting.get(key)?.timer);
    this.refused.delete(key);
    /** @type {Change} */
    const change = { skill, field, value };
    this.waiting.set(key, change);
    this.keepDraft();
    if (wait) change.timer = setTimeout(() => this.post(change), wait);
    else this.post(change);
    this.notify({ skills: [skill] });
  }

  /** @param {Change} change */
  post(change) {
    clearTimeout(change.timer);
    change.timer = undefined;
    change.seq = ++this.seq;
    change.since = Date.now();
    const { skill, field, value, seq } = change;
    const day = today();
    if (field === "rating") this.page.card.date = day;
    this.send({ kind: "change", tab: this.tab, seq, skill, field, value, day });
    this.expectAnswer();
  }

  /** Ask for another page: {kind: "start", framework}, "earlier" or "example".
   * @param {Message} message */
  ask(message) {
    this.asked = Date.now();
    this.send(message);
    this.expectAnswer();
  }

  expectAnswer() {
    setTimeout(() => this.isLate() && this.notify({}), PATIENCE);
  }

  /** Send what waits for a pause in typing. */
  flush() {
    for (const change of this.waiting.values()) if (change.timer) this.post(change);
  }

  again() {
    for (const [key, change] of this.refused) this.waiting.set(key, change);
    this.refused.clear();
    for (const change of this.waiting.values()) this.post(change);
    this.notify({});
  }

  // --- Python's answers ------------------------------------------------------------------

  /** @param {Message} message */
  hear(message) {
    if (message.kind === "problem") {
      this.problem = message.sentence;
      this.asked = 0;
      this.notify({});
    }
    if (message.kind === "refused") this.hearRefused(message);
    if (message.kind !== "saved" && message.kind !== "state") return;
    Object.assign(this.page, message.page);
    Object.assign(this.page.entries, message.entries);
    if (this.answered(message)) this.savedAt = new Date();
    if (message.kind === "saved") this.problem = "";
    this.notify({ skills: Object.keys(message.entries), saved: message.kind === "saved" });
  }

  /** @param {Message} message */
  hearRefused(message) {
    const change = this.answered(message);
    if (!change) return;
    const key = `${change.skill} ${change.field}`;
    this.refused.set(key, { ...change, since: undefined, sentence: message.sentence });
    this.keepDraft();
    this.notify({ skills: [change.skill] });
  }

  /** The change that an answer is for; nothing if a later one took its place, or another tab's.
   * @param {Message} message */
  answered({ tab, seq }) {
    if (tab !== this.tab) return null;
    for (const [key, change] of this.waiting) {
      if (change.seq !== seq) continue;
      this.waiting.delete(key);
      this.keepDraft();
      return change;
    }
    return null;
  }

  /** A whole page: after a restart of the form, or because messages were missed.
   * @param {Page} page */
  turn(page) {
    const before = this.page;
    this.page = page;
    this.asked = 0;
    this.problem = "";
    const same = before.mode === page.mode && frameworkOf(before) === frameworkOf(page);
    if (!same && this.wanted) this.putBack(this.wanted);
    this.notify(same ? { skills: Object.keys({ ...before.entries, ...page.entries }) } : { turned: true });
  }

  // --- The draft in this browser ---------------------------------------------------------

  draftName() {
    return draftName(this.page.key, frameworkOf(this.page));
  }

  keepDraft() {
    if (this.page.mode !== "saved") return;
    const changes = this.unsaved().map(({ skill, field, value }) => ({ skill, field, value }));
    this.keeps = keepDraft(this.draftName(), this.page.life, changes);
  }

  /** After a reload, in the same tab and with the same form still alive, the person simply goes on. */
  resume() {
    const draft = readDraft(this.draftName());
    if (this.page.mode !== "saved" || draft?.life !== this.page.life) return;
    for (const { skill, field, value } of draft?.changes ?? []) this.change(skill, field, value);
  }

  /** What this browser holds and the file does not have; nothing if there is no such draft.
   * @returns {Found | null} */
  draft() {
    const { key, mode } = this.page;
    if (!key || this.unsaved().length) return null;
    for (const { name, framework, at, changes } of draftsFor(key)) {
      if (mode === "saved" && framework !== frameworkOf(this.page)) continue;
      const left = changes.filter((change) => mode !== "saved" || this.differs(change));
      if (left.length) return { name, framework, at, changes: left };
      forgetDraft(name);
    }
    return null;
  }

  /** @param {Change} change */
  differs({ skill, field, value }) {
    const saved = this.page.entries[skill]?.[field] ?? null;
    const same = isBlank(saved) ? isBlank(value) : JSON.stringify(saved) === JSON.stringify(value);
    return !same;
  }

  /** @param {Found} draft */
  putBack(draft) {
    this.wanted = null;
    if (this.page.mode !== "saved") {
      this.wanted = draft;
      this.ask({ kind: "start", framework: draft.framework });
      return;
    }
    forgetDraft(draft.name);
    for (const { skill, field, value } of draft.changes) this.change(skill, field, value);
  }

  /** @param {Found} draft */
  discard(draft) {
    forgetDraft(draft.name);
  }
}

/** @param {any} value */
function isBlank(value) {
  return value === null || value === "" || value?.length === 0;
}

/** @param {Page} page @returns {string} */
function frameworkOf(page) {
  return page.card.framework;
}

/** The hour and minute of a time. @param {Date} date */
export function clockTime(date) {
  return date.toTimeString().slice(0, 5);
}
