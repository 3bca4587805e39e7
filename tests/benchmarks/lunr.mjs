/**
 * Compares our answers to queries in lunr's language with lunr.js's own.
 *
 *     node lunr.mjs SCRIPTS SITE DOCUMENTS QUERIES ANSWERS
 *
 * ANSWERS is what lunr_reference.mjs prints of these DOCUMENTS and QUERIES. Prints a JSON object: how
 * many queries have the same papers in the same order with the same scores, and those that have not.
 */

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [scripts, site, ...inputs] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${scripts}/${name}`).href);
const [{ Store }, { parseLunr, searchLunr }] = await Promise.all([load("store.js"), load("lunr-query.js")]);
const [documents, queries, answers] = await Promise.all(
  inputs.map(async (path) => JSON.parse(await readFile(path, "utf8"))),
);

const store = await Store.open((path) => readFile(`${site}/${path}`));
const names = store.fields.map(({ name }) => name);

/** Tell whether a query is answered alike. */
async function isSame(query, expected) {
  const { papers, scores } = await searchLunr(store, parseLunr(query, names));
  return papers.length === expected.length
    && papers.every((paper, n) => documents[paper][0] === expected[n][0] && scores[paper] === expected[n][1]);
}

const different = [];
for (const [n, query] of queries.entries()) if (!(await isSame(query, answers[n]))) different.push(query);
const found = answers.map((answer) => answer.length).sort((a, b) => a - b);
process.stdout.write(JSON.stringify({
  queries: queries.length,
  same: queries.length - different.length,
  different,
  without_answer: found.filter((count) => !count).length,
  median_papers: found[Math.floor(found.length / 2)],
}));
