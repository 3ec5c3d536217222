// Assessment form: one card a skill.

import { today } from "../base/day.js";
import { button, copyText, levelOption, make, options, parsed, picture, say, sayRefused, usable } from "../base/dom.js";
import { forms } from "../base/form.js";
import { PAUSE } from "../base/saving.js";
import { dataUri } from "../base/view.js";
import { t } from "../base/words.js";
import { handIn } from "./hand_in.js";

/** @typedef {import("../base/form.js").Form} Form */
/** @typedef {[string, string, string, string, boolean, ...string[]]} Skill id, name, area, summary, may be "na", anchors */
/**
 * @typedef {object} Words what the framework says
 * @property {string[][]} areas
 * @property {Skill[]} skills
 * @property {string[]} levels
 * @property {string[]} meanings of the levels, whatever the skill
 * @property {string} lead_in
 * @property {number} evidence_from
 */

const CONFIDENCE = [
  ["", "Not said"],
  ["guess", "A guess"],
  ["fairly", "Fairly sure"],
  ["sure", "Sure"],
];
const INTEREST = [
  ["grow", "I want to grow here"],
  ["help", "I could help others here"],
];
/** How a change that is not saved names its field. @type {Record<string, string>} */
const FIELDS = {
  evidence: t("evidence"),
  confidence: t("how sure you are"),
  interest: t("interest"),
};
const HINT =
  "With the keyboard: arrows choose a sentence, Enter goes on, Tab reaches the rest, Escape leaves the form.";
// Where a saved assessment keeps each field.
const PLACES = {
  rating: "ratings",
  evidence: "evidence",
  confidence: "confidence",
  interest: "interest",
  target: "targets",
};

/**
 * The card of a skill; `next()` goes on to another one.
 * @param {Form} form
 * @param {Words} words
 * @param {Skill} skill
 * @param {() => void} next
 */
function skillCard(form, { levels, lead_in, evidence_from }, [id, name, , summary, mayBeNa, ...anchors], next) {
  const { saving } = form;
  const key = `${form.name}-${id}`;
  const change = (/** @type {string} */ field, /** @type {any} */ value, wait = 0) =>
    saving.change(id, field, value, wait);
  const level = (/** @type {number | string} */ value, /** @type {string} */ word, /** @type {string} */ anchor) =>
    levelOption({ name: key, value, onchange: () => change("rating", value) }, word, anchor);
  // A level without a sentence is none of this skill's.
  const choices = levels.flatMap((word, i) => (anchors[i] ? [level(i, word, anchors[i])] : []));
  if (mayBeNa) choices.push(level("na", "Not applicable", "My role does not have this skill at all."));
  const radios = choices.map(({ input }) => input);
  const mark = make("span.sk-mark", { "aria-hidden": "true" });
  const problem = make("p.sk-problem", { id: `${key}-problem`, hidden: true });
  const evidence = make("input", {
    type: "text",
    autocomplete: "off",
    dir: "auto",
    "aria-describedby": problem.id,
    oninput: () => change("evidence", evidence.value, PAUSE),
    onchange: () => saving.flush(),
  });
  const evidenceHint = make("span.sk-soft", " what a colleague would recognise, or a link; optional");
  const evidenceRow = make(
    "label.sk-evidence",
    { hidden: true },
    make("span", "One line of evidence"),
    evidenceHint,
    evidence,
  );
  const sure = make("select", { onchange: () => change("confidence", sure.value || null) }, ...options(CONFIDENCE));
  const ticks = INTEREST.map(([value]) => make("input", { type: "checkbox", value, onchange: () => tick() }));
  const tick = () =>
    change(
      "interest",
      ticks.flatMap(({ checked, value }) => (checked ? [value] : [])),
    );
  const clear = button("Clear this rating", () => isRated() && change("rating", null), "sk-quiet");
  const isRated = () => (saving.entry(id).rating ?? null) !== null;

  // Enter on a chosen sentence goes on, so that rating needs arrows and Enter alone.
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isChoice = event.target instanceof HTMLInputElement && event.target.type === "radio";
    if (event.key !== "Enter" || !plain || !isChoice || form.memory.all) return;
    event.preventDefault();
    next();
  };
  const extras = make(
    "div.sk-extras",
    ...INTEREST.map(([, words], i) => make("label", ticks[i], words)),
    make("label", "How sure are you? ", sure),
    clear,
  );
  const node = make(
    "fieldset.sk-card",
    { tabIndex: -1, disabled: form.readOnly, onkeydown },
    make("legend", name),
    mark,
    make("p.sk-soft", summary),
    make("p.sk-lead", lead_in),
    ...choices.map((choice) => choice.node),
    evidenceRow,
    problem,
    extras,
  );

  /** Bring the card to what is true, without touching what the person is typing. */
  function patch(saved = false) {
    const { rating = null, evidence: said = "", confidence, interest } = saving.entry(id);
    for (const radio of radios) radio.checked = radio.value === String(rating);
    if (!(evidence.matches(":focus") && evidence.value.trim() === (said ?? ""))) {
      if (evidence.value !== (said ?? "")) evidence.value = said ?? "";
    }
    evidenceRow.hidden = !(rating >= evidence_from || said);
    sure.value = confidence ?? "";
    for (const box of ticks) box.checked = interest?.includes(box.value) ?? false;
    usable(clear, rating !== null);
    patchMark(saved);
  }

  function patchMark(saved = false) {
    const open = saving.unsaved().filter(({ skill }) => skill === id);
    const no = open.find(({ sentence }) => sentence);
    sayRefused(problem, no?.sentence);
    evidence.setAttribute("aria-invalid", String(no?.field === "evidence"));
    const late = Boolean(open.length && (no || saving.isLate()));
    if (late) say(mark, "Not saved yet");
    else if (saved && !open.length) say(mark, "Saved ✓");
    else if (open.length) say(mark, "");
    node.classList.toggle("sk-late", late);
  }

  patch();
  return { node, patch, patchMark, first: () => radios.find(({ checked }) => checked) ?? radios[0] };
}

