// Charts of a team: one at a time with its headline, what can be picked for it, and its question.
// Shown large, the same element is a stage for a projector, with nothing else of the page on it.

import { button, make, options, picture, say, sayLines } from "../base/dom.js";
import { t } from "../base/words.js";
import { projector } from "./projector.js";

/** @typedef {{ id: string, name: string, stamp: string, headline: string, svg: string, question: string }} Chart */

const BLANK = "The screen is blank. B shows it again.";
const BLOCKED = "Your browser blocked the window. Allow windows for this page, or use Show large.";
/** What a group judges together; it needs no card. @type {Chart} */
const VOTE = {
  id: "vote",
  name: "Do you agree?",
  stamp: "",
  headline: "",
  svg: "",
  question: "Everybody thinks alone, then all show 0 to 4 fingers at once.",
};

/**
 * @param {(who: string) => void} pick what happens when a person or a skill is picked
 * @param {(skill: string, votes: string) => void} cast what happens when votes are typed
 */
export function chartPanel(pick, cast) {
  /** @type {Chart[]} */
  let charts = [];
  /** @type {HTMLElement[]} */
  let buttons = [];
  let at = 0;
  let large = false;

  const tabs = make("div.sk-tabs", { role: "tablist", "aria-label": "Charts" });
  const enlarge = button("Show large", enter);
  const aside = button("Open a window for the projector", () => say(blocked, stage.open() ? "" : BLOCKED));
  const blocked = make("span", { role: "status" });
  const stamp = make("p.sk-stamp");
  const headline = make("h3.sk-headline", { tabIndex: -1, "aria-live": "polite" });
  const who = make("select", { onchange: () => pick(who.value) });
  const choice = make("label.sk-pick", make("span", "Person or skill: "), who);
  const drawn = picture();
  const left = make("div.sk-left", { role: "status" });
  const skill = make("select", { onchange: () => vote() });
  const votes = make("input", {
    type: "text",
    inputMode: "numeric",
    autocomplete: "off",
    placeholder: "1 2 2 3 4",
    oninput: () => vote(),
  });
  const result = make("div.sk-result", { role: "status" });
  const voting = make(
    "div.sk-vote",
    make("label.sk-pick", make("span", "Skill: "), skill),
    make("label.sk-pick", make("span", "Votes: "), votes),
    result,
  );
  const ask = make("p.sk-ask");
  const panel = make("div.sk-panel", { role: "tabpanel" }, stamp, headline, choice, voting, drawn.node, left, ask);
  const blank = make("div.sk-blank", { role: "status", hidden: true, onclick: () => darken(false) });
  const steps = make(
    "div.sk-steps",
    { hidden: true },
    button("Previous", () => go(at - 1)),
    button("Next", () => go(at + 1)),
    button("Blank (B)", () => darken(true)),
    button("Leave (Escape)", leave),
  );
  const node = make(
    "div.sk-charts",
    { role: "group", "aria-label": "Charts", onkeydown: press, onfullscreenchange: changed },
    panel,
    make("div.sk-bar", tabs, enlarge, aside, blocked, steps),
    blank,
  );
  const stage = projector(node, (event) => press(event, true));

  // --- Which one ---------------------------------------------------------------------------

  /** @param {number} place */
  function go(place) {
    at = Math.max(0, Math.min(charts.length - 1, place));
    patch();
  }

  const voteWords = () => t("Our team's level in {skill}", { skill: skill.selectedOptions[0]?.textContent ?? "" });

  function patch() {
    const chart = charts[at];
    if (!chart) return;
    buttons.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === at));
      tab.tabIndex = i === at ? 0 : -1;
    });
    panel.setAttribute("aria-label", chart.name);
    stamp.hidden = !chart.stamp;
    say(stamp, chart.stamp);
    const isVote = chart.id === VOTE.id;
    say(headline, isVote ? voteWords() : chart.headline);
    choice.hidden = left.hidden = chart.id !== "holiday";
    voting.hidden = !isVote;
    drawn.node.hidden = isVote;
    drawn.draw(chart.svg);
    const svg = /** @type {SVGSVGElement | null} */ (drawn.node.querySelector("svg:not(.sk-narrow)"));
    node.style.setProperty("--sk-tall", `${svg?.viewBox.baseVal.height ?? 0}px`);
    say(ask, chart.question);
    stage.show(blank.hidden ? panel : blank);
  }

  function vote() {
    patch();
    cast(skill.value, votes.value);
  }

  // --- Large -------------------------------------------------------------------------------

  async function enter() {
    set(true);
    try {
      await node.requestFullscreen();
    } catch {
      node.popover = "manual"; // a page in a frame may not fill the screen, so it fills the frame
      node.showPopover();
    }
    headline.focus();
  }

  function leave() {
    if (node.matches(":fullscreen")) document.exitFullscreen();
    else set(false);
  }

  function changed() {
    if (!node.matches(":fullscreen")) set(false);
  }

  /** @param {boolean} now */
  function set(now) {
    const left = large && !now;
    large = now;
    node.classList.toggle("sk-large", now);
    enlarge.hidden = aside.hidden = now;
    steps.hidden = !now;
    darken(false);
    if (!now) node.removeAttribute("popover");
    if (left) enlarge.focus();
  }

  /** @param {boolean} dark */
  function darken(dark) {
    blank.hidden = !dark;
    say(blank, dark ? BLANK : "");
    if (charts.length) stage.show(dark ? blank : panel);
  }

  /** @param {KeyboardEvent} event @param {boolean} onStage whether it was pressed in the window of its own */
  function press(event, onStage = false) {
    const target = /** @type {HTMLElement} */ (event.target);
    const { key } = event;
    const onTab = target.parentElement === tabs;
    if (event.ctrlKey || event.metaKey || event.altKey || !(large || onTab || onStage)) return;
    if (/^(SELECT|INPUT)$/.test(target.tagName) && key !== "Escape") return; // its keys are its own
    if (key === " " && target instanceof HTMLButtonElement) return;
    const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[key];
    if (step && !blank.hidden) darken(false);
    else if (step) go(at + step);
    else if ((large || onStage) && /^b$/i.test(key)) darken(blank.hidden);
    else if (large && key === "Escape") leave();
    else return;
    if (onTab) buttons[at].focus();
    event.preventDefault();
    event.stopPropagation();
  }

  // --- What is true ------------------------------------------------------------------------

  let choices = "";
  let skillsShown = "";
  return {
    node,
    /** Begin with the first picture again. */
    first: () => go(0),
    /** @param {import("../base/view.js").Page} page */
    turn(page) {
      charts = page.charts.length ? [...page.charts, VOTE] : [];
      if (!charts.length && large) leave();
      if (skillsShown !== JSON.stringify(page.skills)) skill.replaceChildren(...options(page.skills));
      skillsShown = JSON.stringify(page.skills);
      if (tabs.childElementCount !== charts.length) {
        buttons = charts.map(({ name }, i) => {
          const tab = button(name, () => go(i));
          tab.setAttribute("role", "tab");
          return tab;
        });
        tabs.replaceChildren(...buttons);
      }
      const now = JSON.stringify(page.away);
      if (choices !== now) who.replaceChildren(...options([["", "Nobody is away"], ...page.away]));
      choices = now;
      who.value = page.who;
      sayLines(left, page.left);
      if (charts.length) go(at);
      else stage.show(make("h3.sk-headline", "What shape is our team?"), make("p.sk-ask", page.count));
    },
    /** Count before a reveal, where a room looks. @param {HTMLElement} number */
    count: (number) => stage.show(number),
    /** What the votes say. @param {string[]} lines */
    voted(lines) {
      sayLines(result, lines);
      patch();
    },
    close: stage.close,
    /** Somebody is thought away. @param {import("../base/view.js").Message} message */
    hear(message) {
      charts = charts.map((chart) => (chart.id === message.chart.id ? message.chart : chart));
      who.value = message.who;
      sayLines(left, message.lines);
      patch();
    },
  };
}
