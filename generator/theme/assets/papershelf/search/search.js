/**
 * Search over the index that generator/search/ writes: the same in a page, in a worker and in Node.
 *
 *     const index = await openIndex({ read: (path) => fetch(path).then((answer) => answer.bytes()) });
 *     const { total, hits } = await index.search("graph neural network", { limit: 10 });
 */

import { fold, trimmed, words } from "./analysis.js";
import { closeness } from "./closeness.js";
import { finder, snippet } from "./marks.js";
import { passing } from "./masks.js";
import { meaningsOf, tally } from "./plain-query.js";
import { parseQuery } from "./query.js";
import { MissingFileError, OtherBuildError, Store } from "./store.js";

/** Modules that not every query needs are loaded by the first that does. */
const filtering = () => import("./filters.js");
const lunrLanguage = () => import("./lunr-query.js");

const MOST_CHECKED = 400;
const AT_ONCE = 50;
const LONG_QUERY = 4;
const COMPARED = 30;
const CLOSE = 4;

/**
 * @typedef {object} Options
 * @property {number} [limit] how many hits; 10 by default
 * @property {number} [offset] how many to pass over
 * @property {import("./filters.js").Filters} [filters]
 * @property {"relevance" | "newest" | "oldest" | "title"} [sort]
 * @property {string[]} [facets] which to count: "years", "venues", "tags", "authors", "links"
 * @property {"some" | "all"} [words] "all" leaves out papers that hold fewer of the words than others
 * @property {"auto" | "lunr"} [syntax] "lunr" takes every query as one in lunr's language
 * @property {boolean} [correct] whether a word that no paper holds is corrected; true by default
 */

/**
 * @typedef {object} Hit
 * @property {string} id
 * @property {number} score
 * @property {string} title
 * @property {string[]} authors
 * @property {number} year 0 when unknown
 * @property {string} venue
 * @property {string[]} tags ids
 * @property {import("./format.js").Topic[]} topics the tags with their names
 * @property {string} snippet
 * @property {string} url from the site's root
 * @property {string} status "", "retracted" or "superseded"
 * @property {Marks} marks what in it was searched for
 */

/**
 * @typedef {object} Marks
 * @property {import("./marks.js").Mark[]} title
 * @property {import("./marks.js").Mark[]} snippet
 * @property {number[]} authors places in the list
 * @property {import("./format.js").Topic[]} topics also of the wider ones
 */

/**
 * @typedef {object} Result
 * @property {number} total
 * @property {number} complete how many papers hold all words
 * @property {boolean} partial whether a phrase was looked for in the best papers only
 * @property {Hit[]} hits
 * @property {Record<string, any[]>} facets
 * @property {string} corrected the query with its words corrected; "" when none was
 * @property {string} hint what in the query could not be understood; "" when all was
 * @property {boolean} isLunr whether the query was taken as one in lunr's language
 * @property {string} version of the records: a commit, or a hash
 */

/**
 * Open the index of a site.
 * @param {{read: import("./store.js").Read}} source `read(path)` resolves to the bytes of a file,
 *   whose path counts from the site's root
 * @returns {Promise<Index>}
 */
export async function openIndex({ read }) {
  return new Index(read, await Store.open(read));
}

/** An index that can be searched. When the site is published anew, it goes on with the new one. */
class Index {
  /**
   * @param {import("./store.js").Read} read
   * @param {Store} store
   */
  constructor(read, store) {
    this.read = read;
    this.store = store;
  }

  /** How many papers there are. */
  get papers() {
    return this.store.papers;
  }

  /**
   * Search.
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Result>}
   */
  search(text, options = {}) {
    return this.#withNewestBuild((store) => answer(store, text, options));
  }

