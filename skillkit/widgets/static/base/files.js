// Files: links to what Python makes when one of them is used, so that it is never an old one.

import { localNow } from "./day.js";
import { make } from "./dom.js";
import { fileLink, GIVEN, question, SILENCE } from "./view.js";

/**
 * @param {import("./view.js").Send} send
 * @param {string[][]} offers each file as [name, words]
 * @param {(words: string) => void} say where it tells what became of it
 * @param {() => Record<string, any>} [more] what is said with each request
 */
export function fileLinks(send, offers, say, more = () => ({})) {
  const asking = question(send, () => say(SILENCE));
  const links = offers.map(([name, words]) => {
    const ask = () => asking.ask({ kind: "file", name, now: localNow(), ...more() });
    return { name, ...fileLink({ download: name }, words, ask) };
  });
  const items = links.map(({ name, node }) => make("li", node, make("span.sk-soft", ` ${name}`)));
  const node = make("ul.sk-links", ...items);
  /** @param {import("./view.js").Message} message */
  function hear({ kind, name, address, sentence }) {
    const link = links.find((one) => kind === "file" && one.name === name);
    if ((!link && kind !== "problem") || !asking.answered()) return;
    if (!link) return say(sentence);
    link.node.href = address;
    link.give();
    say(GIVEN);
  }
  return { node, hear, stop: asking.answered };
}
