// View: shows the HTML that Python made, and follows its changes.
// The page is changed node by node: what is folded open, selected or focused stays so.

import { follow, make, parsed, reachable } from "../base/dom.js";
import { views } from "../base/view.js";

const NARROW = 520; // pixels, below which the narrow picture shows

export const open = views((root, page, send) => {
  const ask = (/** @type {MouseEvent} */ { target }) => {
    const kind = target instanceof Element && target.closest("button[data-ask]")?.getAttribute("data-ask");
    if (!kind) return;
    node.tabIndex = -1; // the button goes, and the focus must not go with it
    node.focus();
    send({ kind });
  };
  const node = make("div.sk-profile", { onclick: ask });
  root.append(node);
  const reach = reachable(node);
  let asked = false;
  /** @param {import("../base/view.js").Page} now */
  const turn = (now) => {
    page = now;
    follow(node, parsed(page.html));
    reach.look();
  };
  turn(page);
  // A picture for a telephone travels only to where there is one.
  const width = new ResizeObserver(([{ contentRect }]) => {
    if (asked || page.narrow !== false || !contentRect.width || contentRect.width >= NARROW) return;
    asked = true;
    send({ kind: "narrow" });
  });
  width.observe(node);
  return {
    turn,
    hear: ({ kind, sentence }) => kind === "problem" && node.append(make("p", { role: "alert" }, sentence)),
    stop() {
      reach.stop();
      width.disconnect();
    },
  };
});
