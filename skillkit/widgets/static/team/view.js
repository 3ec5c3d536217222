// Team view: files are read and a chat is pasted here, then checked and counted by Python. What a
// reveal shows comes as HTML that Python made; names from cards elsewhere are text.

import { button, make, say, usable } from "../base/dom.js";

const PATIENCE = 5000; // milliseconds without an answer, after which the page says so
const BATCH = 500000; // characters in one message
const MOST = 2000; // files at once
const KINDS = ".json,.txt,.md,.log,.csv,.tsv,.xlsx,.docx,.rtf,.htm,.html,.eml,.mbox,.vtt,.srt,.sbv";

function base64(bytes) {
  let signs = "";
  for (let i = 0; i < bytes.length; i += 8192) signs += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(signs);
}

class TeamView {
  static count = 0; // so that the questions of two views are no one group of radio buttons

  constructor(el, page, send) {
    Object.assign(this, { el, page, send, number: TeamView.count++ });
    this.words = make("p", { className: "sk-words", role: "status", tabIndex: -1 });
    this.el.replaceChildren(make("div", { className: "sk-team-view", role: "group", "aria-label": "Team view" },
      this.handIn(), this.memory(), this.words, this.before(), this.after()));
    this.patch();
  }

  // --- Its parts ---------------------------------------------------------------------------

