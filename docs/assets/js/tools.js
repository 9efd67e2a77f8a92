/**
 * The entry of every page: looks for a tool in it and loads what that tool needs, nothing on plain pages.
 *
 * Instant navigation swaps the page under a running script, so tools are mounted on every page and unmounted when it goes.
 */

import { wantsAnswer } from "./network.js";

/** @type {Record<string, () => Promise<{ mount: (root: HTMLElement, signal: AbortSignal) => void }>>} */
const TOOLS = {
  quiz: () => import("./quiz.js"),
  calculator: () => import("./calculator.js"),
  shortlist: () => import("./shortlist.js"),
  actuals: () => import("./actuals.js"),
};

/** @type {AbortController | undefined} */
let page;
/** The tool of the page in view; nothing on a plain page. @type {Element | null} */
let mounted = null;

async function mountTools() {
  page?.abort();
  page = new AbortController();
  mounted = document.querySelector("[data-tool]");
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

/** For a case in the address Python starts while the tool's scripts come, if the page's head has not started it yet. */
async function startForCase() {
  if (!wantsAnswer()) return;
  const { engine } = await import("./engine.js");
  engine().start();
}

/** Material tells of every page that instant navigation has brought, and again of the first, whose tool is there by then. */
function follow() {
  const pages = /** @type {any} */ (globalThis).document$;
  pages?.subscribe(() => document.querySelector("[data-tool]") !== mounted && mountTools());
}

mountTools();
if (document.readyState === "complete") follow();
else addEventListener("DOMContentLoaded", follow, { once: true });
