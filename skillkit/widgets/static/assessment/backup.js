// Backup: the assessment as a file to keep, and a native file input for the way back. The file is
// read here, as text, and checked by Python.

import { button, make, say } from "../base/dom.js";
import { dataUri, fileLink, question, SILENCE, views } from "../base/view.js";
import { t } from "../base/words.js";

const AS_IT_WAS = "Python did not answer, so this copy is what was here when the page was opened.";

export const open = views((root, page, send) => {
  // Another page may have changed the file since this one was shown, so it is asked for first.
  const link = fileLink({ className: "sk-button" }, "Save a copy", () => fetching.ask({ kind: "fetch" }));
  const about = make("p.sk-soft");
  const file = make("input", { type: "file", accept: ".json,application/json", onchange: () => bring() });
  const words = make("p", { role: "status", tabIndex: -1 });
  const yes = button("Put the file in its place", () => answer("replace"), "sk-main");
  const no = button("Keep what is here", () => answer("keep"));
  root.replaceChildren(
    make(
      "div.sk-form",
      { role: "group", "aria-label": "A copy of your assessment" },
      make("div.sk-copy", link.node, about),
      make("label.sk-bring", make("span", "Bring a copy back"), file),
      words,
      make("div.sk-foot", yes, no),
    ),
  );
  const fetching = question(send, () => give(AS_IT_WAS));
  const asking = question(send, () => say(words, SILENCE));
  patch();

  function patch() {
    link.node.href = dataUri("application/json", page.text);
    link.node.download = page.name;
    link.node.hidden = !page.text;
    const nothing = page.notice || "Nothing of yours is saved here yet.";
    say(about, page.text ? t("{there} From {where}.", page) : nothing);
    say(words, page.words);
    yes.hidden = no.hidden = !page.asks;
  }

  /** @param {string} said */
  function give(said) {
    if (!link.node.hidden) link.give();
    say(words, said);
  }

  async function bring() {
    const [brought] = file.files ?? [];
    if (!brought) return;
    if (brought.size > page.largest) {
      say(words, "Nothing was changed. That file is too large to be an assessment.");
    } else {
      say(words, "Looking at the file ...");
      asking.ask({ kind: "restore", text: await brought.text() });
    }
    file.value = "";
  }

  /** @param {string} kind */
  function answer(kind) {
    words.focus();
    asking.ask({ kind });
  }

  return {
    turn(whole) {
      asking.answered();
      page = whole;
      patch();
      if (page.asks) no.focus();
    },
    hear({ kind, sentence, ...whole }) {
      if (kind === "fetched" && fetching.answered()) {
        page = whole;
        patch();
        const saved = "Your browser saved the copy where it keeps its downloads.";
        give(page.text ? saved : "Nothing of yours is saved here any more.");
      }
      if (kind !== "problem") return;
      asking.answered();
      fetching.answered();
      say(words, sentence);
    },
    stop() {
      asking.answered();
      fetching.answered();
    },
  };
});
