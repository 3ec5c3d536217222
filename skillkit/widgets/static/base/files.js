// Files: links to what Python makes when one of them is used, so that it is never an old one.

import { make } from "./dom.js";
import { localNow } from "./saving.js";
import { fileLink, question, SILENCE } from "./view.js";

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
  function hear({ kind, name, address }) {
    if (!["file", "problem"].includes(kind) || !asking.answered()) return;
    const link = links.find((one) => one.name === name);
    if (kind === "problem" || !link) return;
    link.node.href = address;
    link.give();
    say("Your browser saved it where it keeps its downloads.");
  }
  return { node, hear, stop: asking.answered };
}
