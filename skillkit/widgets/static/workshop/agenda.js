// Agenda: the blocks alone, for a page that has its own work to show.

import { make, say } from "../base/dom.js";
import { t } from "../base/words.js";
import { blockRow } from "./blocks.js";
import { clockViews } from "./clock.js";

export const open = clockViews((root, clock) => {
  const blocks = blockRow(clock);
  const words = make("p.sk-soft");
  const label = { role: "group", "aria-label": "Where the workshop is" };
  root.replaceChildren(make("div.sk-progress-bar", label, words, blocks.node));
  const patch = () => {
    const { block, next, format } = clock;
    const names = { format: format.name, now: block.title, next: next?.title };
    say(words, next ? t("{format}. Now: {now} Next: {next}", names) : t("{format}. Now: {now}", names));
    blocks.patch();
  };
  return { patch };
});
