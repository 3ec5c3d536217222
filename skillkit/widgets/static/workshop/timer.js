// Timer: the clock for everybody. All that it says follows from the clock, and a screen reader hears
// it when the words change: at half time, in the last two minutes, and when the time is up.

import { button, make, say } from "../base/dom.js";
import { blockRow } from "./blocks.js";
import { clockViews } from "./clock.js";
import { controls, KEYS } from "./controls.js";
import { clockFace } from "./face.js";

/** @typedef {import("./clock.js").Block} Block */

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

export const open = clockViews((root, clock) => {
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else node.requestFullscreen?.().catch(() => {});
  };
  const screen = button("Full screen", full, "sk-quiet");
  screen.hidden = !document.fullscreenEnabled;
  const sound = make("input", { type: "checkbox", onchange: () => sound.checked && chime() });
  const [face, set, blocks] = [clockFace(clock), controls(clock, patch, screen), blockRow(clock)];
  set.keys.f = full;
  const keys = make("p", KEYS, ", ", "F fills the screen.");
  const node = make(
    "div.sk-timer",
    { role: "group", "aria-label": "Timer", tabIndex: -1, onkeydown: set.onKey },
    make("div.sk-setup", set.format),
    face.node,
    set.row,
    blocks.node,
    make("div.sk-extras.sk-soft", make("label", sound, " A soft sound when the time is up"), keys),
  );
  root.replaceChildren(node);

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
    ring(clock.block, clock.left());
    face.patch();
    set.patch();
    say(screen, document.fullscreenElement === node ? "Leave full screen" : "Full screen");
    blocks.patch();
  }
  return { patch };
});
