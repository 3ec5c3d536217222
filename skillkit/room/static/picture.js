// Picture: what the projector shows, for whoever has the code, whether they handed in or not.

import { ask, part } from "./api.js";
import { cameIn, codeHere, forget } from "./code.js";
import { follow } from "./shown.js";
import { t } from "./words.js";

const EVERY = 5000;
const WORDS = {
  waits:
    "The picture shows here by itself when your facilitator reveals it. You can put this page aside and come back.",
  shown: "This is the picture of your group. It goes when the room ends.",
  away: "The room does not answer just now. Nothing is lost; this page goes on trying.",
  over:
    "There is no picture here any more. The room is over and all of it is erased, or it has a new code: then scan " +
    "the one on the screen.",
};
const NO_CODE = "Scan the code on the screen first. Then the picture shows here.";
const code = codeHere();

/** @param {string} words */
function say(words) {
  const said = t(words);
  if (part("words").textContent !== said) part("words").textContent = said; // once to who hears it
}

async function sit() {
  const { status, fields } = await ask("", "POST", "/watch", { code });
  if (status === 404) {
    forget();
    return undefined;
  }
  if (status !== 200) throw new Error(String(status));
  cameIn(fields.code);
  part("title").textContent = fields.title;
  return { room: fields.room, key: fields.viewer_token };
}

if (code) follow(sit, EVERY, (state) => say(WORDS[state]), true);
else say(NO_CODE);
