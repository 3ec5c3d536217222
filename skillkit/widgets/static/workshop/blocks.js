// Blocks: the workshop as a row of its blocks, which is a list for anyone who does not see it.

import { make, say } from "../base/dom.js";
import { t } from "../base/words.js";
import { MINUTE } from "./clock.js";

/** @param {import("./clock.js").Clock} clock */
export function blockRow(clock) {
  const node = make("ol.sk-blocks", { "aria-label": "The blocks of this workshop" });
  /** @type {import("./clock.js").Format | undefined} */
  let shown;
  /** @type {{ item: HTMLElement, fill: HTMLElement, state: HTMLElement }[]} */
  let items = [];

  function build() {
    shown = clock.format;
    items = clock.blocks.map(({ name, minutes }) => {
      const [fill, state] = [make("i"), make("span.sk-unseen")];
      const track = make("span.sk-track", { "aria-hidden": "true" }, fill);
      const words = [make("span.sk-name", name), " ", make("span.sk-soft", t("{minutes} min", { minutes }))];
      return { item: make("li", { style: `flex-grow: ${minutes}` }, track, state, ...words), fill, state };
    });
    node.replaceChildren(...items.map(({ item }) => item));
  }

  function patch() {
    if (shown !== clock.format) build();
    const { index } = clock.run;
    const passed = 1 - Math.max(0, clock.left()) / (clock.block.minutes * MINUTE);
    items.forEach(({ item, fill, state }, i) => {
      const isDone = i < index;
      const share = isDone ? 1 : i === index ? Math.min(1, Math.max(0, passed)) : 0;
      fill.style.width = `${(share * 100).toFixed(1)}%`;
      item.classList.toggle("sk-done", isDone);
      if (i === index) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
      say(state, isDone ? t("done: ") : i === index ? t("now: ") : "");
    });
  }
  return { node, patch };
}
