// Vignettes: one text at a time. The same five sentences serve twice: for a rating in silence,
// and, once the reference level is seen, for a second one.

import { button, levelOption, make, onPurpose, say, sayLines, sayRefused, usable } from "../base/dom.js";
import { forms } from "../base/form.js";
import { t } from "../base/words.js";

/** @typedef {import("../base/form.js").Form} Form */
/**
 * @typedef {{ id: string, title: string, name: string, skill: string, text: string, level: string,
 *   reasons: string[], anchors: string[], deviations: string[] }} Vignette
 */

const HEAD = "Only you see this";
const FOOT = "One level up or down is normal: the sentences leave room. It is a good place for a talk.";
const AGAIN = "Now that you have read the reasons: which level do you give? Staying with yours is fine.";

/** @param {Form} form @param {Vignette} vignette */
function vignetteCard(form, { id, title, name, skill, text, level, reasons, anchors, deviations }) {
  const { saving } = form;
  /** @type {{ levels: string[], lead_in: string }} */
  const { levels, lead_in } = form.page.words;
  const entry = () => saving.entry(id);
  const isRated = () => Number.isInteger(entry().before);
  const choices = levels.flatMap((word, value) => {
    if (!anchors[value]) return [];
    const onchange = () => saving.change(id, entry().revealed ? "after" : "before", value);
    return [levelOption({ name: `${form.name}-${id}`, value, onchange }, word, anchors[value])];
  });
  const heading = make("h3", { tabIndex: -1 }, title);
  const reference = make("p.sk-verdict", { tabIndex: -1 });
  const mine = make("p");
  const reading = reasons.map((reason) => make("p", reason));
  const found = make("div.sk-found", { hidden: true }, reference, ...reading, mine);
  const legend = make("legend");
  const problem = make("p.sk-problem", { hidden: true });
  const reveal = button("Show the reference level", () => look(), "sk-main");
  const hint = make("p.sk-soft", { role: "status" });
  const node = make(
    "section.sk-card.sk-vignette",
    { "aria-label": title, hidden: true },
    heading,
    make("p.sk-soft", `${name}, ${skill}`),
    make("p.sk-text", text),
    found,
    make("fieldset.sk-levels", legend, make("p.sk-lead", lead_in), ...choices.map((choice) => choice.node)),
    problem,
    reveal,
    hint,
  );

  function look() {
    if (!isRated()) return say(hint, "Choose a level first, the one you would give.");
    saving.change(id, "revealed", true);
    reference.focus();
  }

  /** @param {number} rating */
  const words = (rating) => `${levels[rating]}, ${deviations[rating]}`;

  function patch() {
    const { before, revealed, after } = entry();
    const given = revealed ? after : before;
    for (const { input } of choices) input.checked = input.value === String(given ?? "");
    say(legend, revealed ? t("Rate it again: {skill}", { skill }) : t("Which level is this in {skill}?", { skill }));
    found.hidden = !revealed;
    reveal.hidden = Boolean(revealed);
    usable(reveal, isRated());
    sayRefused(problem, form.refusal(id));
    const again = Number.isInteger(after) ? t("Now you rate it {words}.", { words: words(after) }) : AGAIN;
    if (isRated() || revealed) say(hint, revealed ? again : "");
    if (!revealed) return;
    say(reference, t("The reference level is {level}.", { level }));
    say(mine, isRated() ? t("Your rating was {words}.", { words: words(before) }) : "You did not rate it before.");
  }
  return { node, heading, patch, isOpen: () => !entry().revealed };
}

export const open = forms("Practice ratings", (form) => {
  const { saving, memory } = form;
  /** @type {{ vignettes: Vignette[], title: string }} */
  const { vignettes, title } = form.page.words;
  const look = "sk-small";
  if (!vignettes.length) {
    const none = t('There are no practice texts for the framework "{title}". Go on to your own ratings.', { title });
    return { look, parts: [make("p", none)], patch() {} };
  }
  const cards = vignettes.map((vignette) => vignetteCard(form, vignette));
  memory.index ??= Math.max(
    0,
    cards.findIndex((card) => card.isOpen()),
  );
  const back = button("Previous", () => go(memory.index - 1));
  const next = button("Next", () => go(memory.index + 1), "sk-main");
  const place = make("p.sk-progress");
  const summary = make("div.sk-summary");
  const asks = { question: "Forget your ratings of all texts?", yes: "Yes, start over", no: "No, keep them" };
  const forget = () => saving.ask({ kind: "forget" });

  /** @param {number} index */
  function go(index) {
    if (!cards[index]) return;
    memory.index = index;
    patch();
    cards[index].heading.focus();
  }

  function patch() {
    cards.forEach((card, i) => {
      card.node.hidden = i !== memory.index;
      card.patch();
    });
    const at = { number: memory.index + 1, all: cards.length };
    say(place, t("Text {number} of {all}. All people here are invented.", at));
    usable(back, memory.index > 0);
    usable(next, memory.index < cards.length - 1);
    /** @type {string[]} */
    const lines = form.page.summary ?? [];
    sayLines(summary, lines.length ? [HEAD, ...lines, FOOT] : [], (i) => (i ? "p" : "h3"));
  }
  return {
    look,
    parts: [place, ...cards.map(({ node }) => node), make("div.sk-foot", back, next), summary],
    buttons: [onPurpose("Start over", asks, forget)],
    patch,
  };
});
