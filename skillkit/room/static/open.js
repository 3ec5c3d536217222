// Open: a new room, for whoever a JupyterHub lets open one. Its link is shown once.

import { ask, HOME, part } from "./api.js";
import { t } from "./words.js";

const title = /** @type {HTMLInputElement} */ (part("title"));
const open = /** @type {HTMLButtonElement} */ (part("open"));
const go = /** @type {HTMLAnchorElement} */ (part("go"));

/** @param {string} words */
const say = (words) => {
  part("words").textContent = t(words);
};

open.onclick = async () => {
  open.disabled = true;
  try {
    const { status, fields } = await ask("", "POST", "/rooms", { title: title.value });
    if (status !== 201) return say(fields.detail ?? "The room did not open. Load this page again.");
    const key = `${fields.room}/${fields.facilitator_token}/${fields.join_code}`;
    go.href = `${HOME}facilitator#${key}`;
    part("new").hidden = true;
    part("there").hidden = false;
    say("Your room is open. This link is the only way back to it: copy it before you go.");
  } catch {
    say("The room does not answer just now. Try again.");
  } finally {
    open.disabled = false;
  }
};

part("copy").onclick = async () => {
  try {
    await navigator.clipboard.writeText(go.href);
    say("Copied. Keep it to yourself: whoever has it leads your room.");
  } catch {
    say("This browser does not copy by itself. Press the link long, or with the other mouse button.");
  }
};
