// Words: what a person reads, in that person's language. English is the source, and stands where a
// language has nothing.

/** @typedef {string | Record<string, string>} Word a sentence, or one for each class of number */

/** Python puts the reader's own here. @type {{ tag: string, words: Record<string, Word> }} */
export const LANGUAGE = { tag: "en", words: {} };

/** A sentence with its values: `t("{open} left", { open })`. White space around it stays.
 * @param {string} sentence @param {Record<string, any>} [values] */
export function t(sentence, values) {
  const inner = sentence.trim();
  const word = Object.hasOwn(LANGUAGE.words, inner) ? LANGUAGE.words[inner] : undefined;
  const form = typeof word === "object" ? word.other : word;
  const said = form === undefined ? sentence : sentence.replace(inner, () => form);
  return values ? filled(said, values) : said;
}

/** Sentences one after another; what is none is left out. @param {...(string | false | undefined)} sentences */
export function inTurn(...sentences) {
  return sentences.flatMap((sentence) => (sentence ? [t(sentence)] : [])).join(" ");
}

/** The sentence for a number, which it may name as `{count}`.
 * @param {string} one @param {string} many @param {number} count @param {Record<string, any>} [values] */
export function plural(one, many, count, values) {
  const word = Object.hasOwn(LANGUAGE.words, many) ? LANGUAGE.words[many] : undefined;
  const forms = typeof word === "string" ? { other: word } : (word ?? { one, other: many });
  const form = forms[new Intl.PluralRules(LANGUAGE.tag).select(count)] ?? forms.other;
  return filled(form, { count, ...values });
}

/** @param {string} said @param {Record<string, any>} values */
function filled(said, values) {
  return said.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}
