// Code: which room this browser came in to, for its door, its picture, and the forms around it.

import { HOME } from "./api.js";

const NAME = "skillkit room"; // the share code's form looks there
const ADDRESS = HOME.slice(0, -1);

/** The code of this page's address, else the one with which this browser came in before, to this room. */
export function codeHere() {
  const said = location.hash.slice(1);
  if (said) return said;
  try {
    const { address, code } = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return address === ADDRESS ? String(code) : "";
  } catch {
    return "";
  }
}

/** No room has this code any more, so nobody asks for it again, which would count as a wrong try. */
export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // it kept nothing
  }
  history.replaceState({}, "", location.pathname + location.search);
}

/** Keep it in this browser, and no longer in the address; false where the browser keeps nothing.
 * @param {string} code */
export function cameIn(code) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ address: ADDRESS, code }));
  } catch {
    return false;
  }
  history.replaceState({}, "", location.pathname + location.search);
  return true;
}
