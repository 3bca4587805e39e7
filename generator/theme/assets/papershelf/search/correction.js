/**
 * Words for one that no paper holds. A word with one mistake has either its beginning right, and then
 * stands near the right one in the shard that was read for it, or its end, and then stands near it in
 * the dictionary, which is sorted by ends.
 */

import { rangesOf } from "./store.js";

const MOST_FILES = 3;
const LONG = 8;

/**
 * Return words that may have been meant, the likeliest first.
 * @param {import("./store.js").Store} store
 * @param {string} word folded
 * @returns {Promise<string[]>}
 */
export async function corrections(store, word) {
  if (word.length < 3 || /^\d+$/.test(word)) return [];
  const known = await wordsAround(store, word);
  for (let distance = 1; distance <= (word.length >= LONG ? 2 : 1); distance++) {
    const near = [...known].filter(([other]) => editDistance(word, other, distance) <= distance);
    if (near.length) return near.sort(likelier(word)).map(([other]) => other);
  }
  return [];
}

/**
 * @param {string} word
 * @returns {(a: [string, number], b: [string, number]) => number}
 */
function likelier(word) {
  const first = (other) => Number(other[0] === word[0]);
  return ([a, countA], [b, countB]) =>
    countB - countA || first(b) - first(a) || (a < b ? -1 : 1);
}

/**
 * Return the words that share the beginning or the end of a word, with the logarithm of their number.
 * @param {import("./store.js").Store} store
 * @param {string} word
 * @returns {Promise<Map<string, number>>}
 */
async function wordsAround(store, word) {
  const [own] = rangesOf(store.terms, word);
  let length = 1;
  while (length < word.length && !isOne(rangesOf(store.terms, ...below(word.slice(0, length))))) {
    length += 1;
  }
  const end = [...word.slice(length + 1)].reverse().join("");
  const [first, last] = rangesOf(store.words, ...below(end));
  const [shards, files] = await Promise.all([
    store.shards(own, own),
    last - first < MOST_FILES ? store.dictionary(first, last) : [],
  ]);
  const found = new Map();
  for (const shard of shards) {
    for (const { word: other, frequency } of shard.words) found.set(other, frequency + 1);
  }
  for (const { words, classes } of files) {
    words.forEach((other, n) => { if (classes[n] & 127) found.set(other, classes[n] & 127); });
  }
  return found;
}

/**
 * @param {string} start
 * @returns {[string, string]}
 */
function below(start) {
  return [start, `${start}\uffff`];
}

/**
 * @param {[number, number]} range
 * @returns {boolean}
 */
function isOne([first, last]) {
  return first === last;
}

/**
 * Return in how many places two words differ: letters left out, put in, replaced, or two swapped
 * (optimal string alignment; L. Boytsov, "Indexing methods for approximate dictionary searching",
 * ACM JEA 16, 2011, section 2.2). More than `most` may be returned as any larger number.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 * @returns {number}
 */
export function editDistance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}
