/**
 * What search.js says, in Node.
 *
 *     node ours.mjs SCRIPTS SITE REQUESTS
 *
 * SITE is the folder with search/manifest.json; REQUESTS a JSON list of [query, options]. Prints a JSON
 * list with the answer to each.
 */

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [scripts, site, requests] = process.argv.slice(2);
const { openIndex } = await import(pathToFileURL(`${scripts}/search.js`).href);
const index = await openIndex({ read: (path) => readFile(`${site}/${path}`) });
const answers = [];
for (const [query, options] of JSON.parse(await readFile(requests, "utf8"))) {
  answers.push(await index.search(query, options));
}
process.stdout.write(JSON.stringify(answers));
