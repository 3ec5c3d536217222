// Chart: one figure of a team, drawn by the page's own plotly where it has one, else as a picture.

import { make, parsed, say } from "../base/dom.js";
import { views } from "../base/view.js";

// A figure is drawn for a light page. On a dark one its light fields would glare, and stand out the
// less the more people they are of.
/** @type {Record<string, string>} */
const IN_THE_DARK = { "#d3e0f5": "#27355a", "#a3bde8": "#2e4780", "#2f5297": "#4467b6", "#1b2233": "#e8ecf5" };

/** @param {HTMLElement} root */
function isDark(root) {
  const [red, green, blue] = (getComputedStyle(root).color.match(/[\d.]+/g) ?? []).map(Number);
  return red + green + blue > 384; // light letters
}

/** @param {object} figure */
function forTheDark(figure) {
  return JSON.parse(JSON.stringify(figure).replace(/#[0-9a-f]{6}/g, (color) => IN_THE_DARK[color] ?? color));
}

const NARROWER = 24; // pixels by which a place changes before its figure is drawn again

export const open = views((root, page, _, drawFigure) => {
  const words = make("p", { role: "status" });
  const place = make("figure");
  const twin = make("div.sk-team");
  const folded = make("details", make("summary", "The same in words"), twin);
  root.replaceChildren(make("div.sk-chart", words, place, folded));
  let wide = 0;
  let turn = 0; // which drawing is the latest

  async function draw() {
    const mine = ++turn;
    wide = place.clientWidth;
    place.replaceChildren();
    const figure = page.figure && isDark(place) ? forTheDark(page.figure) : page.figure;
    const drawn = figure && (await drawFigure(place, figure));
    if (mine === turn && !drawn) place.replaceChildren(parsed(page.svg));
  }

  function patch() {
    say(words, page.words);
    words.hidden = !page.words;
    place.hidden = folded.hidden = Boolean(page.words);
    twin.replaceChildren(parsed(page.html));
    draw();
  }

  const observer = new ResizeObserver(() => Math.abs(place.clientWidth - wide) > NARROWER && draw());
  observer.observe(place);
  patch();
  return {
    turn(whole) {
      page = whole;
      patch();
    },
    stop: () => observer.disconnect(),
  };
});