/** How far one is: in words, and as a bit for each skill. @param {Form} form @param {Words} words */
function progressBar(form, { areas, skills }) {
  const words = make("span.sk-progress");
  const bits = new Map(skills.map(([id]) => [id, make("i")]));
  const groups = areas.map(([area]) => {
    const own = skills.flatMap(([id, , place]) => (place === area ? [bits.get(id)] : []));
    return make("span", { style: `flex-grow: ${own.length}` }, ...own);
  });
  const track = make("span.sk-track", { "aria-hidden": "true" }, ...groups);

  /** @param {string | undefined} here the skill that is shown alone */
  function patch(here) {
    const states = [...bits.keys()].map((id) => form.saving.entry(id).rating ?? null);
    const open = states.filter((rating) => rating === null).length;
    const away = states.filter((rating) => rating === "na").length;
    const done = { done: states.length - open - away, all: states.length };
    const parts = [t("{done} of {all} rated", done)];
    if (away) parts.push(t("{away} not applicable", { away }));
    parts.push(open ? t("{open} left", { open }) : t("none left"));
    say(words, parts.join(", "));
    [...bits].forEach(([id, bit], i) => {
      bit.className = states[i] === null ? "" : states[i] === "na" ? "sk-away" : "sk-done";
      bit.classList.toggle("sk-here", id === here);
    });
  }
  return { words, track, patch };
}

/** What is above the cards. @param {Form} form @returns {(string | Node)[]} */
function banner(form) {
  const { saving } = form;
  const { mode, notice, choices, anew, card, where } = form.page;
  const lines = /** @type {(string | Node)[]} */ (form.notices());
  if (mode === "example") {
    const look = choices.length ? "Look around. Your own ratings are saved on this machine only." : "";
    lines.push(make("p", make("strong", "This is an example: an invented person. "), look));
    if (choices.length) lines.push(starter(form, "Start my own assessment"));
  } else if (mode === "damaged") {
    const look = button("Look at the example", () => saving.ask({ kind: "example" }));
    lines.push(...form.goOn(), starter(form, "Start a new one; the file is kept under another name"), look);
  } else if (notice) lines.push(t("You go on in {where}.", { where }));
  // Only where one rates more than once: the last ratings make room, and are kept beside.
  if (mode === "saved" && anew && card.date !== today()) lines.push(button(anew, () => form.start({ kind: "anew" })));
  return lines;
}

