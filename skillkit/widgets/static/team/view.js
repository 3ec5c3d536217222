// Team view: files are read and a chat is pasted here, then checked and counted by Python. What a
// reveal shows comes as HTML that Python made; names from cards elsewhere are text.

import { button, follow, make, onPurpose, parsed, randomName, say, sayLines, usable, whenNarrow } from "../base/dom.js";
import { PATIENCE, question, SILENCE, views } from "../base/view.js";
import { chartPanel } from "./charts.js";
import { dropArea, inMessages, ofText } from "./hand_in.js";
import { keepPicture } from "./keep.js";

const FILES = "Card files, a saved chat, a form's answers: drop them here, or choose them ";
const HAND_IN =
  "Do this before others see your screen: anyone who sees a code can read its ratings. Cards stay in this session's memory; no card is saved or sent.";
const PASTE =
  "A chat with share codes, all of it; or the rows of printed sheets, one line a person, like Ana: 312 0 4x";
const TICK = "Tick only people who said yes themselves. They can take it back at any time.";
const START_OVER = {
  question: "For another group. Forget all cards and the picture?",
  yes: "Yes, forget everything",
  no: "No, keep it",
};
const REMEMBERED = "Remembered in your folder: the counts that everybody saw. No card, and no name.";
const ERASE = {
  question:
    "Anyone who kept one of these pictures can compare it with the next one: with one person more or less, that person's level follows in about a third of the skills. Erase only if nobody from these groups will be in another picture.",
  yes: "Yes, erase it",
  no: "No, keep it",
};
const LATE = SILENCE.replace(/\.$/, "; what you pasted is still above.");

/** @typedef {[string, string, string[][], string, boolean]} Question sender, sentence, choices, answer, whether it is open */

