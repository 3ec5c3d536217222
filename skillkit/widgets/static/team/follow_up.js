// Follow-up: signs are pasted here; Python reads and counts them, and says two numbers once.

import { today } from "../base/day.js";
import { button, make, onPurpose, randomName, say, usable } from "../base/dom.js";
import { PATIENCE, question, SILENCE, views } from "../base/view.js";
import { dropArea, inMessages, ofText } from "./hand_in.js";

const WHOSE = "Do you lead the meeting? Read the signs of the room";
const PASTE = "A chat with signs, all of it";
const FILES = "A saved chat, a form's answers: drop it here, or choose it ";
const ABOUT =
  "Signs stay in this session's memory. Remembered is what the room was told: numbers, no sign and no name.";
const START_OVER = {
  question: "For another group. What this one was told is put aside, and the count starts over?",
  yes: "Yes, begin again",
  no: "No, keep it",
};

export const open = views((root, page, send) => {
  const group = randomName();
  const told = make("div.sk-team");
  const chat = make("textarea", { rows: 3, spellcheck: false, autocomplete: "off", dir: "auto" });
  const words = make("p.sk-words", { role: "status", tabIndex: -1 });
  const count = make("p.sk-count");
  const others = make("p");
  const questions = make("div");
  const bad = make("ul.sk-bad");
  const twice = make("ul");
  const exact = make("details", make("summary", "Counted once, or replaced"), twice);
  const why = make("p");
  const tell = button("Tell the room", () => page.able && ask({ kind: "tell" }), "sk-main");
  const forget = onPurpose("Start over", START_OVER, () => ask({ kind: "forget", today: today() }));
  // One person leads; all others go on to their plan, so this takes a line until it is used.
  const desk = make(
    "details",
    { open: page.begun || page.told.length > 0 },
    make("summary", WHOSE),
    make("p.sk-soft", ABOUT),
    make("label.sk-paste", make("span", PASTE), chat),
    button("Read the signs", () => read()),
    dropArea(FILES, (files) => take(files)),
    words,
    count,
    others,
    questions,
    bad,
    exact,
    why,
    make("div.sk-foot", tell, forget),
  );
  root.replaceChildren(make("div.sk-team-view", { role: "group", "aria-label": "Signs of the room" }, told, desk));
  const asking = question(send, () => say(words, SILENCE));
  let pasted = "";

  /** @param {import("../base/view.js").Message} message @param {number} bytes that went ahead of it */
  function ask(message, bytes = 0) {
    asking.ask(message, PATIENCE + bytes / 500);
  }

  function read() {
    const text = chat.value;
    if (!text.trim()) return say(words, "Paste the chat first.");
    const [said, bytes] = ofText(text, page.largest, send);
    if (!said) return say(words, "This text is too long. Paste the part in which the signs are.");
    pasted = text;
    ask({ kind: "chat", ...said }, bytes);
  }

  /** @param {FileList} list */
  async function take(list) {
    if (!list.length) return;
    say(words, "Reading the files ...");
    const [files, sent] = await inMessages(list, page.largest, send);
    ask({ kind: "files", files, last: true }, sent);
  }

  /** @param {[string, string, string[][], string]} question @param {number} i */
  function asked([sender, sentence, choices, answer], i) {
    const labels = choices.map(([value, said]) => {
      const onchange = () => ask({ kind: "answer", sender, answer: value });
      const properties = { type: "radio", name: `sk-sign-${group}-${i}`, checked: value === answer, onchange };
      return make("label", make("input", properties), said);
    });
    return make("fieldset.sk-question", make("legend", { dir: "auto" }, sentence), ...labels);
  }

  let shown = "";
  function patch() {
    told.replaceChildren(...page.told.map((/** @type {string} */ line) => make("p.sk-count", line)));
    say(words, page.words);
    say(count, page.count && `${page.asked}: ${page.count}`);
    say(others, page.others);
    const list = (/** @type {string[][]} */ reasons) =>
      reasons.map(([place, reason]) => make("li", make("strong", { dir: "auto" }, place), `: ${reason}`));
    bad.replaceChildren(...list(page.bad));
    twice.replaceChildren(...list(page.twice));
    exact.hidden = !page.twice.length;
    say(why, page.why);
    const now = JSON.stringify(page.questions);
    if (shown !== now) questions.replaceChildren(...page.questions.map(asked));
    shown = now;
    usable(tell, page.able);
    tell.hidden = !page.begun;
    forget.hidden = !page.begun && !page.told.length;
  }

  patch();
  return {
    turn(whole) {
      asking.answered();
      page = whole;
      if (chat.value === pasted && !whole.bad.length) chat.value = "";
      pasted = "";
      patch();
    },
    hear({ kind, sentence }) {
      if (kind === "problem" && asking.answered()) say(words, sentence);
    },
    stop: asking.answered,
  };
});
