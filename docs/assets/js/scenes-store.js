/**
 * What this browser keeps of the reader's cases: a list of documents under one key, written only when the reader asks for it.
 *
 * Every change starts from what is kept now, so that two tabs do not undo each other, and says whether it was kept.
 */

/** The one key under which this browser keeps cases. */
export const KEY = "micro-or-mega.scenarios";

/**
 * @typedef {{ documents: any[], damaged: boolean, closed: boolean }} Kept
 *   damaged: what is kept is no list, so it is left as it is; closed: the browser lets the page keep nothing
 */

/** @returns {Kept} */
export function kept() {
  let text;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    return { documents: [], damaged: false, closed: true };
  }
  try {
    const found = JSON.parse(text ?? "[]");
    return { documents: Array.isArray(found) ? found : [], damaged: !Array.isArray(found), closed: false };
  } catch {
    return { documents: [], damaged: true, closed: false };
  }
}

/** What is kept, letter by letter, for a reader who wants to look at it. */
export function keptText() {
  return localStorage.getItem(KEY) ?? "";
}

/**
 * Keep a list in place of the one that is kept; an empty list leaves nothing behind.
 *
 * @param {any[]} documents
 * @returns {boolean} whether the browser has taken it
 */
export function keep(documents) {
  try {
    if (documents.length) localStorage.setItem(KEY, JSON.stringify(documents));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/**
 * Hear of changes that another tab has made.
 *
 * @param {AbortSignal} signal
 * @param {() => void} changed
 */
export function hearOthers(signal, changed) {
  window.addEventListener("storage", ({ key }) => (key === KEY || key === null) && changed(), { signal });
}
