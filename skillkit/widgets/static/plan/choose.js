// Plan choice: levers, focus, hours, what is suggested, and the list of starter actions.

import { button, make, say } from "../base/dom.js";
import { ChoiceField, DateField, NumberField } from "../base/fields.js";
import { today } from "../base/saving.js";

export class Levers {
  constructor(form) {
    this.form = form;
    const { levers } = form.page.words;
    this.ticks = levers.map(([value]) => make("input", { type: "checkbox", value, onchange: () => this.save() }));
    this.problem = make("p", { className: "sk-problem", role: "alert", hidden: true });
    this.node = make("fieldset", { className: "sk-card" },
      make("legend", {}, "What should it open for you?"),
      make("p", { className: "sk-soft" }, "Choose one or two, or none. Their skills then weigh a little more in the suggestion."),
      ...levers.map(([, name, words], i) => make("label", { className: "sk-option" }, this.ticks[i],
        make("span", { className: "sk-anchor" }, make("strong", {}, `${name}. `), make("span", { className: "sk-soft" }, words)))),
      this.problem);
  }

  save() {
    this.form.saving.change("plan", "levers", this.ticks.filter((tick) => tick.checked).map((tick) => tick.value));
  }

  patch() {
    const { saving } = this.form;
    const chosen = saving.entry("plan").levers ?? [];
    for (const tick of this.ticks) tick.checked = chosen.includes(tick.value);
    const no = saving.refused.get("plan levers")?.sentence;
    say(this.problem, no ? `Not saved. ${no}` : "");
    this.problem.hidden = !no;
  }
}

export class Focus {
  constructor(form) {
    this.form = form;
    const { focus, change } = form.page.words;
    this.fields = ["technical", "communication"].map((kind) => {
      const field = new ChoiceField(form, "plan", kind, `One ${kind} skill`);
      field.offer([["", "Not chosen yet"], ...focus[kind].map(([group, skills]) => [group, skills.map(([id, name]) => [id, name])])]);
      return field;
    });
    this.node = make("fieldset", { className: "sk-card" },
      make("legend", {}, "What do you want to grow?"),
      make("p", { className: "sk-soft" }, "The article says to grow a technical skill together with one of communication. The lists begin with the best reasons."),
      ...(change ? [make("p", {}, change)] : []),
      make("div", { className: "sk-pair" }, ...this.fields.map(({ node }) => node)));
  }

  patch() {
    for (const field of this.fields) {
      field.patch();
      const all = this.form.page.words.focus[field.name].flatMap(([, skills]) => skills);
      say(field.hint, all.find(([id]) => id === field.said)?.[2] ?? "");
    }
  }
}

export class Hours {
  constructor(form) {
    this.form = form;
    this.fields = [
      new NumberField(form, "plan", "weekly_hours", "Hours a week", "", { min: 0.5, max: 60, step: 0.5 }),
      new NumberField(form, "plan", "weeks", "For how many weeks", "", { min: 1, max: 52, needed: true }),
      new DateField(form, "plan", "start", "Beginning on", "", { needed: true }),
    ];
    this.words = make("p", {});
    this.node = make("fieldset", { className: "sk-card" },
      make("legend", {}, "How much time is there?"),
      make("p", { className: "sk-soft" }, "Count the hours that are really yours. Working hours count; free weekends need not."),
      make("div", { className: "sk-row" }, ...this.fields.map(({ node }) => node)), this.words);
  }

  patch() {
    for (const field of this.fields) field.patch();
    const { weeks, start } = this.form.saving.entry("plan");
    if (!weeks && !this.fields[1].control.value) this.fields[1].control.value = 12;
    if (!start && !this.fields[2].control.value) this.fields[2].control.value = today();
    say(this.words, this.form.page.budget);
  }
}

export class Suggestions {
  constructor(form) {
    this.form = form;
    this.body = make("div");
    this.back = button("Put my plan back as it was", () => form.saving.ask({ kind: "back" }));
    this.undo = make("p", { className: "sk-banner", tabIndex: -1, hidden: true }, "The suggestion took the place of your actions; what you wrote into those that stay is kept. ", this.back);
    this.node = make("section", { className: "sk-card", "aria-label": "A suggestion you can change" },
      make("h4", {}, "A suggestion you can change"), this.undo, this.body);
  }

