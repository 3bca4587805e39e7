/** The worker of a page: it fetches and searches, so that typing never waits. */

import { openIndex } from "../search/search.js";

const ROOT = new URL("../../../", import.meta.url);
const LONGEST_WAIT = 20_000;

/** @type {ReturnType<typeof openIndex> | null} */
let opening = null;

/**
 * @param {string} path
 * @param {{reload?: boolean}} [options]
 * @returns {Promise<ArrayBuffer>}
 */
async function read(path, { reload = false } = {}) {
  const answer = await fetch(new URL(path, ROOT), {
    cache: reload ? "reload" : path.endsWith(".json") ? "no-cache" : "default",
    signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.arrayBuffer();
}

/** Open the index once; after a failure, try again. */
function opened() {
  opening ??= openIndex({ read }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

addEventListener("message", async ({ data: { id, method, query, options } }) => {
  try {
    const index = await opened();
    postMessage({ id, result: method ? await index[method](query, options) : index.papers });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    postMessage({ id, error: { name, message } });
  }
});
