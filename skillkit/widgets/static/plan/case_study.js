// Case study form: six texts, the words counted as they are typed, and a link to take it along.

import { button, make, say } from "../base/dom.js";
import { TextField, TickField } from "../base/fields.js";
import { PracticeForm, PracticeSaving } from "../base/form.js";
import { PATIENCE, today } from "../base/saving.js";

function wordsIn(text) {
  return text.split(/\s+/).filter(Boolean).length;
}

class CaseStudyForm extends PracticeForm {
  get readOnly() {
    return this.page.mode === "example" || this.page.mode === "trouble";
  }

  parts() {
    const { parts } = this.page.words;
    this.fields = parts.map(([name, title, hint]) =>
      new TextField(this, "study", name, title, hint, { rows: name === "tools" ? 2 : 4 }));
    this.count = make("p", { className: "sk-count" });
    this.bar = make("div", { className: "sk-meter", "aria-hidden": "true" }, (this.used = make("i", { className: "sk-technical" })), (this.limit = make("b")));
    this.spoken = make("p", { className: "sk-count" });
    this.tick = new TickField(this, "study", "cleared", this.page.words.cleared);
    this.open = make("ul");
    this.todo = make("section", { "aria-label": "Before others read it" }, make("h3", {}, "Before others read it"), this.open);
    const written = this.fields.slice(0, -1).map(({ node }) => node);
    return [make("div", { className: "sk-card" }, ...written, this.count, this.bar,
      this.fields.at(-1).node, this.spoken, this.tick.node), this.todo];
  }

  extraButtons() {
    this.link = make("a", { className: "sk-button", download: "case_study.md", href: "#" , onclick: (event) => this.download(event) }, "Save it as text");
    return [this.link];
  }

  showBanner() {
    const { mode, notice, earlier } = this.page;
    const now = JSON.stringify([mode, notice, earlier]);
    if (this.bannerShown === now && this.banner.childNodes.length) return;
    this.bannerShown = now;
    const lines = notice ? [make("p", {}, notice)] : [];
    const start = (words) => button(words, () => this.start({ kind: "start" }), "sk-main");
    if (mode === "example") {
      lines.push(make("p", {}, make("strong", {}, "This is an example: an invented person's case study. "), "Read it, then write yours."), start("Start my own case study"));
    }
    if (mode === "trouble") {
      if (earlier) lines.push(button("Go on from the version before it", () => this.start({ kind: "earlier" }), "sk-main"));
      lines.push(start("Start a new one; the file is kept under another name"));
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
    for (const field of [...this.fields, this.tick]) {
      if (field === this.tick) field.control.disabled = this.readOnly;
      else field.control.readOnly = this.readOnly;
    }
    if (this.starting && !this.readOnly) this.fields[0].control.focus();
    this.starting = false;
  }

  patch() {
    for (const field of [...this.fields, this.tick]) field.patch();
    this.patchCounts();
    const { open } = this.page;
    if ([...this.open.children].map((node) => node.textContent).join("\n") !== open.join("\n")) {
      this.open.replaceChildren(...open.map((sentence) => make("li", {}, sentence)));
    }
    this.todo.hidden = !open.length;
  }

  patchCounts() {
    const { most, most_spoken } = this.page.words;
    const written = this.fields.slice(0, -1).reduce((sum, { control }) => sum + wordsIn(control.value), 0);
    const spoken = wordsIn(this.fields.at(-1).control.value);
    const rest = (count, limit) => (count > limit ? `${count - limit} too many` : `${limit - count} left`);
    say(this.count, `${written} of ${most} words, ${rest(written, most)}.`);
    say(this.spoken, `${spoken} words; thirty seconds hold about ${most_spoken}, ${rest(spoken, most_spoken)}.`);
    const full = Math.max(written, most);
    this.used.style.width = `${(100 * written) / full}%`;
    this.limit.style.left = `${(100 * most) / full}%`;
    this.limit.hidden = written <= most;
  }

  // The text is asked for when it is wanted; without an answer it is made of what stands here.
  download(event) {
    if (this.fetched) return;
    event.preventDefault();
    this.saving.flush();
    this.saving.send({ kind: "fetch", day: today() });
    this.late = setTimeout(() => this.give(this.plainText()), PATIENCE);
  }

  plainText() {
    return this.fields.map(({ label, control }) => `## ${label.textContent}\n\n${control.value}\n`).join("\n");
  }

  give(text) {
    if (!this.late) return;
    clearTimeout(this.late);
    this.late = null;
    const bytes = [...new TextEncoder().encode(text)];
    this.link.href = `data:text/markdown;charset=utf-8;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""))}`;
    this.fetched = true;
    this.link.click();
    this.fetched = false;
  }

  savedWords() {
    return this.saving.refused.size && !this.saving.problem
      ? "Not everything is saved: the field says why. What you typed is kept in this browser."
      : super.savedWords();
  }
}

export function open(page, send) {
  const saving = new PracticeSaving(page, send);
  const forms = new Set();
  return {
    hear: (message) => (message.kind === "fetched" ? forms.forEach((form) => form.give(message.text)) : saving.hear(message)),
    turn: (whole) => saving.turn(whole),
    close: () => saving.close(),
    render(root) {
      const form = new CaseStudyForm(root, saving, "Your case study");
      forms.add(form);
      return () => (forms.delete(form), form.remove());
    },
  };
}
