// Clock: which block it is, and how much of its time is left. It counts nothing. Each look compares
// with the time of day, so a laptop that slept, a busy kernel and a page loaded again change nothing.
// What it knows stands in this browser's storage, where every view of the workshop looks.

import { today } from "../base/day.js";

/** @typedef {{ words: string, who: string, minutes: number }} Step */
/** @typedef {{ quoted: boolean, words: string }} Said a paragraph to read aloud, or what is before it */
/** @typedef {{ say: Said[], steps: Step[], first: string }} Guidance what the facilitator alone is shown */
/** @typedef {{ name: string, title: string, minutes: number, cue: string, guidance?: Guidance }} Block */
/** @typedef {{ id: string, name: string, blocks: Block[] }} Format */
/** @typedef {{ formats: Format[], asked: string, sheet: string, key: string, title?: string }} RunSheet what Python says */
/**
 * @typedef {object} Run how far one is in a format
 * @property {number} index
 * @property {number | null} since
 * @property {number[]} left milliseconds of each block
 * @property {number[]} used milliseconds in which each block ran
 * @property {boolean[]} cut whether something of a block was left out
 * @property {Record<string, string>} notes what was typed for the field report
 * @property {string} day on which it began
 */
/** @typedef {{ asked: string, sheet: string, format: string, at: number, runs: Record<string, Run> }} State */

export const MINUTE = 60000;
const DAY = 12 * 60 * MINUTE; // without a touch for so long, it is another workshop, unless somebody typed

export class Clock {
  /** @param {RunSheet} page */
  constructor(page) {
    this.page = page;
    this.text = /** @type {string | null} */ (null); // the state as it was last stored
    this.keeps = true; // whether what was written last is still there after a reload
    this.state = this.fresh();
    this.read(true);
  }

  /** @returns {Format} */
  get format() {
    return this.page.formats.find(({ id }) => id === this.state.format) ?? this.page.formats[0];
  }

  get blocks() {
    return this.format.blocks;
  }

  get run() {
    return this.state.runs[this.state.format];
  }

  get block() {
    return this.blocks[this.run.index];
  }

  /** @returns {Block | undefined} */
  get next() {
    return this.blocks[this.run.index + 1];
  }

  get isRunning() {
    return this.run.since !== null;
  }

  get hasBegun() {
    const { index, left } = this.run;
    return this.isRunning || index > 0 || left[0] !== this.blocks[0].minutes * MINUTE;
  }

  /** The milliseconds that are left in this block; below zero it is over time. */
  left(now = Date.now()) {
    return this.run.left[this.run.index] - this.passed(now);
  }

  /** The milliseconds in which a block ran. @param {number} block */
  used(block, now = Date.now()) {
    return this.run.used[block] + (block === this.run.index ? this.passed(now) : 0);
  }

  /** The milliseconds that no number of the run knows of yet. @param {number} now */
  passed(now) {
    const { since } = this.run;
    return since === null ? 0 : Math.max(0, now - since);
  }

  /** Whether something was typed that only this browser has. */
  get hasNotes() {
    return hasNotes(this.run);
  }

  /** The time of day at which all blocks are over, if nothing more changes. */
  end(now = Date.now()) {
    const rest = this.run.left.slice(this.run.index + 1).reduce((sum, left) => sum + Math.max(0, left), 0);
    return new Date(now + Math.max(0, this.left(now)) + rest);
  }

  // --- What a person does --------------------------------------------------------------------

  toggle() {
    const running = this.isRunning;
    this.settle();
    this.run.day ||= today();
    this.run.since = running ? null : Date.now();
    this.write();
  }

  /** Two minutes from now on, also where the time was over already. */
  more() {
    this.settle();
    this.run.left[this.run.index] = Math.max(0, this.left()) + 2 * MINUTE;
    this.write();
  }

  /** @param {number} steps */
  go(steps) {
    if (!this.blocks[this.run.index + steps]) return;
    this.settle();
    this.run.index += steps;
    this.write();
  }

  /** @param {string} format */
  choose(format) {
    this.settle();
    this.run.since = null;
    this.state.format = format;
    this.write();
  }

