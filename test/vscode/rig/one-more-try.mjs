/**
 * On a loaded machine, a server or a browser may fail to start once. That is reported, and only a start is ever retried.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} start
 * @returns {Promise<T>}
 */
export async function withinOneMoreTry(what, start) {
  try {
    return await start();
  } catch (error) {
    console.error(`${what} did not start; trying once more.\n${error instanceof Error ? error.message : String(error)}`);
    return start();
  }
}
