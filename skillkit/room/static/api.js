// Api: the room's addresses, asked with a key that this page alone has.

import { LANGUAGE, t } from "./words.js";

/** @typedef {Record<string, any>} Fields */

/** The address of the whole service, which may be below a path of another. */
export const HOME = new URL("..", import.meta.url).href;

/** @param {string} id */
export const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

Object.assign(LANGUAGE, JSON.parse(part("said").textContent ?? "{}"));

const languages = /** @type {HTMLSelectElement | null} */ (document.getElementById("language"));
languages?.addEventListener("change", () => /** @type {any} */ (globalThis).readOn(languages.value));

// Another link of this page in the same tab loads nothing by itself.
addEventListener("hashchange", () => location.hash.length > 1 && location.reload());

/** What stands after the # of the address; from then on it is in this tab alone, and not on a screen.
 * @param {string} name */
export function secret(name) {
  const said = decodeURIComponent(location.hash.slice(1));
  if (said) {
    sessionStorage.setItem(name, said);
    history.replaceState({}, "", location.pathname + location.search);
  }
  return said || sessionStorage.getItem(name) || "";
}

/** Without a key the Hub's own login counts, if there is one.
 * @param {string} key @param {string} method @param {string} path @param {Fields} [body]
 * @returns {Promise<{status: number, fields: Fields}>} */
export async function ask(key, method, path, body) {
  const headers = new Headers({ "Accept-Language": LANGUAGE.tag });
  if (key) headers.set("Authorization", `Bearer ${key}`);
  if (body) headers.set("Content-Type", "application/json");
  const answer = await fetch(`${HOME}api/v1${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const fields = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
  return { status: answer.status, fields };
}

const PHONE = 600; // pixels, and less
const PATIENCE = 20_000; // milliseconds: who has no answer by then gets none
const drawn = (/** @type {string} */ svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** The drawings of a picture, as images with their headlines: nothing in them can run. On a telephone they are laid out
 * for one. @param {HTMLElement} place @param {Fields} picture @param {boolean} [inWords] whether they are told as well */
export function draw(place, picture, inWords = false) {
  place.replaceChildren(
    ...picture.charts.map((/** @type {string} */ svg, /** @type {number} */ i) => {
      const wide = new Image();
      wide.src = drawn(svg);
      wide.alt = "";
      const narrow = document.createElement("source");
      Object.assign(narrow, { media: `(max-width: ${PHONE}px)`, srcset: drawn(picture.narrow[i]) });
      const either = document.createElement("picture");
      either.append(narrow, wide);
      const headline = document.createElement("figcaption");
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      headline.textContent = parsed.querySelector("title")?.textContent ?? t("A chart");
      const figure = document.createElement("figure");
      figure.append(headline, either);
      if (inWords) figure.append(told(picture.words[i]));
      return figure;
    }),
  );
}

/** A drawing in words, folded below it. @param {string[]} lines */
function told(lines) {
  const [fold, title] = ["details", "summary"].map((name) => document.createElement(name));
  title.textContent = t("The same in words");
  fold.append(title);
  for (const line of lines) {
    const said = document.createElement("p");
    said.textContent = line;
    fold.append(said);
  }
  return fold;
}
