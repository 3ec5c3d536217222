// Case study: six texts, the words counted as they are typed, and a link to take it along.

import { today } from "../base/day.js";
import { button, make, say, sayLines } from "../base/dom.js";
import { TextField, TickField } from "../base/fields.js";
import { forms } from "../base/form.js";
import { dataUri, fileLink, question } from "../base/view.js";
import { t } from "../base/words.js";

/** @param {string} text */
const wordsIn = (text) => text.split(/\s+/).filter(Boolean).length;

/** @param {number} count @param {number} limit */
const rest = (count, limit) =>
  count > limit ? t("{count} too many", { count: count - limit }) : t("{count} left", { count: limit - count });

export const open = forms("Your case study", (form) => {
  const { saving } = form;
  /** @type {{ parts: string[][], cleared: string, most: number, most_spoken: number }} */
  const { parts, cleared, most, most_spoken } = form.page.words;
  const fields = parts.map(
    ([name, title, hint]) => new TextField(form, "study", name, title, hint, { rows: name === "tools" ? 2 : 4 }),
  );
  const tick = new TickField(form, "study", "cleared", cleared);
  const all = [...fields, tick];
  const [written, spoken] = [fields.slice(0, -1), fields[fields.length - 1]];
  const count = make("p.sk-count");
  const [used, limit] = [make("i.sk-technical"), make("b")];
  const bar = make("div.sk-meter", { "aria-hidden": "true" }, used, limit);
  const spokenCount = make("p.sk-count");
  const list = make("ul");
  const todo = make("section", { "aria-label": "Before others read it" }, make("h3", "Before others read it"), list);

  // The text is asked for when it is wanted; without an answer it is made of what is here.
  const fetching = question(saving.send, () => give(plainText()));
  const link = fileLink({ className: "sk-button", download: "case_study.md" }, "Save it as text", () => {
    saving.flush();
    fetching.ask({ kind: "fetch", day: today() });
  });
  const plainText = () =>
    fields.map(({ label, control }) => `## ${label.textContent}\n\n${control.value}\n`).join("\n");

  /** @param {string} text */
  function give(text) {
    link.node.href = dataUri("text/markdown;charset=utf-8", text);
    link.give();
  }

  function patchCounts() {
    const sum = written.reduce((words, { control }) => words + wordsIn(control.value), 0);
    const aloud = wordsIn(spoken.control.value);
    say(count, t("{sum} of {most} words, {rest}.", { sum, most, rest: rest(sum, most) }));
    const spokenWords = { sum: aloud, most: most_spoken, rest: rest(aloud, most_spoken) };
    say(spokenCount, t("{sum} words; thirty seconds hold about {most}, {rest}.", spokenWords));
    const full = Math.max(sum, most);
    used.style.width = `${(100 * sum) / full}%`;
    limit.style.insetInlineStart = `${(100 * most) / full}%`;
    limit.hidden = sum <= most;
  }

  function banner() {
    const start = (/** @type {string} */ words) => button(words, () => form.start({ kind: "start" }), "sk-main");
    const lines = /** @type {(string | Node)[]} */ (form.notices());
    if (form.page.mode === "example") {
      const example = make("strong", "This is an example: an invented person's case study. ");
      lines.push(make("p", example, "Read it, then write yours."), start("Start my own case study"));
    }
    if (form.page.mode === "damaged") {
      lines.push(...form.goOn(), start("Start a new one; the file is kept under another name"));
    }
    return lines;
  }

  for (const field of all) field.lock();
  return {
    look: `sk-small sk-plan sk-${form.page.mode}`,
    reason: "field",
    parts: [
      make("div.sk-card", ...written.map(({ node }) => node), count, bar, spoken.node, spokenCount, tick.node),
      todo,
    ],
    buttons: [link.node],
    banner,
    begin: () => fields[0].control.focus(),
    hear: ({ kind, text }) => kind === "fetched" && fetching.answered() && give(text),
    patch() {
      for (const field of all) field.patch();
      patchCounts();
      sayLines(list, form.page.open, () => "li");
      todo.hidden = !form.page.open.length;
    },
  };
});
