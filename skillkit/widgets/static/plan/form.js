// Plan form: three pages and a check. Each is built once and then patched, so that the focus stays.

import { button, make, say, usable } from "../base/dom.js";
import { PracticeForm, practice } from "../base/form.js";
import { ActionCard } from "./action.js";
import { Focus, Hours, Levers, Starters, Suggestions } from "./choose.js";
import { ReadBack } from "./read_back.js";

const PAGES = ["What for", "Which actions", "How to begin", "Read it back"];

class PlanForm extends PracticeForm {
  get readOnly() {
    return this.page.mode === "example" || this.page.mode === "trouble";
  }

  get heading() {
    return this.headings[this.index];
  }

  // --- Its parts ---------------------------------------------------------------------------

  parts() {
    this.wordsShown = JSON.stringify(this.page.words);
    this.buddies = make("datalist", { id: `${this.name}-buddies` });
    this.cards = new Map();
    this.choices = [new Levers(this), new Focus(this), new Hours(this)];
    this.picks = [new Suggestions(this), new Starters(this)];
    this.actions = make("div");
    this.none = make("p", {}, "No action is chosen yet: go one page back.");
    this.dates = button("Date the undated by their order", () => this.saving.change("plan", "dates", true));
    this.back = new ReadBack(this);
    this.headings = PAGES.map((name, i) => make("h3", { tabIndex: -1 }, `${i + 1}. ${name}`));
    const bodies = [this.choices.map(({ node }) => node), this.picks.map(({ node }) => node), [this.none, this.actions, this.dates], [this.back.node]];
    // Of the example everything can be read and nothing changed; what is folded still unfolds.
    this.pages = bodies.map((nodes, i) => make("section", { "aria-label": PAGES[i] }, this.headings[i], ...nodes));
    this.tabs = PAGES.map((name, i) => button(`${i + 1}. ${name}`, () => this.go(i), "sk-tab"));
    this.previous = button("Previous", () => this.go(this.index - 1));
    this.next = button("Next", () => this.go(this.index + 1), "sk-main");
    this.onward = make("p", {}, "That is the plan. Take it along: the page for the wall and the dates for your calendar wait further down.");
    this.all = button("Show all on one page", () => this.toggle(), "sk-quiet");
    this.index ??= 0;
    return [this.buddies,
      make("div", { className: "sk-tabs", role: "group", "aria-label": "Pages of the plan" }, ...this.tabs, this.all),
      this.hoursMeter(), ...this.pages,
      make("div", { className: "sk-foot" }, this.previous, this.next, this.onward), this.rules()];
  }

  hoursMeter() {
    this.technical = make("i", { className: "sk-technical" });
    this.talk = make("i", { className: "sk-talk" });
    this.limit = make("b");
    this.meterWords = make("p", { className: "sk-meter-words", role: "status" });
    this.bar = make("div", { className: "sk-meter", "aria-hidden": "true" }, this.technical, this.talk, this.limit);
    this.which = button("See what they ask", () => this.goToRules(), "sk-quiet");
    return (this.meter = make("div", { className: "sk-hours" }, make("div", { className: "sk-meter-line" }, this.meterWords, this.which), this.bar));
  }

  rules() {
    this.broken = make("div");
    this.stray = make("p", { className: "sk-problem", hidden: true });
    return make("section", { className: "sk-rules", "aria-label": "What the rules still ask" }, this.stray, this.broken);
  }

  showBanner() {
    const { mode, notice, earlier } = this.page;
    const now = JSON.stringify([mode, notice, earlier]);
    if (this.bannerShown === now && this.banner.childNodes.length) return;
    this.bannerShown = now;
    const lines = notice ? [make("p", {}, notice)] : [];
    const start = (words) => button(words, () => this.start({ kind: "start" }), "sk-main");
    if (mode === "example") {
      lines.push(make("p", {}, make("strong", {}, "This is an example: an invented person's plan. "), "Look around; it cannot be changed. Your own starts from your ratings, so rate yourself first if you can."),
        start("Start my own plan"));
    }
    if (mode === "trouble") {
      if (earlier) lines.push(button("Go on from the version before it", () => this.start({ kind: "earlier" }), "sk-main"));
      lines.push(start("Start a new plan; the file is kept under another name"));
    }
    this.banner.className = lines.length ? "sk-banner" : "";
    this.banner.replaceChildren(...lines);
  }

  start(message) {
    this.starting = true;
    this.saving.ask(message);
  }

  build() {
    super.build();
    this.root.classList.add("sk-plan", `sk-${this.page.mode}`);
    this.root.addEventListener("click", (event) => this.oneClick(event), true);
    for (const control of this.readOnly ? this.root.querySelectorAll("section :is(input, select, textarea)") : []) control.disabled = true;
    if (this.starting && !this.readOnly) this.go(0);
    this.starting = false;
  }

  // The second click of a double click would press again, or meet what the first put in its place.
  oneClick(event) {
    const { detail, target } = event;
    if (detail > 1 && (target !== this.clicked || target.closest("button"))) {
      event.preventDefault();
      event.stopPropagation();
    } else this.clicked = target;
  }

  // --- Where the person is -----------------------------------------------------------------

  go(index) {
    if (index < 0 || index >= this.pages.length) return;
    this.saving.flush();
    this.index = index;
    this.patch();
    this.heading.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest" });
  }

  toggle() {
    this.open = !this.open;
    this.patch();
  }

