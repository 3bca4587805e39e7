/**
 * The files of the index, unpacked and read; docs/search.md describes them, generator/search/ writes
 * them.
 */

const TEXT = new TextDecoder();

/**
 * Return a file's content; a host may have unpacked it already.
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>}
 */
export async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Reads a file from its beginning to its end. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.place = 0;
  }

  /** @returns {number} */
  varint() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.place++];
      if (byte === undefined) throw new RangeError("the file ends too early");
      if (byte < 128) return value + byte * factor;
      value += (byte - 128) * factor;
    }
  }

  /**
   * @param {number} count
   * @returns {Uint32Array}
   */
  varints(count) {
    const values = new Uint32Array(count);
    const { bytes } = this;
    let { place } = this;
    for (let n = 0; n < count; n++) {
      let byte = bytes[place++];
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[place++];
        value |= (byte & 127) << shift;
      }
      values[n] = value;
    }
    if (place > bytes.length) throw new RangeError("the file ends too early");
    this.place = place;
    return values;
  }

  /**
   * @param {number} count
   * @returns {Uint8Array}
   */
  slice(count) {
    this.place += count;
    if (this.place > this.bytes.length) throw new RangeError("the file ends too early");
    return this.bytes.subarray(this.place - count, this.place);
  }

  /** @returns {string[]} front-coded words */
  words() {
    const count = this.varint();
    const shared = this.slice(count);
    const rests = TEXT.decode(this.slice(this.varint())).split("\n");
    const words = new Array(count);
    let before = "";
    for (let n = 0; n < count; n++) {
      before = before.slice(0, shared[n]) + rests[n];
      words[n] = before;
    }
    return words;
  }

  /** @returns {any} */
  json() {
    return JSON.parse(TEXT.decode(this.slice(this.varint())));
  }
}

/**
 * @typedef {object} Word
 * @property {string} word
 * @property {string} term
 * @property {number} frequency the logarithm (base 2) of how often it was written
 */

/**
 * @typedef {object} Shard
 * @property {string[]} terms
 * @property {Map<string, number>} places where each term stands in `terms`
 * @property {string[][]} forms the words of each term, the commonest first
 * @property {Word[]} words those of the terms, and those of the range
 * @property {Uint32Array} births
 * @property {Uint32Array} starts where the postings of term t in field f begin: t × fields + f
 * @property {Uint32Array} papers
 * @property {Uint32Array} counts
 * @property {Uint32Array} lengths
 * @property {Uint32Array} bits in which forms the term stands there
 */

/**
 * Read a shard.
 * @param {Uint8Array} bytes
 * @param {number} fields how many there are
 * @returns {Shard}
 */
export function readShard(bytes, fields) {
  const reader = new Reader(bytes);
  const terms = reader.words();
  const { forms, words } = readWords(reader, terms);
  const births = reader.varints(terms.length);
  const sizes = reader.varints(terms.length * fields);
  const starts = new Uint32Array(terms.length * fields + 1);
  for (let n = 0; n < terms.length; n++) {
    for (let f = 0; f < fields; f++) {
      const slot = n * fields + f;
      starts[slot + 1] = starts[slot] + sizes[f * terms.length + n];
    }
  }
  const total = starts[starts.length - 1];
  const papers = reader.varints(total);
  for (let slot = 0; slot + 1 < starts.length; slot++) {
    for (let n = starts[slot] + 1; n < starts[slot + 1]; n++) papers[n] += papers[n - 1];
  }
  const counts = reader.varints(total).map((count) => count + 1);
  const lengths = reader.varints(total);
  const bits = reader.varints(total);
  const places = new Map(terms.map((term, place) => [term, place]));
  return { terms, places, forms, words, births, starts, papers, counts, lengths, bits };
}

/**
 * Read the words of a shard.
 * @param {Reader} reader
 * @param {string[]} terms
 * @returns {{forms: string[][], words: Word[]}}
 */
function readWords(reader, terms) {
  const numbers = reader.varints(terms.length);
  const own = reader.words();
  const foreign = reader.words();
  const elsewhere = reader.words();
  const places = reader.varints(foreign.length);
  const frequencies = reader.slice(own.length + foreign.length);
  const forms = [];
  const words = [];
  terms.forEach((term, n) => {
    forms.push(own.slice(words.length, words.length + numbers[n]));
    for (const word of forms[n]) words.push({ word, term, frequency: frequencies[words.length] });
  });
  foreign.forEach((word, n) => {
    words.push({ word, term: elsewhere[places[n]], frequency: frequencies[own.length + n] });
  });
  return { forms, words };
}

/**
 * Read a file of the dictionary.
 * @param {Uint8Array} bytes
 * @returns {{words: string[], classes: Uint8Array}} words spelt forwards
 */
export function readDictionary(bytes) {
  const reader = new Reader(bytes);
  const words = reader.words().map((word) => [...word].reverse().join(""));
  return { words, classes: reader.slice(words.length) };
}

/**
 * @typedef {object} Card
 * @property {string} id
 * @property {string} title
 * @property {string[]} authors
 * @property {number} year 0 when unknown
 * @property {string} venue
 * @property {Topic[]} topics
 * @property {string} abstract
 * @property {string} status "", "retracted" or "superseded"
 * @property {Topic[]} wider topics above its own
 */

/**
 * @typedef {object} Topic
 * @property {string} id
 * @property {string} name
 */

/**
 * Read a paper's card.
 * @param {Uint8Array} bytes
 * @returns {Card}
 */
export function readCard(bytes) {
  const [id, title, authors, year, venue, own, abstract, status, above] = readJson(bytes);
  const [topics, wider] = [own, above].map((tags) => tags.map(([tag, name]) => ({ id: tag, name })));
  return { id, title, authors, year, venue, topics, abstract, status, wider };
}

/**
 * @param {Uint8Array} bytes
 * @returns {any}
 */
export function readJson(bytes) {
  return JSON.parse(TEXT.decode(bytes));
}

/**
 * Read a column of numbers, `parts` of them for each paper.
 * @param {Uint8Array} bytes
 * @param {number} papers
 * @param {number} parts
 * @returns {Uint32Array[]}
 */
export function readNumbers(bytes, papers, parts) {
  const reader = new Reader(bytes);
  return Array.from({ length: parts }, () => reader.varints(papers));
}

/**
 * @typedef {object} Listed what each paper has of a list of things
 * @property {any[][]} things
 * @property {Uint32Array} starts where the things of each paper begin in `items`
 * @property {Uint32Array} items places in `things`
 */

/**
 * Read a column of things.
 * @param {Uint8Array} bytes
 * @param {number} papers
 * @returns {Listed}
 */
export function readListed(bytes, papers) {
  const reader = new Reader(bytes);
  const things = reader.json();
  const counts = reader.varints(papers);
  const starts = new Uint32Array(papers + 1);
  for (let n = 0; n < papers; n++) starts[n + 1] = starts[n] + counts[n];
  return { things, starts, items: reader.varints(starts[papers]) };
}
