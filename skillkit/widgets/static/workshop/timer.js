// Timer: the clock for everybody. All that it says follows from the clock, and a screen reader hears
// it when the words change: at half time, in the last two minutes, and when the time is up.

import { button, make, options, say, usable } from "../base/dom.js";
import { blockRow } from "./blocks.js";
import { clockViews, MINUTE } from "./clock.js";

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("./clock.js").Block} Block */

const KEYS =
  "Keys, once you have pressed a button here: P starts and pauses, + adds two minutes, N is the next block, B goes back, F fills the screen.";

/** Two soft tones. A browser lets a page sound only after a touch, so a tick plays them once. */
function chime() {
  audio ??= new AudioContext();
  const { currentTime, destination } = audio;
  audio.resume();
  for (const [i, tone] of [523, 659].entries()) {
    const from = currentTime + i * 0.35;
    const [voice, loud] = [audio.createOscillator(), audio.createGain()];
    voice.frequency.value = tone;
    loud.gain.setValueAtTime(0, from);
    loud.gain.linearRampToValueAtTime(0.12, from + 0.05);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 1.4);
    voice.connect(loud).connect(destination);
    voice.start(from);
    voice.stop(from + 1.5);
  }
}
/** @type {AudioContext | undefined} */
let audio;

/** Up to the second that has begun; over time, the seconds that are full. @param {number} left */
function minutes(left) {
  const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {Date} day */
function hour(day) {
  return `${day.getHours()}:${String(day.getMinutes()).padStart(2, "0")}`;
}

/** What is said at this moment. @param {Clock} clock @param {number} left */
function sentence({ block, isRunning, hasBegun }, left) {
  if (left <= 0) return `Time is up. ${block.cue}`;
  if (!isRunning) return hasBegun ? "Paused." : "Press Start when you begin.";
  if (left <= 2 * MINUTE && block.minutes > 4) return "The last two minutes.";
  if (left <= (block.minutes * MINUTE) / 2 && block.minutes > 7) return "Half of the time is gone.";
  return "";
}

export const open = clockViews((root, clock) => {
  const act = (/** @type {() => void} */ does) => () => {
    clock.read();
    does();
    patch();
  };
  const toggle = act(() => clock.toggle());
  const more = act(() => clock.more());
  const next = act(() => clock.go(1));
  const back = act(() => clock.go(-1));
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else node.requestFullscreen?.().catch(() => {});
  };
  /** @type {Record<string, () => void>} */
  const keys = { p: toggle, "+": more, "=": more, n: next, b: back, f: full };

  const formats = clock.page.formats.map(({ id, name }) => [id, name]);
  const choose = act(() => clock.choose(format.value));
  const format = make("select", { onchange: choose }, ...options(formats));
  const [title, length] = [make("span"), make("span.sk-soft")];
  const [digits, over] = [make("span.sk-digits"), make("span.sk-over")];
  const words = make("p.sk-words", { role: "status" });
  const after = make("p.sk-after");
  const start = button("Start", toggle, "sk-main");
  const nextButton = button("Next block", next);
  const backButton = button("Back a block", back, "sk-quiet");
  const screen = button("Full screen", full, "sk-quiet");
  screen.hidden = !document.fullscreenEnabled;
  const restart = act(() => {
    clock.restart();
    start.focus();
  });
  const again = button("Start over", restart, "sk-quiet");
  const sound = make("input", { type: "checkbox", onchange: () => sound.checked && chime() });
  const blocks = blockRow(clock);
  const node = make(
    "div.sk-timer",
    { role: "group", "aria-label": "Timer", tabIndex: -1, onkeydown: onKey },
    make("div.sk-setup", make("label", "Workshop ", format)),
    make(
      "div.sk-face",
      make("div", { role: "status" }, make("h3", title, " ", length)),
      make("div.sk-time", { role: "timer", "aria-label": "Time left in this block" }, digits, " ", over),
      words,
      after,
    ),
    make("div.sk-row", start, button("+2 minutes", more), nextButton, backButton, screen, again),
    blocks.node,
    make("div.sk-extras.sk-soft", make("label", sound, " A soft sound when the time is up"), make("p", KEYS)),
  );
  root.replaceChildren(node);

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, target, repeat, ctrlKey, metaKey, altKey } = event;
    const does = keys[key.toLowerCase()];
    if (!does || repeat || ctrlKey || metaKey || altKey || target === format) return;
    event.preventDefault();
    does();
  }

  /** @type {Block | undefined} */
  let rang; // the block that was shown last, and how much of it was left
  let leftBefore = 0;
  /** @param {Block} block @param {number} left */
  function ring(block, left) {
    if (rang === block && leftBefore > 0 && left <= 0 && sound.checked) chime();
    rang = block;
    leftBefore = left;
  }

  function patch() {
    const { block, isRunning } = clock;
    const left = clock.left();
    const then = clock.next ? `Next: ${clock.next.title} ${clock.next.minutes} minutes.` : "This is the last block.";
    ring(block, left);
    format.value = clock.state.format;
    say(title, block.title);
    say(length, `${block.minutes} minutes`);
    say(digits, minutes(left));
    say(over, left < 0 ? "over" : "");
    say(words, sentence(clock, left));
    say(after, `${then} The end, as it stands: ${hour(clock.end())}.`);
    say(start, isRunning ? "Pause" : "Start");
    usable(nextButton, Boolean(clock.next));
    usable(backButton, clock.run.index > 0);
    again.hidden = isRunning || !clock.hasBegun;
    say(screen, document.fullscreenElement === node ? "Leave full screen" : "Full screen");
    blocks.patch();
  }
  return patch;
});