  // Go to what is open or refused: an action's field, or a field of the plan as a whole.
  goTo(id, field) {
    this.go(id ? 2 : 0);
    const whole = { weekly_hours: this.choices[2].fields[0], focus: this.choices[1].fields[0] }[field];
    if (id) this.cards.get(id)?.go(field);
    else whole?.control.focus();
  }

  goToRules() {
    this.broken.querySelector("h3").focus({ preventScroll: true });
    this.broken.scrollIntoView({ block: "center" });
  }

  // --- What is true ------------------------------------------------------------------------

  patch() {
    if (this.wordsShown !== JSON.stringify(this.page.words)) return this.build();
    this.patchPages();
    for (const part of [...this.choices, ...this.picks]) part.patch();
    this.patchCards();
    this.patchMeter();
    this.patchRules();
    this.back.patch();
    this.patchStray();
  }

  patchPages() {
    this.pages.forEach((node, i) => (node.hidden = !this.open && i !== this.index));
    this.tabs.forEach((tab, i) => {
      tab.hidden = Boolean(this.open);
      tab.setAttribute("aria-current", i === this.index ? "step" : "false");
    });
    say(this.all, this.open ? "Show one page at a time" : "Show all on one page");
    const last = this.index === this.pages.length - 1;
    this.previous.hidden = Boolean(this.open);
    this.next.hidden = Boolean(this.open) || last;
    this.onward.hidden = !(this.open || last) || this.readOnly || !this.page.order.length;
    usable(this.previous, this.index > 0);
  }

  patchCards() {
    const { order } = this.page;
    const fresh = order.filter((id) => !this.cards.has(id));
    for (const id of fresh) this.cards.set(id, new ActionCard(this, id));
    for (const [id, card] of this.cards) {
      if (order.includes(id)) continue;
      card.node.remove();
      this.cards.delete(id);
    }
    this.arrange(order.map((id) => this.cards.get(id).node));
    order.forEach((id, i) => this.cards.get(id).patch(i + 1));
    if (fresh.length === order.length && order.length) this.cards.get(order[0]).node.open = true;
    this.none.hidden = order.length > 0;
    this.dates.hidden = this.readOnly || !order.some((id) => this.page.cards[id]?.open.includes("due"));
    this.buddies.replaceChildren(...[...new Set(order.map((id) => this.saving.entry(id).buddy).filter(Boolean))].map((value) => make("option", { value })));
    if (fresh.includes(this.going)) {
      this.goTo(this.going, "step");
      this.cards.get(this.going).step.control.select();
      this.going = null;
    }
  }

  // Put the cards in order; one that moves keeps the focus.
  arrange(nodes) {
    if (nodes.every((node, i) => this.actions.children[i] === node)) return;
    const focused = this.el.getRootNode().activeElement;
    const inside = this.actions.contains(focused);
    nodes.forEach((node, i) => this.actions.children[i] === node || this.actions.insertBefore(node, this.actions.children[i] ?? null));
    if (inside) focused.focus({ preventScroll: true });
  }

  patchMeter() {
    const { technical, communication, budget, words } = this.page.meter;
    const { order, breaches } = this.page;
    this.meter.hidden = !order.length;
    const rules = breaches.length === 1 ? "1 rule asks for something." : `${breaches.length} rules ask for something.`;
    say(this.meterWords, order.length ? `${words} ${breaches.length ? rules : "Every rule is kept."}` : "");
    const full = Math.max(technical + communication, budget ?? 0, 1);
    this.technical.style.width = `${(100 * technical) / full}%`;
    this.talk.style.width = `${(100 * communication) / full}%`;
    this.limit.style.left = `${(100 * (budget ?? 0)) / full}%`;
    this.which.hidden = !breaches.length;
    this.limit.hidden = budget === null || budget >= full;
  }

  patchRules() {
    const { breaches } = this.page;
    const now = JSON.stringify(breaches);
    if (this.rulesShown === now) return;
    this.rulesShown = now;
    const inside = this.broken.contains(this.broken.getRootNode().activeElement);
    this.broken.replaceChildren(...(breaches.length ? [make("h3", { tabIndex: -1 }, "What the rules still ask"),
      ...breaches.map((breach) => make("div", { className: "sk-breach" },
        make("p", {}, breach.rule), make("p", {}, make("strong", {}, breach.cure)),
        ...breach.ways.map(({ words, changes }) => button(words, () => this.mend(changes)))))] : []));
    if (inside) (this.broken.querySelector("button") ?? this.heading).focus();
  }

  mend(changes) {
    if (this.readOnly) return;
    for (const [id, field, value] of changes) this.saving.change(id, field, value);
  }

  // What was refused and has no place of its own on the page.
  patchStray() {
    const shown = new Set(["plan levers"]);
    for (const field of this.allFields()) shown.add(`${field.id} ${field.name}`);
    const lost = [...this.saving.refused].filter(([key]) => !shown.has(key)).map(([, change]) => change.sentence);
    say(this.stray, lost.length ? `Not saved. ${[...new Set(lost)].join(" ")}` : "");
    this.stray.hidden = !lost.length;
  }

  allFields() {
    return [...this.choices.flatMap(({ fields }) => fields ?? []), ...[...this.cards.values()].flatMap(({ fields }) => fields)];
  }

  savedWords() {
    return this.saving.refused.size && !this.saving.problem
      ? "Not everything is saved: the field says why. What you typed is kept in this browser."
      : super.savedWords();
  }
}

export function open(page, send) {
  return practice(page, send, (root, saving) => new PlanForm(root, saving, "Your plan"));
}
