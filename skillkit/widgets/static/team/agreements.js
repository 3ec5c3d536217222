// Agreements: what a team agrees on, up to three things a day. Those of earlier days come first.

import { today } from "../base/day.js";
import { arrange, button, make, onPurpose, randomName, say } from "../base/dom.js";
import { ChoiceField, DateField, LineField, NumberField, TextField, TickField } from "../base/fields.js";
import { fileLinks } from "../base/files.js";
import { forms } from "../base/form.js";
import { t } from "../base/words.js";

/** @typedef {import("../base/form.js").Form} Form */
/** @typedef {ReturnType<typeof agreementCard>} Card */

const TODAY = "What we agree on today";
const WANTED = "wanted"; // the card of how many people are wanted
const NOTHING = "No agreements of a team are kept here yet. A team types its own once it has talked about its picture.";
const WHOSE = "Does your team meet again? What it agreed on";
const EXAMPLE = "An example: what an invented team agreed on";
const HINT = "One to three things. Everybody sees what you type, so type what was said.";
const ENOUGH = "Three are enough for one day.";
const PEOPLE = "A whole number, only where the group has one in mind. An accepted gap needs none.";
const ANEW = {
  question: "These agreements are then kept under their day, and can be shown again.",
  yes: "Yes, begin again",
  no: "No, stay here",
};

/** @param {Form} form @param {string} id */
function agreementCard(form, id) {
  const { skills, states, accepted } = form.page.words;
  const what = new LineField(form, id, "what", "What do we agree on?");
  const accept = new TickField(form, id, "accepted", "A gap that we accept on purpose");
  const skill = new ChoiceField(form, id, "skill", "Which gap, or which offer?");
  const who = new TextField(form, id, "who", "Who takes it?", "A name is enough.");
  const due = new DateField(form, id, "due", "By when?");
  const status = new ChoiceField(form, id, "status", "How is it?");
  const words = [what, accept, skill, who, due];
  const fields = [status, ...words];
  skill.offer([["", "No skill in particular"], ...skills]);

  const title = make("h4", { dir: "auto" });
  const [kind, facts, dates] = [make("p"), make("p", { dir: "auto" }), make("p.sk-soft")];
  const row = make("div.sk-row", who.node, due.node);
  const own = make("div", what.node, accept.node, skill.node, row);
  const change = make("details", make("summary", "Change what was said"));
  const head = make("div", title, kind, facts, dates, status.node);
  const node = make("section.sk-card.sk-agreement", head, change, own);

  /** @param {string} name of the card, for anyone who cannot see where it is */
  function patch(name) {
    const entry = form.saving.entry(id);
    const card = form.page.cards[id];
    const isNew = !form.readOnly && (!card || entry.made === today());
    node.setAttribute("aria-label", isNew ? name : card.title);
    say(title, card?.title ?? "");
    say(kind, card?.kind ?? "");
    say(facts, card?.facts ?? "");
    say(dates, card ? [card.made, card.said].filter(Boolean).join(". ") : "");
    status.offer(entry.accepted ? accepted : states);
    head.hidden = isNew;
    change.hidden = status.node.hidden = isNew || form.readOnly;
    if (isNew && own.parentElement !== node) node.append(own);
    if (!isNew && own.parentElement !== change) change.append(own);
    for (const field of fields) {
      field.patch();
      field.lock();
    }
    // Nobody has to take a gap that stays; what was typed stays in sight.
    who.node.hidden = Boolean(entry.accepted) && !entry.who;
    say(due.label, entry.accepted ? "When do we look again?" : "By when?");
    if (words.some(({ name }) => form.refusal(id, name))) change.open = true;
  }
  return { id, node, fields, patch, begin: () => what.control.focus() };
}

/** How many people the team wants for each skill. @param {Form} form */
function wantedPart(form) {
  const { skills, people } = form.page.words;
  const [min, max] = people;
  /** @type {NumberField[]} */
  const fields = [];
  const groups = skills.map((/** @type {[string, [string, string][]]} */ [area, list]) => {
    const own = list.map(([id, name]) => new NumberField(form, WANTED, id, name, { min, max }));
    fields.push(...own);
    return make("div", make("h4", area), ...own.map(({ node }) => node));
  });
  const summary = make("summary", "How many of us should be able to do this?");
  const node = make("details.sk-wanted", summary, make("p.sk-soft", PEOPLE), make("div.sk-numbers", ...groups));
  node.open = fields.some(({ said }) => said !== null);
  function patch() {
    for (const field of fields) {
      field.patch();
      field.lock();
    }
  }
  return { node, fields, patch };
}

