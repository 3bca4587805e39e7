/** A search as an address, so that it can be shared, cited, and gone back to. */

/**
 * @typedef {object} State
 * @property {string} query
 * @property {"relevance" | "newest" | "oldest" | "title"} sort
 * @property {number} page from 1
 * @property {"all" | "some"} words whether papers must hold all words
 * @property {boolean} exact whether words are taken as typed, and not corrected
 * @property {import("../search/filters.js").Filters} filters
 */

export const SORTS = ["relevance", "newest", "oldest", "title"];
const LISTS = { tag: "tags", venue: "venues", author: "authors", has: "links" };

/**
 * Return the search that an address asks for; what makes no sense in it is passed over.
 * @param {string} address the part after the question mark
 * @returns {State}
 */
export function readState(address) {
  const given = new URLSearchParams(address);
  const filters = {};
  for (const [key, name] of Object.entries(LISTS)) {
    const values = [...new Set(given.getAll(key).filter(Boolean))];
    if (values.length) filters[name] = values;
  }
  const years = /^(\d{1,4})-(\d{1,4})$/.exec(given.get("years") ?? "");
  if (years) filters.years = [Number(years[1]), Number(years[2])];
  const sort = given.get("sort") ?? "";
  return {
    query: given.get("q") ?? "",
    sort: /** @type {State["sort"]} */ (SORTS.includes(sort) ? sort : "relevance"),
    page: Math.max(1, Math.min(1_000_000, Math.trunc(Number(given.get("page")) || 1))),
    words: given.get("words") === "some" ? "some" : "all",
    exact: given.get("exact") === "1",
    filters,
  };
}

/**
 * Return the address of a search; what is as usual is left out.
 * @param {State} state
 * @returns {string} "" or what follows the path, with its question mark
 */
export function writeState({ query, sort, page, words, exact, filters }) {
  const made = new URLSearchParams();
  if (query) made.set("q", query);
  for (const [key, name] of Object.entries(LISTS)) {
    for (const value of filters[name] ?? []) made.append(key, value);
  }
  if (filters.years) made.set("years", filters.years.join("-"));
  if (sort !== "relevance") made.set("sort", sort);
  if (words === "some") made.set("words", "some");
  if (exact) made.set("exact", "1");
  if (page > 1) made.set("page", String(page));
  const text = String(made);
  return text ? `?${text}` : "";
}
