// Colleague: choose up to three skills, save the sheet, and read what came back. Nothing is kept.

import { button, make, options, say, sayLines } from "../base/dom.js";
import { fileLink, GIVEN, question, SILENCE, views } from "../base/view.js";
import { inTurn, t } from "../base/words.js";

const EXAMPLE = "So far this shows an invented person's ratings. Rate yourself first, in 02_assessment.";
const PRIVATE = "Only you see the answer. It is not kept: it is gone when you close or reload this page.";

export const open = views((root, page, send) => {
  const example = make("p.sk-lead");
  const place = make("div.sk-row");
  /** @type {HTMLSelectElement[]} */
  let selects = [];
  const link = fileLink({ className: "sk-button", download: page.file }, "Save the sheet for a colleague", () => ask());
  const saved = make("p", { role: "status" });
  const typed = make("input.sk-code", {
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "3-2 7-x",
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && !event.shiftKey && read(),
  });
  const words = make("div.sk-words", { role: "status" });
  const label = { role: "group", "aria-label": "Ask a colleague" };
  root.replaceChildren(
    make(
      "div.sk-form.sk-share",
      label,
      example,
      place,
      make("div.sk-row", link.node),
      saved,
      make("label.sk-have", make("span", "What your colleague answered "), typed),
      button("Hold it against my ratings", () => read()),
      words,
      make("p.sk-soft", PRIVATE),
    ),
  );
  const late = () => sayLines(words, [SILENCE]);
  const asking = question(send, () => say(saved, SILENCE));
  const reading = question(send, late);

  function ask() {
    const skills = selects.map(({ value }) => value).filter(Boolean);
    say(saved, "");
    asking.ask({ kind: "sheet", skills });
  }

  function read() {
    const text = typed.value.trim();
    if (text) reading.ask({ kind: "answer", text });
    else sayLines(words, ["Type what your colleague sent you first."]);
  }

  /** @param {import("../base/view.js").Page} now */
  function turn(now) {
    const other = !selects.length || JSON.stringify(now.skills) !== JSON.stringify(page.skills);
    page = now;
    say(example, page.example ? EXAMPLE : "");
    if (!other) return;
    selects = Array.from({ length: page.most }, () => make("select", ...options([["", "–"], ...page.skills])));
    place.replaceChildren(
      ...selects.map((select, i) => make("label", t("Skill {number}", { number: i + 1 }), " ", select)),
    );
  }

  turn(page);
  return {
    turn,
    hear({ kind, href, sentence, lines }) {
      if (kind === "sheet" && asking.answered()) {
        if (href) link.node.href = href;
        if (href) link.give();
        say(saved, sentence || inTurn(GIVEN, "Send it, or print it."));
      }
      if (kind === "said" && reading.answered()) sayLines(words, lines);
      if (kind === "problem") sayLines(words, [sentence]);
    },
    stop() {
      asking.answered();
      reading.answered();
    },
  };
});