  restart() {
    this.state.runs[this.state.format] = this.fresh().runs[this.state.format];
    this.write();
  }

  /** @param {number} block @param {boolean} cut */
  cut(block, cut) {
    this.run.cut[block] = cut;
    this.write();
  }

  /** @param {string} name @param {string} words */
  note(name, words) {
    this.run.notes[name] = words;
    this.write();
  }

  /** Put what has passed into what is left and what was used, and go on counting from now. */
  settle(now = Date.now()) {
    const { index, left, used } = this.run;
    const passed = this.passed(now);
    left[index] -= passed;
    used[index] += passed;
    if (this.isRunning) this.run.since = now;
  }

  // --- What it knows -------------------------------------------------------------------------

  /** @returns {State} */
  fresh() {
    const { asked, sheet, formats } = this.page;
    /** @param {Format} format @returns {[string, Run]} */
    const run = ({ id, blocks }) => [
      id,
      {
        index: 0,
        since: null,
        left: blocks.map(({ minutes }) => minutes * MINUTE),
        used: blocks.map(() => 0),
        cut: blocks.map(() => false),
        notes: {},
        day: "",
      },
    ];
    return { asked, sheet, format: asked, at: Date.now(), runs: Object.fromEntries(formats.map(run)) };
  }

  /** Read what another view may have written. A format that was asked for again is shown at once. */
  read(isFirst = false) {
    const text = this.stored();
    if (!isFirst && (text === null || text === this.text)) return;
    this.text = text;
    this.state = this.usable(text) ?? this.fresh();
    if (!isToday(this.state)) this.stop();
    if (this.state.asked === this.page.asked) return;
    this.state.asked = this.page.asked;
    this.choose(this.page.asked);
  }

  /** End at the last touch what nobody has ended: the night after belongs to no block. */
  stop() {
    this.settle(this.state.at);
    this.run.since = null;
  }

  /** @param {string | null} text @returns {State | null} */
  usable(text) {
    try {
      const state = JSON.parse(text ?? "");
      const fits = this.page.formats.every(({ id, blocks }) => {
        const { left, used, cut } = state.runs[id];
        return [left, used, cut].every((list) => list.length === blocks.length);
      });
      const isKept = isToday(state) || Object.values(state.runs).some(hasNotes);
      return isKept && fits && state.sheet === this.page.sheet ? state : null;
    } catch {
      return null;
    }
  }

  stored() {
    try {
      return localStorage.getItem(this.page.key);
    } catch {
      this.keeps = false; // storage is closed; then each page has its own clock
      return null;
    }
  }

  write() {
    this.state.at = Date.now();
    this.text = JSON.stringify(this.state);
    try {
      localStorage.setItem(this.page.key, this.text);
      this.keeps = true;
    } catch {
      this.keeps = false;
    }
  }
}

/** @param {Run} run */
function hasNotes({ notes }) {
  return Object.values(notes).some(Boolean);
}

/** @param {State} state */
function isToday({ at }) {
  return Math.abs(Date.now() - at) < DAY;
}

/** What brings a view to what is true, and what Python tells it.
 * @typedef {{ patch: () => void, hear?: (message: import("../base/view.js").Message) => void }} ClockView */

/**
 * Show a view of the clock four times a second, as long as it is there.
 * @param {(root: HTMLElement, clock: Clock, send: import("../base/view.js").Send) => ClockView} draw
 */
export function clockViews(draw) {
  /** @param {any} page @param {import("../base/view.js").Send} send @returns {import("../base/view.js").Opened} */
  return (page, send) => {
    const clock = new Clock(page);
    /** @type {Set<ClockView>} */
    const shown = new Set();
    return {
      hear: (message) => shown.forEach((view) => void view.hear?.(message)),
      turn(now) {
        clock.page = /** @type {any} */ (now);
        clock.read();
      },
      close() {},
      render(root) {
        const view = draw(root, clock, send);
        shown.add(view);
        const look = () => {
          clock.read();
          view.patch();
        };
        look();
        const ticking = setInterval(look, 250);
        return () => {
          clearInterval(ticking);
          shown.delete(view);
        };
      },
    };
  };
}
