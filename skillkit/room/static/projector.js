// Projector: the picture and nothing else, as soon as it is there.

import { ask, draw, part, secret } from "./api.js";
import { t } from "./words.js";

const EVERY = 2000;
const ENDED = "The room is over. Everything that was handed in is erased.";
const [room, key] = secret("skillkit projector").split("/");
let shown = 0;

const timer = setInterval(look, EVERY);

async function look() {
  try {
    const { status, fields } = await ask(key, "GET", `/rooms/${room}`);
    if (status === 401 || status === 404) {
      clearInterval(timer);
      const words = document.createElement("p");
      words.textContent = t(ENDED);
      part("pictures").replaceChildren(words);
    } else if (status === 200 && fields.revealed > shown) {
      const picture = await ask(key, "GET", `/rooms/${room}/picture`);
      if (picture.status !== 200) return;
      shown = fields.revealed;
      draw(part("pictures"), picture.fields.charts);
    }
  } catch {
    // the next look comes
  }
}

look();
