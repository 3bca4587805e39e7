/** Which papers match a query, in our words or in lunr's language, and which of two is the better one. */

import { fold, trimmed } from "./analysis.js";
import { meaningsOf, tally } from "./plain-query.js";
import { parseQuery } from "./query.js";

/** lunr's language is loaded by the first query that is in it. */
const lunrLanguage = () => import("./lunr-query.js");

/**
 * @typedef {object} Matched
 * @property {number[]} papers
 * @property {(a: number, b: number) => number} compare
 * @property {boolean} isRanked whether some papers are better than others
 * @property {Float64Array} scores
 * @property {Uint16Array} held how many of the words each paper holds
 * @property {string[]} words of the query, corrected, in order; none in lunr's language
 * @property {Set<string>} terms
 * @property {string} corrected
 * @property {string} hint
 * @property {boolean} isLunr
 */

/**
 * Match a query.
 * @param {import("./store.js").Store} store
 * @param {string} text
 * @param {import("./search.js").Options} options
 * @returns {Promise<{query: import("./query.js").Query, matched: Matched}>}
 */
export async function match(store, text, options) {
  const { query, clauses } = await takenApart(store, text, options);
  const matched = clauses
    ? await lunrMatches(store, query, clauses)
    : await matches(store, query, text, options);
  return { query, matched };
}

/**
 * Take a query apart. What is in lunr's language has clauses, and no words of ours; a query that is
 * to be wholly in it has no phrases or conditions either.
 * @param {import("./store.js").Store} store
 * @param {string} text
 * @param {import("./search.js").Options} options
 * @returns {Promise<{query: import("./query.js").Query, clauses: any}>}
 */
async function takenApart(store, text, { syntax = "auto" }) {
  const isWhole = syntax === "lunr";
  const query = { ...parseQuery(text), ...(isWhole ? { lunr: text.trim() } : {}) };
  if (!query.lunr) return { query, clauses: null };
  const { parseLunr } = await lunrLanguage();
  const clauses = parseLunr(query.lunr, store.fields.map(({ name }) => name));
  if (!clauses?.clauses.length) return { query, clauses: null };
  const rest = isWhole ? { phrases: [], conditions: [], hint: "" } : {};
  return { query: { ...query, words: [], stopWords: [], open: "", ...rest }, clauses };
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./query.js").Query} query
 * @param {string} text
 * @param {import("./search.js").Options} options
 * @returns {Promise<Matched>}
 */
async function matches(store, query, text, { correct = true }) {
  const meanings = await meaningsOf(store, query, correct);
  const { held, scores, allowed } = tally(store, meanings);
  const counted = meanings.filter(({ isName }) => !isName);
  const papers = [];
  for (let paper = 0; paper < store.papers; paper++) {
    if (allowed[paper] && (held[paper] || !counted.length)) papers.push(paper);
  }
  const terms = meanings.flatMap(({ exact, completions }) => [...(exact ? [exact] : []), ...completions]);
  return {
    papers,
    compare: (a, b) => held[b] - held[a] || scores[b] - scores[a] || a - b,
    isRanked: counted.length > 0,
    scores,
    held,
    words: counted.map(({ word }) => word),
    terms: new Set(terms.map((term) => term.text)),
    corrected: correctedText(text, meanings),
    hint: query.lunr ? "This is not quite lunr's language, so it was searched as words." : "",
    isLunr: false,
  };
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./query.js").Query} query
 * @param {any} parsed
 * @returns {Promise<Matched>}
 */
async function lunrMatches(store, query, parsed) {
  const needed = await meaningsOf(store, query, false);
  const { allowed } = tally(store, needed);
  const { searchLunr } = await lunrLanguage();
  const { papers, scores, terms } = await searchLunr(store, parsed);
  const places = new Uint32Array(store.papers);
  papers.forEach((paper, place) => { places[paper] = place; });
  return {
    papers: papers.filter((paper) => allowed[paper]),
    compare: (a, b) => places[a] - places[b],
    isRanked: true,
    scores,
    held: new Uint16Array(store.papers),
    words: [],
    terms: new Set(terms.map((term) => term.text)),
    corrected: "",
    hint: "",
    isLunr: true,
  };
}

/**
 * @param {string} text
 * @param {import("./plain-query.js").Meaning[]} meanings
 * @returns {string}
 */
function correctedText(text, meanings) {
  const better = new Map(meanings.flatMap(({ typed, word }) => (typed ? [[typed, word]] : [])));
  if (!better.size) return "";
  return text.replace(/[^\s-]+/g, (token) => {
    const word = trimmed(fold(token));
    return better.has(word) ? token.replace(/[\p{L}\p{N}_](.*[\p{L}\p{M}\p{N}_])?/su, () => better.get(word)) : token;
  });
}
