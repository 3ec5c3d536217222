// Projector: the picture and nothing else, as soon as it is there.

import { ask, draw, part, secret } from "./api.js";
import { t } from "./words.js";

const EVERY = 2000;
const ENDED = "The room is over. Everything that was handed in is erased.";
const [room, key] = secret("skillkit projector").split("/");
let shown = 0;
let agreed = 0;

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
      agreed = 0;
      draw(part("pictures"), picture.fields);
    }
    if (shown && fields.agreed !== agreed) await showAgreed(fields.agreed);
  } catch {
    // the next look comes
  }
}

/** What the group agreed on, below the pictures. @param {number} revision */
async function showAgreed(revision) {
  const { status, fields } = await ask(key, "GET", `/rooms/${room}/agreements`);
  if (status !== 200) return;
  agreed = revision;
  part("agreed")?.remove();
  if (!fields.lines.length) return;
  const figure = document.createElement("figure");
  figure.id = "agreed";
  const headline = document.createElement("figcaption");
  headline.textContent = t("What we agreed on");
  const list = document.createElement("ol");
  for (const [title, more] of fields.lines) {
    const [line, what, who] = ["li", "strong", "span"].map((name) => document.createElement(name));
    what.textContent = title;
    who.textContent = more;
    line.append(what, who);
    list.append(line);
  }
  figure.append(headline, list);
  part("pictures").append(figure);
}

look();