  patch() {
    const { suggestion, order, mode, rated } = this.form.page;
    this.undo.hidden = !this.form.page.back;
    const now = JSON.stringify([suggestion, order, mode]);
    if (this.shown === now) return;
    this.shown = now;
    const inside = this.body.contains(this.body.getRootNode().activeElement);
    this.body.replaceChildren(...(suggestion ? this.options(suggestion, order) : [make("p", {}, this.waits(rated))]));
    if (inside) (this.body.querySelector("[data-focus]") ?? this.form.heading).focus();
  }

  waits(rated) {
    if (this.form.page.mode === "loose" || !rated) return "A suggestion starts from your own ratings. Rate yourself first, then run this cell again. You can plan without it: choose below.";
    return "Say how many hours a week you have, and a plan that fits stands here.";
  }

  options({ sentence, plans }, order) {
    const [best, ...others] = plans;
    const folded = others.map((option, i) => make("details", {},
      make("summary", {}, `Another way, ${i + 1} of ${others.length}: ${option.beside}`), ...this.option(option, order, "")));
    return [make("p", {}, sentence), ...(best ? this.option(best, order, order.length ? "" : "sk-main") : []), ...folded];
  }

  option({ ids, lines }, order, look) {
    const taken = ids.length === order.length && ids.every((id) => order.includes(id));
    const list = make("ol", {}, ...lines.map(([step, words, reason]) => make("li", {},
      make("strong", {}, step), make("span", { className: "sk-soft" }, ` ${words}. ${reason}`))));
    if (taken) return [list, make("p", { tabIndex: -1, "data-focus": "" }, "✓ These are the actions of your plan.")];
    const words = order.length ? `Take these instead of my ${order.length === 1 ? "action" : `${order.length} actions`}` : "Take these actions";
    return [list, button(words, () => this.take(ids), look)];
  }

  take(ids) {
    if (!this.form.readOnly) this.form.saving.change("plan", "take", ids);
  }
}

export class Starters {
  constructor(form) {
    this.form = form;
    const { moves, actions } = form.page.words;
    this.ticks = new Map();
    const groups = [...moves, [null, "Communication at any time", "These belong to no move; they make the others count."]];
    const lists = groups.map(([stage, name, words]) => {
      const here = actions.filter((action) => action.stage === stage);
      const title = stage ? `Move ${stage}: ${name}` : name;
      return make("details", {}, make("summary", {}, `${title} (${here.length})`),
        make("fieldset", {}, make("legend", { className: "sk-soft" }, words), ...here.map((action) => this.choice(action))));
    });
    this.own = make("div", { className: "sk-foot" },
      button("Add a technical action of my own", () => this.addOwn("technical")),
      button("Add a communication action of my own", () => this.addOwn("communication")));
    this.node = make("section", { className: "sk-card", "aria-label": "Choose for yourself" },
      make("h4", {}, "Or choose for yourself"),
      make("p", { className: "sk-soft" }, "Starter actions after the article's five moves, in its order. Hours are guesses. An action that you take out keeps what you wrote, in case it comes back."),
      ...lists, this.own);
  }

  choice({ id, step, words }) {
    const tick = make("input", { type: "checkbox", onchange: () => this.form.saving.change(id, "in", tick.checked) });
    this.ticks.set(id, tick);
    return make("label", { className: "sk-option" }, tick,
      make("span", { className: "sk-anchor" }, step, " ", make("span", { className: "sk-soft" }, words)));
  }

  addOwn(kind) {
    const { saving, page } = this.form;
    let number = 1;
    while (page.order.includes(`own_${number}`) || saving.entry(`own_${number}`).own) number += 1;
    this.form.going = `own_${number}`;
    saving.change(`own_${number}`, "own", kind);
  }

  patch() {
    for (const [id, tick] of this.ticks) tick.checked = Boolean(this.form.saving.entry(id).in);
  }
}
