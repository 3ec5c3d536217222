// Review: one card for each action of the old plan, and what became of it.

import { make, say } from "../base/dom.js";
import { ChoiceField, DateField, LineField, LinesField, TextField } from "../base/fields.js";
import { forms } from "../base/form.js";
import { oneAtATime } from "../base/one_at_a_time.js";
import { t } from "../base/words.js";

const EXAMPLE =
  "This is an example: an invented person's plan, ninety days later. Yours appears here once you have made one in 05_plan.";
const NONE = "Your plan holds no action. Choose some in 05_plan; they appear here then.";

/** @param {import("../base/form.js").Form} form @param {string} id */
function reviewCard(form, id) {
  const hint = "A line or a link; each on a line of its own.";
  const status = new ChoiceField(form, id, "status", "How did it go?");
  const evidence = new LinesField(form, id, "evidence", "What can you show?", hint, { rows: 2 });
  const learned = new LineField(form, id, "learned", "What broke, and what did you learn?");
  const next = [
    new TextField(form, id, "when", "When"),
    new TextField(form, id, "where", "Where"),
    new LineField(form, id, "act", "Then I", "the first act of a few minutes"),
    new TextField(form, id, "buddy", "Who will ask you about it?"),
    new DateField(form, id, "due", "By"),
  ];
  const fields = [status, evidence, learned, ...next];
  const [step, facts] = [make("strong", { dir: "auto" }), make("span.sk-soft")];
  const [said, proof] = [make("p.sk-aloud", { dir: "auto" }), make("p.sk-soft", { dir: "auto" })];
  const again = make("details.sk-next", make("summary", "Give it a new sentence"), ...next.map(({ node }) => node));
  const heading = make("h2", step, " ", facts);
  const own = [status, evidence, learned].map(({ node }) => node);
  const node = make("section.sk-card.sk-review", heading, said, proof, ...own, again);
  status.offer(form.page.words.statuses);

  function patch() {
    const card = form.page.cards[id];
    node.setAttribute("aria-label", card.step);
    say(step, card.step);
    say(facts, card.facts);
    say(said, card.said ? `“${card.said}”` : "");
    say(proof, card.proof ? t("Agreed proof: {proof}", { proof: card.proof }) : "");
    for (const field of fields) {
      field.patch();
      field.lock();
    }
    again.hidden = ["done", "stopped"].includes(status.control.value);
  }
  return { node, patch, first: status.control };
}

export const open = forms("Your old plan", (form) => {
  const { page } = form;
  const built = String(page.order);
  /** @type {string[]} */
  const order = page.order;
  const cards = order.map((id) => reviewCard(form, id));
  const nodes = cards.map(({ node }) => node);
  const steps = (/** @type {number} */ i) => `${i + 1}. ${form.page.cards[order[i]].step}`;
  const pager = oneAtATime("Action", form.memory, nodes, steps, (i) => cards[i].first.focus());
  const summary = make("p.sk-count", { "aria-live": "polite" });
  return {
    look: "sk-small sk-plan",
    reason: "field",
    parts: [pager.head, ...nodes, pager.foot, summary],
    banner() {
      const { mode, notice } = form.page;
      if (mode === "example") return [EXAMPLE];
      if (notice) return [notice, "Open 05_plan: it says what you can do."];
      return form.page.order.length ? [] : [NONE];
    },
    patch() {
      if (built !== String(form.page.order)) return void form.build();
      for (const card of cards) card.patch();
      pager.patch();
      say(summary, form.page.summary);
    },
  };
});
