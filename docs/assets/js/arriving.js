/** Counts what has come of the large files of one start, as they travel, and tells of it now and then. Runs in the worker. */

/** @typedef {{ part: number, words: string }} Arrived how much is here, from 0 to 1, and in megabytes */

/** Who waits no longer than this is shown no numbers. */
const QUIET_MS = 300;
/** The least that is worth telling, as a part of the whole: a start tells ten times at most. */
const STEP = 0.1;

/**
 * @param {(arrived: Arrived) => void} tell only ever hears more
 * @returns {{ ear: (url: string) => import("./packed.js").Hear, stop: () => void }}
 */
export function countArriving(tell) {
  let began = performance.now();
  /** @type {Map<string, { part: number, bytes: number }>} */
  const files = new Map();
  let told = 0;

  const ear = (/** @type {string} */ url) => (/** @type {number} */ part, /** @type {number} */ bytes) => {
    files.set(url, { part: Math.min(part, 1), bytes });
    const all = sum([...files.values()].map((file) => file.bytes));
    const here = sum([...files.values()].map((file) => file.part * file.bytes));
    if (performance.now() - began < QUIET_MS || here <= (told + STEP) * all) return;
    told = here / all;
    tell({ part: told, words: `${megabytes(here)} of ${megabytes(all)} MB` });
  };

  // A WebAssembly is compiled on its way: it is known to be here when its last byte is.
  const ends = new PerformanceObserver((list) => {
    for (const { name, encodedBodySize } of /** @type {PerformanceResourceTiming[]} */ (list.getEntries())) {
      const { part = 1, bytes = 0 } = files.get(name) ?? {};
      if (part === 0 && bytes) ear(name)(encodedBodySize / bytes, bytes);
    }
  });
  ends.observe({ type: "resource" });
  const stop = () => {
    began = Number.POSITIVE_INFINITY;
    ends.disconnect();
  };
  return { ear, stop };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
