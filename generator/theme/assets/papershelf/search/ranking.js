/** The first papers of a result, in order. */

import { closeness } from "./closeness.js";

const LONG_QUERY = 4;
const COMPARED = 30;
const CLOSE = 4;

/**
 * Return the first `count` papers in order. After a long query, the best are compared by how closely
 * their text follows it.
 * @param {import("./store.js").Store} store
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @param {import("./matching.js").Matched} matched
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function inOrder(store, papers, compare, { compare: byRelevance, held, scores, words }, count) {
  if (compare !== byRelevance || words.length < LONG_QUERY) return best(papers, compare, count);
  const sorted = best(papers, compare, Math.max(count, COMPARED));
  const first = sorted.slice(0, COMPARED).filter((paper) => held[paper] === held[sorted[0]]);
  const cards = await Promise.all(first.map((paper) => store.card(paper)));
  cards.forEach(({ title, abstract }, n) => {
    const close = Math.max(closeness(words, title), closeness(words, abstract));
    scores[first[n]] *= 1 + CLOSE * close;
  });
  return [...first.sort(compare), ...sorted.slice(first.length)].slice(0, count);
}

/**
 * @param {number[]} papers
 * @param {Uint16Array} held
 * @returns {number[]}
 */
export function mostWords(papers, held) {
  const most = papers.reduce((number, paper) => Math.max(number, held[paper]), 0);
  return papers.filter((paper) => held[paper] === most);
}

/**
 * Return the first `count` papers in order.
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @param {number} count
 * @returns {number[]}
 */
export function best(papers, compare, count) {
  if (count * 20 > papers.length) return [...papers].sort(compare).slice(0, count);
  const first = papers.slice(0, count).sort(compare);
  for (let n = count; n < papers.length; n++) {
    if (compare(papers[n], first[count - 1]) >= 0) continue;
    let place = count - 1;
    while (place > 0 && compare(papers[n], first[place - 1]) < 0) place -= 1;
    first.splice(place, 0, papers[n]);
    first.pop();
  }
  return first;
}
