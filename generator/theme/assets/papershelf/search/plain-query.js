/**
 * Plain queries: papers that hold more of the words come first, then those with the higher sum of
 * lunr's weights. The last word counts as the beginning of a word, and a word that no paper holds is
 * corrected.
 */

import { isStopWord, stem } from "./analysis.js";
import { corrections } from "./correction.js";
import { rangesOf } from "./store.js";
import { findTerms } from "./terms.js";

const COMPLETED = 0.7;
/** A word that goes on weighs less than the word as typed. */
const MOST_SHARDS = 4;
const MOST_COMPLETIONS = 200;
const MOST_ELSEWHERE = 6;
const FIELD_OF = { author: "authors", venue: "venue", tag: "tags" };

/**
 * @typedef {object} Meaning one word of the query and the terms that it stands for
 * @property {string} word
 * @property {string} [typed] what was typed instead
 * @property {import("./terms.js").Term | undefined} exact
 * @property {import("./terms.js").Term[]} completions
 * @property {number[]} fields where it must stand; empty: anywhere
 * @property {boolean} needed whether every paper must hold it
 */

/**
 * Return the words of a query with the terms that they stand for.
 * @param {import("./store.js").Store} store
 * @param {import("./query.js").Query} query
 * @param {boolean} correct whether words that no paper holds are corrected
 * @returns {Promise<Meaning[]>}
 */
export function meaningsOf(store, query, correct) {
  const wanted = query.words.map((word) => ({ word, fields: [], needed: false }));
  for (const phrase of query.phrases) {
    const telling = phrase.filter((word) => !isStopWord(word));
    wanted.push(...telling.map((word) => ({ word, fields: [], needed: true })));
  }
  for (const { kind, words } of query.conditions) {
    const field = store.fields.findIndex(({ name }) => name === FIELD_OF[kind]);
    wanted.push(...(words ?? []).map((word) => ({ word, fields: [field], needed: true })));
  }
  return Promise.all(wanted.map((one) => meaningOf(store, one, query.open, correct)));
}

/**
 * @param {import("./store.js").Store} store
 * @param {{word: string, fields: number[], needed: boolean}} wanted
 * @param {string} open
 * @param {boolean} correct
 * @returns {Promise<Meaning>}
 */
async function meaningOf(store, wanted, open, correct) {
  const { word } = wanted;
  const completions = word === open && !wanted.needed ? await completionsOf(store, word) : [];
  const term = stem(word);
  const exact = (await findTerms(store, [term])).get(term);
  if (exact || completions.length || !correct) return { ...wanted, exact, completions };
  const [better] = await corrections(store, word);
  if (!better) return { ...wanted, exact, completions };
  const found = await findTerms(store, [stem(better)]);
  return { ...wanted, word: better, typed: word, exact: found.get(stem(better)), completions };
}

/**
 * Return the terms of words that begin with a text, the commonest first.
 * @param {import("./store.js").Store} store
 * @param {string} start
 * @returns {Promise<import("./terms.js").Term[]>}
 */
async function completionsOf(store, start) {
  const [first, last] = rangesOf(store.terms, start, `${start}\uffff`);
  const shards = await store.shards(first, Math.min(last, first + MOST_SHARDS - 1));
  const here = new Map();
  const elsewhere = new Map();
  for (const shard of shards) {
    shard.words.forEach((word, n) => {
      if (!word.startsWith(start)) return;
      const term = shard.termOfWord[n];
      const into = shards.some(({ places }) => places.has(term)) ? here : elsewhere;
      into.set(term, Math.max(into.get(term) ?? 0, shard.classes[n]));
    });
  }
  const wanted = [...commonest(here, MOST_COMPLETIONS), ...commonest(elsewhere, MOST_ELSEWHERE)];
  return [...(await findTerms(store, wanted)).values()];
}

/**
 * @param {Map<string, number>} counts
 * @param {number} most
 * @returns {string[]}
 */
function commonest(counts, most) {
  const sorted = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return sorted.slice(0, most).map(([term]) => term);
}

/**
 * @typedef {object} Tally
 * @property {Uint8Array} held how many of the words each paper holds
 * @property {Float64Array} scores
 * @property {Uint8Array} allowed whether each paper holds what it must
 */

/**
 * Count the words that each paper holds, and add up their weights.
 * @param {import("./store.js").Store} store
 * @param {Meaning[]} meanings
 * @returns {Tally}
 */
export function tally(store, meanings) {
  const held = new Uint8Array(store.papers);
  const scores = new Float64Array(store.papers);
  const allowed = new Uint8Array(store.papers).fill(1);
  for (const meaning of meanings) {
    const weights = weightsOf(store, meaning);
    for (let paper = 0; paper < store.papers; paper++) {
      if (weights[paper] > 0) {
        held[paper] += 1;
        scores[paper] += weights[paper];
      } else if (meaning.needed) {
        allowed[paper] = 0;
      }
    }
  }
  return { held, scores, allowed };
}

/**
 * Return what a word weighs in each paper; 0 where it is not.
 * @param {import("./store.js").Store} store
 * @param {Meaning} meaning
 * @returns {Float64Array}
 */
function weightsOf(store, { exact, completions, fields }) {
  const weights = new Float64Array(store.papers);
  const where = fields.length ? fields : store.fields.map((_, field) => field);
  for (const term of completions) {
    if (term.text === exact?.text) continue;
    const own = new Map();
    for (const field of where) {
      term.each(field, (paper, weight) => own.set(paper, (own.get(paper) ?? 0) + weight * COMPLETED));
    }
    for (const [paper, weight] of own) weights[paper] = Math.max(weights[paper], weight);
  }
  if (exact) {
    const own = new Float64Array(store.papers);
    for (const field of where) exact.each(field, (paper, weight) => { own[paper] += weight; });
    for (let paper = 0; paper < own.length; paper++) weights[paper] = Math.max(weights[paper], own[paper]);
  }
  return weights;
}
