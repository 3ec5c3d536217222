// Shown: the picture as soon as it is there, what was agreed on below it, and the end of both.

import { ask, draw, part } from "./api.js";
import { t } from "./words.js";

/** @typedef {{ room: string, key: string }} Seat what opens the picture */
/** @typedef {"waits" | "shown" | "away" | "over"} State */

/** Look again and again, also when a telephone wakes up.
 * @param {() => Promise<Seat | undefined>} sit @param {number} every milliseconds @param {(state: State) => void} say
 * @param {boolean} [inWords] whether the drawings are told in words as well */
export function follow(sit, every, say, inWords = false) {
  /** @type {Seat | undefined} */
  let seat;
  let [shown, agreed, missed] = [0, 0, 0];
  let [isLooking, isOver] = [false, false];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function look() {
    if (isLooking || isOver) return;
    clearTimeout(timer);
    isLooking = true;
    try {
      say(await found());
      missed = 0;
    } catch {
      missed += 1;
      if (missed > 1) say("away"); // once is what a telephone that wakes up sees
    }
    isLooking = false;
    if (!isOver && !document.hidden) timer = setTimeout(look, every);
  }

  /** @returns {Promise<State>} */
  async function found() {
    seat ??= await sit();
    if (!seat) return over();
    const path = `/rooms/${seat.room}`;
    const { status, fields } = await ask(seat.key, "GET", path);
    if (status === 401 || status === 404) return over();
    if (status !== 200) throw new Error(String(status));
    if (fields.revealed > shown) {
      const picture = await ask(seat.key, "GET", `${path}/picture`);
      if (picture.status !== 200) throw new Error(String(picture.status));
      draw(part("pictures"), picture.fields, inWords);
      [shown, agreed] = [fields.revealed, 0];
    }
    if (shown && fields.agreed !== agreed) {
      const said = await ask(seat.key, "GET", `${path}/agreements`);
      if (said.status !== 200) throw new Error(String(said.status));
      showAgreed(said.fields.lines);
      agreed = fields.agreed;
    }
    return shown ? "shown" : "waits";
  }

  /** @returns {State} */
  function over() {
    isOver = true;
    part("pictures").replaceChildren();
    return "over";
  }

  for (const event of ["visibilitychange", "pageshow", "online"]) addEventListener(event, look, { capture: true });
  look();
}

/** What the group agreed on, below the pictures. @param {string[][]} lines */
function showAgreed(lines) {
  document.getElementById("agreed")?.remove();
  if (!lines.length) return;
  const figure = document.createElement("figure");
  figure.id = "agreed";
  const headline = document.createElement("figcaption");
  headline.textContent = t("What we agreed on");
  const list = document.createElement("ol");
  for (const [title, more] of lines) {
    const [line, what, who] = ["li", "strong", "span"].map((name) => document.createElement(name));
    what.textContent = title;
    who.textContent = more;
    line.append(what, who);
    list.append(line);
  }
  figure.append(headline, list);
  part("pictures").append(figure);
}
