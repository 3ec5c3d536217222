// Share code: the code to copy, and a field for one that somebody kept. Python reads and asks.

import { button, copyText, make, say } from "../base/dom.js";
import { BEHIND } from "../base/saving.js";
import { question, SILENCE, views } from "../base/view.js";
import { inTurn } from "../base/words.js";
import { handIn } from "./hand_in.js";

const BEHIND_WORDS = "Your last change is not in this code yet: the form says why.";
const OLD = "This code may lack your last changes; it is selected, so Ctrl+C copies it as it is.";

export const open = views((root, page, send) => {
  const text = make("input.sk-code", {
    type: "text",
    readOnly: true,
    "aria-label": "Your share code",
    onfocus: () => text.select(),
  });
  const copied = make("span", { role: "status" });
  const mine = make(
    "div.sk-row",
    text,
    button("Copy", () => copyCode()),
    copied,
  );
  const none = make("p", "Your share code shows here from your first rating on.");
  const warning = make("p.sk-hint");
  const behind = make("p.sk-hint", { role: "status", hidden: true }, BEHIND_WORDS);
  const typed = make("input.sk-code", {
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "SK1-... or 312 0 4x",
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && !event.shiftKey && read(),
  });
  const room = handIn(send, () => behind.hidden);
  const words = make("p.sk-words", { role: "status", tabIndex: -1 });
  const yes = button("Take these ratings", () => answer("restore"), "sk-main");
  const no = button("Keep what is here", () => answer("keep"));
  root.replaceChildren(
    make(
      "div.sk-share",
      { role: "group", "aria-label": "Share code" },
      make("h3", "Your share code"),
      none,
      mine,
      behind,
      warning,
      room.node,
      make("label.sk-have", make("span", "I have a code, or the row of my printed sheet "), typed),
      button("Restore my ratings", () => read()),
      words,
      make("div.sk-row", yes, no),
    ),
  );
  const asking = question(send, () => say(words, SILENCE));
  // Python is asked before a code is copied, so that no change that is under way is left out.
  const copying = question(send, () => {
    text.select();
    say(copied, inTurn(SILENCE, OLD));
  });
  const onBehind = (/** @type {any} */ { detail }) => {
    behind.hidden = !(detail.behind && detail.life === page.life);
  };
  window.addEventListener(BEHIND, onBehind);
  patch();

  function copyCode() {
    say(copied, "");
    copying.ask({ kind: "fetch" });
  }

  function copy() {
    text.select();
    void copyText(text.value, copied, () => text.select());
  }

  function read() {
    const code = typed.value.trim();
    if (code) asking.ask({ kind: "code", text: code });
    else say(words, "Type or paste your code or row first.");
  }

  /** @param {string} kind */
  function answer(kind) {
    words.focus();
    asking.ask({ kind });
  }

  function patch() {
    mine.hidden = warning.hidden = !page.code;
    none.hidden = Boolean(page.code);
    text.value = page.code;
    text.size = Math.max(20, page.code.length + 2);
    say(warning, page.warning);
    room.patch(page.code, page.room);
    say(words, page.words);
    yes.hidden = no.hidden = !page.asks;
  }

  return {
    turn(whole) {
      asking.answered();
      if (whole.code !== page.code) say(copied, "");
      page = whole;
      patch();
      if (page.asks) no.focus();
      if (page.restored) typed.value = "";
    },
    hear(message) {
      const { kind, code, sentence } = message;
      room.hear(message);
      if (kind === "fetched" && copying.answered()) {
        page = { ...page, code };
        text.value = code;
        copy();
      }
      if (kind !== "problem") return;
      asking.answered();
      copying.answered();
      say(words, sentence);
    },
    stop() {
      room.stop();
      window.removeEventListener(BEHIND, onBehind);
      asking.answered();
      copying.answered();
    },
  };
});