  /**
   * Return what is cited of the papers found, best first.
   * @param {string} text
   * @param {Options & {limit: number}} options
   * @returns {Promise<object[]>}
   */
  citations(text, options) {
    return this.#withNewestBuild(async (store) => {
      const { papers } = await found(store, text, options);
      const size = store.manifest.citations;
      const groups = papers.map((paper) => store.citations(Math.floor(paper / size)));
      return (await Promise.all(groups)).map((group, n) => group[papers[n] % size]);
    });
  }

  /**
   * @template T
   * @param {(store: Store) => Promise<T>} ask
   * @returns {Promise<T>}
   */
  async #withNewestBuild(ask) {
    const { store } = this;
    try {
      return await ask(store);
    } catch (error) {
      if (!(error instanceof MissingFileError || error instanceof OtherBuildError)) throw error;
      const newest = await Store.open(this.read, { reload: true });
      if (newest.manifest.build !== store.manifest.build) this.store = newest;
      else if (error instanceof MissingFileError) throw error;
      return ask(Object.assign(this.store, { isNewest: true }));
    }
  }
}

/**
 * @param {Store} store
 * @param {string} text
 * @param {Options} options
 * @returns {Promise<Result>}
 */
async function answer(store, text, options) {
  const { query, papers, scores, terms, ...result } = await found(store, text, options);
  const cards = await Promise.all(papers.map((paper) => store.card(paper)));
  const find = finder(terms, query.open);
  const hits = cards.map((card, n) => hit(store, card, scores[papers[n]], find));
  if (terms.size && !store.isNewest && hits.some((one, n) => isDoubtful(one, cards[n], find))) {
    throw new OtherBuildError();
  }
  return { ...result, hits, version: store.manifest.version };
}

/**
 * Find papers, count them and put them in order.
 * @param {Store} store
 * @param {string} text
 * @param {Options} options
 */
async function found(store, text, options) {
  const { limit = 10, offset = 0, filters = {}, sort = "relevance", facets = [] } = options;
  const { query, clauses } = await takenApart(store, text, options);
  const matched = clauses
    ? await lunrMatches(store, query, clauses)
    : await matches(store, query, text, options);
  const conditions = await masksOf(store, conditionFilters(query));
  const inQuery = passing(matched.papers, conditions);
  const checked = await withPhrases(store, query, inQuery, matched.compare);
  const complete = checked.papers.filter((paper) => matched.held[paper] === matched.words.length);
  const most = options.words === "all" ? mostWords(checked.papers, matched.held) : checked.papers;
  const masks = await masksOf(store, filters);
  const all = passing(most, masks);
  const isByDate = sort === "relevance" && !matched.isRanked;
  const compare = sort === "relevance" && !isByDate
    ? matched.compare
    : await (await filtering()).orderOf(store, isByDate ? "newest" : sort);
  return {
    query,
    papers: (await inOrder(store, all, compare, matched, offset + limit)).slice(offset),
    total: all.length,
    complete: passing(complete, masks).length,
    partial: checked.partial,
    facets: facets.length ? await (await filtering()).facetsOf(store, most, masks, facets, filters) : {},
    scores: matched.scores,
    terms: matched.terms,
    corrected: matched.corrected,
    isLunr: matched.isLunr,
    hint: [query.hint, matched.hint].filter(Boolean).join(" "),
  };
}

/**
 * @param {Store} store
 * @param {import("./filters.js").Filters} filters
 * @returns {Promise<Map<string, Uint8Array>>}
 */
async function masksOf(store, filters) {
  const isSet = Object.values(filters).some((value) => value?.length);
  return isSet ? (await filtering()).masksOf(store, filters) : new Map();
}

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
 * Take a query apart. What is in lunr's language has clauses, and no words of ours; a query that is
 * to be wholly in it has no phrases or conditions either.
 * @param {Store} store
 * @param {string} text
 * @param {Options} options
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
 * @param {Store} store
 * @param {import("./query.js").Query} query
 * @param {string} text
 * @param {Options} options
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
 * @param {Store} store
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
 * @param {import("./query.js").Query} query
 * @returns {import("./filters.js").Filters}
 */
function conditionFilters({ conditions }) {
  const years = conditions.filter(({ kind }) => kind === "year");
  const from = Math.max(...years.map((year) => year.from ?? 0));
  const to = Math.min(...years.map((year) => year.to ?? 9999));
  return {
    ...(years.length ? { years: /** @type {[number, number]} */ ([from, to]) } : {}),
    links: conditions.flatMap(({ link }) => link ?? []),
  };
}

