// One at a time: cards of which one shows, with the way to the others; or all on one page.

import { button, make, options, say, usable } from "./dom.js";
import { t } from "./words.js";

/**
 * @param {string} noun what a card is called
 * @param {Record<string, any>} memory of the form: where the person is
 * @param {HTMLElement[]} nodes the cards
 * @param {(i: number) => string} name of a card, in the list of all
 * @param {(i: number) => void} [arrive] puts the focus where a person goes on
 */
export function oneAtATime(noun, memory, nodes, name, arrive = (i) => nodes[i].focus()) {
  const back = button("Previous", () => go(memory.index - 1));
  const next = button("Next", () => go(memory.index + 1), "sk-main");
  const view = button("Show all on one page", () => toggle(), "sk-quiet");
  const place = make("span.sk-progress");
  const jump = make("select", { onchange: () => go(Number(jump.value), false) });
  const alone = [back, next, make("label", "Go to ", jump)];
  memory.index = Math.min(memory.index ?? 0, Math.max(0, nodes.length - 1));
  let listed = "";

  /** @param {number} index */
  function go(index, focus = true) {
    if (!nodes[index]) return;
    memory.index = index;
    patch();
    if (focus) arrive(index);
    nodes[index].scrollIntoView({ block: "nearest" });
  }

  function toggle() {
    memory.all = !memory.all;
    patch();
  }

  function patch() {
    const names = nodes.map((_, i) => [i, name(i)]);
    if (listed !== String(names)) jump.replaceChildren(...options(names));
    listed = String(names);
    jump.value = String(memory.index);
    nodes.forEach((node, i) => {
      node.hidden = !memory.all && i !== memory.index;
    });
    say(
      place,
      memory.all ? "" : t("{thing} {number} of {all}", { thing: t(noun), number: memory.index + 1, all: nodes.length }),
    );
    for (const node of [place, ...alone]) node.hidden = Boolean(memory.all) || nodes.length < 2;
    view.hidden = nodes.length < 2;
    say(view, memory.all ? "Show one at a time" : "Show all on one page");
    usable(back, memory.index > 0);
    usable(next, memory.index < nodes.length - 1);
  }
  return { head: make("div.sk-bar", place, view), foot: make("div.sk-foot", ...alone), go, patch };
}
