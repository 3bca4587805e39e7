/**
 * Search over the index that generator/search/ writes: the same in a page, in a worker and in Node.
 *
 *     const index = await openIndex({ read: (path) => fetch(path).then((answer) => answer.bytes()) });
 *     const { total, hits } = await index.search("graph neural network", { limit: 10 });
 */

import { hitsOf } from "./hits.js";
import { passing } from "./masks.js";
import { match } from "./matching.js";
import { inOrder, mostWords } from "./ranking.js";
import { MissingFileError, OtherBuildError, Store } from "./store.js";

/** Loaded by the first query that needs it. */
const filtering = () => import("./filters.js");

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
 * @typedef {object} Selection
 * @property {Uint32Array} papers
 * @property {Record<string, any[]>} facets
 * @property {string} corrected the query with its words corrected; "" when none was
 * @property {string} hint what in the query could not be understood; "" when all was
 * @property {number} of how many papers there are
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
   * Return all papers that a search finds, by their numbers and in no order of theirs.
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Selection>}
   */
  select(text, options = {}) {
    return this.#withNewestBuild(async (store) => {
      const { papers, most, masks, hint, corrected } = await selected(store, text, options);
      const { facets = [], filters = {} } = options;
      return {
        papers: Uint32Array.from(papers),
        facets: facets.length ? await (await filtering()).facetsOf(store, most, masks, facets, filters) : {},
        corrected,
        hint,
        of: store.papers,
      };
    });
  }

  /**
   * Return what a result says of papers, by their numbers.
   * @param {string} _text
   * @param {{papers: number[]}} options
   * @returns {Promise<Hit[]>}
   */
  async cards(_text, { papers }) {
    return (await hitsOf(this.store, papers, new Float64Array(0), new Set(), "")).hits;
  }

  /**
   * Return the years and the topics of all papers.
   * @returns {Promise<{years: Uint32Array, tags: import("./format.js").Listed}>}
   */
  columns() {
    return this.#withNewestBuild(async (store) => {
      const [[years], tags] = await Promise.all([store.numbers("dates", 3), store.listed("tags")]);
      return { years, tags };
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
      this.store.isNewest = true;
      return ask(this.store);
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
  const { hits, isDoubtful } = await hitsOf(store, papers, scores, terms, query.open);
  if (isDoubtful && !store.isNewest) throw new OtherBuildError();
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
  const { query, matched, most, masks, complete, partial, ...selection } = await selected(store, text, options);
  const all = selection.papers;
  const isByDate = sort === "relevance" && !matched.isRanked;
  const compare = sort === "relevance" && !isByDate
    ? matched.compare
    : await (await filtering()).orderOf(store, isByDate ? "newest" : sort);
  return {
    query,
    papers: (await inOrder(store, all, compare, matched, offset + limit)).slice(offset),
    total: all.length,
    complete: passing(complete, masks).length,
    partial,
    facets: facets.length ? await (await filtering()).facetsOf(store, most, masks, facets, filters) : {},
    scores: matched.scores,
    terms: matched.terms,
    corrected: selection.corrected,
    isLunr: matched.isLunr,
    hint: selection.hint,
  };
}

/**
 * Find papers that pass the filters.
 * @param {Store} store
 * @param {string} text
 * @param {Options} options
 */
async function selected(store, text, options) {
  const { query, matched } = await match(store, text, options);
  const conditions = await masksOf(store, conditionFilters(query));
  const inQuery = passing(matched.papers, conditions);
  const checked = await checkedFor(store, query, inQuery, matched.compare);
  const most = options.words === "all" ? mostWords(checked.papers, matched.held) : checked.papers;
  const masks = await masksOf(store, options.filters ?? {});
  return {
    query,
    matched,
    most,
    masks,
    papers: passing(most, masks),
    complete: checked.papers.filter((paper) => matched.held[paper] === matched.words.length),
    partial: checked.partial,
    corrected: matched.corrected,
    hint: [query.hint, matched.hint].filter(Boolean).join(" "),
  };
}

/**
 * Keep the papers that have the query's phrases.
 * @param {Store} store
 * @param {import("./query.js").Query} query
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @returns {Promise<{papers: number[], partial: boolean}>} partial when only the best were looked at
 */
async function checkedFor(store, query, papers, compare) {
  if (!query.phrases.length) return { papers, partial: false };
  const { withPhrases } = await import("./phrases.js");
  return withPhrases(store, query, papers, compare);
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

export { MissingFileError, OtherFormatError } from "./store.js";
