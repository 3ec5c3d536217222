// Assessment form: one card a skill. The page is built once and then patched, so that the focus
// stays where it is whatever Python answers.

import { button, make, say, usable } from "../base/dom.js";
import { Saving, clock, randomName, today } from "../base/saving.js";

const CONFIDENCE = [["", "Not said"], ["guess", "A guess"], ["fairly", "Fairly sure"], ["sure", "Sure"]];
const INTEREST = [["grow", "I want to grow here"], ["help", "I could help others here"]];
const PAUSE = 400; // milliseconds without a keystroke, after which a line is saved

class SkillCard {
  constructor(form, [id, name, area, summary, mayBeNa, ...anchors]) {
    Object.assign(this, { form, id, name, area });
    const { levels, lead_in } = form.words;
    this.radios = levels.map((level, i) => this.option(i, level, anchors[i]));
    if (mayBeNa) this.radios.push(this.option("na", "Not applicable", "My role does not have this skill at all."));
    this.node = make("fieldset", { className: "sk-card", tabIndex: -1 },
      make("legend", {}, name),
      (this.mark = make("span", { className: "sk-mark", "aria-hidden": "true" })),
      make("p", { className: "sk-soft" }, summary),
      make("p", { className: "sk-lead" }, lead_in),
      ...this.radios.map((radio) => radio.parentNode),
      this.evidenceLine(),
      (this.problem = make("p", { className: "sk-problem", id: `${form.name}-${id}-problem`, hidden: true })),
      this.extras());
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.patch();
  }

  option(value, level, anchor) {
    const radio = make("input", { type: "radio", name: `${this.form.name}-${this.id}`, value,
      onchange: () => this.change("rating", value) });
    make("label", { className: "sk-option" }, radio,
      make("span", { className: "sk-level" }, level, " "),
      make("span", { className: "sk-anchor" }, anchor));
    return radio;
  }

  evidenceLine() {
    this.evidence = make("input", { type: "text", autocomplete: "off",
      "aria-describedby": `${this.form.name}-${this.id}-problem`,
      oninput: () => this.change("evidence", this.evidence.value, PAUSE),
      onchange: () => this.form.saving.flush() });
    return (this.evidenceRow = make("label", { className: "sk-evidence", hidden: true },
      make("span", {}, "One line of evidence"),
      make("span", { className: "sk-soft" }, " what a colleague would recognise, or a link; optional"),
      this.evidence));
  }

  extras() {
    this.sure = make("select", { onchange: () => this.change("confidence", this.sure.value || null) },
      ...CONFIDENCE.map(([value, words]) => make("option", { value }, words)));
    this.ticks = INTEREST.map(([value]) => make("input", { type: "checkbox", value,
      onchange: () => this.change("interest", this.ticks.filter((tick) => tick.checked).map((tick) => tick.value)) }));
    this.clear = button("Clear this rating", () => this.rated() && this.change("rating", null), "sk-quiet");
    return make("div", { className: "sk-extras" },
      ...INTEREST.map(([, words], i) => make("label", {}, this.ticks[i], words)),
      make("label", {}, "How sure are you? ", this.sure),
      this.clear);
  }

  // Enter on a chosen sentence goes on, so that rating needs arrows and Enter alone.
  onKey(event) {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter" && plain && event.target.type === "radio" && !this.form.all) {
      event.preventDefault();
      this.form.go(this.form.index + 1);
    }
  }

  change(field, value, wait) {
    this.form.saving.change(this.id, field, value, wait);
  }

  rated() {
    return (this.form.saving.entry(this.id).rating ?? null) !== null;
  }

  // Bring the card to what is true, without touching what the person is typing.
  patch(saved = false) {
    const { saving, words } = this.form;
    const entry = saving.entry(this.id);
    const rating = entry.rating ?? null;
    for (const radio of this.radios) radio.checked = radio.value === String(rating);
    if (this.evidence.value !== (entry.evidence ?? "")) {
      const typing = this.evidence === this.evidence.getRootNode().activeElement;
      const trimmed = this.evidence.value.trim() === (entry.evidence ?? "");
      if (!(typing && trimmed)) this.evidence.value = entry.evidence ?? "";
    }
    this.evidenceRow.hidden = !(rating >= words.evidence_from || entry.evidence);
    this.sure.value = entry.confidence ?? "";
    for (const tick of this.ticks) tick.checked = entry.interest?.includes(tick.value) ?? false;
    usable(this.clear, rating !== null);
    this.patchMark(saved);
  }

  patchMark(saved) {
    const { saving } = this.form;
    const open = saving.unsaved().filter((change) => change.skill === this.id);
    const no = open.find((change) => change.sentence);
    say(this.problem, no ? `Not saved. ${no.sentence}` : "");
    this.problem.hidden = !no;
    this.evidence.setAttribute("aria-invalid", String(no?.field === "evidence"));
    const late = open.length && (no || saving.silent());
    if (late) say(this.mark, "Not saved yet");
    else if (saved && !open.length) say(this.mark, "Saved ✓");
    else if (open.length) say(this.mark, "");
    this.node.classList.toggle("sk-late", Boolean(late));
  }
}

