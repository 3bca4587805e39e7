/** Hits: what a result says of a paper, and where in it stands what was searched for. */

import { finder, snippet } from "./marks.js";

/**
 * Return a hit for each paper.
 * @param {import("./store.js").Store} store
 * @param {number[]} papers
 * @param {Float64Array} scores
 * @param {Set<string>} terms
 * @param {string} open
 * @returns {Promise<{hits: import("./search.js").Hit[], isDoubtful: boolean}>} doubtful when a card
 *   holds nothing of what was searched for, and may be of another build
 */
export async function hitsOf(store, papers, scores, terms, open) {
  const cards = await Promise.all(papers.map((paper) => store.card(paper)));
  const find = finder(terms, open);
  const hits = cards.map((card, n) => hit(store, card, scores[papers[n]], find));
  return { hits, isDoubtful: terms.size > 0 && hits.some((one, n) => isDoubtful(one, cards[n], find)) };
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./format.js").Card} card
 * @param {number} score
 * @param {ReturnType<typeof finder>} find
 * @returns {import("./search.js").Hit}
 */
function hit(store, card, score, find) {
  const { id, title, authors, year, venue, topics, wider, status } = card;
  const shown = snippet(card.abstract, find(card.abstract));
  return {
    id, score, title, authors, year, venue, topics, status,
    tags: topics.map((topic) => topic.id),
    snippet: shown.text,
    url: store.manifest.page.replace("*", encodeURIComponent(id)),
    marks: {
      title: find(title).map(({ mark }) => mark),
      snippet: shown.marks,
      authors: [...authors.keys()].filter((n) => find(authors[n]).length > 0),
      topics: [...topics, ...wider].filter(({ name }) => find(name).length > 0),
    },
  };
}

/**
 * Tell whether a card holds nothing of what was searched for: it may be of another build, or the paper
 * may match by its tags alone.
 * @param {import("./search.js").Hit} one
 * @param {import("./format.js").Card} card
 * @param {ReturnType<typeof finder>} find
 * @returns {boolean}
 */
function isDoubtful({ marks }, card, find) {
  const inTexts = Object.values(marks).some((places) => places.length > 0);
  return !inTexts && !find(card.venue).length;
}
