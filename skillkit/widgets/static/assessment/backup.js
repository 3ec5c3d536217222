// Card link: the assessment as a data: link, and a native file input for the way back. The file is
// read here, as text, and checked by Python.

import { button, make, say } from "../base/dom.js";

const PATIENCE = 2000; // milliseconds without an answer, after which the last known state is given

class CardLink {
  constructor(el, page, send) {
    Object.assign(this, { el, page, send });
    this.link = make("a", { className: "sk-button", onclick: (event) => this.download(event) }, "Save a copy");
    this.about = make("p", { className: "sk-soft" });
    this.file = make("input", { type: "file", accept: ".json,application/json", onchange: () => this.bring() });
    this.words = make("p", { role: "status", tabIndex: -1 });
    this.yes = button("Put the file in its place", () => this.answer("replace"), "sk-main");
    this.no = button("Keep what is here", () => this.answer("keep"));
    el.replaceChildren(make("div", { className: "sk-form", role: "group", "aria-label": "A copy of your assessment" },
      make("div", { className: "sk-copy" }, this.link, this.about),
      make("label", { className: "sk-bring" }, make("span", {}, "Bring a copy back"), this.file),
      this.words, make("div", { className: "sk-foot" }, this.yes, this.no)));
    this.patch();
  }

  turn(page) {
    this.page = page;
    this.patch();
    if (page.asks) this.no.focus();
  }

  patch() {
    const { text, name, there, where, notice, words, asks } = this.page;
    const bytes = [...new TextEncoder().encode(text)];
    this.link.href = `data:application/json;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""))}`;
    this.link.download = name;
    this.link.hidden = !text;
    say(this.about, text ? `${there} From ${where}.` : notice || "Nothing of yours is saved here yet.");
    say(this.words, words);
    this.yes.hidden = this.no.hidden = !asks;
  }

  // Another page may have changed the file since this one was shown, so ask for it first.
  download(event) {
    if (this.fetched) return;
    event.preventDefault();
    this.send({ kind: "fetch" });
    this.late = setTimeout(() => this.give("Python did not answer, so this copy is what stood here when the page was opened."), PATIENCE);
  }

  give(words) {
    clearTimeout(this.late);
    this.late = null;
    this.fetched = true;
    if (!this.link.hidden) this.link.click();
    this.fetched = false;
    say(this.words, words);
  }

  hear({ kind, ...page }) {
    if (kind !== "fetched" || !this.late) return;
    this.page = page;
    this.patch();
    this.give(page.text ? "Your browser saved the copy where it keeps its downloads." : "Nothing of yours is saved here any more.");
  }

  async bring() {
    const [file] = this.file.files;
    if (!file) return;
    if (file.size > this.page.largest) {
      say(this.words, "Nothing was changed. That file is too large to be an assessment.");
    } else {
      say(this.words, "Looking at the file ...");
      this.send({ kind: "restore", text: await file.text() });
    }
    this.file.value = "";
  }

  answer(kind) {
    this.words.focus();
    this.send({ kind });
  }
}

export function open(page, send) {
  const views = new Set();
  return {
    hear: (message) => views.forEach((view) => view.hear(message)),
    turn: (whole) => {
      page = whole;
      views.forEach((view) => view.turn(whole));
    },
    close: () => {},
    render(root) {
      const view = new CardLink(root, page, send);
      views.add(view);
      return () => views.delete(view);
    },
  };
}
