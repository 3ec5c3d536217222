// Vignette form: one text at a time. The same five sentences serve twice: for a rating in silence,
// and, once the reference level is seen, for a second one.

import { button, make, say, usable } from "../base/dom.js";
import { PracticeForm, practice } from "../base/form.js";

class VignetteCard {
  constructor(form, vignette) {
    Object.assign(this, { form, vignette, id: vignette.id });
    const { levels, lead_in } = form.page.words;
    this.radios = levels.map((level, i) => this.option(i, level, vignette.anchors[i]));
    this.node = make("section", { className: "sk-card sk-vignette", "aria-label": vignette.title, hidden: true },
      make("h3", { tabIndex: -1 }, vignette.title),
      make("p", { className: "sk-soft" }, `${vignette.name}, ${vignette.skill}`),
      make("p", { className: "sk-text" }, vignette.text),
      this.reading(),
      make("fieldset", { className: "sk-levels" },
        (this.legend = make("legend")),
        make("p", { className: "sk-lead" }, lead_in),
        ...this.radios.map((radio) => radio.parentNode)),
      (this.problem = make("p", { className: "sk-problem", hidden: true })),
      (this.reveal = button("Show the reference level", () => this.look(), "sk-main")),
      (this.hint = make("p", { className: "sk-soft", role: "status" })));
    [this.heading] = this.node.children;
  }

  option(value, level, anchor) {
    const radio = make("input", { type: "radio", name: `${this.form.name}-${this.id}`, value,
      onchange: () => this.form.saving.change(this.id, this.entry.revealed ? "after" : "before", value) });
    make("label", { className: "sk-option" }, radio,
      make("span", { className: "sk-level" }, level, " "),
      make("span", { className: "sk-anchor" }, anchor));
    return radio;
  }

  reading() {
    this.reference = make("p", { className: "sk-verdict", tabIndex: -1 });
    this.mine = make("p");
    return (this.found = make("div", { className: "sk-found", hidden: true },
      this.reference,
      ...this.vignette.reasons.map((reason) => make("p", {}, reason)),
      this.mine));
  }

  get entry() {
    return this.form.saving.entry(this.id);
  }

  rated() {
    return Number.isInteger(this.entry.before);
  }

  look() {
    if (!this.rated()) return say(this.hint, "Choose a level first, the one you would give.");
    this.form.saving.change(this.id, "revealed", true);
    this.reference.focus();
  }

  patch() {
    const { before, revealed, after } = this.entry;
    const given = revealed ? after : before;
    for (const radio of this.radios) radio.checked = radio.value === String(given ?? "");
    say(this.legend, revealed ? `Rate it again: ${this.vignette.skill}` : `Which level is this in ${this.vignette.skill}?`);
    this.found.hidden = !revealed;
    this.reveal.hidden = Boolean(revealed);
    usable(this.reveal, this.rated());
    if (this.rated() || revealed) say(this.hint, revealed ? this.again(after) : "");
    if (!revealed) return this.patchProblem();
    say(this.reference, `The reference level is ${this.vignette.level}.`);
    say(this.mine, this.rated() ? `Your rating was ${this.words(before)}.` : "You did not rate it before.");
    this.patchProblem();
  }

  words(rating) {
    return `${this.form.page.words.levels[rating]}, ${this.vignette.deviations[rating]}`;
  }

  again(after) {
    return Number.isInteger(after)
      ? `Now you rate it ${this.words(after)}.`
      : "Now that you have read the reasons: which level do you give? Staying with yours is fine.";
  }

  patchProblem() {
    const no = this.form.refusal(this.id);
    say(this.problem, no ? `Not saved. ${no}` : "");
    this.problem.hidden = !no;
  }
}

class VignetteForm extends PracticeForm {
  parts() {
    const { vignettes, title } = this.page.words;
    if (!vignettes.length) return [make("p", {}, `There are no practice texts for the framework "${title}". Go on to your own ratings.`)];
    this.cards = vignettes.map((vignette) => new VignetteCard(this, vignette));
    const open = this.cards.findIndex((card) => !card.entry.revealed);
    this.index = this.index ?? Math.max(0, open);
    this.back = button("Previous", () => this.go(this.index - 1));
    this.next = button("Next", () => this.go(this.index + 1), "sk-main");
    this.place = make("p", { className: "sk-progress" });
    this.summary = make("div", { className: "sk-summary" });
    return [this.place, ...this.cards.map(({ node }) => node),
      make("div", { className: "sk-foot" }, this.back, this.next), this.summary];
  }

  extraButtons() {
    return this.page.words.vignettes.length ? [this.startOver("Forget your ratings of all texts?")] : [];
  }

  go(index) {
    if (index < 0 || index >= this.cards.length) return;
    this.index = index;
    this.patch();
    this.cards[index].heading.focus();
  }

  patch() {
    if (!this.cards) return;
    this.cards.forEach((card, i) => {
      card.node.hidden = i !== this.index;
      card.patch();
    });
    say(this.place, `Text ${this.index + 1} of ${this.cards.length}. All people here are invented.`);
    usable(this.back, this.index > 0);
    usable(this.next, this.index < this.cards.length - 1);
    this.patchSummary();
  }

  patchSummary() {
    const lines = this.page.summary ?? [];
    const known = [...this.summary.children].map((node) => node.textContent).join("\n");
    const words = lines.length
      ? ["Only you see this", ...lines, "One level up or down is normal: the sentences leave room. It is a good place for a talk."]
      : [];
    if (known === words.join("\n")) return;
    this.summary.replaceChildren(...words.map((line, i) => make(i ? "p" : "h3", {}, line)));
  }
}

export function open(page, send) {
  return practice(page, send, (root, saving) => new VignetteForm(root, saving, "Practice ratings"));
}
