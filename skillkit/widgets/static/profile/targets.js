// Targets: the level somebody wants for each skill. Ratings do not change here; the outline in the
// picture and the words beside each skill come from Python.

import { make, options, picture, say, sayLines, sayRefused } from "../base/dom.js";
import { forms } from "../base/form.js";
import { ratingRows } from "../base/rating_rows.js";
import { t } from "../base/words.js";

const EXAMPLE =
  "This is an example: an invented person. Start your own assessment first, then choose your targets here.";

const FROM_ROLE = "Begin with what a role usually asks for";
const FROM_ROLE_HINT =
  "Fills in only what you have not chosen and have not reached. It is a starting point, no requirement: change what you like.";

export const open = forms("Your targets", (form) => {
  const { saving, readOnly } = form;
  const pick = (/** @type {string} */ skill, /** @type {number | null} */ level) =>
    saving.change(skill, "target", level);
  const table = ratingRows(form.page.words, { column: "Target", pick, readOnly });
  const problem = make("p.sk-problem", { hidden: true });
  /** @type {[string, Record<string, number>][]} */
  const roles = form.page.words.roles;
  const select = make(
    "select",
    { "aria-label": FROM_ROLE, disabled: readOnly, onchange: () => begin() },
    ...options([["", "Choose a role"], ...roles.map(([name], i) => [String(i), name])]),
  );
  const start = make(
    "label",
    { hidden: !roles.length },
    `${t(FROM_ROLE)}: `,
    select,
    make("span.sk-soft", ` ${t(FROM_ROLE_HINT)}`),
  );

  function begin() {
    if (select.value === "") return;
    for (const [skill, level] of Object.entries(roles[Number(select.value)][1])) {
      const isFree = (saving.entry(skill).target ?? null) === null;
      if (isFree && level > form.page.rows[skill].from) pick(skill, level);
    }
    select.value = "";
  }
  const outlook = make("p", { "aria-live": "polite" });
  const tips = make("div.sk-soft");
  const drawing = picture();
  return {
    look: "sk-small sk-levels-page",
    parts: [
      make("div.sk-sides", make("div", start, table.node, problem), make("div.sk-side", outlook, drawing.node, tips)),
    ],
    banner: () => (form.page.mode === "example" ? [EXAMPLE] : form.notices()),
    patch() {
      for (const row of table.rows) {
        const { now, note, from } = form.page.rows[row.id];
        row.patch({ now, note, first: from, none: "No target", value: saving.entry(row.id).target ?? null });
      }
      sayRefused(problem, form.refusal());
      say(outlook, form.page.outlook);
      drawing.draw(form.page.picture);
      sayLines(tips, form.page.tips, () => "p");
    },
  };
});
