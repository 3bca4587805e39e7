/** A map as an address: what Explore's has, and besides how papers are coloured and what is seen. */

import { readState, writeState } from "../explore/address.js";

export const COLOURS = ["topic", "year", "none"];

/**
 * @typedef {object} MapState
 * @property {import("../explore/address.js").State} search what Explore would show
 * @property {"topic" | "year" | "none"} colour
 * @property {[number, number, number] | null} at the middle and the zoom, as a view has them; null for
 *   the whole map
 */

/**
 * Return what an address asks for; what makes no sense in it is passed over.
 * @param {string} address the part after the question mark
 * @returns {MapState}
 */
export function readMapState(address) {
  const given = new URLSearchParams(address);
  const colour = given.get("color") ?? "";
  const at = (given.get("at") ?? "").split(",").map(Number);
  const isPlace = at.length === 3 && at.every(Number.isFinite) && at[2] >= 1;
  return {
    search: { ...readState(address), page: 1, sort: "relevance" },
    colour: /** @type {MapState["colour"]} */ (COLOURS.includes(colour) ? colour : "topic"),
    at: isPlace ? /** @type {[number, number, number]} */ (at) : null,
  };
}

/**
 * Return the address of a map; what is as usual is left out.
 * @param {MapState} state
 * @returns {string} "" or what follows the path, with its question mark
 */
export function writeMapState({ search, colour, at }) {
  const made = new URLSearchParams(writeState(search));
  if (colour !== "topic") made.set("color", colour);
  const text = String(made);
  // Commas may stand in an address as they are.
  const place = at && at[2] > 1.001 ? `at=${at[0].toFixed(4)},${at[1].toFixed(4)},${at[2].toFixed(2)}` : "";
  const whole = [text, place].filter(Boolean).join("&");
  return whole ? `?${whole}` : "";
}
