// Face: the block that it is, the time left in it, and what is said of it at this moment.

import { make, say } from "../base/dom.js";
import { inTurn, plural, t } from "../base/words.js";
import { MINUTE } from "./clock.js";

/** @typedef {import("./clock.js").Clock} Clock */

/** Up to the second that has begun; over time, the seconds that are full. @param {number} left */
export function minutes(left) {
  const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {Date} day */
function hour(day) {
  return `${day.getHours()}:${String(day.getMinutes()).padStart(2, "0")}`;
}

/** What is said at this moment. @param {Clock} clock @param {number} left */
function sentence({ block, isRunning, hasBegun }, left) {
  if (left <= 0) return t("Time is up. {cue}", { cue: block.cue });
  if (!isRunning) return hasBegun ? "Paused." : "Press Start when you begin.";
  if (left <= 2 * MINUTE && block.minutes > 4) return "The last two minutes.";
  if (left <= (block.minutes * MINUTE) / 2 && block.minutes > 7) return "Half of the time is gone.";
  return "";
}

/** @param {Clock} clock */
export function clockFace(clock) {
  const [title, length] = [make("span"), make("span.sk-soft")];
  const [digits, over] = [make("span.sk-digits"), make("span.sk-over")];
  const words = make("p.sk-words", { role: "status" });
  const after = make("p.sk-after");
  const node = make(
    "div.sk-face",
    make("div", { role: "status" }, make("h3", title, " ", length)),
    make("div.sk-time", { role: "timer", "aria-label": "Time left in this block" }, digits, " ", over),
    words,
    after,
  );

  function patch() {
    const { block, next } = clock;
    const left = clock.left();
    const then = next ? t("Next: {title} {minutes} minutes.", next) : t("This is the last block.");
    say(title, block.title);
    say(length, plural("{count} minute", "{count} minutes", block.minutes));
    say(digits, minutes(left));
    say(over, left < 0 ? t("over") : "");
    say(words, sentence(clock, left));
    say(after, inTurn(then, t("The end, as it is: {time}.", { time: hour(clock.end()) })));
  }
  return { node, patch };
}
