// Chart: one figure of a team, drawn by the page's own plotly where it has one, else as a picture.

import { make, parsed, say } from "../base/dom.js";
import { views } from "../base/view.js";

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
    const drawn = page.figure && (await drawFigure(place, page.figure));
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
