// The elements that forms and views are made of. Text is never read as HTML; a fixed one is said in
// the reader's language.

import { t } from "./words.js";

/** @typedef {Node | string | false | null | undefined} Child */
/** @typedef {Record<string, any>} Properties */

const ATTRIBUTES = new Set(["role", "for", "scope", "list"]);
const SAID = new Set(["label", "placeholder", "title", "textContent", "aria-label"]);

/**
 * An element, `make("p.sk-soft", { hidden: true, onclick }, "words", node)`, with its class,
 * properties, listeners and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K | `${K}.${string}`} kind
 * @param {...(Child | Properties)} parts
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(kind, ...parts) {
  const [tag, ...classes] = kind.split(".");
  const node = /** @type {HTMLElementTagNameMap[K]} */ (document.createElement(tag));
  if (classes.length) node.className = classes.join(" ");
  for (const part of parts) {
    if (typeof part === "string") node.append(t(part));
    else if (part instanceof Node) node.append(part);
    else if (part) for (const [name, value] of Object.entries(part)) set(node, name, value);
  }
  return node;
}

/** @param {HTMLElement} node @param {string} name @param {any} value */
function set(node, name, value) {
  if (SAID.has(name) && typeof value === "string") value = t(value);
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name.includes("-") || ATTRIBUTES.has(name)) node.setAttribute(name, value);
  else Object.assign(node, { [name]: value });
}

/** @param {string} words @param {(event: MouseEvent) => unknown} onclick @param {string} [look] */
export function button(words, onclick, look = "") {
  return make("button", { type: "button", className: look, onclick }, words);
}

/**
 * A radio or a tick with its label around it.
 * @param {Properties} properties
 * @param {...Child} words
 */
export function option(properties, ...words) {
  const input = make("input", properties);
  return { input, node: make("label.sk-option", input, ...words) };
}

/**
 * A level to choose, with the sentence that says what it means.
 * @param {Properties} properties
 * @param {string} level
 * @param {string} anchor
 */
export function levelOption(properties, level, anchor) {
  const words = [make("span.sk-level", level, " "), make("span.sk-anchor", anchor)];
  return option({ type: "radio", ...properties }, ...words);
}

/** The options of a select, from [value, words], or from [group, [choices]].
 * @param {any[]} choices
 * @returns {HTMLElement[]}
 */
export function options(choices) {
  return choices.map(([value, words]) =>
    Array.isArray(words)
      ? make("optgroup", { label: value }, ...options(words))
      : make("option", { value: value ?? "" }, words),
  );
}

/** A button that cannot be used now keeps the focus, which a disabled one would lose.
 * @param {HTMLElement} node @param {boolean} able */
export function usable(node, able) {
  node.setAttribute("aria-disabled", String(!able));
}

/** Text changes only where it differs, so that a screen reader says it once.
 * @param {Node} node @param {string} words */
export function say(node, words) {
  const said = t(words);
  if (node.textContent !== said) node.textContent = said;
}

/** The same for a text of several lines, each an element of this kind.
 * @param {Element} node @param {string[]} lines @param {(i: number) => "p" | "h3" | "li"} kind */
export function sayLines(node, lines, kind = () => "p") {
  const said = lines.map((line) => t(line)).join("\n");
  if ([...node.children].map((child) => child.textContent).join("\n") === said) return;
  node.replaceChildren(...lines.map((line, i) => make(kind(i), line)));
}

/** Why a change was not saved; nothing if there is no such sentence.
 * @param {HTMLElement} node @param {string} [sentence] */
export function sayRefused(node, sentence) {
  say(node, sentence ? t("Not saved. {reason}", { reason: sentence }) : "");
  node.hidden = !sentence;
}

/** Copy words, and say whether that is done; `select` marks them where it takes a key.
 * @param {string} words @param {HTMLElement} said @param {() => void} select */
export async function copyText(words, said, select) {
  let done = true;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    select();
    done = document.execCommand("copy"); // where the page may not use the clipboard itself
  }
  say(said, done ? "Copied" : "Press Ctrl+C to copy");
}

/** Whether the focus is in there. @param {Node} node */
export function hasFocus(node) {
  const root = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  return node.contains(root.activeElement);
}

