/** What the browser tells of the reader's network. Not every browser tells. */

/** @typedef {{ saveData?: boolean, effectiveType?: string } | undefined} Connection */

/** @returns {Connection} */
function connection() {
  return /** @type {any} */ (globalThis.navigator)?.connection;
}

/** Whether the reader wants few bytes. */
export function savesData() {
  return connection()?.saveData === true;
}

/** Whether fewer bytes count for more than less work. Saving data says enough. */
export function isSlow() {
  return savesData() || !["4g", undefined].includes(connection()?.effectiveType);
}

/** Whoever opens an address that carries a case wants its answer. */
export function wantsAnswer() {
  return location.hash.startsWith("#v=") && !savesData();
}
