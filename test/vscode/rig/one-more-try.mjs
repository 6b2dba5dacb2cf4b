/**
 * A server or a browser may fail to start on a loaded machine, once. That is said, and nothing but a start is ever tried again.
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
