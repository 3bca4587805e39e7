/** Related papers on the page of one: the closest first, or the newest. */

import { element } from "./elements.js";

const CLOSEST = "closest";
const NEWEST = "newest";
const KEY = `${new URL("../../../", import.meta.url).pathname}.papershelf.related`;

/** @returns {string} the order that the reader chose before */
function kept() {
  try {
    return localStorage.getItem(KEY) === NEWEST ? NEWEST : CLOSEST;
  } catch {
    return CLOSEST; // storage may be closed to the page
  }
}

/** @param {string} order */
function keep(order) {
  try {
    localStorage.setItem(KEY, order);
  } catch {
    // then the choice holds for this page
  }
}

/**
 * Put a switch before a list of papers in the order of closeness.
 * @param {HTMLElement} list with the places of its items, the newest first, in `data-newest`
 */
function dress(list) {
  const places = (list.dataset.newest ?? "").split(" ").map(Number);
  const items = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(":scope > ul > li")]);
  const parent = items[0]?.parentElement;
  if (!parent || places.length !== items.length || places.some((place) => !items[place])) return;

  /** @param {string} order */
  const show = (order) => {
    parent.append(...(order === NEWEST ? places.map((place) => items[place]) : items));
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.order === order));
  };
  const buttons = [CLOSEST, NEWEST].map((order) =>
    element("button", { type: "button", "data-order": order, onclick: () => (show(order), keep(order)) }, order[0].toUpperCase() + order.slice(1)),
  );
  list.before(element("div", { class: "ps-order", role: "group", "aria-label": "Order of related papers" }, ...buttons));
  show(kept());
}

document.querySelectorAll(".ps-related[data-newest]").forEach((list) => dress(/** @type {HTMLElement} */ (list)));