class AssessmentForm {
  constructor(el, saving) {
    Object.assign(this, { el, saving, all: false, index: 0, name: `sk-${randomName()}` });
    this.listener = (event) => this.update(event);
    saving.listeners.add(this.listener);
    this.build();
  }

  remove() {
    this.saving.listeners.delete(this.listener);
  }

  build() {
    const { page } = this.saving;
    this.words = page.framework;
    this.cards = new Map();
    this.sections = this.words.areas.map(([id, name, summary]) =>
      make("section", { className: "sk-area", "aria-label": name },
        make("h3", {}, name), make("p", { className: "sk-soft" }, summary)));
    this.end = make("div", { className: "sk-card sk-end", tabIndex: -1, hidden: true });
    this.root = make("div", { className: "sk-form", role: "group", "aria-label": "Assessment form" },
      (this.banner = make("div")), (this.offer = make("div")),
      this.bar(), ...this.sections, this.end, this.foot(), this.statusLine());
    this.el.replaceChildren(this.root);
    this.root.classList.add(`sk-${page.mode}`);
    this.showBanner();
    this.showOffer();
    this.index = Math.max(0, this.words.skills.findIndex(([id]) => !this.rated(id)));
    if (this.readOnly) this.index = 0;
    this.show();
    this.patchBar();
    this.patchStatus();
  }

  get readOnly() {
    return this.saving.page.mode === "example" || this.saving.page.mode === "trouble";
  }

  rated(id) {
    return (this.saving.entry(id).rating ?? null) !== null;
  }

  // --- Its parts ---------------------------------------------------------------------------

  bar() {
    this.progress = make("span", { className: "sk-progress" });
    this.track = make("span", { className: "sk-track", "aria-hidden": "true" },
      ...this.words.areas.map(([area]) => {
        const bits = this.words.skills.filter((skill) => skill[2] === area).map(() => make("i"));
        return make("span", { style: `flex-grow: ${bits.length}` }, ...bits);
      }));
    this.view = button("Show all on one page", () => this.toggleAll(), "sk-quiet");
    return make("div", { className: "sk-bar" }, this.progress, this.view, this.track);
  }

  foot() {
    this.back = button("Previous", () => this.go(this.index - 1));
    this.next = button("Next", () => this.go(this.index + 1), "sk-main");
    this.jump = make("select", { onchange: () => this.go(Number(this.jump.value), false) },
      ...this.words.areas.map(([area, label]) => make("optgroup", { label },
        ...this.words.skills.flatMap(([, name, own], i) => own === area ? [make("option", { value: i }, name)] : []))),
      make("option", { value: this.words.skills.length }, "The end"));
    this.goTo = make("label", {}, "Go to ", this.jump);
    this.hint = make("p", { className: "sk-soft sk-hint" },
      "With the keyboard: arrows choose a sentence, Enter goes on, Tab reaches the rest, Escape leaves the form.");
    return make("div", { className: "sk-foot" }, this.back, this.next, this.goTo, this.hint);
  }

  statusLine() {
    this.status = make("p", { className: "sk-status", role: "status" });
    this.retry = button("Try again", () => this.saving.again(), "sk-quiet");
    this.copy = button("Save a copy", () => this.download(), "sk-quiet");
    return make("div", { className: "sk-status-line" }, this.status, this.retry, this.copy);
  }

