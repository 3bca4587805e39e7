/**
 * Files of citations that other programs read: BibTeX, as the papers' pages have it; RIS
 * (https://en.wikipedia.org/wiki/RIS_(file_format)); CSV (RFC 4180).
 */

/**
 * @typedef {object} Citation
 * @property {string} id
 * @property {keyof typeof TYPES} kind
 * @property {string} title
 * @property {string[]} authors
 * @property {string} date "2018-06-20", "2018-06", "2018" or ""
 * @property {string} venue
 * @property {string} doi
 * @property {string} arxiv
 * @property {string} address
 * @property {string} bibtex
 * @property {string} [within] the full name of the journal or the proceedings
 * @property {string} [volume]
 * @property {string} [issue]
 * @property {string} [pages] "1–12"
 * @property {string} [publisher]
 */

const TYPES = {
  misc: "GEN",
  inproceedings: "CPAPER",
  article: "JOUR",
  incollection: "CHAP",
  book: "BOOK",
  phdthesis: "THES",
  mastersthesis: "THES",
  techreport: "RPRT",
};
const COLUMNS = ["id", "title", "authors", "date", "venue", "doi", "arxiv", "address"];

/** @type {Record<string, {name: string, type: string, write: (citations: Citation[]) => string}>} */
export const FORMATS = {
  bib: { name: "BibTeX", type: "application/x-bibtex", write: bibtex },
  ris: { name: "RIS", type: "application/x-research-info-systems", write: ris },
  csv: { name: "CSV", type: "text/csv", write: csv },
};

/**
 * @param {Citation[]} citations
 * @returns {string}
 */
function bibtex(citations) {
  return citations.map((citation) => citation.bibtex).join("\n");
}

/**
 * @param {Citation[]} citations
 * @returns {string}
 */
function ris(citations) {
  return citations.map((citation) => {
    const { kind, title, authors, date, venue, doi, arxiv, address } = citation;
    const { within = venue, volume = "", issue = "", pages = "", publisher = "" } = citation;
    const [first, last = ""] = pages.split("–", 2);
    const fields = [
      ["TY", TYPES[kind]],
      ["TI", title],
      ...authors.map((name) => ["AU", name]),
      ["PY", date.slice(0, 4)],
      ["DA", date && [...date.split("-"), "", "", ""].slice(0, 4).join("/")],
      [kind === "article" ? "JO" : "T2", within],
      ["VL", volume],
      ["IS", issue],
      ["SP", first],
      ["EP", last],
      ["PB", publisher],
      ["DO", doi],
      ["AN", arxiv && `arXiv:${arxiv}`],
      ["UR", doi ? `https://doi.org/${doi}` : address],
    ].filter(([, value]) => value);
    return [...fields, ["ER", ""]].map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`).join("");
  }).join("");
}

/**
 * @param {Citation[]} citations
 * @returns {string}
 */
function csv(citations) {
  const rows = citations.map((citation) => COLUMNS.map((name) => {
    const value = citation[name];
    return cell(Array.isArray(value) ? value.join("; ") : value);
  }));
  return [COLUMNS, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/**
 * @param {string} text
 * @returns {string}
 */
function oneLine(text) {
  return text.replace(/\s+/g, " ");
}

/**
 * Return a value as a cell. A spreadsheet takes one that begins with such a sign for a formula.
 * @param {string} text
 * @returns {string}
 */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
