/** Back, forward and links into the page in view: heard by the tool, and kept from instant navigation. */

/**
 * Hear of every change of the fragment while this page is in view.
 *
 * @param {AbortSignal} signal
 * @param {(visited: unknown) => void} restore gets what the history remembers of the entry, null for a link from elsewhere
 */
export function hearHistory(signal, restore) {
  const here = location.pathname;
  const hear = (/** @type {PopStateEvent} */ event) => location.pathname === here && restore(event.state);
  window.addEventListener("popstate", hear, { signal });
  keepPage(here, signal);
}

/**
 * Material's instant navigation would fetch this page again when only its fragment changes, and put a fresh copy in place of
 * the one in use: a question half answered, a figure held open. So it is told of other pages only.
 *
 * @param {string} here
 * @param {AbortSignal} signal
 */
function keepPage(here, signal) {
  const addresses = /** @type {any} */ (globalThis).location$;
  if (!addresses) return;
  const tell = addresses.next;
  addresses.next = (/** @type {URL} */ address) => {
    if (address.pathname !== here) tell.call(addresses, address);
  };
  signal.addEventListener("abort", () => delete addresses.next);
}
