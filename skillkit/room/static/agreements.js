// Agreements: what the group takes from its picture, typed by the facilitator for all to see.

import { ask } from "./api.js";
import { t } from "./words.js";

/** @typedef {Record<string, any>} Agreement */

const MOST = 3; // on one day
const PAUSE = 700; // milliseconds without a key, before it is sent
const SAVED = "Saved in the room.";
const TRIES_ON = "Not saved yet. This page goes on trying; what you typed stays here.";
const BOTH_KEPT =
  "Another page changed the same at the same time. Both texts are here: clear the one that you do not need.";
const FIELDS = ["what", "who", "skill", "due", "accepted", "status", "said"];
const TEXTS = { what: ["What we do", 300], who: ["Who takes it", 60] };

/** @param {string} label @param {HTMLElement} field */
function labelled(label, field) {
  const node = document.createElement("label");
  node.append(t(label), field);
  return node;
}

/** @param {Agreement} one */
const isBlank = (one) => !(one.what || one.who || one.skill || one.due || one.accepted);

/** @param {Agreement | undefined} one @param {Agreement | undefined} other */
const same = (one, other) => FIELDS.every((name) => (one?.[name] || null) === (other?.[name] || null));

/** What each of two pages changed; undefined where it is the same field.
 * @param {Agreement | undefined} old @param {Agreement} mine @param {Agreement} theirs */
function ofBoth(old, mine, theirs) {
  const both = { ...theirs };
  for (const name of FIELDS) {
    const [was, here, there] = [old, mine, theirs].map((one) => one?.[name] || null);
    if (here !== was && there !== was && there !== here) return undefined;
    if (here !== was) both[name] = mine[name];
  }
  return both;
}

/** The same object, which a row writes to, with what another page says. @param {Agreement} own @param {Agreement} said */
function taken(own, said) {
  for (const name of FIELDS) own[name] = said[name];
  return own;
}

const newId = () => `a${crypto.getRandomValues(new Uint32Array(2)).join("")}`;

/** The form in `node`.
 * @param {HTMLElement} node @param {string} key @param {string} room */
