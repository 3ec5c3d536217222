// Recall: where the start looks today, skill by skill, once both ratings stand beside each other.

import { make, sayRefused } from "../base/dom.js";
import { forms } from "../base/form.js";
import { ratingRows } from "../base/rating_rows.js";

const EXAMPLE = "An example: how an invented person sees the start today";

export const open = forms("Where your start looks today", (form) => {
  const { saving, readOnly } = form;
  const pick = (/** @type {string} */ skill, /** @type {number | null} */ level) =>
    saving.change(skill, "rating", level);
  const table = ratingRows(form.page.words, {
    beside: "Then and now",
    column: "Then, seen from today",
    pick,
    readOnly,
  });
  const problem = make("p.sk-problem", { hidden: true });
  // An example's many rows would stand between a person and what comes next.
  const folded = make("details", make("summary", EXAMPLE));
  if (form.page.mode === "example") folded.append(table.node);
  return {
    look: "sk-small sk-levels-page",
    parts: [form.page.mode === "example" ? folded : table.node, problem],
    patch() {
      const { rows } = form.page;
      table.node.hidden = !Object.keys(rows).length;
      for (const row of table.rows) {
        if (!rows[row.id]) continue;
        const { now, note, from } = rows[row.id];
        row.patch({ now, note, first: from, none: "Not said", value: saving.entry(row.id).rating ?? null });
      }
      sayRefused(problem, form.refusal());
    },
  };
});
