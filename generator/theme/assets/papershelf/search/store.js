/**
 * The index's files, each fetched when it is first needed and kept; what failed is asked for again.
 */

import { readCard, readDictionary, readJson, readListed, readNumbers, readShard, unpacked } from "./format.js";

export const MANIFEST = "search/manifest.json";
const FORMAT = 1;
const KEPT_CARDS = 500;

/** A file of the index that could not be had; `path` says which. */
export class MissingFileError extends Error {
  /**
   * @param {string} path
   * @param {unknown} cause
   */
  constructor(path, cause) {
    super(`${path} could not be loaded`, { cause });
    this.name = "MissingFileError";
    this.path = path;
  }
}

/** What was fetched belongs to another build than the manifest. */
export class OtherBuildError extends Error {
  constructor() {
    super("the index was published anew");
    this.name = "OtherBuildError";
  }
}

/** This script is too old, or too new, for the index. */
export class OtherFormatError extends Error {
  constructor() {
    super("the index has a format that this script does not know");
    this.name = "OtherFormatError";
  }
}

/** @typedef {(path: string, options?: {reload?: boolean}) => Promise<Uint8Array | ArrayBuffer>} Read */

/** Gives the parts of one build of the index. */
export class Store {
  /**
   * @param {Read} read
   * @param {any} manifest
   */
  constructor(read, manifest) {
    this.read = read;
    this.manifest = manifest;
    this.papers = manifest.papers;
    this.fields = manifest.fields;
    /** Whether it is known that no newer build is published. */
    this.isNewest = false;
    /** @type {Map<string, Promise<any>>} */
    this.kept = new Map();
    /** @type {Map<string, Promise<any>>} */
    this.keptCards = new Map();
    this.terms = ranges(manifest.terms);
    this.words = ranges(manifest.words);
  }

  /**
   * Open the build that is published now.
   * @param {Read} read
   * @param {{reload?: boolean}} [options] `reload` asks past every cache
   * @returns {Promise<Store>}
   */
  static async open(read, options = {}) {
    const manifest = readJson(await fetched(read, MANIFEST, options));
    if (manifest.format !== FORMAT) throw new OtherFormatError();
    return new Store(read, manifest);
  }

  /**
   * @template T
   * @param {string} path
   * @param {(bytes: Uint8Array) => T} decode
   * @param {Map<string, Promise<T>>} [kept] where it is kept
   * @returns {Promise<T>}
   */
  get(path, decode, kept = this.kept) {
    let found = kept.get(path);
    if (!found) {
      found = fetched(this.read, path).then(unpacked).then(decode);
      kept.set(path, found);
      found.catch(() => kept.delete(path));
    }
    return found;
  }

  /**
   * Return the shards, by number.
   * @param {number} first
   * @param {number} last
   * @returns {Promise<import("./format.js").Shard[]>}
   */
  shards(first, last) {
    return Promise.all(
      this.terms.names.slice(first, last + 1).map((name) =>
        this.get(`search/terms/${name}.bin`, (bytes) => readShard(bytes, this.fields.length))),
    );
  }

  /**
   * Return the files of the dictionary, by number.
   * @param {number} first
   * @param {number} last
   * @returns {Promise<{words: string[], classes: Uint8Array}[]>}
   */
  dictionary(first, last) {
    return Promise.all(
      this.words.names.slice(first, last + 1).map((name) =>
        this.get(`search/words/${name}.bin`, readDictionary)),
    );
  }

  /**
   * @param {number} number
   * @returns {Promise<import("./format.js").Card>}
   */
  card(number) {
    if (this.keptCards.size > KEPT_CARDS) this.keptCards.clear();
    return this.get(`search/papers/${number}.bin`, readCard, this.keptCards);
  }

  /**
   * Return a column of numbers: the years, months and days of all papers, say.
   * @param {string} name
   * @param {number} [parts]
   * @returns {Promise<Uint32Array[]>}
   */
  numbers(name, parts = 1) {
    return this.#column(name, (bytes) => readNumbers(bytes, this.papers, parts));
  }

  /**
   * Return a column of things: the authors of all papers, say.
   * @param {string} name
   * @returns {Promise<import("./format.js").Listed>}
   */
  listed(name) {
    return this.#column(name, (bytes) => readListed(bytes, this.papers));
  }

  #column(name, decode) {
    return this.get(`search/columns/${this.manifest.columns[name]}.bin`, decode);
  }

  /**
   * Return what is cited of a group of papers.
   * @param {number} group
   * @returns {Promise<object[]>}
   */
  citations(group) {
    return this.get(`search/citations/${group}.bin`, readJson);
  }
}

/**
 * @param {Read} read
 * @param {string} path
 * @param {{reload?: boolean}} [options]
 * @returns {Promise<Uint8Array>}
 */
async function fetched(read, path, options) {
  try {
    return new Uint8Array(await read(path, options));
  } catch (error) {
    throw new MissingFileError(path, error);
  }
}

/**
 * @typedef {object} Ranges files that hold sorted words, cut into ranges
 * @property {string[]} begins the text that each range begins with
 * @property {string[]} names
 */

/**
 * @param {{begins: string[], names: string}} listed
 * @returns {Ranges}
 */
function ranges({ begins, names }) {
  return { begins, names: names.split(" ") };
}

/**
 * Return the first and the last range that may hold words between two texts, both included.
 * @param {Ranges} found
 * @param {string} from
 * @param {string} [to]
 * @returns {[number, number]}
 */
export function rangesOf({ begins }, from, to = from) {
  let first = lastNotAfter(begins, from);
  while (first > 0 && begins[first - 1] === begins[first]) first -= 1;
  return [first, lastNotAfter(begins, to)];
}

/**
 * @param {string[]} sorted
 * @param {string} text
 * @returns {number}
 */
function lastNotAfter(sorted, text) {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= text) low = middle;
    else high = middle;
  }
  return low;
}
