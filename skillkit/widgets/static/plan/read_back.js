// Plan back: each sentence to read aloud, and what only the person can still say.

import { button, make } from "../base/dom.js";

const OPEN = { real_problem: "whose problem", real_constraint: "the limit", done_when: "the proof", cue: "how you begin", obstacle: "the obstacle", buddy: "who asks", due: "the day" };

export class ReadBack {
  constructor(form) {
    this.form = form;
    this.node = make("div");
  }

  patch() {
    const { order, cards, open, mode } = this.form.page;
    const steps = order.map((id) => this.form.saving.entry(id).step);
    const now = JSON.stringify([order, cards, open, steps, mode]);
    if (this.shown === now) return;
    this.shown = now;
    const inside = this.node.contains(this.node.getRootNode().activeElement);
    const asked = open.map(([field, sentence]) => make("p", {}, sentence, " ",
      ...(field === "horizon" ? [] : [this.goButton(null, field, "Answer")])));
    this.node.replaceChildren(
      make("p", {}, this.lead(order, cards)),
      make("ol", { className: "sk-read" }, ...order.map((id, i) => this.item(id, steps[i], cards[id]))),
      ...(order.length ? asked : []));
    if (inside) this.form.heading.focus();
  }

  lead(order, cards) {
    if (!order.length) return "No action is chosen yet: go two pages back.";
    return order.some((id) => cards[id].said)
      ? "Read each sentence aloud once, to your partner or to the wall."
      : "Once you say when and how you begin, the sentence to read aloud stands below its action.";
  }

  item(id, step, { by, said, open }) {
    return make("li", {}, make("strong", {}, step), " ", make("span", { className: "sk-soft" }, by),
      ...(said ? [make("p", { className: "sk-aloud" }, `“${said}”`)] : []),
      ...(open.length ? [this.gap(id, open, step)] : []));
  }

  gap(id, fields, step) {
    return make("p", { className: "sk-soft" }, `Still open: ${fields.map((name) => OPEN[name] ?? name).join(", ")}. `, this.goButton(id, fields[0], "Say it", step));
  }

  goButton(id, field, words, about = "") {
    const node = button(words, () => this.form.goTo(id, field), "sk-quiet");
    if (about) node.setAttribute("aria-label", `${words}: ${about}`);
    return node;
  }
}
