/**
 * The benchmark's worker. Each query meets an index just opened, so that unpacking and decoding count;
 * files at `paths` are in memory before. Gives each answer with its milliseconds, and all paths read.
 */

import { openIndex } from "/assets/papershelf/search/search.js";

/** @type {Map<string, ArrayBuffer>} */
const files = new Map();

async function read(path) {
  if (!files.has(path)) files.set(path, await (await fetch(`/${path}`)).arrayBuffer());
  return files.get(path);
}

async function timed(query) {
  const index = await openIndex({ read });
  const start = performance.now();
  const { total, hits } = await index.search(query, { limit: 10 });
  const ms = performance.now() - start;
  return { ms, total, hits: hits.map(({ id, score, snippet }) => ({ id, score, snippet })) };
}

addEventListener("message", async ({ data: { queries, paths } }) => {
  try {
    for (const path of paths) await read(path);
    const answers = [];
    for (const query of queries) answers.push(await timed(query));
    postMessage({ result: { answers, paths: [...files.keys()] } });
  } catch (error) {
    postMessage({ error: { message: String(error) } });
  }
});
