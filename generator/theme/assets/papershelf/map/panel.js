/** What stands around the map: how it is coloured, where to go, and what the colours mean. */

import { counted, element } from "../page/elements.js";

const COLOUR_NAMES = { topic: "Topic", year: "Year", none: "Nothing" };

/**
 * Make the choice of colours.
 * @param {string} chosen
 * @param {(colour: any) => void} choose
 * @returns {HTMLElement}
 */
export function colouring(chosen, choose) {
  const options = Object.entries(COLOUR_NAMES).map(([value, name]) => (
    element("option", { value, selected: value === chosen }, name)));
  const select = /** @type {HTMLSelectElement} */ (element("select", { id: "ps-map-colour" }, ...options));
  select.addEventListener("change", () => choose(select.value));
  return element("p", {}, element("label", { for: select.id }, "Colour by"), " ", select);
}

/**
 * Make the choice of a region to go to.
 * @param {import("./format.js").Name[]} names
 * @param {(name: import("./format.js").Name) => void} go
 * @returns {HTMLElement | null}
 */
export function regions(names, go) {
  if (!names.length) return null;
  const option = (/** @type {import("./format.js").Name} */ name) => (
    element("option", { value: String(names.indexOf(name)) }, `${name.text} (${name.papers.toLocaleString("en")})`));
  const sorted = (/** @type {number} */ level) => names.filter((name) => name.level === level)
    .sort((a, b) => a.text.localeCompare(b.text, "en"));
  const near = sorted(1);
  const far = sorted(0).map(option);
  const select = /** @type {HTMLSelectElement} */ (element("select", { id: "ps-map-region" },
    element("option", { value: "" }, "a region…"),
    ...(near.length ? [
      element("optgroup", { label: "Wide" }, ...far),
      element("optgroup", { label: "Near" }, ...near.map(option)),
    ] : far)));
  select.addEventListener("change", () => {
    const name = names[Number(select.value)];
    if (select.value && name) go(name);
    select.value = "";
  });
  return element("p", {}, element("label", { for: select.id }, "Go to"), " ", select);
}

/**
 * Return the legend: a button for each group, which shows that group alone.
 * @param {import("./groups.js").Groups} groups
 * @param {"topic" | "year" | "none"} colour
 * @param {import("../search/filters.js").Filters} filters
 * @param {(facet: string, value: any) => void} choose
 * @returns {HTMLElement[]}
 */
export function legend({ groups, of }, colour, filters, choose) {
  const made = groups.map(({ name, count, tag, years }, n) => {
    const isChosen = tag
      ? filters.tags?.length === 1 && filters.tags[0] === tag
      : Boolean(years && filters.years?.join() === years.join());
    const turn = () => (tag ? choose("tags", isChosen ? [] : [tag]) : choose("years", isChosen ? undefined : years));
    const swatch = element("span", { class: "ps-swatch", "aria-hidden": "true", style: `--of: var(--ps-map-${colour === "year" ? "year-" : ""}${n + 1})` });
    return element("button", { type: "button", id: `ps-legend-${n}`, "aria-pressed": String(isChosen), title: counted(count, "paper"), onclick: turn }, swatch, name);
  });
  const others = of.filter((group) => group >= groups.length).length;
  if (groups.length && others) {
    const swatch = element("span", { class: "ps-swatch", "aria-hidden": "true", style: "--of: var(--ps-map-other)" });
    made.push(element("span", { title: counted(others, "paper") }, swatch, colour === "year" ? "No date" : "Others"));
  }
  return made.map((one) => element("li", {}, one));
}
