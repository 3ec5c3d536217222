// Review form: one card for each action of the old plan, and what became of it.

import { make, say } from "../base/dom.js";
import { ChoiceField, DateField, LineField, TextField } from "../base/fields.js";
import { PracticeForm, practice } from "../base/form.js";

// Lines of text; blanks around a line are no news while somebody types.
class LinesField extends TextField {
  isTyping(said) {
    return this.control.value.split("\n").map((line) => line.trim()).filter(Boolean).join("\n") === said;
  }
}

class ReviewCard {
  constructor(form, id) {
    Object.assign(this, { form, id });
    this.status = new ChoiceField(form, id, "status", "How did it go?");
    this.evidence = new LinesField(form, id, "evidence", "What can you show?", "A line or a link; each on a line of its own.", { rows: 2 });
    this.learned = new LineField(form, id, "learned", "What broke, and what did you learn?");
    this.next = [
      new TextField(form, id, "when", "When"),
      new TextField(form, id, "where", "Where"),
      new LineField(form, id, "act", "Then I", "the first act of a few minutes"),
      new TextField(form, id, "buddy", "Who will ask you about it?"),
      new DateField(form, id, "due", "By"),
    ];
    this.fields = [this.status, this.evidence, this.learned, ...this.next];
    this.step = make("strong");
    this.facts = make("span", { className: "sk-soft" });
    this.proof = make("p", { className: "sk-soft" });
    this.said = make("p", { className: "sk-aloud" });
    this.again = make("details", { className: "sk-next" }, make("summary", {}, "Give it a new sentence"), ...this.next.map(({ node }) => node));
    this.node = make("section", { className: "sk-card sk-review" },
      make("h3", {}, this.step, " ", this.facts), this.said, this.proof,
      this.status.node, this.evidence.node, this.learned.node, this.again);
    this.status.offer(form.page.words.statuses);
  }

  patch() {
    const { step, facts, said, proof } = this.form.page.cards[this.id];
    this.node.setAttribute("aria-label", step);
    say(this.step, step);
    say(this.facts, facts);
    say(this.said, said ? `“${said}”` : "");
    say(this.proof, proof ? `Agreed proof: ${proof}` : "");
    for (const field of this.fields) {
      field.patch();
      if (field === this.status) field.control.disabled = this.form.readOnly;
      else field.control.readOnly = this.form.readOnly;
    }
    this.again.hidden = ["done", "stopped"].includes(this.status.control.value);
  }
}

class ReviewForm extends PracticeForm {
  get readOnly() {
    return this.page.mode === "example" || this.page.mode === "trouble";
  }

  bannerWords() {
    const { mode, notice, order } = this.page;
    if (mode === "example") return ["This is an example: an invented person's plan, ninety days later. Your own stands here once you have made one in 05_plan."];
    if (notice) return [notice, "Open 05_plan: it says what you can do."];
    return order.length ? [] : ["Your plan holds no action. Choose some in 05_plan; they stand here then."];
  }

  parts() {
    this.cards = this.page.order.map((id) => new ReviewCard(this, id));
    this.summary = make("p", { className: "sk-count", "aria-live": "polite" });
    return [...this.cards.map(({ node }) => node), this.summary];
  }

  build() {
    this.shown = String(this.page.order);
    super.build();
    this.root.classList.add("sk-plan");
  }

  patch() {
    if (this.shown !== String(this.page.order)) return this.build();
    for (const card of this.cards) card.patch();
    say(this.summary, this.page.summary);
  }

  savedWords() {
    return this.saving.refused.size && !this.saving.problem
      ? "Not everything is saved: the field says why. What you typed is kept in this browser."
      : super.savedWords();
  }
}

export function open(page, send) {
  return practice(page, send, (root, saving) => new ReviewForm(root, saving, "Your old plan"));
}
