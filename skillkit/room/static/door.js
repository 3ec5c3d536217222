// Door: remembers in this browser which room it came from, so that handing in is one tap later.

import { ask, part } from "./api.js";
import { cameIn, codeHere } from "./code.js";
import { t } from "./words.js";

const code = codeHere();
const type = part("type");
const field = /** @type {HTMLInputElement} */ (part("code"));

/** @param {string} words @param {Record<string, string>} [values] */
function say(words, values) {
  part("words").textContent = t(words, values);
}

/** @param {string} code */
function remember(code) {
  if (cameIn(code)) say("You are in, with the code {code}. Nothing is sent before you tap Hand in.", { code });
  else say("This browser keeps nothing here. Note the code: {code}.", { code });
  show(true);
}

/** @param {boolean} isIn */
function show(isIn) {
  type.hidden = isIn;
  for (const id of ["begin", "see"]) part(id).hidden = !isIn;
}

type.addEventListener("submit", (event) => {
  event.preventDefault();
  comeIn().catch(() => say("The room does not answer just now. Try again."));
});

/** Whoever cannot scan the code types it; a wrong one is told here. */
async function comeIn() {
  const { status, fields } = await ask("", "POST", "/watch", { code: field.value });
  if (status === 200) remember(fields.code);
  else say(fields.detail ?? "The room does not answer just now. Try again.");
}

if (code) remember(code);
else {
  say("Scan the code on the screen, or type it here.");
  show(false);
}
