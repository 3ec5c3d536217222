// Rating rows: a table with a row for each skill and one native select in it.

import { make, options, say } from "./dom.js";
import { t } from "./words.js";

/**
 * @typedef {object} Row what is in a row
 * @property {string} now
 * @property {string} none the words for no level
 * @property {number | null} value
 * @property {string} [note]
 * @property {number} [first] the lowest level that is offered
 */
/**
 * @typedef {object} Table
 * @property {string} column
 * @property {string} [beside]
 * @property {(skill: string, level: number | null) => void} pick
 * @property {boolean} [readOnly]
 */

/**
 * @param {{ levels: string[], areas: [string, string[][]][] }} words
 * @param {Table} table
 */
export function ratingRows({ levels, areas }, { column, beside = "Your rating", pick, readOnly = false }) {
  /** @param {string[]} skill */
  function row([id, name, ...anchors]) {
    const onchange = () => pick(id, select.value === "" ? null : Number(select.value));
    const select = make("select", { "aria-label": `${t(column)}: ${name}`, onchange });
    const [note, now, anchor] = [make("span.sk-soft"), make("td"), make("td", { colSpan: 3 })];
    const more = make("tr.sk-takes", { hidden: true }, anchor);
    const node = make("tr", make("th", { scope: "row" }, name), now, make("td.sk-pick", select, " ", note));
    let offered = "";

    /** @param {Row} row */
    function patch({ now: words, none, value, note: more_words = "", first = 0 }) {
      const open = levels.flatMap((word, level) =>
        anchors[level] && (level >= first || level === value) ? [[level, word]] : [],
      );
      const choices = [["", none], ...open];
      if (offered !== String(choices)) select.replaceChildren(...options(choices));
      offered = String(choices);
      select.value = String(value ?? "");
      select.disabled = choices.length < 2 || readOnly;
      say(now, words);
      say(note, more_words);
      more.hidden = value === null || !levels[value];
      if (value !== null && !more.hidden) say(anchor, `${levels[value]}: ${anchors[value]}`);
    }
    return { id, nodes: [node, more], patch };
  }

  const bodies = areas.map(([name, skills]) => ({ name, rows: skills.map(row) }));
  const head = ["Skill", beside, column].map((words) => make("th", { scope: "col" }, words));
  const group = (/** @type {string} */ name) => make("tr", make("th", { scope: "rowgroup", colSpan: 3 }, name));
  const node = make(
    "table.sk-rows",
    make("thead", make("tr", ...head)),
    ...bodies.map(({ name, rows }) => make("tbody", group(name), ...rows.flatMap(({ nodes }) => nodes))),
  );
  return { node, rows: bodies.flatMap(({ rows }) => rows) };
}
