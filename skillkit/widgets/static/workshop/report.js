// Report: what a workshop was like, for anyone who makes the next one better; nobody's name.

import { today } from "../base/day.js";
import { make, say } from "../base/dom.js";
import { fileLinks } from "../base/files.js";
import { t } from "../base/words.js";
import { minutes } from "./face.js";
import { noted } from "./noted.js";

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("./clock.js").Format} Format */

const LINES = [
  ["worked", "What worked"],
  ["did_not", "What did not"],
  ["change", "What to change"],
];
const FINGERS = [1, 2, 3, 4, 5];
const ABOUT = "Planned and real minutes, what was cut, the fingers and your three lines, as Markdown. Name nobody.";

/** Each block with its minutes, and a tick for what was cut. @param {Clock} clock */
function minutesTable(clock) {
  const body = make("tbody");
  const heads = ["Block", "Planned", "Real", "Cut"].map((words) => make("th", { scope: "col" }, words));
  const node = make("table.sk-minutes", make("thead", make("tr", ...heads)), body);
  /** @type {Format | undefined} */
  let shown;
  /** @type {{ row: HTMLElement, real: HTMLElement, cut: HTMLInputElement }[]} */
  let rows = [];

  function build() {
    shown = clock.format;
    rows = clock.blocks.map((block, i) => {
      const onchange = () => {
        const { checked } = cut;
        clock.read();
        clock.cut(i, checked);
      };
      const cut = make("input", {
        type: "checkbox",
        "aria-label": t("Something was cut: {block}", { block: block.name }),
        onchange,
      });
      const real = make("td");
      const cells = [make("td", t("{minutes} min", block)), real, make("td", cut)];
      return { row: make("tr", make("th", { scope: "row" }, block.name), ...cells), real, cut };
    });
    body.replaceChildren(...rows.map(({ row }) => row));
  }

  function patch() {
    if (shown !== clock.format) build();
    rows.forEach(({ real, cut }, i) => {
      const used = clock.used(i);
      say(real, used ? minutes(-used) : "");
      cut.checked = clock.run.cut[i];
    });
  }
  return { node, patch };
}

/** @param {Clock} clock @param {import("../base/view.js").Send} send */
export function reportForm(clock, send) {
  const table = minutesTable(clock);
  const lines = LINES.map(([name, words]) => noted(clock, name, words, undefined, { maxLength: 300 }));
  const number = { inputMode: "numeric", maxLength: 4 };
  const fingers = FINGERS.map((n) => noted(clock, `finger_${n}`, String(n), undefined, number));
  const request = () => ({
    format: clock.state.format,
    date: clock.run.day || today(),
    used: clock.blocks.map((_, i) => Math.round(clock.used(i))),
    cut: [...clock.run.cut],
    fingers: fingers.map(({ value }) => value()),
    lines: Object.fromEntries(LINES.map(([name], i) => [name, lines[i].value()])),
  });
  const said = make("p.sk-said", { role: "status" });
  const offers = [["field_report.md", "Save the field report"]];
  const file = fileLinks(send, offers, (words) => say(said, words), request);
  const node = make(
    "details",
    make("summary", "Field report"),
    make("p", ABOUT),
    table.node,
    make(
      "fieldset",
      make("legend", "How many people showed one finger, two, three, four, five?"),
      ...fingers.map(({ node }) => node),
    ),
    ...lines.map(({ node }) => node),
    file.node,
    said,
  );

  function patch() {
    for (const part of [table, ...fingers, ...lines]) part.patch();
  }
  return { node, patch, hear: file.hear };
}