/**
 * Keep the papers whose title or abstract has every quoted phrase, word for word.
 * @param {Store} store
 * @param {import("./query.js").Query} query
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @returns {Promise<{papers: number[], partial: boolean}>}
 */
async function withPhrases(store, { phrases }, papers, compare) {
  const wanted = phrases.filter((phrase) => phrase.length > 1).map((phrase) => ` ${phrase.join(" ")} `);
  if (!wanted.length) return { papers, partial: false };
  const candidates = best(papers, compare, MOST_CHECKED);
  const kept = [];
  for (let start = 0; start < candidates.length; start += AT_ONCE) {
    const group = candidates.slice(start, start + AT_ONCE);
    const cards = await Promise.all(group.map((paper) => store.card(paper)));
    const texts = cards.map((card) => [card.title, card.abstract].map((text) => ` ${words(text).join(" ")} `));
    kept.push(...group.filter((_, n) =>
      wanted.every((phrase) => texts[n].some((text) => text.includes(phrase)))));
  }
  return { papers: kept, partial: papers.length > MOST_CHECKED };
}

/**
 * Return the first `count` papers in order. After a long query, the best are compared by how closely
 * their text follows it.
 * @param {Store} store
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @param {Matched} matched
 * @param {number} count
 * @returns {Promise<number[]>}
 */
async function inOrder(store, papers, compare, { compare: byRelevance, held, scores, words }, count) {
  if (compare !== byRelevance || words.length < LONG_QUERY) return best(papers, compare, count);
  const sorted = best(papers, compare, Math.max(count, COMPARED));
  const first = sorted.slice(0, COMPARED).filter((paper) => held[paper] === held[sorted[0]]);
  const cards = await Promise.all(first.map((paper) => store.card(paper)));
  cards.forEach(({ title, abstract }, n) => {
    const close = Math.max(closeness(words, title), closeness(words, abstract));
    scores[first[n]] *= 1 + CLOSE * close;
  });
  return [...first.sort(compare), ...sorted.slice(first.length)].slice(0, count);
}

/**
 * @param {number[]} papers
 * @param {Uint16Array} held
 * @returns {number[]}
 */
function mostWords(papers, held) {
  const most = papers.reduce((number, paper) => Math.max(number, held[paper]), 0);
  return papers.filter((paper) => held[paper] === most);
}

/**
 * Return the first `count` papers in order.
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @param {number} count
 * @returns {number[]}
 */
function best(papers, compare, count) {
  if (count * 20 > papers.length) return [...papers].sort(compare).slice(0, count);
  const first = papers.slice(0, count).sort(compare);
  for (let n = count; n < papers.length; n++) {
    if (compare(papers[n], first[count - 1]) >= 0) continue;
    let place = count - 1;
    while (place > 0 && compare(papers[n], first[place - 1]) < 0) place -= 1;
    first.splice(place, 0, papers[n]);
    first.pop();
  }
  return first;
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

/**
 * @param {Store} store
 * @param {import("./format.js").Card} card
 * @param {number} score
 * @param {ReturnType<typeof finder>} find
 * @returns {Hit}
 */
function hit(store, card, score, find) {
  const { id, title, authors, year, venue, topics, wider, status } = card;
  const shown = snippet(card.abstract, find(card.abstract));
  return {
    id, score, title, authors, year, venue, topics, status,
    tags: topics.map((topic) => topic.id),
    snippet: shown.text,
    url: store.manifest.page.replace("*", encodeURIComponent(id)),
    marks: {
      title: find(title).map(({ mark }) => mark),
      snippet: shown.marks,
      authors: [...authors.keys()].filter((n) => find(authors[n]).length > 0),
      topics: [...topics, ...wider].filter(({ name }) => find(name).length > 0),
    },
  };
}

/**
 * Tell whether a card holds nothing of what was searched for: it may be of another build, or the paper
 * may match by its tags alone.
 * @param {Hit} one
 * @param {import("./format.js").Card} card
 * @param {ReturnType<typeof finder>} find
 * @returns {boolean}
 */
function isDoubtful({ marks }, card, find) {
  const inTexts = Object.values(marks).some((places) => places.length > 0);
  return !inTexts && !find(card.venue).length;
}

export { MissingFileError, OtherFormatError } from "./store.js";
