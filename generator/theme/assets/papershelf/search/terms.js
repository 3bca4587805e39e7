/**
 * Terms of the index with their postings and lunr's weights (lunr.Builder: Okapi BM25 in each field,
 * times the field's boost, rounded to three decimals), worked out from raw counts.
 */

import { rangesOf } from "./store.js";

const K1 = 1.2;
const B = 0.75;
const MOST_FORMS = 7;

/** One term, wherever its postings are. */
export class Term {
  /**
   * @param {string} text
   * @param {import("./format.js").Shard[]} shards those that hold it, in order
   * @param {import("./store.js").Store} store
   */
  constructor(text, shards, store) {
    this.text = text;
    this.store = store;
    this.pieces = shards.map((shard) => ({ shard, place: shard.places.get(text) ?? 0 }));
    this.postings = 0;
    for (let f = 0; f < store.fields.length; f++) this.postings += this.count(f);
    const rest = (store.papers - this.postings + 0.5) / (this.postings + 0.5);
    this.idf = Math.log(1 + Math.abs(rest));
  }

  /**
   * Return how many papers hold the term in a field.
   * @param {number} field
   * @returns {number}
   */
  count(field) {
    let count = 0;
    for (const [start, stop] of this.#slices(field)) count += stop - start;
    return count;
  }

  /**
   * Call a function with each paper that holds the term in a field, the term's weight there, and the
   * forms in which it stands.
   * @param {number} field
   * @param {(paper: number, weight: number, bits: number) => void} visit
   */
  each(field, visit) {
    const { boost, length } = this.store.fields[field];
    const average = length / this.store.papers;
    for (const [start, stop, shard] of this.#slices(field)) {
      const { papers, counts, lengths, bits } = shard;
      for (let n = start; n < stop; n++) {
        const count = counts[n];
        const norm = K1 * (1 - B + B * (lengths[n] / average)) + count;
        const score = ((this.idf * ((K1 + 1) * count)) / norm) * boost;
        visit(papers[n], Math.round(score * 1000) / 1000, bits[n]);
      }
    }
  }

  /**
   * Return the bit of a word among the forms of the term; 0 when nobody wrote it.
   * @param {string} word
   * @returns {number}
   */
  formOf(word) {
    const [{ shard, place }] = this.pieces;
    const rank = shard.forms[place].indexOf(word);
    return rank < 0 ? 0 : 1 << Math.min(rank, MOST_FORMS - 1);
  }

  /** @returns {Generator<[number, number, import("./format.js").Shard]>} */
  *#slices(field) {
    for (const { shard, place } of this.pieces) {
      const slot = place * this.store.fields.length + field;
      yield [shard.starts[slot], shard.starts[slot + 1], shard];
    }
  }

  /**
   * Return where the term was first seen: paper, field, place in it. lunr numbers terms in this order.
   * @returns {number[]}
   */
  birth() {
    let paper = Infinity;
    let field = 0;
    for (let f = 0; f < this.store.fields.length; f++) {
      const [slice] = [...this.#slices(f)].filter(([start, stop]) => stop > start);
      if (slice && slice[2].papers[slice[0]] < paper) {
        paper = slice[2].papers[slice[0]];
        field = f;
      }
    }
    const { shard, place } = this.pieces[0];
    return [paper, field, shard.births[place]];
  }
}

/**
 * Return the terms of these texts that some paper holds.
 * @param {import("./store.js").Store} store
 * @param {Iterable<string>} texts
 * @returns {Promise<Map<string, Term>>}
 */
export async function findTerms(store, texts) {
  const wanted = [...new Set(texts)];
  const found = await Promise.all(wanted.map((text) => store.shards(...rangesOf(store.terms, text))));
  const terms = new Map();
  wanted.forEach((text, n) => {
    const shards = found[n].filter((shard) => shard.places.has(text));
    if (shards.length) terms.set(text, new Term(text, shards, store));
  });
  return terms;
}