/** @param {Form} form @param {string} words */
function starter(form, words) {
  /** @type {string[][]} */
  const choices = form.page.choices;
  const radios = choices.map(([value], i) =>
    make("input", { type: "radio", name: `${form.name}-choice`, value, checked: !i }),
  );
  const labels = choices.map(([, title], i) => make("label", radios[i], title));
  const start = () => form.start({ kind: "start", framework: radios.find(({ checked }) => checked)?.value });
  const which = make("div", { role: "radiogroup", "aria-label": "Which skills" }, ...labels);
  return make("div.sk-starter", which, button(words, start, "sk-main"));
}

/** The T beside the cards, with what it shows in a sentence. */
function liveT() {
  const words = make("div");
  const drawn = picture();
  const body = make("div.sk-live-body", words, drawn.node);
  const node = make("details.sk-live", { open: true }, make("summary", "Your T"), body);
  /** @param {import("../base/view.js").Page} page */
  const patch = ({ shape = "", t = "" }) => {
    node.hidden = !t;
    if (words.innerHTML !== shape) words.replaceChildren(parsed(shape));
    if (t) drawn.draw(t);
  };
  return { node, patch };
}

/** The share code as the last line; never one that lacks a change. @param {Form} form */
function shareLine({ saving }) {
  const code = make("code.sk-code");
  const said = make("span", { "aria-live": "polite" });
  const copy = button("Copy", () => void copied(), "sk-quiet");
  const tick = make("input", { type: "checkbox", onchange: () => saving.send({ kind: "reading", yes: tick.checked }) });
  const offer = make("span");
  const reading = make("label.sk-reading", tick, offer);
  const line = make("p", "Your share code, without your name: ", code, copy, said);
  const node = make("div.sk-share", { hidden: true }, line, reading);
  async function copied() {
    if (saving.unsaved().length) return say(said, "Your last change is not in this code yet.");
    await copyText(code.textContent ?? "", said, () => getSelection()?.selectAllChildren(code));
  }
  function patch() {
    const now = saving.page.code ?? "";
    node.hidden = !now;
    if (code.textContent !== now) {
      code.textContent = now;
      say(said, "");
    }
    usable(copy, !saving.unsaved().length);
    say(offer, saving.page.offers_reading ?? "");
    reading.hidden = !saving.page.offers_reading;
    tick.checked = Boolean(saving.page.gives_reading);
  }
  return { node, patch };
}

/** The present state as a file that skillkit reads; needs no kernel. @param {Form} form */
function download({ saving, page }) {
  const skills = new Set([...Object.keys(page.entries), ...saving.unsaved().map(({ skill }) => skill)]);
  /** @type {Record<string, any>} */
  const card = { ...page.card, ratings: {} };
  for (const [field, place] of Object.entries(PLACES)) {
    const all = [...skills].map((skill) => [skill, saving.entry(skill)[field] ?? ""]);
    const said = all.filter(([, value]) => value !== "" && value.length !== 0);
    if (said.length) card[place] = Object.fromEntries(said);
  }
  const link = make("a", {
    download: "assessment.json",
    href: dataUri("application/json", `${JSON.stringify(card, null, 2)}\n`),
  });
  link.click();
}

