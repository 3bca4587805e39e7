/**
 * Text to terms, as generator/search/analysis.py makes them for the index; a test compares the two.
 */

import lunr from "./lunr.js";

const LATIN = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ß: "ss" };
const LATIN_LETTERS = new RegExp(`[${Object.keys(LATIN).join("")}]`, "g");
const EDGES = /^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu;
const POSSESSIVE = /['’]s(?![\p{L}\p{N}_])/gu;
const ASCII = /^[\0-\x7f]*$/;

/** @type {Map<string, string>} */
const stems = new Map();

/**
 * Return text in lower case without diacritics and without the `'s` of a genitive.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  let plain = text.toLowerCase();
  if (!ASCII.test(plain)) {
    plain = plain.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    plain = plain.replace(LATIN_LETTERS, (letter) => LATIN[letter]);
  }
  return plain.replace(POSSESSIVE, "");
}

/**
 * Return the words of a text, folded and trimmed, stop words too.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return fold(text).split(/[\s-]+/).map(trimmed).filter(Boolean);
}

/**
 * Return a word without what is no letter, digit or underscore at its ends.
 * @param {string} token
 * @returns {string}
 */
export function trimmed(token) {
  return token.replace(EDGES, "");
}

/**
 * Tell whether a word is too common to be in the index.
 * @param {string} word
 * @returns {boolean}
 */
export function isStopWord(word) {
  return lunr.stopWordFilter(word) === undefined;
}

/**
 * Return the stem of a word, the term under which the index holds it.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    found = lunr.stemmer(new lunr.Token(word)).toString();
    stems.set(word, found);
  }
  return found;
}
