// Noted: a line that the clock keeps until it starts over.

import { hasFocus, make } from "../base/dom.js";

/** @typedef {import("./clock.js").Clock} Clock */

/**
 * @param {Clock} clock
 * @param {string} name
 * @param {string} words
 * @param {() => string} usual what is there until somebody types
 * @param {Record<string, any>} [more] properties of the input
 */
export function noted(clock, name, words, usual = () => "", more = {}) {
  const oninput = () => {
    const { value } = input;
    clock.read();
    clock.note(name, value);
  };
  const input = make("input", { type: "text", autocomplete: "off", ...more, oninput });
  const node = make("label.sk-noted", make("span", words), input);
  const value = () => clock.run.notes[name] ?? usual();
  const patch = () => {
    if (input.value !== value() && !hasFocus(input)) input.value = value();
  };
  return { node, patch, value };
}
