/** The rail of Explore: what the papers found have in common, to choose from, with how many there are. */

import { element } from "../page/elements.js";
import { histogram } from "./histogram.js";

const SHOWN = 8;
export const LINK_NAMES = { code: "Code", dataset: "Data", video: "Video", slides: "Slides", project: "Project page" };
/** The names of what was chosen, for the chips; a chosen thing need not be among those listed. */
const names = new Map();

/** Whether the reader has opened a section or asked for all of its entries. */
const opened = new Set(["years", "tags", "links", "venues"]);
const unfolded = new Set();

/**
 * Whether a section is open, so that its data are needed.
 * @param {string} name
 * @returns {boolean}
 */
export function isOpen(name) {
  return opened.has(name);
}

/**
 * Return the name of something that was chosen.
 * @param {string} facet
 * @param {string} id
 * @returns {string}
 */
export function nameOf(facet, id) {
  return (facet === "links" ? LINK_NAMES[id] : names.get(`${facet} ${id}`)) ?? id;
}

/**
 * Keep the names of what was counted.
 * @param {Record<string, any[]>} facets as `index.search` counts them
 */
export function learnNames(facets) {
  for (const [facet, entries] of Object.entries(facets)) {
    for (const { id, name } of entries) if (name) names.set(`${facet} ${id}`, name);
  }
}

/**
 * @typedef {object} Choices
 * @property {import("../search/filters.js").Filters} filters
 * @property {(facet: string, value: any) => void} choose sets a filter
 * @property {() => void} refresh asks for the facets again
 */

/**
 * Make the sections of the rail.
 * @param {Record<string, any[]>} facets as `index.search` counts them
 * @param {Choices} choices
 * @returns {HTMLElement[]}
 */
export function rail(facets, choices) {
  const { filters, choose } = choices;
  return [
    section("years", "Year", choices, facets.years?.length || filters.years
      ? [histogram(facets.years ?? [], filters.years, (years) => choose("years", years))] : []),
    section("tags", "Topic", choices, [tree(facets.tags ?? [], choices)]),
    section("links", "With", choices, [list("links", facets.links ?? [], choices)]),
    section("venues", "Venue", choices, [list("venues", facets.venues ?? [], choices)]),
    section("authors", "Author", choices, [list("authors", facets.authors ?? [], choices)]),
  ].filter((made) => made.querySelector("input") || !isOpen(String(made.dataset.facet)));
}

/**
 * @param {string} facet
 * @param {string} title
 * @param {Choices} choices
 * @param {HTMLElement[]} content
 * @returns {HTMLElement}
 */
function section(facet, title, { refresh }, content) {
  const made = element("details", { class: "ps-facet", "data-facet": facet, open: opened.has(facet) }, element("summary", {}, title), ...content);
  made.addEventListener("toggle", () => {
    const isNew = /** @type {HTMLDetailsElement} */ (made).open && !opened.has(facet);
    if (/** @type {HTMLDetailsElement} */ (made).open) opened.add(facet);
    else opened.delete(facet);
    if (isNew) refresh();
  });
  return made;
}

/**
 * @param {string} facet
 * @param {{id: string, name?: string, count: number}[]} entries
 * @param {Choices} choices
 * @returns {HTMLElement}
 */
function list(facet, entries, choices) {
  const chosen = choices.filters[facet] ?? [];
  const missing = chosen.filter((id) => !entries.some((entry) => entry.id === id));
  const all = [...entries, ...missing.map((id) => ({ id, count: 0 }))];
  const shown = unfolded.has(facet) ? all : all.filter(({ id }, n) => n < SHOWN || chosen.includes(id));
  const items = shown.map((entry) => element("li", {}, box(facet, entry, choices)));
  return element("div", {}, element("ul", {}, ...items), more(facet, all.length - shown.length, choices));
}

/**
 * @param {any[]} tags each wider one before the narrower ones
 * @param {Choices} choices
 * @returns {HTMLElement}
 */
function tree(tags, choices) {
  const chosen = choices.filters.tags ?? [];
  const ids = new Set(tags.map(({ id }) => id));
  const below = (/** @type {string | null} */ wider) => tags
    .filter((tag) => (ids.has(tag.wider) ? tag.wider : null) === wider)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const holds = (/** @type {any} */ tag) => chosen.includes(tag.id) || below(tag.id).some(holds);
  const branch = (/** @type {any} */ tag, /** @type {boolean} */ isWhole) => {
    const narrower = below(tag.id).filter((other) => isWhole || holds(tag) || holds(other));
    const inner = narrower.length && element("ul", {}, ...narrower.map((other) => branch(other, isWhole)));
    return element("li", {}, box("tags", tag, choices), inner || null);
  };
  const isWhole = unfolded.has("tags");
  const roots = below(null);
  const shown = isWhole ? roots : roots.filter((tag, n) => n < SHOWN || holds(tag));
  const hidden = isWhole ? 0 : tags.length - shown.length;
  return element("div", {}, element("ul", {}, ...shown.map((tag) => branch(tag, isWhole))), more("tags", hidden, choices));
}

/**
 * @param {string} facet
 * @param {{id: string, name?: string, count: number}} entry
 * @param {Choices} choices
 * @returns {HTMLElement}
 */
function box(facet, { id, count }, { filters, choose }) {
  const chosen = filters[facet] ?? [];
  const isChosen = chosen.includes(id);
  const input = element("input", { type: "checkbox", checked: isChosen, id: `ps-${facet}-${id}` });
  input.addEventListener("change", () => {
    choose(facet, isChosen ? chosen.filter((/** @type {string} */ other) => other !== id) : [...chosen, id]);
  });
  return element("label", {}, input, element("span", { class: "ps-facet-name" }, nameOf(facet, id)),
    element("span", { class: "ps-facet-count" }, count.toLocaleString("en")));
}

/**
 * @param {string} facet
 * @param {number} hidden
 * @param {Choices} choices
 * @returns {HTMLElement | null}
 */
function more(facet, hidden, { refresh }) {
  if (!unfolded.has(facet) && hidden <= 0) return null;
  const turn = () => {
    if (unfolded.has(facet)) unfolded.delete(facet);
    else unfolded.add(facet);
    refresh();
  };
  const label = unfolded.has(facet) ? "Show fewer" : `Show ${hidden} more`;
  return element("button", { type: "button", class: "ps-more", id: `ps-more-${facet}`, onclick: turn }, label);
}
