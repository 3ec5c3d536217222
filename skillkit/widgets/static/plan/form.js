// Plan form: three pages and a check.

import { arrange, button, hasFocus, make, options, say, sayRefused, usable } from "../base/dom.js";
import { forms } from "../base/form.js";
import { inTurn, plural, t } from "../base/words.js";
import { actionCard } from "./action.js";
import { focus, hours, levers, starters, suggestions } from "./choose.js";
import { readBack } from "./read_back.js";

/** @typedef {import("../base/form.js").Form} Form */
/** @typedef {{ rule: string, cure: string, ways: { words: string, changes: [string, string, any][] }[] }} Breach */

const PAGES = ["What for", "Which actions", "How to begin", "Read it back"];
const ONWARD =
  "That is the plan. Take it along: the page for the wall and the dates for your calendar are further down.";
const LOOK = "Look around; it cannot be changed. Your own starts from your ratings, so rate yourself first if you can.";

/** How much time is taken, and how many rules ask for something. @param {Form} form @param {() => void} goToRules */
function hoursMeter(form, goToRules) {
  const [technical, talk, limit] = [make("i.sk-technical"), make("i.sk-talk"), make("b")];
  const words = make("p.sk-meter-words", { role: "status" });
  const which = button("See what they ask", goToRules, "sk-quiet");
  const bar = make("div.sk-meter", { "aria-hidden": "true" }, technical, talk, limit);
  const node = make("div.sk-hours", make("div.sk-meter-line", words, which), bar);

  function patch() {
    const { meter, order, breaches } = form.page;
    const { budget } = meter;
    node.hidden = !order.length;
    const rules = plural("{count} rule asks for something.", "{count} rules ask for something.", breaches.length);
    say(words, order.length ? inTurn(meter.words, breaches.length ? rules : "Every rule is kept.") : "");
    const full = Math.max(meter.technical + meter.communication, budget ?? 0, 1);
    technical.style.width = `${(100 * meter.technical) / full}%`;
    talk.style.width = `${(100 * meter.communication) / full}%`;
    limit.style.insetInlineStart = `${(100 * (budget ?? 0)) / full}%`;
    which.hidden = !breaches.length;
    limit.hidden = budget === null || budget >= full;
  }
  return { node, patch };
}

/** What the rules still ask, with ways out. @param {Form} form @param {() => void} stay put the focus where it cannot go */
function brokenRules(form, stay) {
  const title = "What the rules still ask";
  const node = make("div");
  const heading = make("h3", { tabIndex: -1 }, title);
  let shown = "";
  const mend = (/** @type {[string, string, any][]} */ changes) => {
    for (const change of form.readOnly ? [] : changes) form.saving.change(...change);
  };

  function patch() {
    /** @type {{ breaches: Breach[] }} */
    const { breaches } = /** @type {any} */ (form.page);
    const now = JSON.stringify(breaches);
    if (shown === now) return;
    shown = now;
    const inside = hasFocus(node);
    const list = breaches.map(({ rule, cure, ways }) => {
      const out = ways.map(({ words, changes }) => button(words, () => mend(changes)));
      return make("div.sk-breach", make("p", rule), make("p", make("strong", cure)), ...out);
    });
    node.replaceChildren(...(list.length ? [heading, ...list] : []));
    const first = node.querySelector("button");
    if (inside) first ? first.focus() : stay();
  }

  function go() {
    heading.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
  }
  return { node, go, patch };
}

/** The second click of a double click would press again, or meet what the first put in its place. */
function oneClick() {
  /** @type {EventTarget | null} */
  let clicked = null;
  return (/** @type {MouseEvent} */ event) => {
    const { detail, target } = event;
    const isButton = target instanceof Element && target.closest("button");
    if (detail > 1 && (target !== clicked || isButton)) {
      event.preventDefault();
      event.stopPropagation();
    } else clicked = target;
  };
}

/** @param {Form} form @returns {(string | Node)[]} */
function banner(form) {
  const start = (/** @type {string} */ words) => button(words, () => form.start({ kind: "start" }), "sk-main");
  const lines = /** @type {(string | Node)[]} */ (form.notices());
  if (form.page.mode === "example") {
    const example = make("strong", "This is an example: an invented person's plan. ");
    lines.push(make("p", example, LOOK), start("Start my own plan"));
  }
  if (form.page.mode === "damaged") {
    lines.push(...form.goOn(), start("Start a new plan; the file is kept under another name"));
  }
  return lines;
}

