// Facilitator: the clock with what only its leader needs: what to say and do in the block that it is,
// when to move on and what to leave out, and at the end what it was like.

import { make, option, say } from "../base/dom.js";
import { t } from "../base/words.js";
import { blockRow } from "./blocks.js";
import { clockViews } from "./clock.js";
import { controls, KEYS } from "./controls.js";
import { clockFace } from "./face.js";
import { reportForm } from "./report.js";
import { slipsForm } from "./slips.js";

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("./clock.js").Block} Block */

const MOVE_ON = "Move on when";
const KEPT = "What you type and tick stays in this browser until you start over.";
const LOST = "This browser keeps nothing for this page: load it again, and what you typed is gone.";

const MARKS = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\(.+?\)/g;

/** What a line of Markdown says, with its strong words, its titles and its names; a link is its words.
 * @param {string} words */
function rich(words) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let from = 0;
  for (const { 0: whole, 1: strong, 2: title, 3: name, 4: link, index } of words.matchAll(MARKS)) {
    parts.push(words.slice(from, index));
    if (strong) parts.push(make("strong", strong));
    else if (title) parts.push(make("em", title));
    else parts.push(name ? make("code", name) : link);
    from = index + whole.length;
  }
  return [...parts, words.slice(from)];
}

/** The block that it is, in words. @param {Clock} clock */
function guidance(clock) {
  const node = make("div.sk-guidance");
  const onchange = () => {
    const { checked } = tick.input;
    clock.read();
    clock.cut(clock.run.index, checked);
  };
  const tick = option({ type: "checkbox", onchange }, "Something was cut in this block");
  const text = make("div");
  node.append(text, tick.node);
  /** @type {Block | undefined} */
  let shown;

  function build() {
    shown = clock.block;
    const { say: words = [], steps = [], first = "" } = shown.guidance ?? {};
    const said = words.map(({ quoted, words }) => make(quoted ? "blockquote" : "p.sk-soft", ...rich(words)));
    const done = steps.map(({ words, who, minutes }) => {
      const head = make("span.sk-soft", `${who ? `${who} · ` : ""}${t("{minutes} min", { minutes })}`);
      return make("li", head, make("span", ...rich(words)));
    });
    text.replaceChildren(
      ...(said.length ? [make("h4", "Say"), ...said] : []),
      make("h4", "Do"),
      make("ol.sk-steps", ...done),
      make("p", make("strong", shown.cue.slice(0, MOVE_ON.length)), ...rich(shown.cue.slice(MOVE_ON.length))),
      make("p", make("strong", "Cut first:"), " ", ...rich(first)),
    );
  }

  function patch() {
    if (shown !== clock.block) build();
    tick.input.checked = clock.run.cut[clock.run.index];
  }
  return { node, patch };
}

export const open = clockViews((root, clock, send) => {
  const [face, set, blocks] = [clockFace(clock), controls(clock, patch), blockRow(clock)];
  const [words, report, slips] = [guidance(clock), reportForm(clock, send), slipsForm(clock, send)];
  const keys = make("p.sk-soft", KEYS, ".");
  const label = { tabIndex: -1, onkeydown: set.onKey };
  const wheel = make("div.sk-wheel", label, make("div.sk-setup", set.format), face.node, set.row, keys);
  const name = { role: "group", "aria-label": "For the facilitator" };
  const kept = make("p.sk-soft");
  root.replaceChildren(
    make("div.sk-form.sk-facilitator", name, wheel, blocks.node, words.node, report.node, slips.node, kept),
  );

  function patch() {
    for (const part of [face, set, blocks, words, report, slips]) part.patch();
    say(kept, clock.keeps ? KEPT : LOST);
  }
  return {
    patch,
    hear(message) {
      report.hear(message);
      slips.hear(message);
    },
  };
});
