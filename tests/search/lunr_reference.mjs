/**
 * What lunr.js says over its whole index, to compare ours with.
 *
 *     node lunr_reference.mjs SCRIPTS DOCUMENTS MANIFEST QUERIES
 *
 * SCRIPTS is the folder of search.js; DOCUMENTS a JSON list of [id, title, authors, tags, venue,
 * abstract] in the order of their numbers; MANIFEST the index's, for the boosts; QUERIES a JSON list.
 * Prints a JSON list with lunr's answer to each query: [id, score], the best first.
 */

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [scripts, documents, manifest, queries] = process.argv.slice(2);
const { default: lunr } = await import(pathToFileURL(`${scripts}/lunr.js`).href);
const { fold, trimmed } = await import(pathToFileURL(`${scripts}/analysis.js`).href);
const read = async (path) => JSON.parse(await readFile(path, "utf8"));

const trimmer = (token) => token.update(trimmed);
const empties = (token) => (token.toString() ? token : null);
const stopWords = (token) => (token.metadata.fields.includes("authors") ? token : lunr.stopWordFilter(token));
for (const step of [trimmer, empties, stopWords]) lunr.Pipeline.registerFunction(step, step.name);

const builder = new lunr.Builder();
builder.ref("id");
const { fields } = await read(manifest);
for (const { name, boost } of fields) builder.field(name, { boost });
builder.pipeline.add(trimmer, empties, stopWords, lunr.stemmer);
builder.searchPipeline.add(lunr.stemmer);
for (const [id, ...texts] of await read(documents)) {
  builder.add({ id, ...Object.fromEntries(fields.map(({ name }, n) => [name, fold(texts[n])])) });
}
const index = builder.build();
const answers = (await read(queries)).map((query) =>
  index.search(fold(query)).map(({ ref, score }) => [ref, score]));
process.stdout.write(JSON.stringify(answers));