export const open = forms("Assessment form", (form) => {
  const { saving, memory, page, readOnly } = form;
  /** @type {Words} */
  const words = page.framework;
  const { areas, skills, levels, meanings } = words;
  /** @type {Map<string, ReturnType<typeof skillCard>>} */
  const cards = new Map();
  const isRated = (/** @type {Skill} */ [id]) => (saving.entry(id).rating ?? null) !== null;
  const firstOpen = () => Math.max(0, readOnly ? 0 : skills.findIndex((skill) => !isRated(skill)));
  let index = firstOpen();

  const bar = progressBar(form, words);
  const live = liveT();
  const share = shareLine(form);
  const room = handIn(saving.send, () => !saving.unsaved().length);
  const sections = areas.map(([, name, summary]) =>
    make("section.sk-area", { "aria-label": name }, make("h2", name), make("p.sk-soft", summary)),
  );
  const end = make("div.sk-card.sk-end", { tabIndex: -1, hidden: true });
  const view = button("Show all on one page", () => toggleAll(), "sk-quiet");
  const back = button("Previous", () => go(index - 1));
  const next = button("Next", () => go(index + 1), "sk-main");
  const byArea = areas.map(([area, label]) => [
    label,
    skills.flatMap(([, name, own], i) => (own === area ? [[i, name]] : [])),
  ]);
  const jump = make(
    "select",
    { onchange: () => go(Number(jump.value), false) },
    ...options([...byArea, [skills.length, "The end"]]),
  );
  const alone = [back, next, make("label", "Go to ", jump), make("p.sk-soft.sk-hint", HINT)];

  /** The card of a skill, made when it is first shown. @param {number} i */
  function card(i) {
    const skill = skills[i];
    if (!skill) return undefined;
    const [id, , area] = skill;
    let made = cards.get(id);
    if (!made) {
      made = skillCard(form, words, skill, () => go(index + 1));
      cards.set(id, made);
      // Skills come area by area, so the next card already there marks the place.
      const later = skills.slice(i + 1).find(([other]) => cards.has(other));
      const after = later?.[2] === area ? cards.get(later?.[0])?.node : null;
      sections[areas.findIndex(([own]) => own === area)].insertBefore(made.node, after ?? null);
    }
    return made;
  }

  /** @param {number} to */
  function go(to, focus = true) {
    if (to < 0 || to > skills.length) return;
    saving.flush();
    index = to;
    show();
    if (!focus) return;
    const here = card(index);
    (here && !readOnly ? here.first() : (here?.node ?? end)).focus({ preventScroll: true });
    form.root.scrollIntoView({ block: "nearest" });
  }

  function toggleAll() {
    memory.all = !memory.all;
    show();
  }

  function show() {
    const all = Boolean(memory.all);
    if (all) skills.forEach((_, i) => void card(i));
    else card(index);
    const [here, , hereArea] = skills[index] ?? [];
    for (const [id, { node }] of cards) node.hidden = !all && id !== here;
    sections.forEach((section, i) => {
      section.hidden = !all && areas[i][0] !== hereArea;
    });
    end.hidden = all || index < skills.length;
    if (!end.hidden) patchEnd();
    say(view, all ? "Show one at a time" : "Show all on one page");
    for (const node of alone) node.hidden = all;
    usable(back, index > 0);
    usable(next, index < skills.length);
    jump.value = String(index);
    form.root.classList.toggle("sk-all", all);
    bar.patch(all ? undefined : here);
  }

  function patchEnd() {
    const open = skills.flatMap((skill, i) => (isRated(skill) ? [] : [button(skill[1], () => go(i))]));
    const hint = open.length
      ? "Leaving a skill open is fine. Choose one to go there, or go on."
      : "Thank you. Your T says what these ratings show, and the line below it what you may hand in.";
    const head = make("h2", open.length ? "Still open" : "Every skill is rated");
    end.replaceChildren(head, make("p", hint), make("div.sk-open", ...open));
  }

  const scale = levels.flatMap((level, i) =>
    level ? [make("li", make("strong", level), make("span", meanings[i]))] : [],
  );
  const hidden = !meanings.some(Boolean);
  const meant = make("details.sk-scale", { hidden }, make("summary", "What do the levels mean?"), make("ul", ...scale));

  show();
  return {
    look: `sk-${page.mode}${memory.all ? " sk-all" : ""}`,
    parts: [
      make("div.sk-bar", bar.words, view, bar.track),
      make(
        "div.sk-beside",
        make("div.sk-cards", ...sections, end, make("div.sk-foot", ...alone), meant, share.node, room.node),
        live.node,
      ),
    ],
    banner: () => banner(form),
    copy: () => download(form),
    begin: () => go(firstOpen()),
    focus: () => card(index)?.node ?? end,
    described: ({ skill, field, value }) => {
      const name = skills.find(([id]) => id === skill)?.[1] ?? skill;
      const level = value === null ? t("cleared") : (levels[value] ?? t("not applicable"));
      return `${name} (${field === "rating" ? level : (FIELDS[field] ?? field)})`;
    },
    patch({ skills: changed = [], saved = false }) {
      for (const skill of changed) cards.get(skill)?.patch(saved);
      if (!saved) for (const { patchMark } of cards.values()) patchMark();
      bar.patch(memory.all ? undefined : skills[index]?.[0]);
      live.patch(form.page);
      share.patch();
      room.patch(form.page.code ?? "", form.page.room);
    },
    hear: room.hear,
  };
});
