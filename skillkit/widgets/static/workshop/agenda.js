// Progress: the blocks alone, for a page that has its own work to show.

import { make, say } from "../base/dom.js";
import { Blocks } from "./blocks.js";
import { watched } from "./clock.js";

class Progress {
  constructor(el, clock) {
    this.clock = clock;
    this.blocks = new Blocks(clock);
    this.words = make("p", { className: "sk-soft" });
    el.replaceChildren(make("div", { className: "sk-progress-bar", role: "group", "aria-label": "Where the workshop is" },
      this.words, this.blocks.node));
  }

  patch() {
    const { block, next, format } = this.clock;
    say(this.words, `${format.name}. Now: ${block.title}${next ? ` Next: ${next.title}` : ""}`);
    this.blocks.patch();
  }
}

export function open(page) {
  return watched(page, Progress);
}
