/** What a reader does with a result: sort it, widen it, share it, take it along. */

import { citations, listAddress } from "../page/client.js";
import { element, explained } from "../page/elements.js";
import { SORTS, writeState } from "./address.js";
import { FORMATS } from "./citation-files.js";

const SORT_NAMES = { relevance: "Relevance", newest: "Newest", oldest: "Oldest", title: "Title" };
const KEPT = 60_000;

/**
 * Return the tools for a result.
 * @param {import("../search/search.js").Result} result
 * @param {import("./address.js").State} state
 * @param {import("./results.js").Actions} actions
 * @returns {(Node | string)[]}
 */
export function tools(result, state, actions) {
  const wider = state.query.trim() && !result.isLunr ? widening(result, state, actions) : "";
  return [
    sorting(state, actions),
    wider && element("p", {}, wider),
    result.total ? element("p", {}, element("a", { href: onMap(state) }, "Show on the map")) : "",
    element("p", { class: "ps-take" }, copying(), ...(result.total ? exporting(result, state) : [])),
    element("p", { class: "ps-version" }, `Version ${result.version}`),
  ];
}

/** @param {import("./address.js").State} state */
function onMap(state) {
  return listAddress("map") + writeState({ ...state, sort: "relevance", page: 1 });
}

/**
 * @param {import("./address.js").State} state
 * @param {import("./results.js").Actions} actions
 * @returns {HTMLElement}
 */
function sorting({ sort }, { go }) {
  const options = SORTS.map((value) => element("option", { value, selected: value === sort }, SORT_NAMES[value]));
  const select = /** @type {HTMLSelectElement} */ (element("select", { id: "ps-sort" }, ...options));
  select.addEventListener("change", () => go({ sort: /** @type {any} */ (select.value), page: 1 }));
  return element("p", {}, element("label", { for: select.id }, "Sort by"), " ", select);
}

/**
 * @param {import("../search/search.js").Result} result
 * @param {import("./address.js").State} state
 * @param {import("./results.js").Actions} actions
 * @returns {HTMLElement}
 */
function widening({ complete }, { words }, { link }) {
  if (words === "all") return link({ words: "some", page: 1 }, "Also with some of the words");
  const text = complete
    ? `Only with all words (${complete.toLocaleString("en")})`
    : "Only with most of the words";
  return link({ words: "all", page: 1 }, text);
}

/** @returns {HTMLElement} */
function copying() {
  const button = element("button", { type: "button", id: "ps-copy" }, "Copy link");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
  });
  return button;
}

/**
 * @param {import("../search/search.js").Result} result
 * @param {import("./address.js").State} state
 * @returns {HTMLElement[]}
 */
function exporting({ total }, state) {
  const buttons = Object.entries(FORMATS).map(([ending, format]) => {
    const label = `Export these results as ${format.name}`;
    const button = element("button", { type: "button", id: `ps-export-${ending}`, "aria-label": label }, format.name);
    button.addEventListener("click", async () => {
      button.textContent = "…";
      try {
        save(`papers.${ending}`, format.type, format.write(await allCitations(state, total)));
        button.textContent = format.name;
      } catch (error) {
        button.textContent = explained(/** @type {Error} */ (error));
      }
    });
    return button;
  });
  return [element("span", { "aria-hidden": "true" }, "Export"), ...buttons];
}

/**
 * @param {import("./address.js").State} state
 * @param {number} limit
 */
function allCitations({ query, sort, words, exact, filters }, limit) {
  return citations(query, { limit, sort, words, correct: !exact, filters });
}

/**
 * Hand a file to the reader.
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
