// Claim sort: the article's claims as cards with four native radios each. What the kit found shows
// on the cards that the person has compared, and not before.

import { button, make, say, usable } from "../base/dom.js";
import { PracticeForm, practice } from "../base/form.js";

class ClaimCard {
  constructor(form, [id, claim, verdict, why, source, wordings], number, count) {
    Object.assign(this, { form, id, verdict });
    this.radios = form.page.words.verdicts.map(([value, name]) => this.option(value, name));
    this.node = make("fieldset", { className: "sk-card sk-claim" },
      make("legend", {}, make("span", { className: "sk-soft" }, `${number} of ${count} `), claim),
      make("div", { className: "sk-choices" }, ...this.radios.map((radio) => radio.parentNode)),
      (this.one = button("Compare this card", () => this.form.compareCards([this]), "sk-quiet")),
      (this.problem = make("p", { className: "sk-problem", hidden: true })),
      this.reading(why, source, wordings));
  }

  option(value, name) {
    const radio = make("input", { type: "radio", name: `${this.form.name}-${this.id}`, value,
      onchange: () => this.form.saving.change(this.id, "verdict", value) });
    make("label", { className: "sk-option" }, radio, name);
    return radio;
  }

  // The kit's verdict, the reason, both wordings where the wording is the matter, and the source.
  reading(why, source, wordings) {
    this.heading = make("p", { className: "sk-verdict", tabIndex: -1 });
    const body = [this.heading, make("p", {}, why)];
    if (wordings) {
      const column = (head, words) => make("div", {}, make("p", { className: "sk-soft" }, head), make("q", {}, words));
      body.push(make("div", { className: "sk-wordings" },
        column("The article, in short", wordings[0]), column("The source", wordings[1])));
    }
    body.push(make("p", { className: "sk-soft sk-source" }, `Source: ${source}`));
    return (this.found = make("div", { className: "sk-found", hidden: true }, ...body));
  }

  get entry() {
    return this.form.saving.entry(this.id);
  }

  get waits() {
    return Boolean(this.entry.verdict) && !this.entry.compared;
  }

  patch() {
    const { verdict, compared } = this.entry;
    for (const radio of this.radios) radio.checked = radio.value === verdict;
    this.found.hidden = !compared;
    this.one.hidden = !this.waits;
    if (compared) say(this.heading, this.words(verdict));
    const no = this.form.refusal(this.id);
    say(this.problem, no ? `Not saved. ${no}` : "");
    this.problem.hidden = !no;
  }

  words(mine) {
    const names = new Map(this.form.page.words.verdicts);
    const kit = `We found: ${names.get(this.verdict).toLowerCase()}.`;
    if (!mine) return kit;
    return mine === this.verdict ? `${kit} You sorted it the same way.` : `${kit} You sorted it as ${names.get(mine).toLowerCase()}.`;
  }
}

class ClaimSort extends PracticeForm {
  parts() {
    const { verdicts, claims, reviewed } = this.page.words;
    this.cards = claims.map((claim, i) => new ClaimCard(this, claim, i + 1, claims.length));
    this.compare = button("Compare", () => this.compareCards(this.cards.filter((card) => card.waits)), "sk-main");
    this.progress = make("p", { className: "sk-progress" });
    return [
      make("ul", { className: "sk-meanings" },
        ...verdicts.map(([, name, meaning]) => make("li", {}, make("strong", {}, name), make("span", {}, meaning)))),
      ...this.cards.map(({ node }) => node),
      make("div", { className: "sk-foot" }, this.compare, this.progress),
      make("p", { className: "sk-soft" }, `Sources last checked on ${reviewed}. A new source may change what we found.`),
    ];
  }

  extraButtons() {
    return [this.startOver("Forget how you sorted all cards?")];
  }

  // Open what we found on these cards, and go to the first of them.
  compareCards(cards) {
    for (const card of cards) this.saving.change(card.id, "compared", true);
    cards[0]?.heading.focus();
  }

  patch() {
    for (const card of this.cards) card.patch();
    const sorted = this.cards.filter(({ entry }) => entry.verdict).length;
    const waiting = this.cards.filter((card) => card.waits).length;
    const cards = waiting === 1 ? "the card" : `the ${waiting} cards`;
    say(this.compare, waiting ? `Compare ${cards} you sorted` : "Compare sorted cards");
    usable(this.compare, waiting > 0);
    say(this.progress, this.progressWords(sorted, waiting));
  }

  progressWords(sorted, waiting) {
    const left = this.cards.length - sorted;
    if (!sorted) return "Sort a card first. Then see what we found.";
    if (!left) return waiting ? "All cards are sorted." : "All cards are sorted and compared.";
    return `${sorted} of ${this.cards.length} sorted. You can stop whenever you like.`;
  }
}

export function open(page, send) {
  return practice(page, send, (root, saving) => new ClaimSort(root, saving, "Claims to sort"));
}
