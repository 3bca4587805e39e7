/**
 * Queries in lunr's own language (https://lunrjs.com/guides/searching.html): the answer of
 * lunr.Index.query over the whole index, from those terms alone that the query is about.
 *
 * Sums are made in lunr's order, so that even scores that differ in their last bit stay in its order.
 */

import lunr from "./lunr.js";
import { fold } from "./analysis.js";
import { rangesOf } from "./store.js";
import { findTerms } from "./terms.js";

const { presence } = lunr.Query;
const MOST_EDITS = 2e7;

/**
 * Return a query's clauses, or null when it is not in lunr's language, or asks for so many edits of a
 * word that no browser could hold them.
 * @param {string} text
 * @param {string[]} fields
 * @returns {lunr.Query | null}
 */
export function parseLunr(text, fields) {
  const query = new lunr.Query(fields);
  try {
    new lunr.QueryParser(fold(text), query).parse();
  } catch (error) {
    if (error instanceof lunr.QueryParseError) return null;
    throw error;
  }
  const isFeasible = ({ term: { length }, editDistance }) =>
    !editDistance || length * (4 * length) ** editDistance < MOST_EDITS;
  return query.clauses.every(isFeasible) ? query : null;
}

/**
 * @typedef {object} Matches papers with their scores, the best first
 * @property {number[]} papers
 * @property {Float64Array} scores by paper
 * @property {import("./terms.js").Term[]} terms those that matched
 */

/**
 * Answer a query as lunr does.
 * @param {import("./store.js").Store} store
 * @param {lunr.Query} query
 * @returns {Promise<Matches>}
 */
export async function searchLunr(store, query) {
  const names = store.fields.map((field) => field.name);
  const expanded = await Promise.all(query.clauses.map((clause) => expand(store, clause)));
  const terms = await findTerms(store, expanded.flat());
  const clauses = query.clauses.map((clause, n) => ({
    ...clause,
    fields: clause.fields.map((name) => names.indexOf(name)),
    terms: expanded[n].map((text) => terms.get(text)),
  }));
  return rank(store, clauses);
}

/**
 * Return the terms that a clause stands for, in lunr's order.
 * @param {import("./store.js").Store} store
 * @param {lunr.Query.Clause} clause
 * @returns {Promise<string[]>}
 */
async function expand(store, clause) {
  const term = clause.usePipeline ? lunr.stemmer(new lunr.Token(clause.term)).toString() : clause.term;
  const pattern = lunr.TokenSet.fromClause({ ...clause, term });
  const candidates = await candidatesOf(store, term, clause.editDistance);
  return lunr.TokenSet.fromArray(candidates).intersect(pattern).toArray();
}

/**
 * Return terms among which are all that a pattern may mean, sorted.
 * @param {import("./store.js").Store} store
 * @param {string} term
 * @param {number} distance
 * @returns {Promise<string[]>}
 */
async function candidatesOf(store, term, distance) {
  const star = term.indexOf("*");
  if (distance && star < 0) return near(await allTerms(store), term, distance);
  if (distance) return allTerms(store);
  if (star === 0) return matching(await allTerms(store), term);
  const start = star < 0 ? term : term.slice(0, star);
  const shards = await store.shards(...rangesOf(store.terms, start, star < 0 ? start : `${start}\uffff`));
  const texts = [...new Set(shards.flatMap((shard) => shard.terms))];
  return star < 0 ? texts.filter((text) => text === term) : matching(texts, term);
}

/**
 * @param {import("./store.js").Store} store
 * @returns {Promise<string[]>}
 */
async function allTerms(store) {
  const files = await store.dictionary(0, store.words.names.length - 1);
  const terms = files.flatMap(({ words, classes }) => words.filter((_, n) => classes[n] & 128));
  return terms.sort();
}

/**
 * @param {string[]} terms
 * @param {string} pattern
 * @returns {string[]}
 */
