// Take-home: links that hold their files. They are fetched when the page opens, after each change,
// and once more when one is used, because another notebook may have changed the plan.

import { make, say } from "../base/dom.js";

const PATIENCE = 2500; // milliseconds without an answer, after which the last known file is given
const PAUSE = 800; // milliseconds without a change, after which the files are fetched again

// The person's own time with its zone: 2026-11-24T10:00:00+01:00.
function localNow() {
  const now = new Date();
  const offset = -now.getTimezoneOffset();
  const two = (number) => String(Math.abs(number)).padStart(2, "0");
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
  return new Date(now.getTime() + offset * 60000).toISOString().slice(0, 19) + zone;
}

class TakeHome {
  constructor(el, page, send) {
    Object.assign(this, { el, page, send });
    this.links = new Map();
    this.list = make("ul", { className: "sk-links" });
    this.code = make("input", { type: "checkbox", onchange: () => this.fetch() });
    this.wish = make("label", { className: "sk-option" }, this.code,
      make("span", {}, "Put my share code on the page. It holds your ratings and no name; whoever has it can read them."));
    this.words = make("p", { role: "status" });
    el.replaceChildren(make("div", { className: "sk-form sk-plan", role: "group", "aria-label": "Your plan to take along" },
      (this.example = make("p", { className: "sk-lead" })), this.list, this.wish, this.words));
    this.turn(page);
    this.fetch();
  }

  turn(page) {
    this.page = page;
    say(this.example, page.example ? "So far this is the plan of an invented person; yours comes here once you start it." : "");
    this.wish.hidden = !page.rated;
  }

  fetch() {
    this.send({ kind: "fetch", now: localNow(), code: this.code.checked });
  }

  hear(message) {
    if (message.kind === "stale") {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.fetch(), PAUSE);
    }
    if (message.kind !== "fetched") return;
    const { links, problem, page } = message;
    if (page) this.turn(page);
    if (!problem) this.show(links);
    say(this.words, problem || (links.length ? "" : "Nothing to take along yet: begin your plan first."));
    if (this.wanted) this.give(problem ? "" : "Your browser saved it where it keeps its downloads.");
  }

  show(links) {
    const names = links.map(([name]) => name);
    for (const [name, label, hint, href] of links) {
      const node = this.links.get(name) ?? this.entry(name, label, hint);
      node.querySelector("a").href = href;
      this.links.set(name, node);
    }
    for (const [name, node] of this.links) if (!names.includes(name)) (node.remove(), this.links.delete(name));
    names.forEach((name, i) => {
      const node = this.links.get(name);
      if (this.list.children[i] !== node) this.list.insertBefore(node, this.list.children[i] ?? null);
    });
  }

  entry(name, label, hint) {
    const link = make("a", { download: name, className: name.endsWith(".zip") ? "sk-button" : "", onclick: (event) => this.download(event) }, label);
    return make("li", {}, link, make("span", { className: "sk-soft" }, ` ${name}${hint ? `: ${hint}` : ""}`));
  }

  download(event) {
    if (this.giving) return;
    event.preventDefault();
    this.wanted = event.currentTarget;
    this.fetch();
    this.late = setTimeout(() => this.give("Python did not answer, so this is the file as it was last."), PATIENCE);
  }

  give(words) {
    clearTimeout(this.late);
    const link = this.wanted;
    this.wanted = null;
    if (!link?.isConnected || !words) return;
    this.giving = true;
    link.click();
    this.giving = false;
    say(this.words, words);
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
      const view = new TakeHome(root, page, send);
      views.add(view);
      return () => views.delete(view);
    },
  };
}
