// Projector: a window of its own for what a room may see. It holds no script; this page writes into it.

import { make } from "../base/dom.js";

const COLOURS = ["--jp-ui-font-color1", "--jp-layout-color1", "--jp-layout-color2", "--jp-content-font-family"];

/** @param {HTMLElement} home whose look the window takes @param {(event: KeyboardEvent) => void} press */
export function projector(home, press) {
  /** @type {Window | null} */
  let stage = null;
  const place = make("div.sk-charts.sk-large");

  /** Open the window, or bring it to the front; whether the browser let it. */
  function open() {
    if (stage && !stage.closed) {
      stage.focus();
      return true;
    }
    stage = window.open("", "skillkit-projector", "popup,width=1280,height=720");
    if (!stage) return false;
    const page = stage.document;
    page.title = "What shape is our team?";
    const look = home.closest(".skillkit")?.previousElementSibling?.textContent ?? "";
    const root = make("div.skillkit.sk-projector", place);
    const given = getComputedStyle(home);
    for (const name of COLOURS) root.style.setProperty(name, given.getPropertyValue(name) || null);
    page.head.replaceChildren(make("style", look));
    page.body.replaceChildren(root);
    page.addEventListener("keydown", press);
    return true;
  }

  /** Show this, as it is now. @param {...HTMLElement} nodes */
  const show = (...nodes) => place.replaceChildren(...nodes.map((node) => node.cloneNode(true)));
  return { open, show, close: () => stage?.close() };
}
