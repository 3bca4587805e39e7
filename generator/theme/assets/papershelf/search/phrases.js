/** Quoted phrases, looked for in the text of the papers that hold their words. */

import { words } from "./analysis.js";
import { best } from "./ranking.js";

const MOST_CHECKED = 400;
const AT_ONCE = 50;

/**
 * Keep the papers whose title or abstract has every quoted phrase, word for word.
 * @param {import("./store.js").Store} store
 * @param {import("./query.js").Query} query
 * @param {number[]} papers
 * @param {(a: number, b: number) => number} compare
 * @returns {Promise<{papers: number[], partial: boolean}>}
 */
export async function withPhrases(store, { phrases }, papers, compare) {
  const wanted = phrases.filter((phrase) => phrase.length > 1).map((phrase) => ` ${phrase.join(" ")} `);
  if (!wanted.length) return { papers, partial: false };
  const candidates = best(papers, compare, MOST_CHECKED);
  const kept = [];
  for (let start = 0; start < candidates.length; start += AT_ONCE) {
    const group = candidates.slice(start, start + AT_ONCE);
    const cards = await Promise.all(group.map((paper) => store.card(paper)));
    const texts = cards.map((card) => [card.title, card.abstract].map((text) => ` ${words(text).join(" ")} `));
    kept.push(...group.filter((_, n) =>
      wanted.every((phrase) => texts[n].some((text) => text.includes(phrase)))));
  }
  return { papers: kept, partial: papers.length > MOST_CHECKED };
}
