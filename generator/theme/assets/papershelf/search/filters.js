/**
 * Filters, facets and sorting over the columns of the index.
 *
 * A paper has one year and one venue, so of several chosen ones it needs any; it has many tags,
 * authors and links, so it needs all.
 */

import { passing } from "./masks.js";

export const LINKS = ["code", "dataset", "video", "slides", "project"];
const MOST_LISTED = 40;

/**
 * @typedef {object} Filters
 * @property {[number, number]} [years] first and last, both included
 * @property {string[]} [venues] addresses
 * @property {string[]} [tags] ids; a wider tag takes the narrower ones in
 * @property {string[]} [authors] addresses
 * @property {string[]} [links] of `LINKS`
 */

/**
 * Return for each filter that is set which papers pass it.
 * @param {import("./store.js").Store} store
 * @param {Filters} filters
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function masksOf(store, filters) {
  const set = Object.entries(filters).filter(([, value]) => value?.length);
  const masks = await Promise.all(set.map(([name, value]) => MASKS[name](store, value)));
  return new Map(set.map(([name], n) => [name, masks[n]]));
}

const MASKS = {
  async years(store, [from, to]) {
    const [years] = await store.numbers("dates", 3);
    return Uint8Array.from(years, (year) => Number(year > 0 && year >= from && year <= to));
  },
  async links(store, names) {
    const [bits] = await store.numbers("links");
    const wanted = names.reduce((sum, name) => sum | (1 << LINKS.indexOf(name)), 0);
    return Uint8Array.from(bits, (own) => Number((own & wanted) === wanted));
  },
  async venues(store, ids) {
    return any(await store.listed("venues"), ids);
  },
  async authors(store, ids) {
    return all(await store.listed("authors"), ids.map((id) => new Set([id])));
  },
  async tags(store, ids) {
    const column = await store.listed("tags");
    return all(column, ids.map((id) => withNarrower(column.things, id)));
  },
};

/**
 * Return a tag and all below it; a wider tag stands before the narrower ones.
 * @param {any[][]} things
 * @param {string} id
 * @returns {Set<string>}
 */
function withNarrower(things, id) {
  const found = new Set([id]);
  for (const [own, , wider] of things) if (wider >= 0 && found.has(things[wider][0])) found.add(own);
  return found;
}

/**
 * @param {import("./format.js").Listed} column
 * @param {string[]} ids
 * @returns {Uint8Array}
 */
function any({ things, starts, items }, ids) {
  const wanted = things.map(([id]) => ids.includes(id));
  const mask = new Uint8Array(starts.length - 1);
  for (let paper = 0; paper < mask.length; paper++) {
    for (let n = starts[paper]; n < starts[paper + 1]; n++) if (wanted[items[n]]) mask[paper] = 1;
  }
  return mask;
}

/**
 * @param {import("./format.js").Listed} column
 * @param {Set<string>[]} groups
 * @returns {Uint8Array}
 */
function all(column, groups) {
  const masks = groups.map((group) => any(column, [...group]));
  return masks[0].map((_, paper) => Number(masks.every((mask) => mask[paper])));
}

/**
 * Count a result's papers by each facet. What is counted for venues and years leaves their own filter
 * out: it says how many papers there would be if that one were chosen instead.
 * @param {import("./store.js").Store} store
 * @param {number[]} papers that match the query
 * @param {Map<string, Uint8Array>} masks
 * @param {string[]} names of the facets
 * @param {Filters} filters
 * @returns {Promise<Record<string, any[]>>}
 */
export async function facetsOf(store, papers, masks, names, filters) {
  const counted = await Promise.all(names.map((name) => {
    const own = name === "venues" || name === "years" ? [name] : [];
    return FACETS[name](store, passing(papers, masks, own), filters[name] ?? []);
  }));
  return Object.fromEntries(names.map((name, n) => [name, counted[n]]));
}

const FACETS = {
  async years(store, papers) {
    const [years] = await store.numbers("dates", 3);
    const counts = new Map();
    for (const paper of papers) counts.set(years[paper], (counts.get(years[paper]) ?? 0) + 1);
    const known = [...counts].filter(([year]) => year > 0);
    return known.sort(([a], [b]) => a - b).map(([year, count]) => ({ id: year, count }));
  },
  async links(store, papers) {
    const [bits] = await store.numbers("links");
    const counts = LINKS.map((id, bit) => ({ id, count: countIf(papers, (n) => bits[n] & (1 << bit)) }));
    return counts.filter(({ count }) => count > 0);
  },
  async venues(store, papers, chosen) {
    return commonest(await store.listed("venues"), papers, chosen);
  },
  async authors(store, papers, chosen) {
    return commonest(await store.listed("authors"), papers, chosen);
  },
  async tags(store, papers, chosen) {
    const { things, starts, items } = await store.listed("tags");
    const counts = new Uint32Array(things.length);
    const last = new Int32Array(things.length).fill(-1);
    for (const paper of papers) {
      for (let n = starts[paper]; n < starts[paper + 1]; n++) {
        for (let tag = items[n]; tag >= 0 && last[tag] !== paper; tag = things[tag][2]) {
          last[tag] = paper;
          counts[tag] += 1;
        }
      }
    }
    const listed = things.map(([id, name, wider], n) => (
      { id, name, wider: wider < 0 ? null : things[wider][0], count: counts[n] }
    ));
    return listed.filter(({ id, count }) => count > 0 || chosen.includes(id));
  },
};

/**
 * @param {number[]} papers
 * @param {(paper: number) => unknown} test
 * @returns {number}
 */
function countIf(papers, test) {
  return papers.reduce((count, paper) => count + (test(paper) ? 1 : 0), 0);
}

/**
 * Return the things that most papers have, and those that are chosen.
 * @param {import("./format.js").Listed} column
 * @param {number[]} papers
 * @param {string[]} chosen
 * @returns {{id: string, name: string, count: number}[]}
 */
function commonest({ things, starts, items }, papers, chosen) {
  const counts = new Uint32Array(things.length);
  for (const paper of papers) {
    for (let n = starts[paper]; n < starts[paper + 1]; n++) counts[items[n]] += 1;
  }
  const listed = things.map(([id, name], n) => ({ id, name, count: counts[n] }));
  const sorted = listed.filter(({ count }) => count > 0);
  sorted.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const top = sorted.slice(0, MOST_LISTED);
  return [...top, ...listed.filter((one) => chosen.includes(one.id) && !top.includes(one))];
}

/**
 * Return how papers are put in order.
 * @param {import("./store.js").Store} store
 * @param {string} sort "newest", "oldest" or "title"
 * @returns {Promise<(a: number, b: number) => number>}
 */
export async function orderOf(store, sort) {
  if (sort === "title") {
    const [places] = await store.numbers("titles");
    return (a, b) => places[a] - places[b];
  }
  const [years, months, days] = await store.numbers("dates", 3);
  const key = (paper) => years[paper] * 512 + months[paper] * 32 + days[paper];
  const side = sort === "oldest" ? 1 : -1;
  // Papers without a date come last either way.
  return (a, b) =>
    Number(years[a] === 0) - Number(years[b] === 0) || side * (key(a) - key(b)) || side * (a - b);
}
