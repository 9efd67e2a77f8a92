/**
 * The theme stores the colours on the first visit already. Here only a choice is stored: following the device needs no memory.
 */

const KEY = "__palette";

/** @typedef {(key: string, value: { index?: number }, storage?: Storage, scope?: URL) => void} Write */

/** The theme's own store: `__md_set` writes below the site's path. */
const theme = /** @type {{ __md_set?: Write, __md_scope?: URL }} */ (/** @type {unknown} */ (globalThis));

function forget() {
  try {
    localStorage.removeItem(`${theme.__md_scope?.pathname}.${KEY}`);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** @param {{ index?: number } | null} value */
function followsDevice(value) {
  return value?.index === 0;
}

/** Take back what the theme has stored so far, and let it store choices only. */
export function storeChoicesOnly() {
  const write = theme.__md_set;
  if (!write) return;
  theme.__md_set = (key, value, ...rest) => {
    if (key === KEY && followsDevice(value)) forget();
    else write(key, value, ...rest);
  };
  try {
    const stored = localStorage.getItem(`${theme.__md_scope?.pathname}.${KEY}`);
    if (stored && followsDevice(JSON.parse(stored))) forget();
  } catch {
    forget();
  }
}