export const open = forms("Your plan", (form) => {
  const { saving, memory, readOnly, page } = form;
  const built = JSON.stringify(page.words);
  memory.index ??= 0;
  /** @type {Map<string, ReturnType<typeof actionCard>>} */
  const cards = new Map();
  const stay = () => headings[memory.index].focus({ preventScroll: true });

  // --- Its parts ---------------------------------------------------------------------------

  const buddies = make("datalist", { id: `${form.name}-buddies` });
  const [first, second, third] = [levers(form, page.words), focus(form, page.words), hours(form)];
  const picks = [suggestions(form, stay), starters(form, page.words)];
  const actions = make("div");
  const none = make("p", "No action is chosen yet: go one page back.");
  const dates = button("Date the undated by their order", () => saving.change("plan", "dates", true));
  const back = readBack(form, goTo, stay);
  const headings = PAGES.map((name, i) => make("h2", { tabIndex: -1 }, `${i + 1}. ${t(name)}`));
  const bodies = [
    [first.node, second.node, third.node],
    picks.map(({ node }) => node),
    [none, actions, dates],
    [back.node],
  ];
  const pages = bodies.map((nodes, i) => make("section", { "aria-label": PAGES[i] }, headings[i], ...nodes));
  const tabs = PAGES.map((name, i) => button(`${i + 1}. ${t(name)}`, () => go(i), "sk-tab"));
  const all = button("Show all on one page", () => toggle(), "sk-quiet");
  const previous = button("Previous", () => go(memory.index - 1));
  const next = button("Next", () => go(memory.index + 1), "sk-main");
  const onward = make("p", ONWARD);
  const broken = brokenRules(form, stay);
  const meter = hoursMeter(form, broken.go);
  const unplaced = make("p.sk-problem", { hidden: true }); // what was refused and has no place of its own
  const rules = make("section.sk-rules", { "aria-label": "What the rules still ask" }, unplaced, broken.node);
  if (!memory.isGuarded) form.root.addEventListener("click", oneClick(), true);
  memory.isGuarded = true;

  // --- Where the person is -----------------------------------------------------------------

  /** @param {number} index */
  function go(index) {
    if (!pages[index]) return;
    saving.flush();
    memory.index = index;
    patch();
    stay();
    form.root.scrollIntoView({ block: "nearest" });
  }

  function toggle() {
    memory.all = !memory.all;
    patch();
  }

  /** Go to what is open or refused: an action's field, or a field of the plan as a whole.
   * @param {string | null} id @param {string} field */
  function goTo(id, field) {
    go(id ? 2 : 0);
    if (id) return cards.get(id)?.go(field);
    if (field === "weekly_hours") third.fields[0].control.focus();
    if (field === "focus") second.fields[0].control.focus();
  }

  // --- What is true ------------------------------------------------------------------------

  function patch() {
    if (built !== JSON.stringify(form.page.words)) return void form.build();
    patchPages();
    for (const part of [first, second, third, ...picks]) part.patch();
    patchCards();
    meter.patch();
    broken.patch();
    back.patch();
    patchUnplaced();
    if (readOnly) lock();
  }

  /** Of the example everything can be read and nothing changed; what is folded still unfolds. */
  function lock() {
    for (const control of form.root.querySelectorAll("section :is(input, select, textarea)")) {
      control.toggleAttribute("disabled", true);
    }
  }

  function patchPages() {
    const isLast = memory.index === pages.length - 1;
    pages.forEach((node, i) => {
      node.hidden = !memory.all && i !== memory.index;
      tabs[i].hidden = Boolean(memory.all);
      tabs[i].setAttribute("aria-current", i === memory.index ? "step" : "false");
    });
    say(all, memory.all ? "Show one page at a time" : "Show all on one page");
    previous.hidden = Boolean(memory.all);
    next.hidden = Boolean(memory.all) || isLast;
    onward.hidden = !(memory.all || isLast) || readOnly || !form.page.order.length;
    usable(previous, memory.index > 0);
  }

  function patchCards() {
    /** @type {string[]} */
    const order = form.page.order;
    const fresh = order.filter((id) => !cards.has(id));
    for (const id of fresh) cards.set(id, actionCard(form, id, buddies.id, stay));
    for (const id of cards.keys()) if (!order.includes(id)) cards.delete(id);
    const shown = order.flatMap((id) => cards.get(id) ?? []);
    arrange(
      actions,
      shown.map(({ node }) => node),
    );
    shown.forEach((card, i) => void card.patch(i + 1));
    if (fresh.length === order.length && shown.length) shown[0].node.open = true;
    none.hidden = order.length > 0;
    dates.hidden = readOnly || !order.some((id) => form.page.cards[id]?.open.includes("due"));
    const names = new Set(order.map((id) => saving.entry(id).buddy).filter(Boolean));
    buddies.replaceChildren(...options([...names].map((name) => [name])));
    if (fresh.includes(memory.going)) {
      goTo(memory.going, "step");
      cards.get(memory.going)?.step.control.select();
      memory.going = null;
    }
  }

  function patchUnplaced() {
    const fields = [...second.fields, ...third.fields, ...shownFields()];
    const placed = new Set(["plan levers", ...fields.map(({ id, name }) => `${id} ${name}`)]);
    const lost = [...saving.refused].flatMap(([key, { sentence }]) => (placed.has(key) ? [] : [sentence]));
    sayRefused(unplaced, [...new Set(lost)].join(" "));
  }

  const shownFields = () => [...cards.values()].flatMap(({ fields }) => fields);

  return {
    look: `sk-small sk-plan sk-${page.mode}`,
    reason: "field",
    parts: [
      buddies,
      make("div.sk-tabs", { role: "group", "aria-label": "Pages of the plan" }, ...tabs, all),
      meter.node,
      ...pages,
      make("div.sk-foot", previous, next, onward),
      rules,
    ],
    banner: () => banner(form),
    begin: () => go(0),
    focus: () => headings[memory.index],
    patch,
  };
});
