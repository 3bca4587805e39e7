/**
 * What a reader typed, taken apart: words, quoted phrases, conditions such as `year:2019..2022`, or a
 * query in lunr's language. Nothing typed is an error: what makes no sense is searched as words.
 */

import { isStopWord, words } from "./analysis.js";

const PHRASE = /["“”]([^"“”]*)["“”]?/g;
const CONDITION = /(?<=^|\s)(author|year|venue|tag|has):(?:["“]([^"“”]*)["”]?|([^\s"“”]+))/gi;
const LUNR = [
  /(^|\s)[+-][^\s+-]/, // +required -prohibited
  /\S\*|\*\S/, // wild*
  /[^\s~^][~^]\d+(?=[\s~^]|$)/, // fuzzy~1 boosted^2
  /(^|\s)[+-]?(title|authors|tags|abstract):\S/,
];
const YEARS = /^(\d{4})?(\.\.|-|–)?(\d{4})?$/;
const LINKS = new Map(Object.entries({
  code: "code", data: "dataset", dataset: "dataset", video: "video", slides: "slides", project: "project",
}));

/**
 * @typedef {object} Condition what every paper found must meet
 * @property {"author" | "venue" | "tag" | "year" | "has"} kind
 * @property {string[]} [words] of an author, a venue or a tag
 * @property {number} [from] the first year
 * @property {number} [to] the last year
 * @property {string} [link] "code", "dataset", "video", "slides" or "project"
 */

/**
 * @typedef {object} Query
 * @property {string[]} words folded, stop words left out
 * @property {string[]} stopWords
 * @property {string[][]} phrases the words of each, stop words too
 * @property {Condition[]} conditions
 * @property {string} lunr the part in lunr's language; "" when there is none
 * @property {string} open the last word, when it may go on: "neur" of "graph neur"
 * @property {string} hint what could not be understood; "" when all was
 */

/**
 * Take a query apart.
 * @param {string} text
 * @returns {Query}
 */
export function parseQuery(text) {
  const isLunr = LUNR.some((form) => form.test(text.replace(CONDITION, " ").replace(PHRASE, " ")));
  const conditions = [];
  const hints = [];
  let rest = text.replace(CONDITION, (form, kind, quoted, plain) => {
    if (isLunr && kind.toLowerCase() === "venue") return form;
    const { condition, hint } = conditionOf(kind.toLowerCase(), quoted ?? plain);
    if (condition) conditions.push(condition);
    if (hint) hints.push(hint);
    return condition ? " " : ` ${quoted ?? plain} `;
  });
  const phrases = [];
  rest = rest.replace(PHRASE, (_, quoted) => {
    phrases.push(words(quoted));
    return " ";
  });
  const found = words(rest);
  const last = /[\p{L}\p{M}\p{N}_]$/u.test(text) && /\S$/.test(rest) ? found.at(-1) ?? "" : "";
  // A stop word that ends a query seldom goes on; alone, it is all there is.
  const plain = found.filter((word) => !isStopWord(word));
  const telling = plain.length || !last ? plain : [last];
  return {
    words: [...new Set(telling)],
    stopWords: [...new Set(found.filter((word) => !telling.includes(word)))],
    phrases: phrases.filter((phrase) => phrase.some((word) => !isStopWord(word))),
    conditions,
    lunr: isLunr ? rest.trim() : "",
    open: telling.includes(last) ? last : "",
    hint: hints.join(" "),
  };
}

/**
 * @param {string} kind
 * @param {string} value
 * @returns {{condition?: Condition, hint?: string}}
 */
function conditionOf(kind, value) {
  if (kind === "year") {
    const years = YEARS.exec(value);
    if (!years || !(years[1] || years[3])) {
      return { hint: `“year:${value}” is no year: write year:2019 or year:2019..2022.` };
    }
    const from = Number(years[1] ?? 0);
    const to = Number(years[3] ?? (years[2] ? 9999 : years[1]));
    return { condition: { kind, from, to } };
  }
  if (kind === "has") {
    const link = LINKS.get(value.toLowerCase());
    if (!link) return { hint: `“has:${value}” is not known: write has:code, has:data or has:video.` };
    return { condition: { kind, link } };
  }
  const found = words(value).filter((word) => kind === "author" || !isStopWord(word));
  if (!found.length) return { hint: `“${kind}:” needs a word after it.` };
  return { condition: { kind: /** @type {any} */ (kind), words: found } };
}
