// Slips: a sheet of slips that say "took part", to print; each has a line for a name and no rating.

import { today } from "../base/day.js";
import { make, say } from "../base/dom.js";
import { fileLinks } from "../base/files.js";
import { noted } from "./noted.js";

/** @param {import("./clock.js").Clock} clock @param {import("../base/view.js").Send} send */
export function slipsForm(clock, send) {
  const planned = () => clock.blocks.reduce((sum, block) => sum + block.minutes, 0);
  const title = noted(clock, "title", "Title", () => clock.page.title ?? "", { maxLength: 100 });
  const hours = noted(clock, "hours", "Hours", () => String(planned() / 60), { inputMode: "decimal", maxLength: 5 });
  const count = noted(clock, "slips", "Slips", () => "12", { inputMode: "numeric", maxLength: 3 });
  const request = () => ({
    title: title.value(),
    date: clock.run.day || today(),
    hours: hours.value(),
    count: count.value(),
  });
  const said = make("p.sk-said", { role: "status" });
  const offers = [["took_part.html", "Save the slips to print"]];
  const file = fileLinks(send, offers, (words) => say(said, words), request);
  const about =
    "One slip for each person: that somebody took part, when, and for how long. No rating; people write their name themselves.";
  const short = make("div.sk-short-lines", hours.node, count.node);
  const node = make(
    "details",
    make("summary", "Slips: took part"),
    make("p", about),
    title.node,
    short,
    file.node,
    said,
  );

  function patch() {
    for (const part of [title, hours, count]) part.patch();
  }
  return { node, patch, hear: file.hear };
}
