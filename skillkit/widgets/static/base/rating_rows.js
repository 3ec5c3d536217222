// Level rows: a table with a row for each skill and one native select in it.

import { make, say } from "./dom.js";

class LevelRow {
  constructor(rows, [id, name, ...anchors]) {
    Object.assign(this, { rows, id, anchors, offered: "" });
    this.select = make("select", { "aria-label": `${rows.column}: ${name}`,
      onchange: () => rows.pick(id, this.select.value === "" ? null : Number(this.select.value)) });
    this.note = make("span", { className: "sk-soft" });
    this.anchor = make("td", { colSpan: 3 });
    this.more = make("tr", { className: "sk-takes", hidden: true }, this.anchor);
    this.node = make("tr", {}, make("th", { scope: "row" }, name), (this.now = make("td")),
      make("td", { className: "sk-pick" }, this.select, " ", this.note));
  }

  // `first` is the lowest level that is offered, `none` the words for no level.
  patch({ now, note = "", first = 0, none, value }) {
    const { levels } = this.rows;
    const choices = levels.map((name, level) => [level, name]).filter(([level]) => level >= first || level === value);
    const options = [["", none], ...choices];
    if (this.offered !== String(options)) {
      this.offered = String(options);
      this.select.replaceChildren(...options.map(([level, words]) => make("option", { value: level }, words)));
    }
    this.select.value = value ?? "";
    this.select.disabled = options.length < 2 || this.rows.readOnly();
    say(this.now, now);
    say(this.note, note);
    this.more.hidden = !Number.isInteger(value);
    if (!this.more.hidden) say(this.anchor, `${levels[value]}: ${this.anchors[value]}`);
  }
}

export class LevelRows {
  constructor(words, { column, beside = "Your rating", pick, readOnly = () => false }) {
    Object.assign(this, { levels: words.levels, column, pick, readOnly });
    this.rows = [];
    const bodies = words.areas.map(([name, skills]) => {
      const rows = skills.map((skill) => new LevelRow(this, skill));
      this.rows.push(...rows);
      return make("tbody", {}, make("tr", {}, make("th", { scope: "rowgroup", colSpan: 3 }, name)),
        ...rows.flatMap((row) => [row.node, row.more]));
    });
    const head = ["Skill", beside, column].map((words) => make("th", { scope: "col" }, words));
    this.node = make("table", { className: "sk-rows" }, make("thead", {}, make("tr", {}, ...head)), ...bodies);
  }
}