export function agreements(node, key, room) {
  const path = `/rooms/${room}/agreements`;
  const [list, add, words] = ["ol", "button", "p"].map((name) => document.createElement(name));
  words.setAttribute("role", "status");
  add.textContent = t("Write down an agreement");
  add.onclick = () => {
    const made = new Date().toLocaleDateString("sv"); // as 2026-03-02
    here.push({ id: newId(), made });
    show();
    list.lastElementChild?.querySelector("input")?.focus();
  };
  node.append(list, add, words);

  let revision = -1; // that this page has seen
  /** @type {Agreement[]} */
  let here = [];
  /** @type {Record<string, any>} */
  let wanted = {};
  /** @type {string[][]} */
  let skills = [];
  /** @type {Map<string, string>} */
  const typed = new Map(); // by id: what the room does not have yet
  /** @type {Map<string, Agreement>} */
  let seen = new Map(); // by id: what the room had when this page looked last
  /** @type {Map<string, Agreement>} */
  let tried = new Map(); // what this page sent last, maybe without hearing an answer
  let isAsking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {Agreement} one @param {string} name @param {unknown} value */
  function say(one, name, value) {
    one[name] = value;
    typed.set(one.id, JSON.stringify(one));
    words.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  /** @param {Agreement} one */
  function row(one) {
    const node = document.createElement("li");
    node.dataset.id = one.id;
    for (const [name, [label, longest]] of Object.entries(TEXTS)) {
      const input = document.createElement("input");
      Object.assign(input, { name, maxLength: longest, value: one[name] ?? "", autocomplete: "off" });
      input.oninput = () => say(one, name, input.value.trim());
      node.append(labelled(`${label}`, input));
    }
    const due = Object.assign(document.createElement("input"), { name: "due", type: "date", value: one.due ?? "" });
    due.onchange = () => say(one, "due", due.value || null);
    const skill = document.createElement("select");
    skill.name = "skill";
    skill.append(
      ...[["", t("none")], ...skills].map(([id, name]) => new Option(name, id, false, id === (one.skill ?? ""))),
    );
    skill.onchange = () => say(one, "skill", skill.value || null);
    const accepted = Object.assign(document.createElement("input"), {
      name: "accepted",
      type: "checkbox",
      checked: one.accepted ?? false,
    });
    accepted.onchange = () => say(one, "accepted", accepted.checked);
    node.append(labelled("By", due), labelled("Skill", skill), labelled("We accept this gap on purpose", accepted));
    return node;
  }

  /** What another page has said since, in a row that somebody types in. @param {Element} node @param {Agreement} one */
  function fill(node, one) {
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (node.querySelectorAll("[name]"))) {
      if (field === document.activeElement) continue;
      if (field.type === "checkbox") field.checked = one[field.name] ?? false;
      else field.value = one[field.name] ?? "";
    }
    return node;
  }

  function show() {
    const today = new Date().toLocaleDateString("sv");
    const rows = here.map((one) => {
      const there = list.querySelector(`[data-id="${one.id}"]`);
      return there && (typed.has(one.id) || there.contains(document.activeElement)) ? fill(there, one) : row(one);
    });
    for (const old of [...list.children]) if (!rows.includes(old)) old.remove();
    rows.forEach((node, i) => {
      if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
    });
    add.hidden = here.filter((one) => one.made === today).length >= MOST;
  }

  /** What the room has, with what was typed here since. */
  async function read() {
    const { status, fields } = await ask(key, "GET", path);
    if (status !== 200) return;
    const mine = new Map(here.map((one) => [one.id, one]));
    let isDouble = false;
    const theirs = fields.agreements.flatMap((/** @type {Agreement} */ one) => {
      const own = mine.get(one.id);
      if (!own) return one;
      if (!typed.has(one.id)) return taken(own, one);
      const both = ofBoth(same(tried.get(one.id), one) ? one : seen.get(one.id), own, one);
      if (both) return taken(own, both);
      isDouble = true;
      moved(own);
      return [one, own];
    });
    const known = new Set(theirs.map((/** @type {Agreement} */ one) => one.id));
    here = [...theirs, ...here.filter((one) => !known.has(one.id) && (typed.has(one.id) || isBlank(one)))];
    seen = new Map(fields.agreements.map((/** @type {Agreement} */ one) => [one.id, { ...one }]));
    ({ revision, wanted, skills } = /** @type {any} */ (fields));
    show();
    if (isDouble) words.textContent = t(BOTH_KEPT);
  }

  /** What is typed here goes on under an id of its own, beside what another page wrote. @param {Agreement} own */
  function moved(own) {
    const row = /** @type {HTMLElement | null} */ (list.querySelector(`[data-id="${own.id}"]`));
    typed.delete(own.id);
    own.id = newId();
    typed.set(own.id, JSON.stringify(own));
    if (row) row.dataset.id = own.id;
  }

  async function save() {
    if (isAsking || !typed.size) return;
    isAsking = true;
    const sent = new Map(typed);
    try {
      const body = { base: revision, agreements: here.filter((one) => !isBlank(one)), wanted };
      const now = new Map(body.agreements.map((one) => [one.id, { ...one }]));
      tried = now;
      const { status, fields } = await ask(key, "PUT", path, body);
      if (status === 200) {
        revision = fields.revision;
        seen = now;
        for (const [id, said] of sent) if (typed.get(id) === said) typed.delete(id);
        if (!typed.size) words.textContent = t(SAVED);
      } else if (status === 409) {
        await read();
      } else words.textContent = status === 422 ? fields.detail : t(TRIES_ON);
    } catch {
      words.textContent = t(TRIES_ON);
    }
    isAsking = false;
  }

  return {
    /** Send what the room does not have, and look at what it has. @param {number} now its revision */
    async look(now) {
      if (revision >= 0) await save();
      if (now > revision && !isAsking) await read();
    },
  };
}