  handIn() {
    this.chat = make("textarea", { rows: 4, spellcheck: false, autocomplete: "off" });
    this.files = make("input", { type: "file", multiple: true, accept: KINDS, onchange: () => this.take(this.files.files) });
    const area = make("div", { className: "sk-drop" },
      make("label", {}, make("span", {}, "Card files, a saved chat, a form's answers: drop them here, or choose them "), this.files));
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
      area.addEventListener(kind, (event) => {
        event.preventDefault();
        event.stopPropagation();
        area.classList.toggle("sk-over", kind === "dragenter" || kind === "dragover");
        if (kind === "drop") this.take(event.dataTransfer.files);
      });
    }
    return make("section", { className: "sk-hand-in", "aria-label": "Hand in" },
      make("h3", {}, "Hand in"),
      make("p", { className: "sk-soft" }, "Do this before others see your screen: whoever sees a code can read its ratings. Cards stay in this session's memory; no card is saved or sent."),
      make("label", { className: "sk-paste" },
        make("span", {}, "A chat with share codes, all of it; or the rows of printed sheets, one line a person, like Ana: 312 0 4x"), this.chat),
      button("Read the chat", () => this.readChat()), area);
  }

  before() {
    this.count = make("p", { className: "sk-count" });
    this.bad = make("ul", { className: "sk-bad" });
    this.badHead = make("p", {});
    this.questions = make("div", { className: "sk-questions" });
    this.exact = make("div");
    this.folded = make("details", {}, make("summary", {}, "What was read, exactly"), this.exact);
    this.people = make("div", { className: "sk-people" });
    this.naming = make("details", {}, make("summary", {}, "Who agreed to be shown by name?"),
      make("p", { className: "sk-soft" }, "Tick only people who said yes themselves. They can take it back at any time."), this.people);
    this.promise = make("div", { className: "sk-promise" });
    this.asks = make("p", {});
    this.question = make("div", { className: "sk-promise" }, this.asks,
      button("No, none of them", () => this.ask({ kind: "others" })),
      button("Yes: show that picture again", () => this.ask({ kind: "recall" }), "sk-quiet"));
    this.reveal = button("Reveal", () => this.page.able && this.ask({ kind: "reveal" }), "sk-main");
    this.forget = this.onPurpose("Start over", "For another group. Forget all cards and the picture? ", "Yes, forget everything", { kind: "forget" });
    return (this.mine = make("section", { "aria-label": "Before the reveal" },
      this.count, this.questions, this.badHead, this.bad, this.folded, this.naming, this.promise, this.question,
      make("div", { className: "sk-foot" }, this.reveal, this.forget)));
  }

  memory() {
    this.earlier = make("ul", {});
    const erase = this.onPurpose("Erase this memory",
      "Whoever kept one of these pictures can lay it beside the next one: with one person more or less, that person's level follows in about a third of the skills. Erase only if nobody of these groups will be in another picture. ",
      "Yes, erase it", { kind: "erase" });
    return (this.remembered = make("details", {}, make("summary", {}, "Pictures shown before"),
      make("p", { className: "sk-soft" }, "Remembered in your folder: the counts that everybody saw. No card, and no name."),
      this.earlier, erase));
  }

  onPurpose(words, asked, agreed, message) {
    const start = button(words, () => show(true), "sk-quiet");
    const yes = button(agreed, () => { show(false); this.ask(message); });
    const no = button("No, keep it", () => show(false), "sk-quiet");
    const question = make("span", { hidden: true }, asked, yes, no);
    const show = (asking) => {
      question.hidden = !asking;
      start.hidden = asking;
      (asking ? no : start).focus();
    };
    return make("span", {}, start, question);
  }

  after() {
    this.heading = make("h2", { tabIndex: -1 });
    this.who = make("select", { onchange: () => this.send({ kind: "away", who: this.who.value }) });
    this.left = make("div", { role: "status" });
    this.result = make("div", { className: "sk-team" });
    return (this.shown = make("section", { "aria-label": "The picture" },
      this.heading,
      make("div", { className: "sk-away" }, make("label", {}, make("span", {}, "One holiday away: "), this.who), this.left),
      this.result));
  }

  // --- Handing in --------------------------------------------------------------------------

  readChat() {
    const text = this.chat.value;
    if (!text.trim()) return this.tell("Paste the chat first.");
    if (text.length > this.page.largest) return this.tell("This text is too long; paste it in two parts.");
    this.asked = text;
    this.ask({ kind: "chat", text });
  }

  async take(list) {
    const files = [...list].slice(0, MOST);
    if (!files.length) return;
    const extra = list.length - files.length;
    this.tell("Reading the files ...");
    let batch = [], size = 0;
    for (const file of files) {
      const read = await this.read(file);
      batch.push(read);
      size += (read.text ?? read.data)?.length ?? 0;
      if (size > BATCH) {
        this.send({ kind: "files", files: batch, last: false });
        [batch, size] = [[], 0];
      }
    }
    if (extra) batch.push({ name: "the other files", problem: `At most ${MOST} files are read at once; ${extra} were left out.` });
    this.files.value = "";
    this.ask({ kind: "files", files: batch, last: true });
  }

  async read(file) {
    const name = file.name;
    if (file.size > this.page.largest) return { name, problem: `It holds ${file.size} bytes; at most ${this.page.largest} are read.` };
    try {
      const bytes = await file.arrayBuffer();
      try {
        return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
      } catch {
        return { name, data: base64(new Uint8Array(bytes)) }; // Python knows more kinds of text
      }
    } catch {
      return { name, problem: "It cannot be read; if it is a folder, open it and drop its files." };
    }
  }

  ask(message) {
    this.focusOn = { reveal: this.heading, recall: this.heading, forget: this.words, erase: this.words, others: this.words }[message.kind];
    this.send(message);
    clearTimeout(this.late);
    this.late = setTimeout(() => this.tell("Python is not answering. If this stays so, run this cell again; what you pasted still stands above."), PATIENCE);
  }

  tell(words) {
    say(this.words, words);
  }

  // --- What is true ------------------------------------------------------------------------

  turn(page) {
    clearTimeout(this.late);
    const revealed = page.html && page.html !== this.page.html && !page.example;
    this.page = page;
    // The codes leave the screen once they were read; a text without any stays.
    if (this.chat.value === this.asked) this.chat.value = "";
    this.asked = undefined;
    this.patch();
    if (this.focusOn === this.heading && !revealed) this.focusOn = null;
    this.focusOn?.focus();
    this.focusOn = null;
  }

  hear({ kind, lines, words }) {
    if (kind === "unread") {
      clearTimeout(this.late);
      this.asked = undefined;
      this.tell(words);
    }
    if (kind === "away") this.left.replaceChildren(...lines.map((line) => make("p", {}, line)));
  }

  patch() {
    const { page } = this;
    this.tell(page.words);
    this.mine.hidden = Boolean(page.example);
    say(this.count, page.count);
    say(this.badHead, page.bad.length ? "Not used, with the reason:" : "");
    const told = ([place, reason]) => make("li", {}, make("strong", {}, place), `: ${reason}`);
    this.bad.replaceChildren(...page.bad.map(told));
    this.exact.replaceChildren(make("p", {}, page.exactly), make("ul", {}, ...page.twice.map(told)), make("ul", {}, ...page.sheets.map(told)));
    this.patchQuestions();
    this.patchPeople();
    this.promise.replaceChildren(...page.promise.map((line) => make("p", {}, line)));
    say(this.asks, page.asks);
    this.question.hidden = !page.asks;
    this.remembered.hidden = !page.remembered;
    this.earlier.replaceChildren(...page.earlier.map((shown, number) => make("li", {}, `${shown} `,
      button("Show it again", () => this.ask({ kind: "recall", number }), "sk-quiet"))));
    say(this.reveal, page.reveal);
    usable(this.reveal, page.able);
    this.patchResult();
  }

  // A question stays after it was answered, so that an answer can be changed. What the log itself
  // makes plain stands folded, where somebody who knows better can say so.
  patchQuestions() {
    const { questions } = this.page;
    const asked = JSON.stringify(questions.map(([sender, sentence]) => [sender, sentence]));
    if (this.asking !== asked) {
      this.asking = asked;
      const sets = questions.map((question, i) => this.choice(question, i));
      this.questions.replaceChildren(...sets.filter((_, i) => questions[i][4]));
      this.plain = make("div", {}, ...sets.filter((_, i) => !questions[i][4]));
      this.radios = sets.map((set) => [...set.querySelectorAll("input")]);
    }
    this.exact.append(this.plain);
    questions.forEach(([, , , answer], i) => this.radios[i].forEach((radio) => (radio.checked = radio.value === answer)));
  }

  choice([sender, sentence, choices], i) {
    const name = `sk-question-${this.number}-${i}`;
    const radio = ([value, words]) => make("label", {},
      make("input", { type: "radio", name, value, onchange: () => this.ask({ kind: "answer", sender, answer: value }) }), words);
    return make("fieldset", { className: "sk-question" }, make("legend", {}, sentence), ...choices.map(radio));
  }

  patchPeople() {
    const { people } = this.page;
    this.naming.hidden = !people.length;
    const names = people.map(([name]) => name).join("\n");
    if (this.names !== names) {
      this.names = names;
      this.ticks = people.map(([alias]) => make("input", { type: "checkbox", value: alias,
        onchange: (event) => this.ask({ kind: "named", alias, yes: event.target.checked }) }));
      this.people.replaceChildren(...people.map(([alias], i) => make("label", {}, this.ticks[i], alias)));
    }
    people.forEach(([, ticked], i) => (this.ticks[i].checked = ticked));
  }

  patchResult() {
    const { html, away, example } = this.page;
    this.shown.hidden = !html;
    say(this.heading, example || "The shape of our team");
    const values = JSON.stringify(away);
    if (this.choices !== values) {
      this.choices = values;
      const before = this.who.value;
      this.who.replaceChildren(make("option", { value: "" }, "Pick a person or a skill"), ...away.map(([value, words]) => make("option", { value }, words)));
      this.who.value = away.some(([value]) => value === before) ? before : "";
      if (this.who.value !== before) this.left.replaceChildren();
    }
    if (this.html === html) return;
    this.html = html;
    this.left.replaceChildren();
    this.who.value = "";
    this.result.innerHTML = html;
  }
}

export function open(page, send) {
  const views = new Set();
  return {
    hear: (message) => views.forEach((view) => view.hear(message)),
    turn: (whole) => {
      page = whole;
      views.forEach((view) => view.turn(whole));
    },
    close: () => {},
    render(root) {
      const view = new TeamView(root, page, send);
      views.add(view);
      return () => {
        clearTimeout(view.late);
        views.delete(view);
      };
    },
  };
}
