// Plan action: one action of the plan with all that makes it real: proof, cue, obstacle, buddy, date.

import { button, make, say } from "../base/dom.js";
import { ChoiceField, DateField, LineField, NumberField, TextField, TickField } from "../base/fields.js";

export class ActionCard {
  constructor(form, id) {
    Object.assign(this, { form, id });
    this.fields = this.makeFields(form, id);
    const { cue, who, own } = this;
    this.title = make("span");
    this.facts = make("span", { className: "sk-soft" });
    this.sentence = make("p", { className: "sk-aloud" });
    this.remove = button("Take it out of the plan", () => this.drop(), "sk-quiet");
    this.node = make("details", { className: "sk-card sk-action" },
      make("summary", {}, this.title, this.facts),
      this.step.node,
      ...this.real.map(({ node }) => node),
      this.proof.node,
      this.partner.node,
      make("fieldset", { className: "sk-cue" },
        make("legend", {}, "How will you begin?"),
        make("p", { className: "sk-soft" }, "A moment that comes by itself, and a first act of a few minutes."),
        ...cue.map(({ node }) => node), this.sentence),
      ...who.map(({ node }) => node),
      make("div", { className: "sk-row" }, ...this.time.map(({ node }) => node)),
      this.ownPart = make("fieldset", { className: "sk-cue" }, make("legend", {}, "About this action of your own"),
        make("div", { className: "sk-pair" }, ...own.map(({ node }) => node))),
      this.remove);
  }

  makeFields(form, id) {
    const text = (name, label, hint, options) => new TextField(form, id, name, label, hint, options);
    const line = (name, label, hint) => new LineField(form, id, name, label, hint);
    this.step = line("step", "What I do");
    this.real = [
      line("real_problem", "Whose real problem does it solve?", "Not a toy: somebody waits for it."),
      line("real_constraint", "Which real limit does it have to meet?", "Time, cost, data, rules."),
    ];
    this.proof = line("done_when", "What will show that it is done?", "Agree on it with somebody now.");
    this.partner = new ChoiceField(form, id, "paired_with", "Which communication action goes with it?");
    this.cue = [
      text("when", "When", "for example: it is Tuesday, nine o'clock"),
      text("where", "Where", "for example: at my desk, headphones on"),
      line("act", "Then I", "the first act, for example: open the list and mark ten cases"),
    ];
    this.who = [
      line("obstacle", "What in you could get in the way?", "For you: it goes into no calendar and onto no printed page."),
      text("buddy", "Who will ask you about it?", "A name is enough. Tell that person.", { list: form.buddies.id }),
      text("resource", "What helps?", "A book, a course, a link; optional."),
    ];
    this.horizon = new ChoiceField(form, id, "horizon", "By", "", Number);
    this.time = [
      this.horizon,
      (this.due = new DateField(form, id, "due", "Or by my own date")),
      new NumberField(form, id, "hours", "Hours", "a guess", { min: 1, max: 200, needed: true }),
    ];
    this.own = [
      new ChoiceField(form, id, "kind", "Kind"),
      new ChoiceField(form, id, "builds", "Skill that it builds"),
      new ChoiceField(form, id, "stage", "The article's move", "", Number),
      new ChoiceField(form, id, "writes_up", "It is the write-up of"),
      new TickField(form, id, "shows", "Others can see or use what comes of it"),
    ];
    return [this.step, ...this.real, this.proof, this.partner, ...this.cue, ...this.who, ...this.time, ...this.own];
  }

  drop() {
    const { form } = this;
    form.heading.focus();
    form.saving.change(this.id, "in", false);
  }

  // Open the card and put the focus on a field.
  go(name) {
    this.node.open = true;
    const field = this.fields.find((one) => one.name === (name === "cue" ? "when" : name)) ?? this.step;
    field.control.focus();
  }

  patch(place) {
    const { saving, page } = this.form;
    const entry = saving.entry(this.id);
    const card = page.cards[this.id] ?? { by: "", said: "", open: [] };
    say(this.title, `${place}. ${entry.step}`);
    const open = card.open.length ? `${card.open.length} ${card.open.length === 1 ? "thing" : "things"} open` : "all said";
    say(this.facts, ` ${entry.kind}, ${entry.hours} hours, ${card.by}; ${open}`);
    this.offer(entry);
    for (const field of this.fields) field.patch();
    this.real[0].node.hidden = !(entry.needs_real_problem || entry.real_problem || this.isOwn(entry));
    this.real[1].node.hidden = !(entry.needs_real_constraint || entry.real_constraint || this.isOwn(entry));
    say(this.due.hint, entry.due ? "this one counts" : "");
    this.partner.node.hidden = entry.kind !== "technical";
    this.ownPart.hidden = !this.isOwn(entry);
    say(this.sentence, card.said ? `Read it aloud once: “${card.said}”` : "Once you say when and what, the sentence to read aloud stands here.");
  }

  isOwn() {
    return this.id.startsWith("own_");
  }

  offer(entry) {
    const { page, saving } = this.form;
    const step = (id) => saving.entry(id).step ?? id;
    const others = (kind, keep) => page.order
      .filter((id) => id !== this.id && saving.entry(id).kind === kind)
      .map((id) => [id, step(id)])
      .concat(keep && !page.order.includes(keep) ? [[keep, `${keep} (not in the plan)`]] : []);
    this.partner.offer([["", "None yet"], ...others("communication", entry.paired_with)]);
    this.horizon.offer([["", "Open"], ...page.words.horizons.map((days) => [days, page.days[days]])]);
    const [kind, builds, stage, project] = this.own;
    kind.offer(page.words.kinds.map((word) => [word, word]));
    builds.offer([["", "Not said"], ...page.words.skills]);
    stage.offer([["", "None of them"], ...page.words.moves.map(([number, name]) => [number, `${number}. ${name}`])]);
    project.offer([["", "No project"], ...others("technical", entry.writes_up)]);
  }
}
