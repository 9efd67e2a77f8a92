/**
 * Stands in the head of each page with a tool: where the address carries a case, Python starts before the page is read.
 *
 * Not a module, so that nothing comes before it. `engine.js` takes the worker over, with what it has said until then.
 */

import { isSlow, wantsAnswer } from "./network.js";

const { worker: address } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
if (address && wantsAnswer()) {
  const wish = isSlow() ? "#lean" : "";
  const worker = new Worker(new URL(address + wish, document.baseURI), { type: "module", name: "micromega" });
  /** @type {Event[]} */
  const heard = [];
  worker.onmessage = worker.onerror = (/** @type {Event} */ event) => {
    event.preventDefault();
    heard.push(event);
  };
  Object.assign(globalThis, { earlyPython: { worker, wish, heard } });
}
