// Clock: which block it is, and how much of its time is left. It counts nothing. Each look compares
// with the time of day, so a laptop that slept, a busy kernel and a page loaded again change nothing.
// What it knows stands in this browser's storage, where every view of the workshop looks.

/** @typedef {{ name: string, title: string, minutes: number, cue: string }} Block */
/** @typedef {{ id: string, name: string, blocks: Block[] }} Format */
/** @typedef {{ formats: Format[], asked: string, sheet: string, key: string }} RunSheet what Python says */
/** @typedef {{ index: number, since: number | null, left: number[] }} Run how far one is in a format */
/** @typedef {{ asked: string, sheet: string, format: string, at: number, runs: Record<string, Run> }} State */

export const MINUTE = 60000;
const DAY = 12 * 60 * MINUTE; // without a touch for so long, it is another workshop

export class Clock {
  /** @param {RunSheet} page */
  constructor(page) {
    this.page = page;
    this.text = /** @type {string | null} */ (null); // the state as it was last stored
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
    const { index, left, since } = this.run;
    return left[index] - (since === null ? 0 : Math.max(0, now - since));
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

  /** Put what has passed into what is left, and go on counting from now. */
  settle() {
    const now = Date.now();
    this.run.left[this.run.index] = this.left(now);
    if (this.isRunning) this.run.since = now;
  }

  // --- What it knows -------------------------------------------------------------------------

  /** @returns {State} */
  fresh() {
    const { asked, sheet, formats } = this.page;
    /** @param {Format} format @returns {[string, Run]} */
    const run = ({ id, blocks }) => [
      id,
      { index: 0, since: null, left: blocks.map(({ minutes }) => minutes * MINUTE) },
    ];
    return { asked, sheet, format: asked, at: Date.now(), runs: Object.fromEntries(formats.map(run)) };
  }

  /** Read what another view may have written. A format that was asked for anew is shown at once. */
  read(isFirst = false) {
    const text = this.stored();
    if (!isFirst && (text === null || text === this.text)) return;
    this.text = text;
    this.state = this.usable(text) ?? this.fresh();
    if (this.state.asked === this.page.asked) return;
    this.state.asked = this.page.asked;
    this.choose(this.page.asked);
  }

  /** @param {string | null} text @returns {State | null} */
  usable(text) {
    try {
      const state = JSON.parse(text ?? "");
      const isToday = Math.abs(Date.now() - state.at) < DAY;
      const fits = this.page.formats.every(({ id, blocks }) => state.runs[id].left.length === blocks.length);
      return isToday && fits && state.sheet === this.page.sheet ? state : null;
    } catch {
      return null;
    }
  }

  stored() {
    try {
      return localStorage.getItem(this.page.key);
    } catch {
      return null; // storage is closed; then each page has its own clock
    }
  }

  write() {
    this.state.at = Date.now();
    this.text = JSON.stringify(this.state);
    try {
      localStorage.setItem(this.page.key, this.text);
    } catch {
      // as above
    }
  }
}

/**
 * Show a view of the clock four times a second, as long as it is there.
 * @param {(root: HTMLElement, clock: Clock) => () => void} draw returns what brings it to what is true
 */
export function clockViews(draw) {
  /** @param {any} page @returns {import("../base/view.js").Opened} */
  return (page) => {
    const clock = new Clock(page);
    return {
      hear() {},
      turn(now) {
        clock.page = /** @type {any} */ (now);
        clock.read();
      },
      close() {},
      render(root) {
        const patch = draw(root, clock);
        const look = () => {
          clock.read();
          patch();
        };
        look();
        const ticking = setInterval(look, 250);
        return () => clearInterval(ticking);
      },
    };
  };
}
