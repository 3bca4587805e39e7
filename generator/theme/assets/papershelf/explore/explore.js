/**
 * The page Explore: the whole shelf, searched or not, with facets. All that is chosen stands in the
 * address; what is shown follows from it.
 */

import { newest, prepare, search } from "../page/client.js";
import { element, explained } from "../page/elements.js";
import { readState, writeState } from "./address.js";
import { isOpen, learnNames, rail } from "./facets.js";
import { PAGE, card, chips, headline, notes, pageLinks } from "./results.js";
import { tools } from "./tools.js";

const PAUSE = 120;
/** What the page's title ends with: the site's name. */
const SITE = document.title.slice("Explore".length);
const FACETS = ["years", "tags", "links", "venues", "authors"];

const place = /** @type {HTMLElement} */ (document.getElementById("ps-explore"));
const ask = newest(search);
let state = readState(location.search);

const field = /** @type {HTMLInputElement} */ (element("input", {
  id: "ps-explore-field", type: "search", placeholder: "Title, author or topic",
  spellcheck: "false", autocomplete: "off",
}));
const form = element("form", { class: "ps-search", role: "search", "aria-label": "All papers" },
  element("label", { for: field.id, class: "ps-hidden" }, "Search all papers"), field,
  element("button", { type: "submit" }, "Search"));
const parts = {
  status: element("p", { class: "ps-found", role: "status", tabindex: "-1" }),
  notes: element("div", { class: "ps-found-notes" }),
  chips: element("ul", { class: "ps-chips", "aria-label": "Chosen filters" }),
  tools: element("div", { class: "ps-tools" }),
  hits: element("div", { class: "ps-cards" }),
  pages: element("nav", { class: "ps-pages", "aria-label": "Pages of results" }),
};
const facets = element("div", { class: "ps-facets" });
const isWide = matchMedia("(min-width: 60em)").matches;
const filters = element("details", { class: "ps-filters", open: isWide },
  element("summary", {}, "Filters"), facets);

/** @type {import("./results.js").Actions} */
const actions = { go, choose, refresh: show, link };

/** Show what the address asks for. */
async function show() {
  if (field.value !== state.query) field.value = state.query;
  place.setAttribute("aria-busy", "true");
  const { query, sort, page, words, exact } = state;
  try {
    const result = await ask(query, {
      limit: PAGE, offset: (page - 1) * PAGE, sort, words, correct: !exact, filters: state.filters,
      facets: FACETS.filter((name) => isOpen(name) || state.filters[name]?.length),
    });
    if (result.total && !result.hits.length) go({ page: Math.ceil(result.total / PAGE) }, "replace");
    else draw(result);
  } catch (error) {
    fail(/** @type {Error} */ (error));
  }
}

/** @param {import("../search/search.js").Result} result */
function draw(result) {
  place.removeAttribute("aria-busy");
  const title = state.query.trim() ? `“${state.query.trim()}”` : "Explore";
  document.title = title + SITE;
  const focused = document.activeElement?.id;
  learnNames(result.facets);
  parts.status.textContent = headline(result, state);
  parts.notes.replaceChildren(...notes(result, state, actions));
  parts.chips.replaceChildren(...chips(state, actions));
  parts.tools.replaceChildren(...tools(result, state, actions));
  parts.hits.replaceChildren(element("ul", {}, ...result.hits.map(card)));
  parts.pages.replaceChildren(...pageLinks(result.total, state.page, actions));
  facets.replaceChildren(...rail(result.facets, { filters: state.filters, ...actions }));
  for (const part of [parts.chips, parts.pages]) part.hidden = !part.childElementCount;
  // What was drawn anew and had the focus has it again.
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

/** @param {Error} error */
function fail(error) {
  place.removeAttribute("aria-busy");
  parts.status.textContent = explained(error);
  const again = element("button", { type: "button", class: "ps-again", onclick: show }, "Try again");
  parts.notes.replaceChildren(again);
}

/**
 * Go to another state. A step back leads to this one, unless that was only on the way.
 * @param {Partial<import("./address.js").State>} change
 * @param {"push" | "replace"} [how]
 */
function go(change, how = "push") {
  clearTimeout(pause);
  const before = writeState(state);
  state = { ...state, ...change };
  const after = writeState(state);
  if (before !== after) history[`${how}State`](null, "", after || location.pathname);
  show();
}

/**
 * @param {string} facet
 * @param {any} value
 */
function choose(facet, value) {
  const chosen = { ...state.filters, [facet]: value };
  if (!value?.length) delete chosen[facet];
  go({ filters: chosen, page: 1 });
}

/**
 * @param {Partial<import("./address.js").State>} change
 * @param {string} text
 * @param {boolean} [up]
 * @returns {HTMLElement}
 */
function link(change, text, up = false) {
  const href = writeState({ ...state, ...change }) || location.pathname;
  const made = element("a", { href }, text);
  made.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(change);
    if (up) parts.status.focus();
  });
  return made;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
/** Whether the newest step of history is a query that is still being typed. */
let isTyping = false;

field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const how = isTyping ? "replace" : "push";
    isTyping = true;
    go({ query: field.value, page: 1, exact: false }, how);
  }, PAUSE);
});
field.addEventListener("change", () => { isTyping = false; });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  isTyping = false;
  go({ query: field.value, page: 1, exact: state.exact && field.value === state.query });
});
addEventListener("popstate", () => {
  clearTimeout(pause);
  isTyping = false;
  state = readState(location.search);
  show();
});

const main = element("div", { class: "ps-explore-main" }, ...Object.values(parts));
place.replaceChildren(form, element("div", { class: "ps-explore-body" }, filters, main));
prepare();
show();
