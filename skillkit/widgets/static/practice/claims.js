// Claims: the article's claims as cards with four native radios each. What the kit found shows
// on the cards that the person has compared, and not before.

import { button, make, onPurpose, option, say, sayRefused, usable } from "../base/dom.js";
import { forms } from "../base/form.js";

/** @typedef {import("../base/form.js").Form} Form */
/** @typedef {[string, string, string, string, string, string[] | null]} Claim id, words, verdict, why, source, wordings */

/**
 * @param {Form} form
 * @param {Claim} claim
 * @param {string} place "1 of 24"
 * @param {Map<string, string>} verdicts
 */
function claimCard(form, [id, claim, verdict, why, source, wordings], place, verdicts) {
  const { saving } = form;
  const entry = () => saving.entry(id);
  const waits = () => Boolean(entry().verdict) && !entry().compared;
  const choices = [...verdicts].map(([value, name]) => {
    const onchange = () => saving.change(id, "verdict", value);
    return option({ type: "radio", name: `${form.name}-${id}`, value, onchange }, name);
  });
  const one = button("Compare this card", () => compare(), "sk-quiet");
  const problem = make("p.sk-problem", { hidden: true });
  // Our verdict, the reason, both wordings where the wording is the matter, and the source.
  const heading = make("p.sk-verdict", { tabIndex: -1 });
  const column = (/** @type {string} */ head, /** @type {string} */ words) =>
    make("div", make("p.sk-soft", head), make("q", words));
  const both =
    wordings &&
    make("div.sk-wordings", column("The article, in short", wordings[0]), column("The source", wordings[1]));
  const cited = make("p.sk-soft.sk-source", `Source: ${source}`);
  const found = make("div.sk-found", { hidden: true }, heading, make("p", why), both, cited);
  const node = make(
    "fieldset.sk-card.sk-claim",
    make("legend", make("span.sk-soft", `${place} `), claim),
    make("div.sk-choices", ...choices.map((choice) => choice.node)),
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
    if (compared) say(heading, words(mine));
    sayRefused(problem, form.refusal(id));
  }

  /** @param {string} mine */
  function words(mine) {
    const kit = `We found: ${verdicts.get(verdict)?.toLowerCase()}.`;
    if (!mine) return kit;
    const own = mine === verdict ? "the same way" : `as ${verdicts.get(mine)?.toLowerCase()}`;
    return `${kit} You sorted it ${own}.`;
  }
  return { node, patch, waits, compare, isSorted: () => Boolean(entry().verdict) };
}

export const open = forms("Claims to sort", (form) => {
  /** @type {{ verdicts: string[][], claims: Claim[], reviewed: string }} */
  const { verdicts, claims, reviewed } = form.page.words;
  const names = new Map(verdicts.map(([value, name]) => [value, name]));
  const cards = claims.map((claim, i) => claimCard(form, claim, `${i + 1} of ${claims.length}`, names));
  const waiting = () => cards.filter((card) => card.waits());
  const compare = button("Compare", () => waiting().forEach((card, i) => void card.compare(i === 0)), "sk-main");
  const progress = make("p.sk-progress");
  const asks = { question: "Forget how you sorted all cards?", yes: "Yes, start over", no: "No, keep them" };
  const forget = () => form.saving.ask({ kind: "forget" });
  const meanings = verdicts.map(([, name, meaning]) => make("li", make("strong", name), make("span", meaning)));

  /** @param {number} sorted @param {number} open */
  function progressWords(sorted, open) {
    if (!sorted) return "Sort a card first. Then see what we found.";
    if (sorted < cards.length) return `${sorted} of ${cards.length} sorted. You can stop whenever you like.`;
    return open ? "All cards are sorted." : "All cards are sorted and compared.";
  }

  return {
    look: "sk-small",
    parts: [
      make("ul.sk-meanings", ...meanings),
      ...cards.map(({ node }) => node),
      make("div.sk-foot", compare, progress),
      make("p.sk-soft", `Sources last checked on ${reviewed}. A new source may change what we found.`),
    ],
    buttons: [onPurpose("Start over", asks, forget)],
    patch() {
      for (const card of cards) card.patch();
      const open = waiting().length;
      const these = open === 1 ? "the card" : `the ${open} cards`;
      say(compare, open ? `Compare ${these} you sorted` : "Compare sorted cards");
      usable(compare, open > 0);
      say(progress, progressWords(cards.filter((card) => card.isSorted()).length, open));
    },
  };
});
