/** The parts of the page Map that stay; what is in them changes. */

import { counted, element } from "../page/elements.js";

const isWide = matchMedia("(min-width: 60em)").matches;

/**
 * Make the parts of the page.
 * @param {import("./format.js").Plane} plane
 */
export function parts(plane) {
  const field = /** @type {HTMLInputElement} */ (element("input", {
    id: "ps-map-field", type: "search", placeholder: "Title, author or topic", spellcheck: "false", autocomplete: "off",
  }));
  const form = element("form", { class: "ps-search", role: "search", "aria-label": "Papers on the map" },
    element("label", { for: field.id, class: "ps-hidden" }, "Search the papers on the map"), field,
    element("button", { type: "submit" }, "Search"));
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", {
    tabindex: "0", role: "application", "aria-roledescription": "map",
    "aria-label": `Map of ${counted(plane.papers, "paper")}`, "aria-describedby": "ps-map-keys",
  }));
  const button = (/** @type {string} */ sign, /** @type {string} */ label) => (
    element("button", { type: "button", "aria-label": label, title: label }, sign));
  const zooms = { near: button("+", "Zoom in"), far: button("−", "Zoom out"), whole: button("⤢", "Show the whole map") };
  const figure = element("div", { class: "ps-map-figure" }, canvas,
    element("p", { id: "ps-map-keys", class: "ps-hidden" },
      "Arrow keys go from paper to paper, Enter opens one, plus and minus zoom, Shift with an arrow key moves the map."),
    element("div", { class: "ps-map-zooms" }, zooms.near, zooms.far, zooms.whole));
  const status = element("p", { class: "ps-found", role: "status" });
  const note = element("p", { class: "ps-map-note", hidden: true });
  const chosen = element("ul", { class: "ps-chips", "aria-label": "Chosen filters", hidden: true });
  const tools = element("div", { class: "ps-tools" });
  const key = element("ul", { class: "ps-map-key", "aria-label": "Colours", hidden: true });
  const heading = element("h2", { id: "ps-map-list" }, "Papers in view");
  const list = element("div", { class: "ps-cards" });
  const again = element("button", { type: "button", class: "ps-more", hidden: true }, "Show more");
  const facets = element("div", { class: "ps-facets" });
  const filters = element("details", { class: "ps-filters", open: isWide }, element("summary", {}, "Filters"), facets);
  const main = element("div", { class: "ps-map-main" }, status, note, chosen, tools, figure, key,
    element("section", { class: "ps-map-list", "aria-labelledby": heading.id }, heading, list, again));
  const body = element("div", { class: "ps-explore-body" }, filters, main);
  return { form, field, canvas, zooms, figure, status, note, chosen, tools, key, heading, list, again, facets, body };
}
