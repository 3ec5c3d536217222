// Projector: the picture and nothing else, as soon as it is there.

import { part, secret } from "./api.js";
import { follow } from "./shown.js";
import { t } from "./words.js";

const EVERY = 2000;
const ENDED = "The room is over. Everything that was handed in is erased.";
const [room, key] = secret("skillkit projector").split("/");

follow(
  async () => ({ room, key }),
  EVERY,
  (state) => {
    if (state !== "over") return;
    const words = document.createElement("p");
    words.textContent = t(ENDED);
    part("pictures").replaceChildren(words);
  },
);
