// Claims: the article's claims as cards with four native radios each, one card at a time. What the kit
// found shows on the cards that the person has compared, and not before.

import { button, levelOption, make, onPurpose, say, sayRefused, usable } from "../base/dom.js";
import { forms } from "../base/form.js";
import { oneAtATime } from "../base/one_at_a_time.js";
import { plural, t } from "../base/words.js";

/** @typedef {import("../base/form.js").Form} Form */
/** @typedef {[string, string, string, string, string, string[] | null]} Claim id, words, verdict, why, source, wordings */

/**
 * @param {Form} form
 * @param {Claim} claim
 * @param {number} place
 * @param {string[][]} words id, name and meaning of each verdict
 * @param {string} whose what is above the first of two wordings
 */
function claimCard(form, [id, claim, verdict, why, source, wordings], place, words, whose) {
  const { saving } = form;
  const names = new Map(words.map(([value, name]) => [value, name.toLowerCase()]));
  const entry = () => saving.entry(id);
  const waits = () => Boolean(entry().verdict) && !entry().compared;
  const choices = words.map(([value, name, meaning]) => {
    const onchange = () => saving.change(id, "verdict", value);
    return levelOption({ name: `${form.name}-${id}`, value, onchange }, name, meaning);
  });
  const one = button("Compare this card", () => compare(), "sk-quiet");
  const problem = make("p.sk-problem", { hidden: true });
  // Our verdict, the reason, both wordings where the wording is the matter, and the source.
  const heading = make("p.sk-verdict", { tabIndex: -1 });
  const column = (/** @type {string} */ head, /** @type {string} */ words) =>
    make("div", make("p.sk-soft", head), make("q", words));
  const both = wordings && make("div.sk-wordings", column(whose, wordings[0]), column("The source", wordings[1]));
  const cited = make("p.sk-soft.sk-source", t("Source: {source}", { source }));
  const found = make("div.sk-found", { hidden: true }, heading, make("p", why), both, cited);
  const node = make(
    "fieldset.sk-card.sk-claim",
    make("legend", make("span.sk-soft", t("Card {number}", { number: place }), " "), claim),
    ...choices.map((choice) => choice.node),
    one,
    problem,
    found,
  );

  /** Show what we found, and go there. */
  function compare(focus = true) {
    saving.change(id, "compared", true);
    if (focus) heading.focus();
  }

  function patch() {
    const { verdict: mine, compared } = entry();
    for (const { input } of choices) input.checked = input.value === mine;
    found.hidden = !compared;
    one.hidden = !waits();
    if (compared) say(heading, verdictWords(mine));
    sayRefused(problem, form.refusal(id));
  }

  /** @param {string} mine */
  function verdictWords(mine) {
    const kit = t("We found: {verdict}.", { verdict: names.get(verdict) });
    if (!mine) return kit;
    const yours =
      mine === verdict
        ? t("You sorted it the same way.")
        : t("You sorted it as {verdict}.", { verdict: names.get(mine) });
    return `${kit} ${yours}`;
  }
  const first = () => (choices.find(({ input }) => input.checked) ?? choices[0]).input;
  return { node, patch, waits, compare, first, isSorted: () => Boolean(entry().verdict) };
}

const ENOUGH = 3; // cards to sort before a group compares

export const open = forms("Claims to sort", (form) => {
  /** @type {{ verdicts: string[][], claims: Claim[], reviewed: string, whose: string }} */
  const { verdicts, claims, reviewed, whose } = form.page.words;
  if (!claims.length) {
    return { look: "sk-small", parts: [make("p", "This workshop has no claims to sort. Go on below.")], patch() {} };
  }
  const cards = claims.map((claim, i) => claimCard(form, claim, i + 1, verdicts, whose));
  const waiting = () => cards.filter((card) => card.waits());
  const compare = button("Compare", () => compareAll(), "sk-main");
  /** @param {number} i */
  const name = (i) => t(cards[i].isSorted() ? "Card {number}, sorted" : "Card {number}", { number: i + 1 });
  const nodes = cards.map(({ node }) => node);
  const pager = oneAtATime("Card", form.memory, nodes, name, (i) => cards[i].first().focus());
  const progress = make("p.sk-progress");
  const asks = { question: "Forget how you sorted all cards?", yes: "Yes, start over", no: "No, keep them" };
  const forget = () => form.saving.ask({ kind: "forget" });

  /** Show what was found on every card that waits, and go to the first of them. */
  function compareAll() {
    const these = waiting();
    for (const card of these) card.compare(false);
    if (!these.length) return;
    pager.go(cards.indexOf(these[0]), false);
    these[0].compare();
  }

  /** @param {number} sorted @param {number} open */
  function progressWords(sorted, open) {
    const few = cards.length < ENOUGH;
    if (!sorted) return few ? "Sort the cards, then compare." : "Sort three cards, then compare.";
    const far = { sorted, all: cards.length };
    if (sorted < ENOUGH && !few) return t("{sorted} of {all} sorted. Three are enough to compare.", far);
    if (sorted < cards.length) return t("{sorted} of {all} sorted. You can stop whenever you like.", far);
    return open ? "All cards are sorted." : "All cards are sorted and compared.";
  }

  return {
    look: "sk-small",
    parts: [
      pager.head,
      ...nodes,
      pager.foot,
      make("div.sk-foot", compare, progress),
      make("p.sk-soft", t("Sources last checked on {reviewed}. A new source may change what we found.", { reviewed })),
    ],
    buttons: [onPurpose("Start over", asks, forget)],
    patch() {
      for (const card of cards) card.patch();
      pager.patch();
      const open = waiting().length;
      const these = plural("Compare the card you sorted", "Compare the {count} cards you sorted", open);
      say(compare, open ? these : "Compare sorted cards");
      usable(compare, open > 0);
      say(progress, progressWords(cards.filter((card) => card.isSorted()).length, open));
    },
  };
});
