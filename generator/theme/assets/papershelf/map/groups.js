/** Groups of papers that have a colour each: by topic, or by year. */

export const MOST = 8;
/** The group of papers that are in none. */
export const NONE = 255;
const SPANS = 6;

/**
 * @typedef {object} Group
 * @property {string} name
 * @property {number} count
 * @property {string} [tag] the id of its topic
 * @property {[number, number]} [years] its first and last
 */

/**
 * @typedef {object} Groups
 * @property {Group[]} groups
 * @property {Uint8Array} of the group of each paper, or `NONE`
 */

/** @returns {Groups} no groups */
export function plain(/** @type {number} */ papers) {
  return { groups: [], of: new Uint8Array(papers).fill(NONE) };
}

/**
 * Choose the topics that together tell most papers apart: each next one has most papers that none of
 * the earlier ones has. One that most papers have tells nothing apart. A paper is in the group of
 * its rarest topic.
 * @param {import("../search/format.js").Listed} tags
 * @returns {Groups}
 */
export function byTopic({ things, starts, items }) {
  const papers = starts.length - 1;
  const held = things.map(() => /** @type {number[]} */ ([]));
  for (let paper = 0; paper < papers; paper++) {
    const own = new Set();
    for (let n = starts[paper]; n < starts[paper + 1]; n++) {
      for (let tag = items[n]; tag >= 0; tag = things[tag][2]) own.add(tag);
    }
    for (const tag of own) held[tag].push(paper);
  }
  const chosen = covering(held, papers);
  chosen.sort((a, b) => held[b].length - held[a].length || a - b);
  const of = new Uint8Array(papers).fill(NONE);
  chosen.forEach((tag, group) => { for (const paper of held[tag]) of[paper] = group; });
  const groups = chosen.map((tag) => ({ name: things[tag][1], tag: things[tag][0], count: held[tag].length }));
  return { groups, of };
}

/**
 * @param {number[][]} held the papers of each topic
 * @param {number} papers
 * @returns {number[]}
 */
function covering(held, papers) {
  const covered = new Uint8Array(papers);
  /** @type {number[]} */
  const chosen = [];
  while (chosen.length < MOST) {
    const gains = held.map((own, tag) => (
      chosen.includes(tag) || own.length * 2 > papers ? 0 : own.filter((paper) => !covered[paper]).length
    ));
    const best = gains.indexOf(Math.max(0, ...gains));
    if (!(gains[best] > 0)) break;
    chosen.push(best);
    for (const paper of held[best]) covered[paper] = 1;
  }
  return chosen;
}

/**
 * Cut the years into spans of about as many papers each.
 * @param {ArrayLike<number>} years of all papers, 0 where unknown
 * @returns {Groups}
 */
export function byYear(years) {
  const counts = new Map();
  for (let n = 0; n < years.length; n++) if (years[n]) counts.set(years[n], (counts.get(years[n]) ?? 0) + 1);
  const sorted = [...counts.keys()].sort((a, b) => a - b);
  const share = [...counts.values()].reduce((sum, count) => sum + count, 0) / SPANS;
  /** @type {Group[]} */
  const groups = [];
  const group = new Map();
  let done = 0;
  for (const year of sorted) {
    const number = Math.min(SPANS - 1, Math.floor((done + counts.get(year) / 2) / share));
    const last = groups.at(-1);
    if (last && group.get(last.years?.[1]) === number) {
      last.years = [/** @type {[number, number]} */ (last.years)[0], year];
      last.count += counts.get(year);
    } else groups.push({ name: "", years: [year, year], count: counts.get(year) });
    group.set(year, number);
    done += counts.get(year);
  }
  const place = new Map();
  groups.forEach((one, n) => {
    const [from, to] = /** @type {[number, number]} */ (one.years);
    one.name = from === to ? String(from) : `${from} to ${to}`;
    for (const year of sorted) if (year >= from && year <= to) place.set(year, n);
  });
  return { groups, of: Uint8Array.from(years, (year) => place.get(year) ?? NONE) };
}
