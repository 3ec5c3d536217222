// Keep: the picture as a file, once everybody in the room has said yes to it.

import { make, say } from "../base/dom.js";
import { fileLinks } from "../base/files.js";

const BELONGS =
  "The picture belongs to the people in it. Ask aloud: may it leave this room, with the names that stand in it? One who hesitates is a no for all. It holds what everybody saw, and a file cannot be taken back.";

/** @param {import("../base/view.js").Send} send */
export function keepPicture(send) {
  const told = make("p", { role: "status" });
  const place = make("div", { hidden: true });
  const tick = make("input", { type: "checkbox", onchange: () => patch() });
  const yes = make("div.sk-people", make("label", tick, "Everybody here said yes"));
  const node = make("details", make("summary", "Keep this picture"), make("p", BELONGS), yes, place, told);
  /** @type {ReturnType<typeof fileLinks> | null} */
  let files = null;
  let [shown, offered] = ["", ""];

  function patch() {
    place.hidden = !tick.checked;
    if (!tick.checked) say(told, "");
  }

  /** A yes is for the picture that people saw: with another one it has to be said again.
   * @param {import("../base/view.js").Page} page */
  function turn(page) {
    node.hidden = !page.files.length;
    if (shown !== page.html) tick.checked = false;
    shown = page.html;
    if (offered !== String(page.files)) {
      offered = String(page.files);
      files = fileLinks(
        send,
        page.files,
        (words) => say(told, words),
        () => ({ yes: tick.checked }),
      );
      place.replaceChildren(files.node);
    }
    patch();
  }

  return {
    node,
    turn,
    hear: (/** @type {import("../base/view.js").Message} */ message) => files?.hear(message),
    stop: () => files?.stop(),
  };
}
