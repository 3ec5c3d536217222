// View: shows the HTML that Python made, and follows its changes.
// The page is changed node by node: what is folded open, selected or focused stays so.

import { make, parsed, reachable } from "../base/dom.js";
import { views } from "../base/view.js";

const NARROW = 520; // pixels, below which the narrow picture shows

/** Bring the children of `here` to those of `there`. @param {Node} here @param {Node} there */
function follow(here, there) {
  const [before, after] = [[...here.childNodes], [...there.childNodes]];
  after.forEach((node, i) => {
    const old = before[i];
    if (!old) here.appendChild(node);
    else if (old.nodeName !== node.nodeName) old.replaceWith(node);
    else if (old instanceof Element && node instanceof Element) {
      followAttributes(old, node);
      follow(old, node);
    } else if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
  });
  for (const old of before.slice(after.length)) old.remove();
}

/** @param {Element} old @param {Element} node */
function followAttributes(old, node) {
  for (const { name, value } of node.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !node.hasAttribute(name)) old.removeAttribute(name);
  }
}

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
