// Room: a group's room led from a notebook. Python asks the room; the picture shows in the team view.

import { button, make, onPurpose, say, usable } from "../base/dom.js";
import { dataUri, PATIENCE, question, SILENCE, views } from "../base/view.js";
import { t } from "../base/words.js";

const EVERY = 3000; // milliseconds between two looks at the count
const SELDOM = 15000; // while the room does not answer
const ABOUT =
  "With a room, people hand in with one tap, and nobody pastes codes. The terminal that runs it printed a link for you alone; it opens the room here as well.";
const NEW = "Or make a room on a server that lets you";
const CLOSE = { question: "Take no more cards?", yes: "Yes, take no more", no: "No" };
const END = {
  question:
    "Erase all cards and the picture, for everybody and here? Keep the picture first if the group agreed to it.",
  yes: "Yes, erase everything",
  no: "No, keep it",
};

export const open = views((root, page, send) => {
  const words = make("p.sk-words", { role: "status", tabIndex: -1 });
  const asking = question(send, () => say(words, SILENCE), 3 * PATIENCE);
  const field = (/** @type {string} */ label, type = "text") => {
    const input = make("input", { type, autocomplete: "off", spellcheck: false });
    return { input, node: make("label.sk-room-field", make("span", label), input) };
  };
  const link = field("The facilitator's link ", "password");
  const address = field("Address of the server ");
  const key = field("Your key for it ", "password");
  const title = field("What people read ");
  const way = make(
    "div",
    make("p.sk-soft", ABOUT),
    make(
      "p.sk-row",
      link.node,
      button("Open the room", () => attach(), "sk-main"),
    ),
    make(
      "details",
      make("summary", NEW),
      make(
        "p.sk-row",
        address.node,
        key.node,
        title.node,
        button("Make a room", () => create()),
      ),
    ),
  );

  const heading = make("h3", { dir: "auto" });
  const qr = make("img.sk-qr", { alt: t("The address with its code, as a QR code") });
  const door = make("p.sk-door", { dir: "ltr" });
  const code = make("p.sk-door", { dir: "ltr" });
  const people = make("div.sk-way", qr, make("div", make("p", "Scan, or open"), door, make("p", "and type"), code));
  const count = make("p.sk-count", { role: "status" });
  const reveal = button("Reveal", () => page.open && asking.ask({ kind: "reveal" }, 3 * PATIENCE), "sk-main");
  const agreed = button("Show in the room what we agreed on", () => asking.ask({ kind: "agreed" }, 3 * PATIENCE));
  const close = onPurpose("Take no more cards", CLOSE, () => asking.ask({ kind: "close" }, 3 * PATIENCE));
  const end = onPurpose("End, and erase everything", END, () => asking.ask({ kind: "end" }, 3 * PATIENCE));
  const promise = make("p.sk-soft");
  const list = make("ol");
  const board = make("div", make("h4", "What we agreed on, as the room shows it"), list);
  const lead = make(
    "div",
    heading,
    people,
    count,
    make("div.sk-foot", reveal, agreed),
    promise,
    board,
    make("div.sk-foot", close, end),
  );
  const desk = make("details", make("summary", "Lead a room"), way, lead, words);
  root.replaceChildren(make("div.sk-team-view", { role: "group", "aria-label": "Lead a room" }, desk));

  function attach() {
    const said = link.input.value.trim();
    link.input.value = ""; // it is a key: it does not stay on the screen
    if (said) asking.ask({ kind: "attach", link: said }, 3 * PATIENCE);
  }

  function create() {
    const said = { address: page.hub || address.input.value, key: key.input.value, title: title.input.value };
    key.input.value = "";
    asking.ask({ kind: "create", ...said }, 3 * PATIENCE);
  }

  const timer = setInterval(look, EVERY);
  let last = 0;
  setTimeout(look); // a room of before is asked at once
  function look() {
    const pause = page.silent ? SELDOM : EVERY;
    if (!page.open || !root.isConnected || document.hidden || Date.now() - last < pause) return;
    last = Date.now();
    send({ kind: "look" });
  }

  function patch() {
    say(words, page.words);
    desk.open ||= page.open;
    way.hidden = page.open;
    address.node.hidden = key.node.hidden = Boolean(page.hub); // there the Hub knows who asks
    lead.hidden = !page.open;
    say(heading, page.title);
    say(count, page.count);
    people.hidden = !page.door.qr || !page.taking;
    if (page.door.qr) {
      const drawn = dataUri("image/svg+xml", page.door.qr);
      if (qr.src !== drawn) qr.src = drawn;
      say(door, page.door.address);
      say(code, page.door.code);
    }
    say(reveal, page.again ? "Reveal later cards" : "Reveal");
    usable(reveal, page.open);
    agreed.hidden = !page.again || page.shares;
    board.hidden = !page.agreed.length;
    list.replaceChildren(
      ...page.agreed.map((/** @type {string[]} */ [what, who]) =>
        make("li", make("strong", { dir: "auto" }, what), make("div.sk-soft", { dir: "auto" }, who)),
      ),
    );
    close.hidden = !page.taking;
    say(promise, page.promise);
  }

  patch();
  return {
    turn(whole) {
      asking.answered();
      page = whole;
      patch();
    },
    hear({ kind, sentence }) {
      if (kind !== "problem") return;
      asking.answered();
      say(words, sentence);
    },
    stop() {
      asking.answered();
      clearInterval(timer);
    },
  };
});
