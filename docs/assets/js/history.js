/** Back, forward and links into the page in view: heard by the tool, and kept from instant navigation. */

/**
 * Hear of every change of the fragment while this page is in view.
 *
 * @param {AbortSignal} signal
 * @param {(visited: unknown) => void} restore gets what the history remembers of the entry, null for a link from elsewhere
 */
export function hearHistory(signal, restore) {
  const here = location.pathname;
  let heard = "";
  const hear = () => {
    if (location.pathname !== here || signal.aborted) return;
    heard = location.hash;
    restore(history.state);
  };
  window.addEventListener("popstate", hear, { signal });
  // Instant navigation follows a link within the page without the event; it has changed the address by the next turn.
  keepPage(here, signal, () => setTimeout(() => location.hash !== heard && hear()));
}

/**
 * Material's instant navigation would fetch this page again when only its fragment changes, and put a fresh copy in place of
 * the one in use: a question half answered, a figure held open. So it is told of other pages only. But once another page is
 * on its way, it has to hear that the reader is back here already: or that page would come under this one's address.
 *
 * @param {string} here
 * @param {AbortSignal} signal
 * @param {() => void} within called for an address within this page
 */
function keepPage(here, signal, within) {
  const addresses = /** @type {any} */ (globalThis).location$;
  if (!addresses) {
    // The theme comes after the tool on a slow network, and not at all where a tool is embedded.
    const again = () => keepPage(here, signal, within);
    if (document.readyState !== "complete") addEventListener("DOMContentLoaded", again, { once: true, signal });
    return;
  }
  const tell = addresses.next;
  let leaving = false;
  addresses.next = (/** @type {URL} */ address) => {
    leaving ||= address.pathname !== here;
    if (leaving) tell.call(addresses, address);
    else within();
  };
  signal.addEventListener("abort", () => delete addresses.next);
}
