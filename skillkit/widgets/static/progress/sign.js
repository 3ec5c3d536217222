// Sign: how the plan goes, as a short text to copy. Python makes it again for each day that is asked.

import { today } from "../base/day.js";
import { button, copyText, make, option, randomName, say } from "../base/dom.js";
import { question, SILENCE, views } from "../base/view.js";
import { plural, t } from "../base/words.js";

const ABOUT =
  "Your facilitator asks for one, after 30, 60 and 90 days. It holds no name, no action and no rating. Anyone who has it can read what it says, so send it privately.";

export const open = views((root, page, send) => {
  const name = `sk-day-${randomName()}`;
  /** @type {number | null} */
  let day = null; // Python says which one it is time for
  const radios = page.days.map((/** @type {number} */ of) =>
    option(
      {
        type: "radio",
        name,
        onchange: () => {
          day = of;
          ask();
        },
      },
      make("span", plural("{count} day", "{count} days", of)),
    ),
  );
  const text = make("input.sk-code", { type: "text", readOnly: true, "aria-label": "Your sign", size: 26 });
  const copied = make("span", { role: "status" });
  const mine = make(
    "div.sk-row",
    { hidden: true },
    text,
    button("Copy", () => copy()),
    copied,
  );
  const said = make("p", { role: "status" });
  const choice = make("div.sk-row", { role: "radiogroup", "aria-label": "After how many days" });
  choice.append(...radios.map((/** @type {{ node: HTMLElement }} */ radio) => radio.node));
  root.replaceChildren(
    make("div.sk-share", { role: "group", "aria-label": "Your sign" }, make("h3", "Your sign"), choice, mine, said),
    make("p.sk-soft", ABOUT),
  );
  const asking = question(send, () => say(said, SILENCE));
  const ask = () => asking.ask({ kind: "sign", day, today: today() });

  function copy() {
    text.select();
    void copyText(text.value, copied, () => text.select());
  }

  ask();
  return {
    turn() {
      ask();
    },
    hear({ kind, code, said: words, day: of, sentence }) {
      if ((kind !== "sign" && kind !== "problem") || !asking.answered()) return;
      say(said, sentence || (code ? t("It says: {words}", { words }) : words));
      if (kind === "problem") return;
      day = of;
      page.days.forEach((/** @type {number} */ one, /** @type {number} */ i) => {
        radios[i].input.checked = one === of;
      });
      if (text.value !== code) say(copied, "");
      text.value = code;
      mine.hidden = choice.hidden = !code;
    },
    stop: asking.answered,
  };
});