  showBanner() {
    const { mode, notice, choices, earlier, aside = [], anew, card } = this.saving.page;
    const now = JSON.stringify([mode, notice, earlier, aside, anew, card.date]);
    if (this.bannerShown === now && this.banner.isConnected) return false;
    this.bannerShown = now;
    const lines = [notice, ...aside].filter(Boolean).map((words) => make("p", {}, words));
    if (mode === "example") lines.push(...this.invitation(choices));
    else if (mode === "trouble") lines.push(...this.waysOut(choices, earlier));
    else if (notice) lines.push(make("p", {}, `You go on in ${this.saving.page.where}.`));
    lines.push(...this.anew());
    this.banner.className = lines.length ? "sk-banner" : "";
    this.banner.replaceChildren(...lines);
    return true;
  }

  // Only where one rates more than once: the last ratings make room, and are kept beside.
  anew() {
    const { mode, anew, card } = this.saving.page;
    if (mode !== "own" || !anew || card.date === today()) return [];
    return [button(anew, () => { this.focusCard = true; this.saving.ask({ kind: "anew" }); })];
  }

  invitation(choices) {
    return [
      make("p", {}, make("strong", {}, "This is an example: an invented person. "),
        choices.length ? "Look around. Your own ratings are saved on this machine only." : ""),
      ...(choices.length ? [this.starter(choices, "Start my own assessment")] : []),
    ];
  }

  waysOut(choices, earlier) {
    const ways = [this.starter(choices, "Start a new file beside it")];
    if (earlier) ways.unshift(button("Go on from the version before it", () => this.saving.ask({ kind: "earlier" }), "sk-main"));
    ways.push(button("Look at the example", () => this.saving.ask({ kind: "example" })));
    return ways;
  }

  starter(choices, words) {
    const radios = choices.map(([value, title], i) =>
      make("label", {}, make("input", { type: "radio", name: `${this.name}-choice`, value, checked: !i }), title));
    const start = () => {
      const chosen = this.banner.querySelector("input:checked").value;
      this.focusCard = true;
      this.saving.ask({ kind: "start", framework: chosen });
    };
    return make("div", { className: "sk-starter" },
      make("div", { role: "radiogroup", "aria-label": "Which skills" }, ...radios),
      button(words, start, "sk-main"));
  }

  showOffer() {
    const offer = this.saving.offer();
    this.offer.className = offer ? "sk-banner" : "";
    if (!offer) return this.offer.replaceChildren();
    const done = (act) => () => {
      act();
      this.showOffer();
      this.current()?.focus({ preventScroll: true });
    };
    const count = offer.changes.length === 1 ? "1 change" : `${offer.changes.length} changes`;
    const who = this.saving.page.mode === "own" ? "the file does not have" : "no file has";
    const what = offer.changes.map((change) => this.described(change)).join(", ");
    this.offer.replaceChildren(
      make("p", {}, `This browser still holds ${count} from ${clock(new Date(offer.at))} that ${who}: ${what}.`),
      button("Put them back", done(() => this.saving.putBack(offer)), "sk-main"),
      button("Discard them", done(() => this.saving.discard(offer))));
  }

  // A change in a few words: "Machine learning (Strong)".
  described({ skill, field, value }) {
    const name = this.words.skills.find(([id]) => id === skill)?.[1] ?? skill;
    const level = value === null ? "cleared" : this.words.levels[value] ?? "not applicable";
    return `${name} (${field === "rating" ? level : field})`;
  }

  // --- Where the person is -----------------------------------------------------------------

  card(i) {
    const skill = this.words.skills[i];
    if (!skill) return null;
    const [id, , area] = skill;
    if (!this.cards.has(id)) {
      const card = new SkillCard(this, skill);
      card.node.disabled = this.readOnly;
      this.cards.set(id, card);
      const section = this.sections[this.words.areas.findIndex(([own]) => own === area)];
      // Skills come area by area, so the next card already there marks the place.
      const later = this.words.skills.slice(i + 1).find(([other]) => this.cards.has(other));
      const after = later && later[2] === area ? this.cards.get(later[0]).node : null;
      section.insertBefore(card.node, after);
    }
    return this.cards.get(id);
  }

  current() {
    return this.card(this.index)?.node ?? this.end;
  }

  go(index, focus = true) {
    const last = this.words.skills.length;
    if (index < 0 || index > last) return;
    this.saving.flush();
    this.index = index;
    this.show();
    if (!focus) return;
    const card = this.card(index);
    const target = card?.radios.find((radio) => radio.checked) ?? card?.radios[0] ?? this.end;
    (this.readOnly ? this.current() : target).focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest" });
  }

  toggleAll() {
    this.all = !this.all;
    this.show();
  }

