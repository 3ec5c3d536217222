// What a widget's module gives to its host, and how a view asks Python for something.

import { make } from "./dom.js";

/** @typedef {Record<string, any>} Page what Python says of a widget, as plain values */
/** @typedef {{ kind: string, [name: string]: any }} Message */
/** @typedef {(message: Message) => void} Send */
/**
 * @typedef {object} Opened
 * @property {(message: Message) => void} hear a message of Python
 * @property {(page: Page) => void} turn a page that takes the place of the one before
 * @property {(root: HTMLElement, draw: DrawFigure) => () => void} render show it there; what is returned takes it
 *   away
 * @property {() => void} close
 */
/** Draws a figure of plotly in that place; whether it could. @typedef {(place: HTMLElement, figure: object) =>
 *   Promise<boolean>} DrawFigure */
/**
 * @typedef {object} View
 * @property {(page: Page) => void} turn
 * @property {(message: Message) => unknown} [hear]
 * @property {() => void} [stop]
 */

export const SILENCE = "Python is not answering. If this stays so, run this cell again.";
export const GIVEN = "Your browser has saved it with your downloads.";
export const PATIENCE = 2500; // milliseconds without an answer, after which a page says so

/**
 * A widget whose page Python sends whole: `draw(root, page, send)` shows it in one place.
 * @param {(root: HTMLElement, page: Page, send: Send, drawFigure: DrawFigure) => View} draw
 */
export function views(draw) {
  /** @param {Page} page @param {Send} send @returns {Opened} */
  return (page, send) => {
    /** @type {Set<View>} */
    const shown = new Set();
    return {
      hear: (message) => shown.forEach((view) => void view.hear?.(message)),
      turn(whole) {
        page = whole;
        for (const view of shown) view.turn(whole);
      },
      close() {},
      render(root, drawFigure) {
        const view = draw(root, page, send, drawFigure);
        shown.add(view);
        return () => {
          view.stop?.();
          shown.delete(view);
        };
      },
    };
  };
}

/**
 * A question that Python answers, or that is given up.
 * @param {Send} send
 * @param {() => void} late what to do without an answer
 * @param {number} [patience]
 */
export function question(send, late, patience = PATIENCE) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** Whether an answer was still waited for; now it is not. */
  const answered = () => {
    const waited = timer !== undefined;
    clearTimeout(timer);
    timer = undefined;
    return waited;
  };
  /** @param {Message} message @param {number} [wait] another patience, in milliseconds */
  const ask = (message, wait = patience) => {
    send(message);
    answered();
    timer = setTimeout(() => answered() && late(), wait);
  };
  return { ask, answered };
}

/**
 * A link to a file that Python is asked for when the link is used.
 * @param {Record<string, any>} properties
 * @param {string} words
 * @param {() => void} ask
 */
export function fileLink(properties, words, ask) {
  let giving = false;
  const onclick = (/** @type {Event} */ event) => {
    if (giving) return;
    event.preventDefault();
    ask();
  };
  const node = make("a", { href: "#", ...properties, onclick }, words);
  /** Let the browser save the file as the link has it now. */
  const give = () => {
    giving = true;
    node.click();
    giving = false;
  };
  return { node, give };
}

/** A text as the address of a file. @param {string} type @param {string} text */
export function dataUri(type, text) {
  return `data:${type};base64,${base64(new TextEncoder().encode(text))}`;
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
