/**
 * The entry of every page: looks for a tool in it and loads what that tool needs, nothing on plain pages.
 *
 * Instant navigation swaps the page under a running script, so tools are mounted on every page and unmounted when it goes.
 */

/** @type {Record<string, () => Promise<{ mount: (root: HTMLElement, signal: AbortSignal) => void }>>} */
const TOOLS = {
  quiz: () => import("./quiz.js"),
  calculator: () => import("./calculator.js"),
  shortlist: () => import("./shortlist.js"),
  actuals: () => import("./actuals.js"),
};

/** @type {AbortController | undefined} */
let page;

async function mountTools() {
  page?.abort();
  page = new AbortController();
  const { signal } = page;
  for (const root of document.querySelectorAll("[data-tool]")) {
    if (!(root instanceof HTMLElement)) continue;
    const load = TOOLS[root.dataset.tool ?? ""];
    if (!load) continue;
    startForCase();
    const { mount } = await load();
    if (!signal.aborted) mount(root, signal);
  }
}

/** Whoever opens an address that carries a case wants its answer: Python starts while the tool's scripts come. */
async function startForCase() {
  if (!location.hash.startsWith("#v=") || /** @type {any} */ (navigator).connection?.saveData) return;
  const { engine } = await import("./engine.js");
  engine().start();
}

/** Material tells of every page that instant navigation has brought. */
const pages = /** @type {any} */ (globalThis).document$;
if (pages) pages.subscribe(mountTools);
else mountTools();

export {};
