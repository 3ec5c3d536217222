// Door: remembers in this browser which room it came from, so that handing in is one tap later.

import { HOME, part } from "./api.js";
import { t } from "./words.js";

const NAME = "skillkit room"; // the share code's form looks there
const code = decodeURIComponent(location.hash.slice(1)) || kept();

/** The code with which this browser came in before, to this room. */
function kept() {
  try {
    const { address, code } = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return address === HOME.slice(0, -1) ? String(code) : "";
  } catch {
    return "";
  }
}

function remember() {
  history.replaceState({}, "", location.pathname + location.search);
  try {
    localStorage.setItem(NAME, JSON.stringify({ address: HOME.slice(0, -1), code }));
    part("words").textContent = t("You are in, with the code {code}. Nothing is sent before you tap Hand in.", {
      code,
    });
  } catch {
    part("words").textContent = t("This browser keeps nothing here. Note the code: {code}.", { code });
  }
}

if (code) remember();
else part("words").textContent = t("Scan the code on the screen again, or type it where you hand in.");
