// What if: levels to try out. Python draws what would come of them; nothing is saved anywhere.

import { button, make, picture, randomName, say, sayLines, usable } from "../base/dom.js";
import { ratingRows } from "../base/rating_rows.js";
import { views } from "../base/view.js";

const NOTE = "This is for trying out. Your ratings and targets stay as they are, and nothing here is saved.";

export const open = views((root, page, send) => {
  const tab = randomName();
  let seq = 0;
  let table = rows();
  const isTried = () => Object.values(page.rows).some(({ tried }) => tried !== null);
  const targets = button("Try my targets", () => send({ kind: "targets" }));
  const reset = button("Reset", () => isTried() && send({ kind: "reset" }));
  const example = make("p.sk-lead");
  const lines = make("div", { "aria-live": "polite" });
  const drawing = picture();
  const place = make("div", table.node);
  const side = make("div.sk-side", example, lines, make("div.sk-foot", targets, reset), drawing.node);
  root.replaceChildren(
    make(
      "div.sk-form.sk-levels-page",
      { role: "group", "aria-label": "What if" },
      make("div.sk-sides", place, side),
      make("p.sk-soft", NOTE),
    ),
  );
  patch();

  function rows() {
    /** @param {string} skill @param {number | null} level */
    const pick = (skill, level) => send({ kind: "try", skill, level, tab, seq: ++seq });
    return ratingRows(page.words, { column: "Try", pick });
  }

  function patch() {
    say(example, page.example);
    // An answer to an earlier choice must not undo the one that a hand has just made.
    const isStale = (page.heard[tab] ?? 0) < seq;
    for (const row of isStale ? [] : table.rows) {
      const { now, tried } = page.rows[row.id];
      row.patch({ now, none: "as rated", value: tried });
    }
    targets.hidden = !page.targets;
    usable(reset, isTried());
    sayLines(lines, page.lines, (i) => (i ? "p" : "h3"));
    drawing.draw(page.picture);
  }

  return {
    turn(whole) {
      const same = JSON.stringify(whole.words) === JSON.stringify(page.words);
      page = whole;
      if (!same) {
        table = rows();
        place.replaceChildren(table.node);
      }
      patch();
    },
    hear({ kind, sentence }) {
      if (kind === "problem") sayLines(lines, [sentence]);
    },
  };
});
