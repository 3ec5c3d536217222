// Target form: the level somebody wants for each skill. Ratings do not change here; the outline in
// the picture and the words beside each skill come from Python.

import { make, say, show } from "../base/dom.js";
import { PracticeForm, practice } from "../base/form.js";
import { LevelRows } from "../base/rating_rows.js";

class TargetForm extends PracticeForm {
  get readOnly() {
    return this.page.mode === "example" || this.page.mode === "trouble";
  }

  bannerWords() {
    const { mode, notice } = this.page;
    if (mode === "example") return ["This is an example: an invented person. Start your own assessment first, then choose your targets here."];
    return notice ? [notice] : [];
  }

  parts() {
    this.rows = new LevelRows(this.page.words, {
      column: "Target",
      pick: (skill, level) => this.saving.change(skill, "target", level),
      readOnly: () => this.readOnly,
    });
    this.problem = make("p", { className: "sk-problem", hidden: true });
    this.outlook = make("p", { "aria-live": "polite" });
    this.figure = make("figure");
    return [make("div", { className: "sk-sides" },
      make("div", {}, this.rows.node, this.problem),
      make("div", { className: "sk-side" }, this.outlook, this.figure))];
  }

  patch() {
    const { rows, picture, outlook } = this.page;
    for (const row of this.rows.rows) {
      const { now, note, from } = rows[row.id];
      const { target } = this.saving.entry(row.id);
      row.patch({ now, note, first: from, none: "No target", value: target ?? null });
    }
    const no = [...this.saving.refused.values()][0]?.sentence;
    say(this.problem, no ? `Not saved. ${no}` : "");
    this.problem.hidden = !no;
    say(this.outlook, outlook);
    if (this.shown !== picture) show(this.figure, (this.shown = picture));
  }

  build() {
    this.shown = null;
    super.build();
    this.root.classList.add("sk-levels-page");
  }
}

export function open(page, send) {
  return practice(page, send, (root, saving) => new TargetForm(root, saving, "Your targets"));
}