  show() {
    const { skills, areas } = this.words;
    if (this.all) skills.forEach((_, i) => this.card(i));
    else this.card(this.index);
    const [here, , hereArea] = skills[this.index] ?? [];
    for (const [id, card] of this.cards) card.node.hidden = !this.all && id !== here;
    this.sections.forEach((section, i) => (section.hidden = !this.all && areas[i][0] !== hereArea));
    this.end.hidden = this.all || this.index < skills.length;
    if (!this.end.hidden) this.patchEnd();
    say(this.view, this.all ? "Show one at a time" : "Show all on one page");
    for (const node of [this.back, this.next, this.goTo, this.hint]) node.hidden = this.all;
    usable(this.back, this.index > 0);
    usable(this.next, this.index < skills.length);
    this.jump.value = this.index;
    this.root.classList.toggle("sk-all", this.all);
    this.patchBar();
  }

  patchEnd() {
    const open = this.words.skills.flatMap(([id, name], i) => (this.rated(id) ? [] : [[i, name]]));
    this.end.replaceChildren(
      make("h3", {}, open.length ? "Still open" : "Every skill is rated"),
      make("p", {}, open.length
        ? "Leaving a skill open is fine. Choose one to go there, or go on below."
        : "Thank you. Go on below: the next cell shows what your ratings say."),
      make("div", { className: "sk-open" }, ...open.map(([i, name]) => button(name, () => this.go(i)))));
  }

  // --- What is true ------------------------------------------------------------------------

  update({ skills = [], saved = false, turned = false }) {
    if (turned) {
      this.build();
      if (this.focusCard) this.go(this.index);
      this.focusCard = false;
      return;
    }
    if (this.showBanner() && this.focusCard) {
      this.focusCard = false;
      this.go(0);
    }
    for (const skill of skills) this.cards.get(skill)?.patch(saved);
    if (!saved) for (const card of this.cards.values()) card.patchMark(false);
    this.patchBar();
    this.patchStatus();
  }

  patchBar() {
    const states = this.words.skills.map(([id]) => this.saving.entry(id).rating ?? null);
    const open = states.filter((rating) => rating === null).length;
    const away = states.filter((rating) => rating === "na").length;
    const parts = [`${states.length - open - away} of ${states.length} rated`];
    if (away) parts.push(`${away} not applicable`);
    parts.push(open ? `${open} left` : "none left");
    say(this.progress, parts.join(", "));
    [...this.track.querySelectorAll("i")].forEach((bit, i) => {
      bit.className = states[i] === null ? "" : states[i] === "na" ? "sk-away" : "sk-done";
      bit.classList.toggle("sk-here", i === this.index && !this.all);
    });
  }

  patchStatus() {
    const { saving } = this;
    const silent = saving.silent();
    say(this.status, silent ? this.silence() : this.savedWords());
    this.status.classList.toggle("sk-alarm", silent || saving.refused.size > 0);
    this.status.classList.toggle("sk-waiting", saving.waiting.size > 0);
    const needed = silent || saving.refused.size > 0;
    if (!needed && this.retry.matches(":focus")) this.current().focus({ preventScroll: true });
    this.retry.hidden = !needed;
  }

  silence() {
    const count = this.saving.unsaved().length;
    const where = this.saving.keeps ? "kept in this browser" : "on this page only, so use Save a copy";
    const changes = count === 1 ? "Your last change is" : `Your last ${count} changes are`;
    return `Python is not answering.${count ? ` ${changes} ${where}.` : ""} If this stays so, run this cell again.`;
  }

  savedWords() {
    const { page, savedAt, refused } = this.saving;
    if (refused.size) return "Not everything is saved: the card says why. What you typed is kept in this browser.";
    if (page.mode === "own") return savedAt ? `Saved ${clock(savedAt)} in ${page.where}` : `Every change saves itself in ${page.where}`;
    return page.mode === "loose" ? "This form has no file. Save a copy keeps what you do here." : "Nothing is saved here.";
  }

  download() {
    const link = make("a", { download: "assessment.json",
      href: URL.createObjectURL(new Blob([this.saving.copy()], { type: "application/json" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}

export function open(page, send) {
  const saving = new Saving(page, send);
  return {
    hear: (message) => saving.hear(message),
    turn: (whole) => saving.turn(whole),
    close: () => saving.close(),
    render(root) {
      const form = new AssessmentForm(root, saving);
      return () => form.remove();
    },
  };
}
