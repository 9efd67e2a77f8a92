/**
 * What the reader has typed and opened outlives a reload, a crash and a visit elsewhere.
 *
 * The address carries the case. What it cannot carry (a text exactly as typed, which groups are open) is kept for this tab
 * under one key, and so is the last address: whoever comes back without a case in the address finds their own.
 */

/** The one key of the tab's storage; gone when the tab is closed. */
const KEY = "micro-or-mega.typed";

/**
 * @typedef {{ link: string, texts: Record<string, string>, open: string[], named: { link: string, name: string } }} Kept
 *   named: the case in view when it was last kept or opened by a name
 */

/** @type {Kept} */
const NOTHING = { link: "", texts: {}, open: [], named: { link: "", name: "" } };

/**
 * @returns {Kept}
 */
function read() {
  try {
    return { ...NOTHING, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return NOTHING;
  }
}

/** @param {Kept} kept */
function write(kept) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still has the address.
  }
}

/**
 * Keep a case as it was typed.
 *
 * @param {string} link its fragment
 * @param {Record<string, string>} texts what stands in the changed fields, by name
 */
export function keepTyped(link, texts) {
  write({ ...read(), link, texts });
}

/**
 * The fragment of the last case that was typed in this tab, or nothing.
 */
export function lastLink() {
  return read().link;
}

/**
 * The texts of a case exactly as they were typed, where this tab knows them.
 *
 * @param {string} link the fragment of the case
 */
export function typedTexts(link) {
  const kept = read();
  return kept.link === link ? kept.texts : {};
}

/**
 * Keep the name that a case has on the shelf, for the files that are made of it.
 *
 * @param {string} link its fragment
 * @param {string} name
 */
export function keepName(link, name) {
  write({ ...read(), named: { link, name } });
}

/**
 * The name of a case as long as nothing in it has changed, else nothing.
 *
 * @param {string} link its fragment
 */
export function keptName(link) {
  const { named } = read();
  return named.link === link ? named.name : "";
}

/**
 * Keep which parts are open, from now on.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function keepOpen(root, signal) {
  root.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.isConnected) return;
      const kept = read();
      const others = kept.open.filter((name) => name !== nameOf(target));
      write({ ...kept, open: target.open ? [...others, nameOf(target)] : others });
    },
    { signal, capture: true },
  );
}

/**
 * Open again what was open.
 *
 * @param {HTMLElement} root
 */
export function reopen(root) {
  const { open } = read();
  for (const part of root.querySelectorAll("details:not([open])")) {
    if (open.includes(nameOf(part))) /** @type {HTMLDetailsElement} */ (part).open = true;
  }
}

/** @param {Element} part */
function nameOf(part) {
  const { group, role } = /** @type {HTMLElement} */ (part).dataset;
  return part.id || group || role || part.className;
}
