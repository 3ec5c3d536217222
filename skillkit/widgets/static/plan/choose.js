// Choose: levers, focus, hours, what is suggested, and the list of starter actions.

import { today } from "../base/day.js";
import { button, hasFocus, make, option, say, sayRefused } from "../base/dom.js";
import { ChoiceField, DateField, NumberField } from "../base/fields.js";
import { plural, t } from "../base/words.js";

/** @typedef {import("../base/form.js").Form} Form */
/**
 * @typedef {object} Words what is on the page whatever was said
 * @property {string[][]} levers
 * @property {Record<string, [string, string[][]][]>} focus for each kind: groups of skills
 * @property {string} change
 * @property {string[]} grown the kinds of skills that there are
 * @property {[string, string, string][]} pairs a technical and a communication skill, and what grows both
 * @property {[number | null, string, string][]} moves
 * @property {{ id: string, step: string, words: string, stage: number | null }[]} actions
 * @property {[string, string, string[]][]} groups of actions: title, about, ids
 * @property {string} focus_hint
 * @property {string} starters
 */
/** @typedef {{ ids: string[], lines: string[][], beside: string }} Way a set of actions that fits */

const LEVERS = "Choose one or two, or none. Their skills then weigh a little more in the suggestion.";
const HOURS = "Count the hours that are really yours. Working hours count; free weekends need not.";
const REPLACED = "The suggestion has replaced your actions. What you wrote in those that remain is kept. ";
const UNRATED =
  "A suggestion starts from your own ratings. Rate yourself first, then run this cell again. You can plan without it: choose below.";
const NO_HOURS = "Say how many hours a week you have, and a plan that fits appears here.";

/** @param {string} title @param {string} hint @param {...import("../base/dom.js").Child} parts */
function group(title, hint, ...parts) {
  return make("fieldset.sk-card", make("legend", title), make("p.sk-soft", hint), ...parts);
}

/** What it should open for a person. @param {Form} form @param {Words} words */
export function levers(form, words) {
  const { saving } = form;
  const ticks = words.levers.map(([value, name, about]) => {
    const text = make("span.sk-anchor", make("strong", `${name}. `), make("span.sk-soft", about));
    return option({ type: "checkbox", value, onchange: () => save() }, text);
  });
  const inputs = ticks.map(({ input }) => input);
  const save = () =>
    saving.change(
      "plan",
      "levers",
      inputs.flatMap(({ checked, value }) => (checked ? [value] : [])),
    );
  const problem = make("p.sk-problem", { role: "alert", hidden: true });
  const node = group("What should it open for you?", LEVERS, ...ticks.map((tick) => tick.node), problem);
  node.hidden = !ticks.length;
  function patch() {
    const chosen = saving.entry("plan").levers ?? [];
    for (const input of inputs) input.checked = chosen.includes(input.value);
    sayRefused(problem, form.refusal("plan", "levers"));
  }
  return { node, fields: [], patch };
}

/** A skill to grow, by its kind. @type {Record<string, string>} */
const ONE = { technical: "One technical skill", communication: "One communication skill" };

/** The two skills to grow. @param {Form} form @param {Words} words */
export function focus(form, words) {
  const both = words.grown.length > 1;
  const fields = words.grown.map((kind) => {
    const field = new ChoiceField(form, "plan", kind, both ? ONE[kind] : "One skill");
    const groups = words.focus[kind].map(([name, skills]) => [name, skills.map(([id, skill]) => [id, skill])]);
    field.offer([["", "Not chosen yet"], ...groups]);
    return field;
  });
  const pair = make("div.sk-pair", ...fields.map((field) => field.node));
  const tip = make("p.sk-tip", { "aria-live": "polite" });
  const node = group("What do you want to grow?", words.focus_hint, words.change && make("p", words.change), pair, tip);
  /** What grows both, or the skill that goes well with the one. @param {string} one @param {string} other */
  function tipWords(one, other) {
    const found = words.pairs.find(([a, b]) => (!one || a === one) && (!other || b === other));
    if (!found || !(one || other)) return "";
    if (one && other) return t("Both at once, for example: {tip}", { tip: found[2] });
    const [kind, skill] = one ? ["communication", found[1]] : ["technical", found[0]];
    const name = words.focus[kind].flatMap(([, skills]) => skills).find(([id]) => id === skill)?.[1];
    return name ? t("Goes well with {skill}: {tip}", { skill: name, tip: found[2] }) : "";
  }
  function patch() {
    for (const field of fields) {
      field.patch();
      const all = words.focus[field.name].flatMap(([, skills]) => skills);
      say(field.hint, all.find(([id]) => id === field.said)?.[2] ?? "");
    }
    const said = (/** @type {string} */ kind) => fields.find(({ name }) => name === kind)?.said ?? "";
    say(tip, tipWords(said("technical"), said("communication")));
    tip.hidden = !tip.textContent;
  }
  return { node, fields, patch };
}

