// Share code: the code to copy, and a field for one that somebody kept. Python reads and asks.

import { button, make, say } from "../base/dom.js";

const PATIENCE = 3000; // milliseconds without an answer, after which the page says so

class ShareCode {
  constructor(el, page, send) {
    Object.assign(this, { el, page, send });
    this.text = make("input", { type: "text", readOnly: true, className: "sk-code", "aria-label": "Your share code", onfocus: () => this.text.select() });
    this.copy = button("Copy", () => this.copyCode());
    this.copied = make("span", { role: "status" });
    this.mine = make("div", { className: "sk-row" }, this.text, this.copy, this.copied);
    this.none = make("p", {}, "Your share code shows here from your first rating on.");
    this.warning = make("p", { className: "sk-hint" });
    this.typed = make("input", { type: "text", className: "sk-code", autocomplete: "off", spellcheck: false, placeholder: "SK1-... or 312 0 4x",
      onkeydown: (event) => event.key === "Enter" && !event.shiftKey && this.read() });
    this.words = make("p", { role: "status", tabIndex: -1, className: "sk-words" });
    this.yes = button("Take these ratings", () => this.answer("restore"), "sk-main");
    this.no = button("Keep what is here", () => this.answer("keep"));
    this.el.replaceChildren(make("div", { className: "sk-share", role: "group", "aria-label": "Share code" },
      make("h3", {}, "Your share code"), this.none, this.mine, this.warning,
      make("label", { className: "sk-have" }, make("span", {}, "I have a code, or the row of my printed sheet "), this.typed),
      button("Restore my ratings", () => this.read()),
      this.words, make("div", { className: "sk-row" }, this.yes, this.no)));
    this.patch();
  }

  async copyCode() {
    this.text.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(this.text.value);
      done = true;
    } catch {
      done = document.execCommand("copy"); // where the page may not use the clipboard itself
    }
    say(this.copied, done ? "Copied" : "Press Ctrl+C to copy");
  }

  read() {
    const text = this.typed.value.trim();
    if (!text) return say(this.words, "Type or paste your code or row first.");
    this.ask({ kind: "code", text });
  }

  answer(kind) {
    this.words.focus();
    this.ask({ kind });
  }

  ask(message) {
    this.send(message);
    clearTimeout(this.late);
    this.late = setTimeout(() => say(this.words, "Python is not answering. If this stays so, run this cell again."), PATIENCE);
  }

  turn(page) {
    clearTimeout(this.late);
    if (page.code !== this.page.code) say(this.copied, "");
    this.page = page;
    this.patch();
    if (page.asks) this.no.focus();
    if (/^Restored/.test(page.words)) this.typed.value = "";
  }

  patch() {
    const { code, warning, words, asks } = this.page;
    this.mine.hidden = this.warning.hidden = !code;
    this.none.hidden = Boolean(code);
    this.text.value = code;
    this.text.size = Math.max(20, code.length + 2);
    say(this.warning, warning);
    say(this.words, words);
    this.yes.hidden = this.no.hidden = !asks;
  }
}

export function open(page, send) {
  const views = new Set();
  return {
    hear: () => {},
    turn: (whole) => {
      page = whole;
      views.forEach((view) => view.turn(whole));
    },
    close: () => {},
    render(root) {
      const view = new ShareCode(root, page, send);
      views.add(view);
      return () => {
        clearTimeout(view.late);
        views.delete(view);
      };
    },
  };
}
