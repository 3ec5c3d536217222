// Hand in: one tap to a group's room, and one tap back. Nothing is sent before the tap.

import { button, make, say } from "../base/dom.js";
import { t } from "../base/words.js";

const ROOM_HERE = "skillkit room"; // where a room's door has left its code
const TRIES_ON = 60_000; // milliseconds in which the same is tried again
const WORDLESS = 15_000; // without a word of Python
const CONSENT =
  "Sends your ratings and ticks to the facilitator's room. The group sees one picture of everybody; you can take " +
  "your card back until then. Confidential, not anonymous.";
const NAMED = "To be shown by name, type it here. Leave it empty to stay unnamed.";
const GAVE_UP =
  "The room did not answer for a minute. Nothing of yours is lost. Give your share code to the facilitator instead, " +
  "or try again later.";
const HANDED = "Handed in: {title}. The room has it.";
const UNSURE =
  "Nobody here knows whether your last tap reached the room. Hand in again, which counts once, or take it back.";
const OLDER = "The room has an older card of yours. Hand in again to put this one in its place.";

/** The room whose door was opened in this browser, if this page is one of its own. */
function door() {
  try {
    const { address, code } = JSON.parse(localStorage.getItem(ROOM_HERE) ?? "{}");
    return location.href.startsWith(`${address}/`) ? { address, code: String(code) } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @typedef {{ anywhere: boolean, address: string, code: string, title: string, handed: string, unsure: boolean }} Room
 * @param {(message: import("../base/view.js").Message) => void} send
 * @param {() => boolean} [isWhole] whether Python has every change
 */
export function handIn(send, isWhole = () => true) {
  /** @type {Room} */
  let room = { anywhere: false, address: "", code: "", title: "", handed: "", unsure: false };
  /** @type {Room | undefined} */
  let given; // with the page, which does not hear what was said since
  let now = ""; // the share code of what stands here
  let since = 0; // when somebody tapped, while there is no answer
  /** @type {import("../base/view.js").Message} */
  let asked = { kind: "" };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const field = (/** @type {string} */ label, /** @type {string} */ hint, spell = false) => {
    const input = make("input", { type: "text", autocomplete: "off", spellcheck: spell, placeholder: hint });
    return { input, node: make("label.sk-room-field", make("span", label), input) };
  };
  const address = field("Address of the room ", "https://…");
  const code = field("Code ", "7K3QX-0M2RD");
  const alias = field("Your name, if it may be shown ", "");
  alias.input.title = t(NAMED);
  const go = button("Hand in", () => tap({ kind: "hand_in" }), "sk-main");
  const back = button("Take it back", () => tap({ kind: "take_back" }));
  const words = make("span.sk-room-words", { role: "status" });
  const see = make("a", "The group's picture");
  const fields = make("p.sk-row", address.node, code.node, alias.node);
  const tell = make("p.sk-hint", CONSENT);
  const inner = make("div.sk-room-in", fields, tell, make("p.sk-row", go, back, words), make("p", see));
  const title = make("summary");
  const node = make("details.sk-room", { hidden: true }, title, inner);

  /** @param {import("../base/view.js").Message} message */
  function tap(message) {
    if (!isWhole()) return say(words, "Your last change is not saved yet. Try again in a moment.");
    const here = door();
    asked = {
      ...message,
      address: here?.address ?? address.input.value,
      code: here?.code ?? code.input.value,
      alias: alias.input.value,
    };
    since = Date.now();
    say(words, message.kind === "hand_in" ? "Handing in …" : "Taking it back …");
    ask();
  }

  function ask() {
    patch();
    send(asked);
    clearTimeout(timer);
    timer = setTimeout(again, WORDLESS);
  }

  function again() {
    clearTimeout(timer);
    if (Date.now() - since > TRIES_ON) {
      since = 0;
      say(words, GAVE_UP);
      return patch();
    }
    say(words, "The room does not answer yet. This page goes on trying for a minute.");
    timer = setTimeout(ask, 2000 + Math.random() * 2000);
  }

  function patch() {
    const here = door();
    node.hidden = !now || !(room.anywhere || here);
    const ready = here || (room.code && !room.title); // a Hub has named the room
    if (ready && !node.dataset.met) {
      node.open = true;
      node.dataset.met = "yes";
    }
    const mine = room.title ? t("Hand in: {room}", { room: room.title }) : "Hand in to your group's room";
    say(title, here || room.address ? mine : "Hand in to a room");
    address.node.hidden = code.node.hidden = Boolean(here);
    const isIn = Boolean(room.handed);
    const isSame = room.handed === now;
    alias.node.hidden = isIn || Boolean(room.title);
    go.hidden = isIn && isSame;
    back.hidden = !isIn && (!room.unsure || since > 0);
    seen(here);
    go.disabled = back.disabled = since > 0;
    if (!since && isIn && !isSame) say(words, OLDER);
    if (!since && isIn && isSame && !words.textContent) say(words, t(HANDED, { title: room.title }));
    if (!since && room.unsure && !words.textContent) say(words, UNSURE);
  }

  /** Where the picture shows, once somebody is in. @param {{ address: string, code: string } | undefined} here */
  function seen(here) {
    see.hidden = !room.title;
    if (here) see.href = `${here.address}/picture`;
    else Object.assign(see, { href: `${room.address}/picture#${room.code}`, target: "_blank", rel: "noopener" });
  }

  return {
    node,
    /** @param {string} share @param {Room | undefined} state */
    patch(share, state) {
      if (share !== now && !since) say(words, "");
      now = share;
      if (state && state !== given) {
        given = state;
        if (state.address && state.address !== room.address) address.input.value = state.address;
        if (state.code && state.code !== room.code) code.input.value = state.code;
        room = state;
      }
      patch();
    },
    /** @param {import("../base/view.js").Message} message */
    hear(message) {
      if (message.kind === "problem" && since) {
        since = 0;
        clearTimeout(timer);
        say(words, message.sentence);
        patch();
      }
      if (message.kind !== "room") return;
      room = message.room;
      if (message.state === "wait") return since ? again() : undefined;
      since = 0;
      clearTimeout(timer);
      patch();
      say(words, message.words);
    },
    stop: () => clearTimeout(timer),
  };
}