export const open = views((root, page, send) => {
  const words = make("p.sk-words", { role: "status", tabIndex: -1 });
  const asking = question(send, () => say(words, LATE), 2 * PATIENCE);
  let pasted = ""; // the text that Python was asked to read
  /** @type {HTMLElement | null} */
  let focus = null; // where the focus goes once Python has answered

  // --- Its parts ---------------------------------------------------------------------------

  const chat = make("textarea", { rows: 4, spellcheck: false, autocomplete: "off", dir: "auto" });
  const handIn = make(
    "section.sk-hand-in",
    { "aria-label": "Hand in" },
    make("h2.sk-desk", "Hand in"),
    make("p.sk-soft", HAND_IN),
    make("label.sk-paste", make("span", PASTE), chat),
    button("Read the chat", () => readChat()),
    dropArea(FILES, (files) => take(files)),
  );
  const count = make("p.sk-count");
  const badHead = make("p");
  const bad = make("ul.sk-bad");
  const questions = make("div.sk-questions");
  const exact = make("div");
  const people = make("div.sk-people");
  const naming = make("details", make("summary", "Who agreed to be shown by name?"), make("p.sk-soft", TICK), people);
  const promise = make("div.sk-promise");
  const reveal = button("Reveal", () => page.able && countDown(() => ask({ kind: "reveal" })), "sk-main");
  const counting = make("div.sk-count-down", { role: "status", popover: "manual" });
  const forget = onPurpose("Start over", START_OVER, () => ask({ kind: "forget" }));
  const asks = make("p");
  const recall = button("Yes: show that picture again", () => ask({ kind: "recall" }), "sk-quiet");
  const asked = make(
    "div.sk-promise",
    asks,
    button("No, none of them", () => ask({ kind: "others" })),
    recall,
  );
  const before = make(
    "section",
    { "aria-label": "Before the reveal" },
    count,
    questions,
    badHead,
    bad,
    make("details", make("summary", "What was read, exactly"), exact),
    naming,
    promise,
    asked,
    make("div.sk-foot", reveal, forget),
  );
  const earlier = make("ul");
  const erase = onPurpose("Erase this memory", ERASE, () => ask({ kind: "erase" }));
  const shownBefore = make("summary", "Pictures shown before");
  const memory = make("details", shownBefore, make("p.sk-soft", REMEMBERED), earlier, erase);
  const heading = make("h2", { tabIndex: -1 });
  const charts = chartPanel(
    (who) => send({ kind: "away", who }),
    (skill, votes) => send({ kind: "vote", skill, votes }),
  );
  const result = make("div.sk-team");
  const keep = keepPicture(send);
  const after = make("section", { "aria-label": "The picture" }, heading, charts.node, result, keep.node);
  root.replaceChildren(
    make(
      "div.sk-team-view",
      { role: "group", "aria-label": "Team view" },
      handIn,
      memory,
      words,
      before,
      after,
      counting,
    ),
  );

  // --- Handing in --------------------------------------------------------------------------

  /** @param {import("../base/view.js").Message} message @param {number} bytes that went ahead of it */
  function ask(message, bytes = 0) {
    focus = { reveal: heading, recall: heading, forget: words, erase: words, others: words }[message.kind] ?? null;
    asking.ask(message, 2 * PATIENCE + bytes / 500);
  }

  function readChat() {
    const text = chat.value;
    if (!text.trim()) return say(words, "Paste the chat first.");
    pasted = text;
    const [said, bytes] = ofText(text, page.largest, send);
    if (!said) return say(words, "This text holds more than 50 MB. Paste it in two parts.");
    if (bytes) say(words, "Reading the chat ...");
    ask({ kind: "chat", ...said }, bytes);
  }

  /** Three, two, one, for everybody who looks; at once for people who want no motion.
   * @param {() => void} then */
  async function countDown(then) {
    if (counting.matches(":popover-open")) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || page.reveal !== "Reveal") return then();
    counting.showPopover();
    for (const number of ["3", "2", "1"]) {
      say(counting, number);
      charts.count(counting);
      await new Promise((done) => setTimeout(done, 1000));
    }
    counting.hidePopover();
    then();
  }

  /** @param {FileList} list */
  async function take(list) {
    if (!list.length) return;
    say(words, "Reading the files ...");
    const [files, sent] = await inMessages(list, page.largest, send);
    ask({ kind: "files", files, last: true }, sent);
  }

  // --- What is true ------------------------------------------------------------------------

  function patch() {
    say(words, page.words);
    before.hidden = Boolean(page.example);
    say(count, page.count);
    say(badHead, page.bad.length ? "Not used, with the reason:" : "");
    const list = (/** @type {string[][]} */ reasons) =>
      reasons.map(([place, reason]) => make("li", make("strong", { dir: "auto" }, place), `: ${reason}`));
    bad.replaceChildren(...list(page.bad));
    exact.replaceChildren(make("p", page.exactly), make("ul", ...list(page.twice)), make("ul", ...list(page.sheets)));
    patchQuestions();
    patchPeople();
    sayLines(promise, page.promise);
    say(asks, page.asks);
    asked.hidden = !page.asks;
    memory.hidden = !page.remembered;
    earlier.replaceChildren(...page.earlier.map(pictureBefore));
    say(reveal, page.reveal);
    usable(reveal, page.able);
    patchResult();
  }

  /** @param {string} picture @param {number} number */
  function pictureBefore(picture, number) {
    return make(
      "li",
      `${picture} `,
      button("Show it again", () => ask({ kind: "recall", number }), "sk-quiet"),
    );
  }

  const group = randomName(); // so that the questions of two views are no one group of radio buttons
  let questionsShown = "";
  let settled = make("div");
  /** @type {HTMLInputElement[][]} */
  let radios = [];

  /** A question stays after it was answered, so that an answer can be changed. What the log itself
   * makes plain stands folded, where somebody who knows better can say so. */
  function patchQuestions() {
    /** @type {Question[]} */
    const all = page.questions;
    const now = JSON.stringify(all.map(([sender, sentence]) => [sender, sentence]));
    if (questionsShown !== now) {
      questionsShown = now;
      radios = all.map(([sender, , choices], i) =>
        choices.map(([value]) => {
          const onchange = () => ask({ kind: "answer", sender, answer: value });
          return make("input", { type: "radio", name: `sk-question-${group}-${i}`, value, onchange });
        }),
      );
      const sets = all.map(([, sentence, choices], i) => {
        const labels = choices.map(([, words], j) => make("label", radios[i][j], words));
        return make("fieldset.sk-question", make("legend", { dir: "auto" }, sentence), ...labels);
      });
      questions.replaceChildren(...sets.filter((_, i) => all[i][4]));
      settled = make("div", ...sets.filter((_, i) => !all[i][4]));
    }
    exact.append(settled);
    all.forEach(([, , , answer], i) => {
      for (const radio of radios[i]) radio.checked = radio.value === answer;
    });
  }

  let names = "";
  /** @type {HTMLInputElement[]} */
  let ticks = [];
  function patchPeople() {
    /** @type {[string, boolean][]} */
    const now = page.people;
    naming.hidden = !now.length;
    const known = names;
    names = JSON.stringify(now.map(([alias]) => alias));
    if (names !== known) {
      ticks = now.map(([alias], i) =>
        make("input", { type: "checkbox", onchange: () => name(alias, ticks[i].checked) }),
      );
      people.replaceChildren(...now.map(([alias], i) => make("label", ticks[i], make("bdi", alias))));
    }
    now.forEach(([, isNamed], i) => {
      ticks[i].checked = isNamed;
    });
  }

  /** @param {string} alias @param {boolean} yes */
  function name(alias, yes) {
    ask({ kind: "named", alias, yes });
  }

  let html = "";
  function patchResult() {
    after.hidden = !page.html;
    say(heading, page.example || "The shape of our team");
    charts.turn(page);
    keep.turn(page);
    if (html === page.html) return;
    html = page.html;
    follow(result, parsed(html));
  }

  patch();
  const leave = whenNarrow(
    root,
    () => page.narrow === false,
    () => send({ kind: "narrow" }),
  );
  return {
    turn(whole) {
      asking.answered();
      const isRevealed = whole.html && whole.html !== page.html && !whole.example;
      page = whole;
      // Codes leave the screen once all of them are used; a text with something refused stays to be looked at.
      if ((chat.value === pasted && !whole.bad.length) || isRevealed || whole.example) chat.value = "";
      pasted = "";
      patch();
      if (focus === heading && isRevealed) {
        // What everybody waits for fills the window; the desk above is out of sight.
        charts.first();
        heading.focus({ preventScroll: true });
        after.scrollIntoView({ block: "start" });
      } else if (focus !== heading) focus?.focus();
      focus = null;
    },
    hear(message) {
      const { kind, words: said, sentence } = message;
      if (kind === "away") charts.hear(message);
      if (kind === "vote") charts.voted(said);
      keep.hear(message);
      if (kind !== "unread" && kind !== "problem") return;
      asking.answered();
      pasted = "";
      say(words, said ?? sentence);
    },
    stop() {
      asking.answered();
      charts.close();
      leave();
      keep.stop();
    },
  };
});
