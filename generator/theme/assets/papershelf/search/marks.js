/** Where a text holds what was searched for, and the piece of an abstract that shows most of it. */

import { stem, words } from "./analysis.js";

const TOKEN = /[^\s-]+/g;
const SNIPPET = 240;
const BEFORE = 60;

/** @typedef {[number, number]} Mark from, to (not included), in UTF-16 units */

/**
 * Return a function that finds the words of some terms in a text.
 * @param {Set<string>} terms
 * @param {string} open the beginning of a word that matches too
 * @returns {(text: string) => {mark: Mark, term: string}[]}
 */
export function finder(terms, open) {
  return (text) => {
    const found = [];
    for (const match of text.matchAll(TOKEN)) {
      // Several words where a sign such as "´" stands for a space and an accent: "Poincar´e".
      const own = words(match[0]);
      const term = own.map(stem).find((one) => terms.has(one));
      if (term) found.push({ mark: edges(match), term });
      else if (open && own.some((word) => word.startsWith(open))) found.push({ mark: edges(match), term: open });
    }
    return found;
  };
}

/**
 * @param {RegExpMatchArray} match
 * @returns {Mark}
 */
function edges(match) {
  const inner = /[\p{L}\p{N}_].*[\p{L}\p{M}\p{N}_]|[\p{L}\p{N}_]/su.exec(match[0]);
  const start = (match.index ?? 0) + (inner?.index ?? 0);
  return [start, start + (inner?.[0] ?? match[0]).length];
}

/**
 * Return a piece of a text with as many different terms as fit, and the marks in it.
 * @param {string} text
 * @param {{mark: Mark, term: string}[]} found
 * @returns {{text: string, marks: Mark[]}}
 */
export function snippet(text, found) {
  const [start, stop] = windowOf(text, found);
  const marks = found
    .filter(({ mark }) => mark[0] >= start && mark[1] <= stop)
    .map(({ mark }) => /** @type {Mark} */ ([mark[0] - start, mark[1] - start]));
  const shift = start > 0 ? 1 : 0;
  const piece = text.slice(start, stop);
  const end = stop < text.length ? `${piece.replace(/[\s,;:.–—-]+$/u, "")}…` : piece;
  return {
    text: `${shift ? "…" : ""}${end}`,
    marks: marks.map(([from, to]) => [from + shift, to + shift]),
  };
}

/**
 * @param {string} text
 * @param {{mark: Mark, term: string}[]} found
 * @returns {Mark}
 */
function windowOf(text, found) {
  let best = { first: 0, number: 0 };
  for (let first = 0; first < found.length; first++) {
    const end = found[first].mark[0] + SNIPPET - BEFORE;
    const inside = new Set();
    for (let n = first; n < found.length && found[n].mark[1] <= end; n++) inside.add(found[n].term);
    if (inside.size > best.number) best = { first: found[first].mark[0], number: inside.size };
  }
  const start = best.first <= BEFORE ? 0 : wordStart(text, best.first - BEFORE);
  const stop = Math.min(text.length, start + SNIPPET);
  return [start, stop === text.length ? stop : wordEnd(text, start, stop)];
}

/**
 * @param {string} text
 * @param {number} place
 * @returns {number}
 */
function wordStart(text, place) {
  const space = text.indexOf(" ", place);
  return space < 0 || space > place + BEFORE ? notWithin(text, place) : space + 1;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} stop
 * @returns {number}
 */
function wordEnd(text, start, stop) {
  const space = text.lastIndexOf(" ", stop);
  return space <= start ? notWithin(text, stop) : space;
}

/**
 * Return a place, or the one before it when it lies between the two halves of a character.
 * @param {string} text
 * @param {number} place
 * @returns {number}
 */
function notWithin(text, place) {
  return text.codePointAt(place - 1) > 0xffff ? place - 1 : place;
}
