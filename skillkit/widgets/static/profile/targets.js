// Targets: the level somebody wants for each skill. Ratings do not change here; the outline in the
// picture and the words beside each skill come from Python.

import { make, picture, say, sayRefused } from "../base/dom.js";
import { forms } from "../base/form.js";
import { ratingRows } from "../base/rating_rows.js";

const EXAMPLE =
  "This is an example: an invented person. Start your own assessment first, then choose your targets here.";

export const open = forms("Your targets", (form) => {
  const { saving, readOnly } = form;
  const pick = (/** @type {string} */ skill, /** @type {number | null} */ level) =>
    saving.change(skill, "target", level);
  const table = ratingRows(form.page.words, { column: "Target", pick, readOnly });
  const problem = make("p.sk-problem", { hidden: true });
  const outlook = make("p", { "aria-live": "polite" });
  const drawing = picture();
  return {
    look: "sk-small sk-levels-page",
    parts: [make("div.sk-sides", make("div", table.node, problem), make("div.sk-side", outlook, drawing.node))],
    banner: () => (form.page.mode === "example" ? [EXAMPLE] : form.notices()),
    patch() {
      for (const row of table.rows) {
        const { now, note, from } = form.page.rows[row.id];
        row.patch({ now, note, first: from, none: "No target", value: saving.entry(row.id).target ?? null });
      }
      sayRefused(problem, form.refusal());
      say(outlook, form.page.outlook);
      drawing.draw(form.page.picture);
    },
  };
});
