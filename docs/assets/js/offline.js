/**
 * The page's side of reading without a network: it opens the service worker, tells it what was read, and offers updates.
 *
 * It waits for a sign that somebody reads: a page that is left at once costs nothing more. A browser that allows no service
 * worker loses nothing else.
 */

const SIGNS = ["scroll", "pointerdown", "keydown"];
/** Who does nothing for this long after the page is there is taken to be reading. */
const READING_MS = 8000;

/** Python has answered in this page: the tools are in use, and their files are worth keeping. */
const PYTHON_READY = "mm-python";

/** @type {ServiceWorkerRegistration | undefined} */
let registration;
let wantsTools = false;
/** The reader has asked for the new version in this tab. */
let isTaken = false;

/**
 * @param {string} root the site's address
 * @param {(offer: string, take: () => void) => void} tell shows an offer to the reader
 */
export function stayReadable(root, tell) {
  if (!("serviceWorker" in navigator)) return;
  addEventListener(PYTHON_READY, () => {
    wantsTools = true;
    wish("tools");
  });
  const isReading = new AbortController();
  const { signal } = isReading;
  const start = () => {
    if (signal.aborted) return;
    isReading.abort();
    whenIdle(() => open(root, tell).catch((cause) => console.info("No reading offline here.", cause)));
  };
  for (const sign of [...SIGNS, PYTHON_READY]) addEventListener(sign, start, { passive: true, signal });
  const wait = () => setTimeout(start, READING_MS);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** Tell the worker which page is being read; pages of before its time are kept by this too. */
export function readPage() {
  wish("page", location.origin + location.pathname);
}

/**
 * @param {string} root
 * @param {(offer: string, take: () => void) => void} tell
 */
async function open(root, tell) {
  const { serviceWorker } = navigator;
  const opened = await serviceWorker.register(new URL("service-worker.js", root));
  serviceWorker.addEventListener("controllerchange", () => isTaken && location.reload());
  const offer = () => opened.waiting && serviceWorker.controller && tell(OFFER, () => take(opened.waiting));
  opened.addEventListener("updatefound", () => {
    const { installing } = opened;
    installing?.addEventListener("statechange", () => installing.state === "installed" && offer());
  });
  offer();
  registration = await serviceWorker.ready;
  readPage();
  if (wantsTools) wish("tools");
}

const OFFER = "A newer version of this site is there.";

/** @param {ServiceWorker | null} waiting */
function take(waiting) {
  isTaken = true;
  waiting?.postMessage({ wish: "load" });
}

/**
 * @param {"page" | "tools"} what
 * @param {string} [url]
 */
function wish(what, url) {
  registration?.active?.postMessage({ wish: what, url });
}

/** @param {() => void} run */
function whenIdle(run) {
  const wait = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ later) => setTimeout(later, 1500));
  wait(run, { timeout: 4000 });
}
