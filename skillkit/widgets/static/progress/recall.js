// Then form: where the start looks today, skill by skill, once both ratings stand beside each other.

import { make, say } from "../base/dom.js";
import { PracticeForm, practice } from "../base/form.js";
import { LevelRows } from "../base/rating_rows.js";

class ThenForm extends PracticeForm {
  get readOnly() {
    return this.page.mode === "example" || this.page.mode === "trouble";
  }

  bannerWords() {
    return [this.page.notice, ...this.page.aside].filter(Boolean);
  }

  parts() {
    this.rows = new LevelRows(this.page.words, {
      beside: "Then and now",
      column: "Then, seen from today",
      pick: (skill, level) => this.saving.change(skill, "rating", level),
      readOnly: () => this.readOnly,
    });
    this.problem = make("p", { className: "sk-problem", hidden: true });
    return [this.rows.node, this.problem];
  }

  patch() {
    const { rows } = this.page;
    this.rows.node.hidden = !Object.keys(rows).length;
    for (const row of this.rows.rows) {
      if (!rows[row.id]) continue;
      const { now, note, from } = rows[row.id];
      row.patch({ now, note, first: from, none: "Not said", value: this.saving.entry(row.id).rating ?? null });
    }
    const no = [...this.saving.refused.values()][0]?.sentence;
    say(this.problem, no ? `Not saved. ${no}` : "");
    this.problem.hidden = !no;
  }

  build() {
    super.build();
    this.root.classList.add("sk-levels-page");
  }
}

export function open(page, send) {
  return practice(page, send, (root, saving) => new ThenForm(root, saving, "Where your start looks today"));
}
