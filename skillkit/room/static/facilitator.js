// Facilitator: a coarse count, one Reveal, and the end. It looks again every three seconds.

import { agreements } from "./agreements.js";
import { ask, draw, part, secret } from "./api.js";
import { t } from "./words.js";

const EVERY = 3000;
const ENDED = t("The room is over. Everything that was handed in is erased.");
const AWAY = t("The room does not answer just now. Nothing is lost; this page goes on trying.");
const [room, key, code = ""] = secret("skillkit lead").split("/");
const end = /** @type {HTMLButtonElement} */ (part("end"));
let shown = 0;
let agreedThen = 0; // what the page to save says
let isOver = false;
let knowsDoor = false;
let goOn = async () => {};
const agreed = agreements(part("agreed"), key, room);

/** @param {string} words */
const say = (words) => {
  part("words").textContent = t(words);
};

async function look() {
  if (isOver) return;
  try {
    const { status, fields } = await ask(key, "GET", `/rooms/${room}`);
    if (status === 401 || status === 404) return over();
    if (status !== 200) return say(AWAY);
    if (part("words").textContent === AWAY) say("");
    part("title").textContent = fields.title;
    await showDoor();
    part("lead").hidden = false;
    const count = [fields.cards, ...(fields.open ? [] : [t("no more cards are taken")])].join(" · ");
    if (part("count").textContent !== count) part("count").textContent = count; // once to who hears it
    part("close").hidden = !fields.open;
    part("way").hidden = !fields.open || !knowsDoor;
    part("promise").textContent = t(
      "Reveal draws one picture. Below {floor} cards nothing shows by skill; later cards wait until they are {floor}, " +
        "and are added.",
      fields,
    );
    part("agreed").hidden = !(fields.revealed || fields.agreed);
    if (fields.revealed && (fields.revealed > shown || fields.agreed > agreedThen)) await show(fields);
    await agreed.look(fields.agreed);
  } catch {
    say(AWAY);
  }
}

/** The picture where it is a new one, and in any case the page to save. @param {import("./api.js").Fields} state */
async function show(state) {
  const { status, fields } = await ask(key, "GET", `/rooms/${room}/picture`);
  if (status !== 200) return;
  if (state.revealed > shown) draw(part("pictures"), fields);
  [shown, agreedThen] = [state.revealed, state.agreed];
  const save = /** @type {HTMLAnchorElement} */ (part("save"));
  URL.revokeObjectURL(save.href);
  save.href = URL.createObjectURL(new Blob([fields.page], { type: "text/html" }));
  save.hidden = false;
  part("reveal").textContent = t("Reveal later cards");
}

/** Where people come in, with its code as a picture; asked for until it is there. */
async function showDoor() {
  if (knowsDoor || !code) return;
  const { status, fields } = await ask(key, "POST", `/rooms/${room}/door`, { code });
  if (status !== 200) return;
  const qr = /** @type {HTMLImageElement} */ (part("qr"));
  part("code").textContent = fields.code;
  part("address").textContent = fields.address;
  qr.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(fields.qr)}`;
  knowsDoor = true;
}

function over() {
  isOver = true;
  for (const id of ["lead", "way", "agreed"]) part(id).hidden = true;
  part("pictures").replaceChildren();
  say(ENDED);
}

/** @param {string} words @param {() => Promise<void>} yes */
function question(words, yes) {
  part("question").textContent = t(words);
  part("ask").hidden = false;
  goOn = yes;
  part("no").focus();
}

/** Do it, and say what the room answers. @param {string} method @param {string} path @param {string} words */
async function act(method, path, words) {
  try {
    const before = shown;
    const { status, fields } = await ask(key, method, path);
    if (status === 204) return over();
    say(status < 300 ? words : (fields.detail ?? AWAY));
    await look();
    if (fields.again && before) say("The picture stays as it is: fewer than the floor are new.");
  } catch {
    say(AWAY);
  }
}

part("reveal").onclick = () => act("POST", `/rooms/${room}/reveal`, "This is the picture of your group.");
part("project").onclick = () => window.open(`projector#${room}/${key}`, "skillkit projector");
part("close").onclick = () =>
  question("Take no more cards?", () => act("POST", `/rooms/${room}/close`, "No more cards are taken."));
end.onclick = () =>
  question("Erase all cards and the picture, for everybody? Save the picture first if the group agreed to it.", () =>
    act("DELETE", `/rooms/${room}`, ""),
  );
part("yes").onclick = async () => {
  part("ask").hidden = true;
  await goOn();
};
part("no").onclick = () => {
  part("ask").hidden = true;
};

if (!room || !key) {
  say("This address lacks its key. Open the facilitator's link that the terminal printed.");
} else {
  look();
  setInterval(look, EVERY);
}
