// Read back: each sentence to read aloud, and what only the person can still say.

import { button, hasFocus, make } from "../base/dom.js";
import { t } from "../base/words.js";

/** @type {Record<string, string>} */
const OPEN = {
  real_problem: "whose problem",
  real_constraint: "the limit",
  done_when: "the proof",
  cue: "how you begin",
  obstacle: "the obstacle",
  buddy: "who asks",
  due: "the day",
};

/**
 * @param {import("../base/form.js").Form} form
 * @param {(id: string | null, field: string) => void} goTo
 * @param {() => void} stay put the focus where it cannot go
 */
export function readBack(form, goTo, stay) {
  const node = make("div");
  let shown = "";

  function patch() {
    /** @type {{ order: string[], cards: Record<string, any>, open: string[][], mode: string }} */
    const { order, cards, open, mode } = /** @type {any} */ (form.page);
    const steps = order.map((id) => form.saving.entry(id).step);
    const now = JSON.stringify([order, cards, open, steps, mode]);
    if (shown === now) return;
    shown = now;
    const inside = hasFocus(node);
    const asked = open.map(([field, sentence]) =>
      make("p", sentence, " ", field !== "horizon" && goButton(null, field, "Answer")),
    );
    const items = order.map((id, i) => item(id, steps[i], cards[id]));
    node.replaceChildren(make("p", lead(order, cards)), make("ol.sk-read", ...items), ...(order.length ? asked : []));
    if (inside) stay();
  }

  /** @param {string[]} order @param {Record<string, any>} cards */
  function lead(order, cards) {
    if (!order.length) return "No action is chosen yet. Choose some on page 2.";
    return order.some((id) => cards[id].said)
      ? "Read each sentence aloud once, to your partner or to the wall."
      : "Once you say when and how you begin, each action shows its sentence to read aloud.";
  }

  /** @param {string} id @param {string} step @param {{ by: string, said: string, open: string[] }} card */
  function item(id, step, { by, said, open }) {
    const missing = t("Still open: {what}.", { what: open.map((name) => t(OPEN[name] ?? name)).join(", ") });
    return make(
      "li",
      make("strong", { dir: "auto" }, step),
      " ",
      make("span.sk-soft", by),
      said && make("p.sk-aloud", { dir: "auto" }, `“${said}”`),
      open.length > 0 && make("p.sk-soft", missing, " ", goButton(id, open[0], "Say it", step)),
    );
  }

  /** @param {string | null} id @param {string} field @param {string} words */
  function goButton(id, field, words, about = "") {
    const go = button(words, () => goTo(id, field), "sk-quiet");
    if (about) go.setAttribute("aria-label", `${t(words)}: ${about}`);
    return go;
  }
  return { node, patch };
}
