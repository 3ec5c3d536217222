// Blocks: the workshop as a row of its blocks, which is a list for whoever does not see it.

import { make, say } from "../base/dom.js";
import { MINUTE } from "./clock.js";

export class Blocks {
  constructor(clock) {
    this.clock = clock;
    this.node = make("ol", { className: "sk-blocks", "aria-label": "The blocks of this workshop" });
  }

  patch() {
    const { clock } = this;
    if (this.shown !== clock.format) this.build();
    const { index } = clock.run;
    this.items.forEach(({ node, fill, state }, i) => {
      const done = i < index;
      const passed = 1 - Math.max(0, clock.left()) / (clock.block.minutes * MINUTE);
      const share = done ? 1 : i === index ? Math.min(1, Math.max(0, passed)) : 0;
      fill.style.width = `${(share * 100).toFixed(1)}%`;
      node.classList.toggle("sk-done", done);
      if (i === index) node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
      say(state, done ? "done: " : i === index ? "now: " : "");
    });
  }

  build() {
    this.shown = this.clock.format;
    this.items = this.clock.blocks.map(({ name, minutes }) => {
      const fill = make("i");
      const state = make("span", { className: "sk-unseen" });
      const node = make("li", { style: `flex-grow: ${minutes}` },
        make("span", { className: "sk-track", "aria-hidden": "true" }, fill),
        state, make("span", { className: "sk-name" }, name), " ", make("span", { className: "sk-soft" }, `${minutes} min`));
      return { node, fill, state };
    });
    this.node.replaceChildren(...this.items.map(({ node }) => node));
  }
}
