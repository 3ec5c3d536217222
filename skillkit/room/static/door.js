// Door: remembers in this browser which room it came from, so that handing in is one tap later.

import { HOME, part } from "./api.js";

const NAME = "skillkit room"; // the share code's form looks there
const code = decodeURIComponent(location.hash.slice(1));

function remember() {
  history.replaceState({}, "", location.pathname);
  try {
    localStorage.setItem(NAME, JSON.stringify({ address: HOME.slice(0, -1), code }));
    part("words").textContent = `You are in, with the code ${code}. Nothing is sent before you tap Hand in.`;
  } catch {
    part("words").textContent = `This browser keeps nothing here. Note the code: ${code}.`;
  }
}

if (code) remember();
else part("words").textContent = "Scan the code on the screen again, or type it where you hand in.";
