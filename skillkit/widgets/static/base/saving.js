// Saving: keeps what a person changed until Python says that it is on the disk.
// A change is in `waiting` from the first keystroke to Python's answer, and in `refused` when Python
// said no. Both are written to a draft in this browser, which is offered again, never put back in
// silence: the computer may be shared.

export const PATIENCE = 2500; // milliseconds without an answer, after which the form says so
const FRESH = 10000; // milliseconds in which another tab's draft may just be on its way

export class Saving {
  constructor(page, send) {
    Object.assign(this, { page, send });
    this.listeners = new Set();
    this.waiting = new Map(); // "skill field" -> {skill, field, value, seq, since}
    this.refused = new Map(); // "skill field" -> {skill, field, value, sentence}
    this.seq = 0;
    this.tab = randomName();
    this.savedAt = null;
    this.onHide = () => this.flush();
    window.addEventListener("pagehide", this.onHide);
    this.resume();
  }

  close() {
    this.flush();
    window.removeEventListener("pagehide", this.onHide);
  }

  // --- What stands on the page -----------------------------------------------------------

  // What a skill's card shows: what is saved, and above it what is not saved yet.
  entry(skill) {
    const entry = { ...this.page.entries[skill] };
    for (const change of this.unsaved()) if (change.skill === skill) entry[change.field] = change.value;
    return entry;
  }

  unsaved() {
    return [...this.refused.values(), ...this.waiting.values()];
  }

  // Whether Python owes an answer for too long.
  silent() {
    const late = Date.now() - PATIENCE + 50;
    return [...this.waiting.values(), { since: this.asked }].some(({ since }) => since && since < late);
  }

  tell(event) {
    for (const listener of this.listeners) listener(event);
  }

  // --- A change --------------------------------------------------------------------------

  change(skill, field, value, wait = 0) {
    const key = `${skill} ${field}`;
    clearTimeout(this.waiting.get(key)?.timer);
    this.refused.delete(key);
    const change = { skill, field, value };
    this.waiting.set(key, change);
    this.keepDraft();
    if (wait) change.timer = setTimeout(() => this.post(change), wait);
    else this.post(change);
    this.tell({ skills: [skill] });
  }

  post(change) {
    clearTimeout(change.timer);
    change.timer = null;
    change.seq = ++this.seq;
    change.since = Date.now();
    const { skill, field, value, seq } = change;
    const day = today();
    if (field === "rating") this.page.card.date = day;
    this.send({ kind: "change", tab: this.tab, seq, skill, field, value, day });
    this.expectAnswer();
  }

  // Ask for another page: {kind: "start", framework}, "earlier" or "example".
  ask(message) {
    this.asked = Date.now();
    this.send(message);
    this.expectAnswer();
  }

  expectAnswer() {
    setTimeout(() => this.silent() && this.tell({ skills: [] }), PATIENCE);
  }

  // Send what waits for a pause in typing.
  flush() {
    for (const change of this.waiting.values()) if (change.timer) this.post(change);
  }

  again() {
    for (const change of this.refused.values()) this.waiting.set(`${change.skill} ${change.field}`, change);
    this.refused.clear();
    for (const change of this.waiting.values()) this.post(change);
    this.tell({ skills: [] });
  }

  // --- Python's answers ------------------------------------------------------------------

  hear(message) {
    if (message.kind === "refused") this.hearRefused(message);
    if (message.kind !== "saved" && message.kind !== "state") return;
    Object.assign(this.page.entries, message.entries);
    if (this.answered(message)) this.savedAt = new Date();
    this.tell({ skills: Object.keys(message.entries), saved: message.kind === "saved" });
  }

  hearRefused(message) {
    const change = this.answered(message);
    if (!change) return;
    this.refused.set(`${change.skill} ${change.field}`, { ...change, since: null, sentence: message.sentence });
    this.keepDraft();
    this.tell({ skills: [change.skill] });
  }

  // The change that an answer is for; nothing if a later one took its place, or another tab's.
  answered({ tab, seq }) {
    if (tab !== this.tab) return null;
    for (const [key, change] of this.waiting) {
      if (change.seq !== seq) continue;
      this.waiting.delete(key);
      this.keepDraft();
      return change;
    }
    return null;
  }