/** The time that there is. @param {Form} form */
export function hours(form) {
  const week = new NumberField(form, "plan", "weekly_hours", "Hours a week", { min: 0.5, max: 60, step: 0.5 });
  const weeks = new NumberField(form, "plan", "weeks", "For how many weeks", { min: 1, max: 52, needed: true });
  const start = new DateField(form, "plan", "start", "Beginning on", true);
  const fields = [week, weeks, start];
  const words = make("p");
  const row = make("div.sk-row", ...fields.map((field) => field.node));
  const node = group("How much time is there?", HOURS, row, words);
  function patch() {
    for (const field of fields) field.patch();
    const said = form.saving.entry("plan");
    if (!said.weeks && !weeks.control.value) weeks.control.value = "12";
    if (!said.start && !start.control.value) start.control.value = today();
    say(words, form.page.budget);
  }
  return { node, fields, patch };
}

/** Sets of actions that keep the rules. @param {Form} form @param {() => void} stay put the focus where it cannot go */
export function suggestions(form, stay) {
  const { saving } = form;
  const body = make("div");
  const back = button("Put my plan back as it was", () => saving.ask({ kind: "back" }));
  const undo = make("p.sk-banner", { tabIndex: -1, hidden: true }, REPLACED, back);
  const title = "A suggestion you can change";
  const node = make("section.sk-card", { "aria-label": title }, make("h3", title), undo, body);
  let shown = "";

  function patch() {
    const { suggestion, order, mode, rated } = form.page;
    undo.hidden = !form.page.back;
    const now = JSON.stringify([suggestion, order, mode, rated]);
    if (shown === now) return;
    shown = now;
    const inside = hasFocus(body);
    const waits = mode === "unsaved" || !rated ? UNRATED : NO_HOURS;
    body.replaceChildren(...(suggestion ? ways(suggestion, order) : [make("p", waits)]));
    const taken = /** @type {HTMLElement | null} */ (body.querySelector("[data-focus]"));
    if (inside) taken ? taken.focus() : stay();
  }

  /** @param {{ sentence: string, plans: Way[] }} suggestion @param {string[]} order */
  function ways({ sentence, plans }, order) {
    const [best, ...others] = plans;
    const folded = others.map((one, i) => {
      const place = { number: i + 1, all: others.length, how: one.beside };
      const summary = t("Another way, {number} of {all}: {how}", place);
      return make("details", make("summary", summary), ...way(one, order, ""));
    });
    return [make("p", sentence), ...(best ? way(best, order, order.length ? "" : "sk-main") : []), ...folded];
  }

  /** @param {Way} way @param {string[]} order @param {string} look */
  function way({ ids, lines }, order, look) {
    const isTaken = ids.length === order.length && ids.every((id) => order.includes(id));
    const items = lines.map(([step, words, reason]) =>
      make("li", make("strong", step), make("span.sk-soft", ` ${words}. ${reason}`)),
    );
    const list = make("ol", ...items);
    if (isTaken) return [list, make("p", { tabIndex: -1, "data-focus": "" }, "✓ These are the actions of your plan.")];
    const instead = plural("Take these instead of my action", "Take these instead of my {count} actions", order.length);
    const words = order.length ? instead : "Take these actions";
    return [list, button(words, () => form.readOnly || saving.change("plan", "take", ids), look)];
  }
  return { node, patch };
}

/** The list of starter actions. @param {Form} form @param {Words} words */
export function starters(form, words) {
  const { saving, memory } = form;
  /** @type {Map<string, HTMLInputElement>} */
  const ticks = new Map();
  const choice = (/** @type {Words["actions"][0]} */ { id, step, words: about }) => {
    const onchange = () => saving.change(id, "in", tick.input.checked);
    const text = make("span.sk-anchor", step, " ", make("span.sk-soft", about));
    const tick = option({ type: "checkbox", onchange }, text);
    ticks.set(id, tick.input);
    return tick.node;
  };
  const lists = words.groups.map(([title, about, ids]) => {
    const here = words.actions.filter(({ id }) => ids.includes(id));
    const choices = make("fieldset", make("legend.sk-soft", about || title), ...here.map(choice));
    return make("details", make("summary", `${t(title)} (${here.length})`), choices);
  });
  const own = make(
    "div.sk-foot",
    button("Add a technical action of my own", () => addOwn("technical")),
    button("Add a communication action of my own", () => addOwn("communication")),
  );
  const head = make("h3", "Or choose for yourself");
  const label = { "aria-label": "Choose for yourself" };
  const node = make("section.sk-card", label, head, make("p.sk-soft", words.starters), ...lists, own);

  /** @param {string} kind */
  function addOwn(kind) {
    let number = 1;
    while (form.page.order.includes(`own_${number}`) || saving.entry(`own_${number}`).own) number += 1;
    memory.going = `own_${number}`;
    saving.change(`own_${number}`, "own", kind);
  }

  function patch() {
    for (const [id, tick] of ticks) tick.checked = Boolean(saving.entry(id).in);
  }
  return { node, patch };
}
