/**
 * How closely a text follows a query: a reader who types four words or more often has a title or a
 * sentence in mind, and then the words stand in its order and near each other.
 */

import { fold, stem, trimmed } from "./analysis.js";

/** Two words with at most so many places from one to the other are near each other. */
const NEAR = 4;
const OTHER_FORM = 0.6;

/**
 * Return the share of a query's neighbouring words that also follow each other, nearby, in a text:
 * 0 for none, 1 for all of them in the forms in which they were typed.
 * @param {string[]} words of the query, in order
 * @param {string} text
 * @returns {number}
 */
export function closeness(words, text) {
  if (words.length < 2) return 0;
  const stems = words.map(stem);
  const places = new Map(stems.map((term) => [term, []]));
  fold(text).split(/[\s-]+/).forEach((token, place) => {
    const word = trimmed(token);
    places.get(stem(word))?.push({ place, word });
  });
  let sum = 0;
  for (let n = 0; n + 1 < words.length; n++) {
    sum += follows(places.get(stems[n]), places.get(stems[n + 1]), words[n], words[n + 1]);
  }
  return sum / (words.length - 1);
}

/**
 * @param {{place: number, word: string}[]} before
 * @param {{place: number, word: string}[]} after
 * @param {string} first
 * @param {string} second
 * @returns {number}
 */
function follows(before, after, first, second) {
  let best = 0;
  for (const a of before) {
    for (const b of after) {
      const step = b.place - a.place;
      if (step < 1 || step > NEAR) continue;
      const forms = (a.word === first ? 1 : OTHER_FORM) * (b.word === second ? 1 : OTHER_FORM);
      best = Math.max(best, forms);
    }
  }
  return best;
}