function matching(terms, pattern) {
  const escaped = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${escaped.join(".*")}$`, "s");
  return terms.filter((term) => expression.test(term));
}

/**
 * Return the terms whose letters differ from another's in no more places than edits can change.
 * @param {string[]} terms
 * @param {string} other
 * @param {number} distance
 * @returns {string[]}
 */
function near(terms, other, distance) {
  return terms.filter((term) => {
    if (Math.abs(term.length - other.length) > distance) return false;
    let rest = other;
    let missing = 0;
    for (const letter of term) {
      const place = rest.indexOf(letter);
      if (place < 0) missing += 1;
      else rest = rest.slice(0, place) + rest.slice(place + 1);
    }
    return missing <= distance && rest.length <= distance;
  });
}

/**
 * lunr.Index.query, on arrays of papers.
 * @param {import("./store.js").Store} store
 * @param {any[]} clauses
 * @returns {Matches}
 */
function rank(store, clauses) {
  const { papers } = store;
  const fields = store.fields.length;
  const vectors = Array.from({ length: fields }, () => new Map());
  const seen = new Uint8Array(papers * fields);
  const entries = [];
  const required = [];
  const prohibited = new Uint8Array(papers);

  for (const clause of clauses) {
    const held = clause.presence === presence.REQUIRED ? new Uint8Array(papers) : null;
    for (const term of clause.terms) {
      for (const field of clause.fields) {
        if (clause.presence === presence.PROHIBITED) {
          term.each(field, (paper) => { prohibited[paper] = 1; });
          continue;
        }
        const isNew = !vectors[field].has(term);
        vectors[field].set(term, (vectors[field].get(term) ?? 0) + clause.boost);
        term.each(field, (paper) => {
          if (held) held[paper] = 1;
          if (!isNew || seen[paper * fields + field]) return;
          seen[paper * fields + field] = 1;
          entries.push(paper * fields + field);
        });
      }
    }
    if (held) required.push(held);
  }

  const isNegated = clauses.every((clause) => clause.presence === presence.PROHIBITED);
  if (isNegated) for (let n = 0; n < papers * fields; n++) entries.push(n);
  const allowed = (paper) => !prohibited[paper] && required.every((held) => held[paper]);
  const similarity = vectors.map((vector, field) => similarities(vector, field, papers));
  const terms = [...new Set(vectors.flatMap((vector) => [...vector.keys()]))];
  return { ...summed(entries, similarity, allowed, papers), terms };
}

/**
 * Return lunr's similarity of a field with the query in each paper: dot product over query length.
 * @param {Map<import("./terms.js").Term, number>} vector
 * @param {number} field
 * @param {number} papers
 * @returns {Float64Array}
 */
function similarities(vector, field, papers) {
  const elements = [...vector].map(([term, boost]) => ({ term, boost, birth: term.birth() }));
  elements.sort((a, b) => compare(a.birth, b.birth));
  const magnitude = Math.sqrt(elements.reduce((sum, { boost }) => sum + boost * boost, 0));
  const scores = new Float64Array(papers);
  for (const { term, boost } of elements) {
    term.each(field, (paper, weight) => { scores[paper] += boost * weight; });
  }
  return scores.map((score) => score / magnitude || 0);
}

/**
 * @param {number[]} a
 * @param {number[]} b
 * @returns {number}
 */
function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * Add up the fields of each paper in the order in which they matched.
 * @param {number[]} entries paper × fields + field
 * @param {Float64Array[]} similarity
 * @param {(paper: number) => boolean} allowed
 * @param {number} papers
 * @returns {{papers: number[], scores: Float64Array}}
 */
function summed(entries, similarity, allowed, papers) {
  const fields = similarity.length;
  const scores = new Float64Array(papers);
  const found = new Uint8Array(papers);
  const order = [];
  for (const entry of entries) {
    const paper = Math.floor(entry / fields);
    if (!found[paper]) {
      if (!allowed(paper)) continue;
      found[paper] = 1;
      order.push(paper);
    }
    scores[paper] += similarity[entry % fields][paper];
  }
  order.sort((a, b) => scores[b] - scores[a]);
  return { papers: order, scores };
}
