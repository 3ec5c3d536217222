// Take-home: links that hold their files. They are fetched when the page opens, after each change,
// and once more when one is used, because another notebook may have changed the plan.

import { localNow } from "../base/day.js";
import { arrange, make, option, say } from "../base/dom.js";
import { fileLink, GIVEN, question, views } from "../base/view.js";

const CALM = 800; // milliseconds without a change, after which the files are fetched again
const EXAMPLE = "So far this is an invented person's plan. Yours appears here once you start it.";
const WISH = "Put my share code on the page. It holds your ratings and no name; anyone who has it can read them.";
const AS_IT_WAS = "Python did not answer, so this is the last version of the file.";

export const open = views((root, page, send) => {
  /** @typedef {{ row: HTMLElement, file: ReturnType<typeof fileLink> }} Entry */
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Entry | null} */
  let wanted = null; // the link that was used
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  const example = make("p.sk-lead");
  const list = make("ul.sk-links");
  const code = option({ type: "checkbox", onchange: () => fetch() }, make("span", WISH));
  const words = make("p", { role: "status" });
  const label = { role: "group", "aria-label": "Your plan to take along" };
  root.replaceChildren(make("div.sk-form.sk-plan", label, example, list, code.node, words));
  const request = () => ({ kind: "fetch", now: localNow(), code: code.input.checked });
  const asking = question(send, () => give(AS_IT_WAS));
  const fetch = () => send(request());

  /** @param {import("../base/view.js").Page} now */
  function turn(now) {
    page = now;
    say(example, page.example ? EXAMPLE : "");
    code.node.hidden = !page.rated;
  }

  /** @param {string[][]} links */
  function show(links) {
    for (const [name, words, hint, href] of links) {
      const entry = entries.get(name + words) ?? made(name, words, hint);
      entry.file.node.href = href;
      entries.set(name + words, entry);
    }
    arrange(
      list,
      links.flatMap(([name, words]) => entries.get(name + words)?.row ?? []),
    );
  }

  /** @param {string} name @param {string} words @param {string} hint @returns {Entry} */
  function made(name, words, hint) {
    const ask = () => {
      wanted = entry;
      asking.ask(request());
    };
    const look = name.endsWith(".zip") ? "sk-button" : "";
    const file = fileLink({ download: name, className: look }, words, ask);
    const row = make("li", file.node, make("span.sk-soft", ` ${name}${hint ? `: ${hint}` : ""}`));
    const entry = { row, file };
    return entry;
  }

  /** @param {string} said */
  function give(said) {
    if (wanted?.row.isConnected) {
      wanted.file.give();
      say(words, said);
    }
    wanted = null;
  }

  turn(page);
  fetch();
  return {
    turn,
    hear({ kind, links, problem, sentence, page: now }) {
      if (kind === "stale") {
        clearTimeout(soon);
        soon = setTimeout(fetch, CALM);
      }
      if (kind !== "fetched" && kind !== "problem") return;
      if (now) turn(now);
      const no = problem || sentence;
      if (!no) show(links);
      say(words, no || (links.length ? "" : "Nothing to take along yet: begin your plan first."));
      if (asking.answered() && !no) give(GIVEN);
    },
    stop() {
      clearTimeout(soon);
      asking.answered();
    },
  };
});
