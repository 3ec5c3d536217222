// Controls: what moves the clock, by button and by key, and the format that it follows.

import { button, make, onPurpose, options, say, usable } from "../base/dom.js";
import { t } from "../base/words.js";

export const KEYS =
  "Keys, once you have pressed a button here: P starts and pauses, + adds two minutes, N is the next block, B goes back";

const FORGET = {
  question: "This also forgets what was typed for the field report.",
  yes: "Yes, forget it",
  no: "Keep it",
};

/**
 * @param {import("./clock.js").Clock} clock
 * @param {() => void} redraw
 * @param {...HTMLElement} more buttons of this view alone
 */
export function controls(clock, redraw, ...more) {
  const act = (/** @type {() => void} */ does) => () => {
    clock.read();
    does();
    redraw();
  };
  const toggle = act(() => clock.toggle());
  const longer = act(() => clock.more());
  const next = act(() => clock.go(1));
  const back = act(() => clock.go(-1));
  const restart = act(() => {
    clock.restart();
    start.focus();
  });
  /** @type {Record<string, () => void>} */
  const keys = { p: toggle, "+": longer, "=": longer, n: next, b: back };

  const formats = clock.page.formats.map(({ id, name }) => [id, name]);
  const choose = act(() => clock.choose(format.value));
  const format = make("select", { onchange: choose }, ...options(formats));
  const start = button("Start", toggle, "sk-main");
  const nextButton = button("Next block", next);
  const backButton = button("Back a block", back, "sk-quiet");
  const again = button("Start over", restart, "sk-quiet");
  const afterNotes = onPurpose("Start over", FORGET, restart);
  const row = make(
    "div.sk-row.sk-controls",
    start,
    button(t("+2 minutes"), longer),
    nextButton,
    backButton,
    ...more,
    again,
    afterNotes,
  );

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, target, repeat, ctrlKey, metaKey, altKey } = event;
    const does = keys[key.toLowerCase()];
    if (!does || repeat || ctrlKey || metaKey || altKey || target === format) return;
    event.preventDefault();
    does();
  }

  function patch() {
    const { isRunning, hasBegun, hasNotes } = clock;
    format.value = clock.state.format;
    say(start, isRunning ? "Pause" : "Start");
    usable(nextButton, Boolean(clock.next));
    usable(backButton, clock.run.index > 0);
    again.hidden = isRunning || hasNotes || !hasBegun;
    afterNotes.hidden = isRunning || !hasNotes;
  }
  return { row, format: make("label", "Workshop ", format), keys, onKey, patch };
}