  // A whole page: after a restart of the form, or because messages were missed.
  turn(page) {
    const before = this.page;
    this.page = page;
    this.asked = null;
    const same = before.mode === page.mode && frameworkOf(before) === frameworkOf(page);
    if (!same && this.wanted) this.putBack(this.wanted);
    this.tell(same ? { skills: Object.keys({ ...before.entries, ...page.entries }) } : { turned: true });
  }

  // --- The draft in this browser ---------------------------------------------------------

  draftName(framework = frameworkOf(this.page), tab = ownTab()) {
    return `skillkit draft ${this.page.key} ${framework} ${tab}`;
  }

  keepDraft() {
    if (this.page.mode !== "own") return;
    const changes = this.unsaved().map(({ skill, field, value }) => ({ skill, field, value }));
    const draft = { life: this.page.life, at: Date.now(), changes };
    this.keeps = store((box) =>
      changes.length ? box.setItem(this.draftName(), JSON.stringify(draft)) : box.removeItem(this.draftName()));
  }

  // After a reload, in the same tab and with the same form still alive, the person simply goes on.
  resume() {
    const draft = readDraft(this.draftName());
    if (this.page.mode !== "own" || draft?.life !== this.page.life) return;
    for (const { skill, field, value } of draft.changes) this.change(skill, field, value);
  }

  // What this browser holds and the file does not have: {name, framework, at, changes} or nothing.
  offer() {
    if (!this.page.key || this.unsaved().length) return null;
    const names = [];
    store((box) => names.push(...Object.keys(box)));
    const own = ownTab();
    for (const name of names.sort()) {
      const [, , key, framework, tab] = name.split(" ");
      if (!name.startsWith("skillkit draft ") || key !== this.page.key) continue;
      if (this.page.mode === "own" && framework !== frameworkOf(this.page)) continue;
      const draft = readDraft(name);
      if (!draft || (tab !== own && Date.now() - draft.at < FRESH)) continue;
      const changes = draft.changes.filter((change) => this.page.mode !== "own" || this.differs(change));
      if (changes.length) return { name, framework, at: draft.at, changes };
      store((box) => box.removeItem(name));
    }
    return null;
  }

  differs({ skill, field, value }) {
    const saved = this.page.entries[skill]?.[field] ?? null;
    const blank = (said) => said === null || said === "" || said?.length === 0;
    return blank(saved) && blank(value) ? false : JSON.stringify(saved) !== JSON.stringify(value);
  }

  putBack(offer) {
    this.wanted = null;
    if (this.page.mode !== "own") {
      this.wanted = offer;
      this.ask({ kind: "start", framework: offer.framework });
      return;
    }
    store((box) => box.removeItem(offer.name));
    for (const { skill, field, value } of offer.changes) this.change(skill, field, value);
  }

  discard(offer) {
    store((box) => box.removeItem(offer.name));
  }

  // The present state as the text of a file that skillkit reads; needs no kernel.
  copy() {
    const card = { ...this.page.card, ratings: {} };
    const names = { rating: "ratings", evidence: "evidence", confidence: "confidence", interest: "interest", target: "targets" };
    const skills = new Set([...Object.keys(this.page.entries), ...this.unsaved().map((change) => change.skill)]);
    for (const skill of skills) {
      for (const [field, value] of Object.entries(this.entry(skill))) {
        if (value !== null && value !== "" && value.length !== 0) (card[names[field]] ??= {})[skill] = value;
      }
    }
    return `${JSON.stringify(card, null, 2)}\n`;
  }
}

function frameworkOf(page) {
  return page.card.framework;
}

export function randomName() {
  return Math.random().toString(36).slice(2, 10);
}

// The person's own date, which may differ from that of the machine on which Python runs.
export function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

export function clock(date) {
  return date.toTimeString().slice(0, 5);
}

// A name for this tab that outlives a reload.
function ownTab() {
  try {
    return (sessionStorage["skillkit tab"] ??= randomName());
  } catch {
    return "this";
  }
}

// Use the browser's store; false where there is none or it is full.
function store(use) {
  try {
    use(localStorage);
    return true;
  } catch {
    return false;
  }
}

function readDraft(name) {
  let draft = null;
  store((box) => (draft = JSON.parse(box.getItem(name))));
  return Array.isArray(draft?.changes) ? draft : null;
}
