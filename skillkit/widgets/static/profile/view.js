// View: shows the HTML that Python made, and follows its changes.
// The page is changed node by node: what is folded open, selected or focused stays so.

import { follow, make, parsed, reachable, whenNarrow } from "../base/dom.js";
import { views } from "../base/view.js";

export const open = views((root, page, send) => {
  const ask = (/** @type {MouseEvent} */ { target }) => {
    const button = target instanceof Element && target.closest("button[data-ask]");
    if (!(button instanceof HTMLButtonElement)) return;
    node.tabIndex = -1; // the button goes, and the focus must not go with it
    node.focus();
    send({ kind: button.dataset.ask ?? "", value: button.value });
  };
  const choose = (/** @type {Event} */ { target }) => {
    const kind = target instanceof HTMLSelectElement && target.getAttribute("data-ask");
    if (kind) send({ kind, value: target.value });
  };
  const node = make("div.sk-profile", { onclick: ask, onchange: choose });
  root.append(node);
  const reach = reachable(node);
  /** @param {import("../base/view.js").Page} now */
  const turn = (now) => {
    page = now;
    follow(node, parsed(page.html));
    reach.look();
  };
  turn(page);
  const isOther = !navigator.language.startsWith(root.lang.split("-")[0]);
  if (isOther && node.querySelector("select[data-ask=language]")) {
    send({ kind: "likes", value: navigator.languages.join(",") });
  }
  const leave = whenNarrow(
    node,
    () => page.narrow === false,
    () => send({ kind: "narrow" }),
  );
  return {
    turn,
    hear: ({ kind, sentence }) => kind === "problem" && node.append(make("p", { role: "alert" }, sentence)),
    stop() {
      reach.stop();
      leave();
    },
  };
});
