/** The map's file, read; docs/map.md describes it, generator/atlas/packing.py writes it. */

const FORMAT = 1;
const WORD = 4;

/**
 * @typedef {object} Name
 * @property {string} text
 * @property {number} x
 * @property {number} y
 * @property {number} papers how many stand there
 * @property {number} level 0 for the far view, 1 for the near one
 * @property {string} tag the id of the topic whose name it is, or ""
 */

/**
 * @typedef {object} Plane
 * @property {number} papers
 * @property {number} width
 * @property {number} height
 * @property {Name[]} names each view's largest first
 * @property {Uint16Array} x
 * @property {Uint16Array} y
 */

/** The file has a format that this script does not know. */
export class OtherFormatError extends Error {
  constructor() {
    super("the map has a format that this script does not know");
    this.name = "OtherFormatError";
  }
}

/**
 * Read the map.
 * @param {ArrayBuffer} file
 * @returns {Plane}
 */
export function readMap(file) {
  const view = new DataView(file);
  const length = view.getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(file, WORD, length)));
  if (head.format !== FORMAT) throw new OtherFormatError();
  const { papers, width, height } = head;
  const start = WORD + length;
  return {
    papers, width, height,
    names: head.names.map(([text, x, y, count, level, tag]) => ({ text, x, y, papers: count, level, tag })),
    x: column(view, start, papers),
    y: column(view, start + 2 * papers, papers),
  };
}

/**
 * @param {DataView} view
 * @param {number} start
 * @param {number} count
 * @returns {Uint16Array}
 */
function column(view, start, count) {
  const values = new Uint16Array(count);
  for (let n = 0; n < count; n++) values[n] = view.getUint16(start + 2 * n, true);
  return values;
}
