// Hand in: a long text and dropped files on their way to Python, in messages that are not too long.

import { make, randomName } from "../base/dom.js";
import { base64 } from "../base/view.js";
import { LANGUAGE, t } from "../base/words.js";

const BATCH = 500000; // characters in one message
const PART = 375000; // bytes in one message: base 64 makes as many characters of them, and no padding between
const MOST = 2000; // files at once
const KINDS = ".json,.txt,.md,.log,.csv,.tsv,.xlsx,.docx,.rtf,.htm,.html,.eml,.mbox,.vtt,.srt,.sbv";
const UP_TO = " At most 50 MB each.";

/** @typedef {import("../base/view.js").Send} Send */
/** @typedef {{ name: string, text?: string, data?: string, upload?: string, parts?: number, problem?: string }} Card a
 *   file that was read */

/** What is too long for one message goes ahead in parts, which Python puts together again.
 * @param {Uint8Array} bytes @param {Send} send */
function inParts(bytes, send) {
  const upload = randomName();
  const parts = Math.ceil(bytes.length / PART);
  for (let i = 0; i < parts; i += 1) {
    send({ kind: "part", upload, number: i, data: base64(bytes.subarray(i * PART, (i + 1) * PART)) });
  }
  return { upload, parts };
}

/** @param {File} file @param {number} largest @param {Send} send @returns {Promise<Card>} */
async function readCard(file, largest, send) {
  const { name, size } = file;
  const count = (/** @type {number} */ bytes) => bytes.toLocaleString(LANGUAGE.tag);
  if (size > largest) {
    const sizes = { size: count(size), largest: count(largest) };
    return { name, problem: t("It holds {size} bytes; at most {largest} are read.", sizes) };
  }
  let bytes = new ArrayBuffer(0);
  try {
    bytes = await file.arrayBuffer();
    if (size > BATCH) return { name, ...inParts(new Uint8Array(bytes), send) };
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    if (bytes.byteLength) return { name, data: base64(new Uint8Array(bytes)) }; // Python knows more kinds of text
    return { name, problem: "It cannot be read; if it is a folder, open it and drop its files." };
  }
}

/** A pasted text as a message says it, with the bytes that went ahead of it; nothing where it is too long.
 * @param {string} text @param {number} largest @param {Send} send
 * @returns {[Record<string, any> | null, number]} */
export function ofText(text, largest, send) {
  if (text.length <= BATCH) return [{ text }, 0];
  const bytes = new TextEncoder().encode(text);
  return bytes.length > largest ? [null, 0] : [inParts(bytes, send), bytes.length];
}

/** The files of the last message of a drop, with the bytes that went ahead; the others are sent on the way.
 * @param {FileList} list @param {number} largest @param {Send} send @returns {Promise<[Card[], number]>} */
export async function inMessages(list, largest, send) {
  const files = [...list].slice(0, MOST);
  const extra = list.length - files.length;
  /** @type {Card[]} */
  let batch = [];
  let [size, sent] = [0, 0];
  for (const file of files) {
    const card = await readCard(file, largest, send);
    sent += card.parts ? file.size : 0;
    batch.push(card);
    size += (card.text ?? card.data ?? "").length;
    if (size > BATCH) {
      send({ kind: "files", files: batch, last: false });
      batch = [];
      size = 0;
    }
  }
  const problem = t("At most {most} files are read at once; {extra} were left out.", { most: MOST, extra });
  if (extra) batch.push({ name: t("the other files"), problem });
  return [batch, sent];
}

/** A place to drop files, or to choose them.
 * @param {string} words @param {(files: FileList) => Promise<void>} take */
export function dropArea(words, take) {
  const input = make("input", { type: "file", multiple: true, accept: KINDS, onchange: () => choose() });
  const label = make("label", make("span", words), input, make("span.sk-soft", UP_TO));
  const node = make("div.sk-drop", label);
  const choose = async () => {
    if (input.files) await take(input.files);
    input.value = "";
  };
  for (const kind of /** @type {const} */ (["dragenter", "dragover", "dragleave", "drop"])) {
    node.addEventListener(kind, (event) => {
      event.preventDefault();
      event.stopPropagation();
      node.classList.toggle("sk-over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop" && event.dataTransfer) take(event.dataTransfer.files);
    });
  }
  return node;
}
