/** A page's way to its worker; all fields of a page share one. */

/** @type {Worker | null} */
let worker = null;
/** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
const waiting = new Map();
let last = 0;

/** The site's root, as every address of a hit counts from it. */
export const ROOT = new URL("../../../", import.meta.url);

/**
 * Return the address of one of the site's lists: "explore", say.
 * @param {string} kind
 * @returns {string}
 */
export function listAddress(kind) {
  const ending = location.pathname.endsWith(".html") ? "index.html" : "";
  return new URL(`${kind}/${ending}`, ROOT).href;
}

function started() {
  if (worker) return worker;
  worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(Object.assign(new Error(error.message), { name: error.name }));
    else resolve?.(result);
  });
  worker.addEventListener("error", () => {
    // A script of the worker could not be loaded: the next question starts another.
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error("the search could not start"));
    waiting.clear();
  });
  return worker;
}

/**
 * @param {string | null} method
 * @param {string} [query]
 * @param {object} [options]
 * @returns {Promise<any>}
 */
function ask(method, query, options) {
  return new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    started().postMessage({ id: last, method, query, options });
  });
}

/** Fetch what every search needs, before the first key. */
export function prepare() {
  ask(null).catch(() => {}); // what fails now is told when a query is asked
}

/**
 * Search, as `index.search` of search.js.
 * @param {string} query
 * @param {import("../search/search.js").Options} [options]
 * @returns {Promise<import("../search/search.js").Result>}
 */
export function search(query, options) {
  return ask("search", query, options);
}

/**
 * Return what is cited of the papers found, as `index.citations` of search.js.
 * @param {string} query
 * @param {import("../search/search.js").Options & {limit: number}} options
 * @returns {Promise<import("../explore/citation-files.js").Citation[]>}
 */
export function citations(query, options) {
  return ask("citations", query, options);
}

/**
 * Return all papers that a search finds, as `index.select` of search.js.
 * @param {string} query
 * @param {import("../search/search.js").Options} options
 * @returns {Promise<import("../search/search.js").Selection>}
 */
export function select(query, options) {
  return ask("select", query, options);
}

/**
 * Return what a result says of papers, given by their numbers.
 * @param {number[]} papers
 * @returns {Promise<import("../search/search.js").Hit[]>}
 */
export function cards(papers) {
  return ask("cards", "", { papers });
}

/**
 * Return the years and the topics of all papers, as `index.columns` of search.js.
 * @returns {Promise<{years: Uint32Array, tags: import("../search/format.js").Listed}>}
 */
export function columns() {
  return ask("columns");
}

/**
 * Return a function that asks and gives only the newest answer: one that a later question has overtaken
 * never arrives. Its `forget()` lets the answer under way not arrive either.
 * @template {any[]} A
 * @template T
 * @param {(...asked: A) => Promise<T>} question
 * @returns {((...asked: A) => Promise<T>) & {forget: () => void}}
 */
export function newest(question) {
  let current = 0;
  const ask = (/** @type {A} */ ...asked) => {
    current += 1;
    const mine = current;
    return new Promise((resolve, reject) => {
      question(...asked).then(
        (answer) => { if (mine === current) resolve(answer); },
        (error) => { if (mine === current) reject(error); },
      );
    });
  };
  return Object.assign(ask, { forget: () => { current += 1; } });
}