export const open = forms("What we agree on", (form) => {
  const { saving, memory, page } = form;
  const built = JSON.stringify(page.words);
  /** @type {Map<string, Card>} */
  const cards = new Map();
  memory.blank ??= []; // cards of which nothing was said yet

  const before = section("What we agreed on before");
  const now = section(TODAY);
  const settled = make("div");
  const older = make("details", make("summary", "Done or dropped before"), settled);
  const hint = make("p.sk-soft", HINT);
  const enough = make("p.sk-soft", ENOUGH);
  const add = button("Add an agreement", () => another());
  now.node.prepend(now.head, hint);
  now.node.append(make("div.sk-foot", add, enough));
  const wanted = wantedPart(form);
  const told = make("p", { role: "status" });
  const files = fileLinks(saving.send, page.words.files, (words) => say(told, words));
  const take = make("details.sk-take", make("summary", "Take it with you"), files.node, told);
  const anew = onPurpose("Begin for another team", ANEW, () => leave({ kind: "anew" }));
  const list = make("ul");
  const away = make("details.sk-away", make("summary", "Agreements of another team"), anew, list);
  const lost = make("p.sk-problem", { hidden: true }); // what was refused and has no card

  /** @param {string} words */
  function section(words) {
    const [head, body] = [make("h3", words), make("div")];
    return { head, body, node: make("section.sk-agreed", { "aria-label": words }, head, body) };
  }

  function another() {
    if (form.readOnly) return;
    const id = `a${randomName()}`;
    memory.blank.push(id);
    patch();
    cards.get(id)?.begin();
  }

  /** Go on with other agreements. @param {import("../base/view.js").Message} message */
  function leave(message) {
    memory.blank = [];
    form.start({ ...message, day: today() });
  }

  /** @param {string} id */
  const isToday = (id) => !form.page.cards[id] || saving.entry(id).made === today();

  function patch() {
    if (built !== JSON.stringify(form.page.words)) return void form.build();
    patchCards();
    wanted.patch();
    patchAway();
    const placed = new Set([...cards.values(), wanted].flatMap(({ fields }) => fields.map((f) => `${f.id} ${f.name}`)));
    const sentences = [...saving.refused].flatMap(([key, { sentence }]) => (placed.has(key) ? [] : [sentence ?? ""]));
    say(lost, sentences.length ? t("Not saved. {reason}", { reason: [...new Set(sentences)].join(" ") }) : "");
    lost.hidden = !sentences.length;
  }

  function patchCards() {
    /** @type {string[]} */
    const order = form.page.order;
    const typed = saving.unsaved().map(({ skill }) => skill);
    const fresh = [...memory.blank, ...typed].filter((id) => id !== WANTED && !order.includes(id));
    const all = [...order, ...new Set(fresh)];
    const isOld = (/** @type {string} */ id) => !isToday(id) && !form.readOnly;
    if (!form.readOnly && !all.length) {
      memory.blank.push(`a${randomName()}`);
      return void patchCards();
    }
    for (const id of all) if (!cards.has(id)) cards.set(id, agreementCard(form, id));
    for (const id of cards.keys()) if (!all.includes(id)) cards.delete(id);
    const [old, own] = [all.filter(isOld), all.filter((id) => !isOld(id))];
    const isSettled = (/** @type {string} */ id) => {
      const { status = "agreed", said } = saving.entry(id);
      return ["done", "dropped"].includes(status) && said && said !== today();
    };
    const nodes = (/** @type {string[]} */ ids) => ids.flatMap((id) => cards.get(id)?.node ?? []);
    arrange(settled, nodes(old.filter(isSettled)));
    arrange(before.body, nodes(old.filter((id) => !isSettled(id))));
    arrange(now.body, nodes(own));
    own.forEach((id, i) => void cards.get(id)?.patch(t("Agreement {number}", { number: i + 1 })));
    for (const id of old) cards.get(id)?.patch("");
    older.hidden = !settled.childElementCount;
    before.node.hidden = !old.length;
    const more = old.length ? "What else we agree on today" : TODAY;
    say(now.head, form.readOnly ? "" : more);
    now.head.hidden = form.readOnly;
    const isFull = own.length >= form.page.words.most;
    add.hidden = isFull;
    enough.hidden = !isFull || form.readOnly;
    hint.hidden = form.readOnly;
  }

  function patchAway() {
    /** @type {string[][]} */
    const kept = form.page.away;
    anew.hidden = !form.page.order.length || form.page.mode !== "saved";
    away.hidden = anew.hidden && !kept.length;
    const words = kept.map(([name, said]) => `${said} (${name})`);
    if (list.dataset.shown === words.join()) return;
    list.dataset.shown = words.join();
    const again = (/** @type {string} */ name) => () => leave({ kind: "again", name });
    list.replaceChildren(
      ...kept.map(([name], i) => make("li", `${words[i]} `, button("Show these again", again(name), "sk-quiet"))),
    );
  }

  const start = (/** @type {string} */ words) => button(words, () => form.start({ kind: "start" }), "sk-main");
  const invitation = () => [make("p", NOTHING), start("Begin ours")];
  // Where a team meets again, most people are alone with their plan, which is further down the page.
  const isFolded = page.mode === "example" && !page.words.beside;

  function banner() {
    const lines = /** @type {(string | Node)[]} */ (form.notices());
    if (form.page.mode === "example" && !isFolded) lines.push(...invitation());
    if (form.page.mode === "damaged") {
      lines.push(...form.goOn(), start("Begin again; the file is kept under another name"));
    }
    return lines;
  }

  before.node.append(older);
  const example = make("details", make("summary", EXAMPLE));
  if (form.readOnly) example.append(now.node, wanted.node);
  const folded = make("details", make("summary", WHOSE), ...(isFolded ? [...invitation(), example] : []));
  return {
    look: `sk-small sk-plan sk-${page.mode}${isFolded ? " sk-folded" : ""}`,
    reason: "field",
    parts: isFolded ? [folded] : form.readOnly ? [example] : [before.node, now.node, lost, wanted.node, take, away],
    banner,
    begin: () => [...cards.values()][0]?.begin(),
    hear: files.hear,
    patch,
  };
});