/**
 * Bring the children of a node into this order; one that moves keeps the focus.
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} nodes
 */
export function arrange(parent, nodes) {
  const focused = /** @type {HTMLElement | undefined} */ (nodes.find(hasFocus)?.querySelector(":focus"));
  let moved = false;
  nodes.forEach((node, i) => {
    if (parent.children[i] === node) return;
    parent.insertBefore(node, parent.children[i] ?? null);
    moved = true;
  });
  while (parent.children.length > nodes.length) parent.lastChild?.remove();
  if (moved) focused?.focus({ preventScroll: true });
}

/**
 * A button that asks once more before it forgets anything.
 * @param {string} words
 * @param {{ question: string, yes: string, no: string }} asks
 * @param {() => void} forget
 */
export function onPurpose(words, { question, yes, no }, forget) {
  const ask = button(words, () => show(true), "sk-quiet");
  const keep = button(no, () => show(false), "sk-quiet");
  const sure = button(yes, () => {
    show(false);
    forget();
  });
  const asked = make("span.sk-again", { hidden: true }, question, " ", sure, keep);
  /** @param {boolean} asking */
  const show = (asking) => {
    asked.hidden = !asking;
    ask.hidden = asking;
    (asking ? keep : ask).focus();
  };
  return make("span", ask, asked);
}

/** A place for a picture that Python drew; its text is escaped there. */
export function picture() {
  const node = make("figure");
  let shown = "";
  /** @type {ReturnType<typeof reachable> | undefined} */
  let reach;
  /** @param {string} svg */
  const draw = (svg) => {
    if (shown === svg) return;
    shown = svg;
    node.replaceChildren(parsed(svg));
    reach ??= reachable(/** @type {HTMLElement} */ (node.parentElement));
    reach.look();
  };
  return { node, draw };
}

/** A name that nothing else on the page has. */
export function randomName() {
  return Math.random().toString(36).slice(2, 10);
}

/** HTML that Python made. @param {string} html */
export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** A picture that is wider than its place can be scrolled by keyboard, and is no stop otherwise.
 * @param {HTMLElement} root */
export function reachable(root) {
  const look = () => {
    for (const figure of root.querySelectorAll("figure")) {
      if (figure.scrollWidth > figure.clientWidth) figure.tabIndex = 0;
      else figure.removeAttribute("tabindex");
    }
  };
  const observer = new ResizeObserver(look);
  observer.observe(root);
  return { look, stop: () => observer.disconnect() };
}

/** Bring the children of `here` to those of `there`; what is folded open, selected or focused stays so.
 * @param {Node} here @param {Node} there */
export function follow(here, there) {
  const [before, after] = [[...here.childNodes], [...there.childNodes]];
  after.forEach((node, i) => {
    const old = before[i];
    if (!old) here.appendChild(node);
    else if (old.nodeName !== node.nodeName) old.replaceWith(node);
    else if (old instanceof Element && node instanceof Element) {
      followAttributes(old, node);
      follow(old, node);
    } else if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
  });
  for (const old of before.slice(after.length)) old.remove();
}

/** @param {Element} old @param {Element} node */
function followAttributes(old, node) {
  for (const { name, value } of node.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !node.hasAttribute(name)) old.removeAttribute(name);
  }
}

const NARROW = 520; // pixels, below which the narrow pictures show

/** Tell when somebody comes back to what was hidden: another tab of the browser, or of JupyterLab.
 * @param {HTMLElement} node @param {() => void} act */
export function whenSeenAgain(node, act) {
  let wasHidden = false;
  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width && wasHidden) act();
    wasHidden = !contentRect.width;
  });
  observer.observe(node);
  const turned = () => document.visibilityState === "visible" && act();
  document.addEventListener("visibilitychange", turned);
  return () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", turned);
  };
}

/** Ask once for pictures that fit a telephone, where there is one: they travel only there.
 * @param {HTMLElement} node @param {() => boolean} lacks whether the page has none yet @param {() => void} ask */
export function whenNarrow(node, lacks, ask) {
  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (!lacks() || !contentRect.width || contentRect.width >= NARROW) return;
    observer.disconnect();
    ask();
  });
  observer.observe(node);
  return () => observer.disconnect();
}
