/** Masks: for each filter that is set, which papers pass it. */

/**
 * Return the papers that pass all filters, but for some of them.
 * @param {number[]} papers
 * @param {Map<string, Uint8Array>} masks
 * @param {string[]} [without]
 * @returns {number[]}
 */
export function passing(papers, masks, without = []) {
  const applied = [...masks].filter(([name]) => !without.includes(name)).map(([, mask]) => mask);
  return applied.length ? papers.filter((paper) => applied.every((mask) => mask[paper])) : papers;
}
