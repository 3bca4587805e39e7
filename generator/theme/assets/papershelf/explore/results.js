/** What Explore shows of a search: how many papers, what was chosen, the papers, and further pages. */

import { ROOT } from "../page/client.js";
import { byLine, counted, element, marked } from "../page/elements.js";
import { nameOf } from "./facets.js";

export const PAGE = 20;
const CHIP_NAMES = { tags: "Topic", venues: "Venue", authors: "Author", links: "With" };
/** The ending of this site's addresses: "explore/" or "explore/index.html". */
const ENDING = location.pathname.endsWith(".html") ? ".html" : "/";

/**
 * @typedef {object} Actions
 * @property {(change: Partial<import("./address.js").State>) => void} go to another state
 * @property {(facet: string, value: any) => void} choose sets a filter, or with undefined removes it
 * @property {() => void} refresh shows the same state again
 * @property {(change: Partial<import("./address.js").State>, text: string, up?: boolean) => HTMLElement} link
 *   makes a link to another state; with `up` it leads to the first result
 */

/**
 * Say how many papers there are.
 * @param {import("../search/search.js").Result} result
 * @param {import("./address.js").State} state
 * @returns {string}
 */
export function headline({ total, complete, corrected, isLunr }, state) {
  const query = (corrected || state.query).trim();
  const about = query ? ` for “${query}”` : "";
  if (!total) return `No paper found${about}`;
  const isFew = query && !complete && !isLunr;
  return `${counted(total, "paper")}${about}${isFew ? "; none holds all the words" : ""}`;
}

/**
 * Return what a reader should know about the answer.
 * @param {import("../search/search.js").Result} result
 * @param {import("./address.js").State} state
 * @param {Actions} actions
 * @returns {HTMLElement[]}
 */
export function notes({ total, corrected, hint, partial }, state, { link }) {
  const lines = [
    corrected && [
      "Showing results for ", element("strong", {}, corrected.trim()), ". ",
      link({ exact: true, page: 1 }, `Search instead for “${state.query.trim()}”`),
    ],
    hint && [hint],
    partial && ["So many papers hold these words that the phrase was looked for in the best 400 only."],
    !total && ["Fewer words or filters find more."],
  ];
  return lines.filter(Boolean).map((line) => element("p", {}, .../** @type {any[]} */ (line)));
}

/**
 * Return a button for each filter that is set, which removes it.
 * @param {import("./address.js").State} state
 * @param {Actions} actions
 * @returns {HTMLElement[]}
 */
export function chips({ filters }, { go, choose }) {
  const made = [];
  const chip = (/** @type {string} */ text, /** @type {() => void} */ onclick) => {
    const cross = element("span", { "aria-hidden": "true" }, "×");
    made.push(element("button", { type: "button", "aria-label": `Remove ${text}`, onclick }, text, cross));
  };
  for (const [facet, label] of Object.entries(CHIP_NAMES)) {
    const chosen = filters[facet] ?? [];
    for (const id of chosen) {
      const rest = chosen.filter((/** @type {string} */ other) => other !== id);
      chip(`${label}: ${nameOf(facet, id)}`, () => choose(facet, rest));
    }
  }
  const { years } = filters;
  if (years) {
    const [first, last] = years;
    chip(first === last ? `${first}` : `${first} to ${last}`, () => choose("years", undefined));
  }
  if (made.length > 1) {
    const clear = () => go({ filters: {}, page: 1 });
    made.push(element("button", { type: "button", class: "ps-clear", onclick: clear }, "Clear all"));
  }
  return made.map((button) => element("li", {}, button));
}

/**
 * Return a paper as the lists of the site show it.
 * @param {import("../search/search.js").Hit} hit
 * @returns {HTMLElement}
 */
export function card(hit) {
  const title = element("strong", {}, marked(hit.title, hit.marks.title));
  const { marks } = hit;
  const found = marks.topics.map((tag) => tag.id);
  // A wider topic is shown where it is the reason why the paper was found.
  const isElsewhere = marks.title.length || marks.snippet.length;
  const wider = isElsewhere ? [] : marks.topics.filter(({ id }) => !hit.tags.includes(id));
  const topics = [...hit.topics, ...wider].map((tag) => topic(tag, found.includes(tag.id)));
  return element("li", {},
    element("p", {}, element("a", { href: new URL(hit.url, ROOT).href }, title)),
    element("p", {}, ...byLine(hit)),
    hit.snippet && element("p", {}, marked(hit.snippet, hit.marks.snippet)),
    topics.length > 0 && element("ul", {}, ...topics.map((made) => element("li", {}, made))));
}

/**
 * @param {import("../search/format.js").Topic} tag
 * @param {boolean} isFound whether it is what was searched for
 * @returns {HTMLElement}
 */
function topic({ id, name }, isFound) {
  const href = new URL(`tags/${encodeURIComponent(id)}${ENDING}`, ROOT).href;
  return element("a", { href }, isFound ? element("mark", {}, name) : name);
}

/**
 * Return links to the pages of a long result.
 * @param {number} total
 * @param {number} page
 * @param {Actions} actions
 * @returns {(Node | string)[]}
 */
export function pageLinks(total, page, { link }) {
  const last = Math.ceil(total / PAGE);
  if (last < 2) return [];
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last);
  const numbers = [...new Set(near)].sort((a, b) => a - b);
  const middle = numbers.flatMap((n, at) => [
    at && n - numbers[at - 1] > 1 ? element("span", { "aria-hidden": "true" }, "…") : "",
    n === page
      ? element("span", { "aria-current": "page" }, n.toLocaleString("en"))
      : link({ page: n }, n.toLocaleString("en"), true),
  ]);
  return [
    page > 1 ? link({ page: page - 1 }, "← Previous", true) : "",
    ...middle,
    page < last ? link({ page: page + 1 }, "Next →", true) : "",
  ];
}
