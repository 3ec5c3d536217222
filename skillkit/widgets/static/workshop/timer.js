// Timer: the clock for everybody. All that it says follows from the clock, and a screen reader hears
// it when the words change: at half time, in the last two minutes, and when the time is up.

import { button, make, say, usable } from "../base/dom.js";
import { Blocks } from "./blocks.js";
import { MINUTE, watched } from "./clock.js";

const KEYS = { p: "toggle", "+": "more", "=": "more", n: "next", b: "back", f: "full" };

class Timer {
  constructor(el, clock) {
    this.clock = clock;
    this.blocks = new Blocks(clock);
    this.root = make("div", { className: "sk-timer", role: "group", "aria-label": "Timer", tabIndex: -1, onkeydown: (event) => this.onKey(event) },
      this.setup(), this.face(), this.buttons(), this.blocks.node, this.extras());
    el.replaceChildren(this.root);
  }

  // --- Its parts -----------------------------------------------------------------------------

  setup() {
    const options = this.clock.page.formats.map(({ id, name }) => make("option", { value: id }, name));
    this.format = make("select", { onchange: () => this.act(() => this.clock.choose(this.format.value)) }, ...options);
    return make("div", { className: "sk-setup" }, make("label", {}, "Workshop ", this.format));
  }

  face() {
    this.title = make("span");
    this.length = make("span", { className: "sk-soft" });
    this.words = make("p", { className: "sk-words", role: "status" });
    this.digits = make("span", { className: "sk-digits" });
    this.over = make("span", { className: "sk-over" });
    this.after = make("p", { className: "sk-after" });
    return make("div", { className: "sk-face" },
      make("div", { role: "status" }, make("h3", {}, this.title, " ", this.length)),
      make("div", { className: "sk-time", role: "timer", "aria-label": "Time left in this block" }, this.digits, " ", this.over),
      this.words, this.after);
  }

  buttons() {
    this.start = button("Start", () => this.toggle(), "sk-main");
    this.plus = button("+2 minutes", () => this.more());
    this.go = button("Next block", () => this.next());
    this.before = button("Back a block", () => this.back(), "sk-quiet");
    this.screen = button("Full screen", () => this.full(), "sk-quiet");
    this.screen.hidden = !document.fullscreenEnabled;
    this.anew = button("Start over", () => this.restart(), "sk-quiet");
    return make("div", { className: "sk-row" }, this.start, this.plus, this.go, this.before, this.screen, this.anew);
  }

  extras() {
    this.sound = make("input", { type: "checkbox", onchange: () => this.tune() });
    return make("div", { className: "sk-extras sk-soft" },
      make("label", {}, this.sound, " A soft sound when the time is up"),
      make("p", {}, "Keys, once you have pressed a button here: P starts and pauses, + adds two minutes, N is the next block, B goes back, F fills the screen."));
  }

  // --- What a person does --------------------------------------------------------------------

  onKey(event) {
    const { key, target } = event;
    const act = KEYS[key.toLowerCase()];
    if (!act || event.repeat || event.ctrlKey || event.metaKey || event.altKey || target === this.format) return;
    event.preventDefault();
    this[act]();
  }

  act(does) {
    this.clock.read();
    does();
    this.patch();
  }

  toggle() {
    this.act(() => this.clock.toggle());
  }

  more() {
    this.act(() => this.clock.more());
  }

  next() {
    this.act(() => this.clock.go(1));
  }

  back() {
    this.act(() => this.clock.go(-1));
  }

  restart() {
    this.act(() => this.clock.restart());
    this.start.focus();
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen?.().catch(() => {});
  }

  // A browser lets a page sound only after a touch, so the tick itself plays it once.
  tune() {
    if (this.sound.checked) this.chime();
  }

  chime() {
    this.audio ??= new AudioContext();
    const { audio } = this;
    audio.resume();
    [523, 659].forEach((tone, i) => {
      const [from, voice, loud] = [audio.currentTime + i * 0.35, audio.createOscillator(), audio.createGain()];
      voice.frequency.value = tone;
      loud.gain.setValueAtTime(0, from);
      loud.gain.linearRampToValueAtTime(0.12, from + 0.05);
      loud.gain.exponentialRampToValueAtTime(0.001, from + 1.4);
      voice.connect(loud).connect(audio.destination);
      voice.start(from);
      voice.stop(from + 1.5);
    });
  }

  // --- What is true --------------------------------------------------------------------------

  patch() {
    const { clock } = this;
    const { block, next, isRunning } = clock;
    const left = clock.left();
    this.ring(block, left);
    this.format.value = clock.state.format;
    say(this.title, block.title);
    say(this.length, `${block.minutes} minutes`);
    say(this.digits, this.time(left));
    say(this.over, left < 0 ? "over" : "");
    say(this.words, this.sentence(block, left));
    say(this.after, `${next ? `Next: ${next.title} ${next.minutes} minutes.` : "This is the last block."} The end, as it stands: ${this.hour(clock.end())}.`);
    say(this.start, isRunning ? "Pause" : "Start");
    usable(this.go, Boolean(next));
    usable(this.before, clock.run.index > 0);
    this.anew.hidden = isRunning || !clock.hasBegun;
    say(this.screen, document.fullscreenElement === this.root ? "Leave full screen" : "Full screen");
    this.blocks.patch();
  }

  // Up to the second that has begun; over time, the seconds that are full.
  time(left) {
    const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  hour(day) {
    return `${day.getHours()}:${String(day.getMinutes()).padStart(2, "0")}`;
  }

  sentence({ minutes, cue }, left) {
    if (left <= 0) return `Time is up. ${cue}`;
    if (!this.clock.isRunning) return this.clock.hasBegun ? "Paused." : "Press Start when you begin.";
    if (left <= 2 * MINUTE && minutes > 4) return "The last two minutes.";
    if (left <= (minutes * MINUTE) / 2 && minutes > 7) return "Half of the time is gone.";
    return "";
  }

  ring(block, left) {
    const same = this.rang === block;
    if (same && this.leftBefore > 0 && left <= 0 && this.sound.checked) this.chime();
    this.rang = block;
    this.leftBefore = left;
  }
}

export function open(page) {
  return watched(page, Timer);
}
