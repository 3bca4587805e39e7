/** The benchmark's page: it asks workers, the site's own or the benchmark's. */

/**
 * Start a worker.
 * @param {string} url
 * @returns {(message: object) => Promise<any>} what asks it, one question at a time
 */
function started(url) {
  const worker = new Worker(url, { type: "module" });
  return (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error.message)) : resolve(data.result));
    worker.onerror = () => reject(new Error(`${url} failed`));
    worker.postMessage(message);
  });
}

/** Begin a visit: load what the search field of each page loads, and open the index. */
globalThis.visit = async () => {
  await import("/assets/papershelf/page/field.js");
  const ask = started("/assets/papershelf/page/worker.js");
  globalThis.search = async (query) => {
    const { total } = await ask({ id: 1, method: "search", query, options: { limit: 10 } });
    return total;
  };
  return ask({ id: 0, method: null });
};

/** Search with all files in memory; see worker.js. */
globalThis.timed = async (queries) => {
  const { paths } = await started("/bench/worker.js")({ queries, paths: [] });
  return (await started("/bench/worker.js")({ queries, paths })).answers;
};
