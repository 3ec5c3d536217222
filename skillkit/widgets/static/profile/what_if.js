// What if: levels to try out. Python draws what would come of them; nothing is saved anywhere.

import { button, make, say, show, usable } from "../base/dom.js";
import { LevelRows } from "../base/rating_rows.js";

class WhatIf {
  constructor(el, page, send) {
    Object.assign(this, { el, send, page, seq: 0, tab: Math.random().toString(36).slice(2) });
    this.build();
  }

  build() {
    this.rows = new LevelRows(this.page.words, {
      column: "Try",
      pick: (skill, level) => this.send({ kind: "try", skill, level, tab: this.tab, seq: ++this.seq }),
    });
    this.targets = button("Try my targets", () => this.send({ kind: "targets" }));
    this.reset = button("Reset", () => this.isTried() && this.send({ kind: "reset" }));
    this.example = make("p", { className: "sk-lead" });
    this.lines = make("div", { "aria-live": "polite" });
    this.figure = make("figure");
    this.el.replaceChildren(make("div", { className: "sk-form sk-levels-page", role: "group", "aria-label": "What if" },
      make("div", { className: "sk-sides" },
        make("div", {}, this.rows.node),
        make("div", { className: "sk-side" }, this.example, this.lines,
          make("div", { className: "sk-foot" }, this.targets, this.reset), this.figure)),
      make("p", { className: "sk-soft" }, "This is for trying out. Your ratings and targets stay as they are, and nothing here is saved.")));
    this.patch();
  }

  isTried() {
    return Object.values(this.page.rows).some(({ tried }) => tried !== null);
  }

  turn(page) {
    const same = JSON.stringify(page.words) === JSON.stringify(this.page.words);
    this.page = page;
    if (same) this.patch();
    else this.build();
  }

  patch() {
    const { rows, example, targets, picture, lines } = this.page;
    say(this.example, example);
    // An answer to an earlier choice must not undo the one that a hand has just made.
    const stale = (this.page.heard[this.tab] ?? 0) < this.seq;
    for (const row of stale ? [] : this.rows.rows) {
      const { now, tried } = rows[row.id];
      row.patch({ now, none: "as rated", value: tried });
    }
    this.targets.hidden = !targets;
    usable(this.reset, this.isTried());
    const old = [...this.lines.children].map((node) => node.textContent).join("\n");
    if (old !== lines.join("\n")) this.lines.replaceChildren(...lines.map((line, i) => make(i ? "p" : "h3", {}, line)));
    if (this.shown !== picture) show(this.figure, (this.shown = picture));
  }
}

export function open(page, send) {
  const views = new Set();
  return {
    hear: () => {},
    turn: (whole) => {
      page = whole;
      for (const view of views) view.turn(whole);
    },
    close: () => {},
    render(root) {
      const view = new WhatIf(root, page, send);
      views.add(view);
      return () => views.delete(view);
    },
  };
}
