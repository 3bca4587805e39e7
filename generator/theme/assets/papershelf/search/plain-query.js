/**
 * Plain queries: papers that hold more of the words come first, then those with the higher sum of
 * lunr's weights. The last word counts as the beginning of a word, and a word that no paper holds is
 * corrected.
 */

import { isStopWord, stem } from "./analysis.js";
import { rangesOf } from "./store.js";
import { findTerms } from "./terms.js";

/** What a word counts where only a longer word stands, or another form of it. */
const COMPLETED = 0.7;
const OTHER_FORM = 0.3;

/** Papers are cited by the family name of the first author. */
const FAMILY_NAME = 1;
const FIRST_AUTHOR = 2;
const NAME_COUNTS = { first: 2, family: 1, given: 0.5 };

/** How well a word names a paper: in its title, as an author, as a topic; elsewhere it does not. */
const NAMES = { title: 1, titleInOtherForm: 0.5, first: 1, family: 0.3, given: 0.1, topic: 0.5 };
/** A paper that all words name scores 1 + NAMED times as high; when few do, it hardly matters. */
const NAMED = 10;
const NAMED_POWER = 4;

const MOST_SHARDS = 4;
const MOST_NAMES = 2;
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
 * @property {boolean} [isName] a stop word that may be a name; it need not be held
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
  const authors = store.fields.findIndex(({ name }) => name === "authors");
  const names = query.stopWords.map((word) => ({ word, fields: [authors], needed: false, isName: true }));
  wanted.push(...names.slice(-MOST_NAMES));
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
  if (exact || completions.length || !correct || wanted.isName) return { ...wanted, exact, completions };
  const { corrections } = await import("./correction.js");
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
  // The first letters of a word are typed soon; on a large shelf they lead to more than is worth it.
  const most = Math.min(MOST_SHARDS, start.length);
  const shards = await store.shards(first, Math.min(last, first + most - 1));
  const here = new Map();
  const elsewhere = new Map();
  for (const shard of shards) {
    for (const { word, term, frequency } of shard.words) {
      if (!word.startsWith(start)) continue;
      const into = shards.some(({ places }) => places.has(term)) ? here : elsewhere;
      into.set(term, Math.max(into.get(term) ?? 0, frequency));
    }
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
 * @property {Uint16Array} held how many of the words each paper holds
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
  const held = new Uint16Array(store.papers);
  const scores = new Float64Array(store.papers);
  const named = new Float64Array(store.papers);
  const allowed = new Uint8Array(store.papers).fill(1);
  for (const meaning of meanings) {
    const { weights, naming } = weightsOf(store, meaning);
    for (let paper = 0; paper < store.papers; paper++) {
      if (weights[paper] > 0) {
        held[paper] += meaning.isName ? 0 : 1;
        scores[paper] += weights[paper];
        named[paper] += naming[paper];
      } else if (meaning.needed) {
        allowed[paper] = 0;
      }
    }
  }
  const number = Math.max(1, meanings.filter(({ isName }) => !isName).length);
  for (let paper = 0; paper < store.papers; paper++) {
    scores[paper] *= 1 + NAMED * (named[paper] / number) ** NAMED_POWER;
  }
  return { held, scores, allowed };
}

/**
 * Return what a word weighs in each paper, 0 where it is not, and how well it names the paper.
 * @param {import("./store.js").Store} store
 * @param {Meaning} meaning
 * @returns {{weights: Float64Array, naming: Float64Array}}
 */
function weightsOf(store, { word, exact, completions, fields }) {
  const weights = new Float64Array(store.papers);
  const naming = new Float64Array(store.papers);
  const own = new Float64Array(store.papers);
  const where = fields.length ? fields : store.fields.map((_, field) => field);
  const others = completions.filter(({ text }) => text !== exact?.text);
  for (const term of exact ? [exact, ...others] : others) {
    const form = term === exact ? term.formOf(word) : 0;
    // The beginning of a word may have a stem of its own, which nobody meant.
    const isMeant = term === exact && (form > 0 || !others.length);
    const factor = isMeant ? 1 : COMPLETED;
    const seen = [];
    for (const field of where) {
      const counting = countingIn(store.fields[field].name, form);
      term.each(field, (paper, weight, bits) => {
        const [counts, names] = counting(bits);
        if (!own[paper]) seen.push(paper);
        own[paper] += weight * counts * factor;
        naming[paper] = Math.max(naming[paper], names * factor);
      });
    }
    for (const paper of seen) {
      weights[paper] = Math.max(weights[paper], own[paper]);
      own[paper] = 0;
    }
  }
  return { weights, naming };
}

/**
 * Return how much a word counts in a field, by the forms in which it stands there, and how well it
 * names the paper.
 * @param {string} field
 * @param {number} form the bit of the word as typed; 0 when nobody wrote it so
 * @returns {(bits: number) => [number, number]}
 */
function countingIn(field, form) {
  if (field === "authors") return asName;
  const names = field === "title" ? NAMES.title : field === "tags" ? NAMES.topic : 0;
  const otherNames = field === "title" ? NAMES.titleInOtherForm : names;
  const same = [1, names];
  const other = [OTHER_FORM, otherNames];
  return (bits) => (form && !(bits & form) ? other : same);
}

/**
 * @param {number} bits
 * @returns {[number, number]}
 */
function asName(bits) {
  const part = !(bits & FAMILY_NAME) ? "given" : bits & FIRST_AUTHOR ? "first" : "family";
  return [NAME_COUNTS[part], NAMES[part]];
}
