/**
 * The page's side of reading without a network: it opens the service worker, tells it what was read, and offers updates.
 *
 * It waits for a sign that somebody reads: a page that is left at once costs nothing more. Then it waits until nobody waits
 * for anything else, because the worker fetches many files at once. A browser that allows no service worker loses nothing else.
 */

const SIGNS = ["scroll", "pointerdown", "keydown"];
/** Who does nothing for this long after the page is there is taken to be reading. */
const READING_MS = 8000;

/** Python is there: the tools are in use, and their files are worth keeping, once the first answer has had its time. */
const PYTHON_READY = "mm-python";
const ANSWER_MS = 2000;
/** Who opens a tool and does nothing may never need Python; after this long nobody waits for it. */
const NO_PYTHON_MS = 30_000;

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
  const loaded = new Promise((done) => {
    if (document.readyState === "complete") done(undefined);
    else addEventListener("load", done, { once: true });
  });
  /** A tool may have had its answer before this script came. */
  const ready = new Promise((done) => {
    if (/** @type {any} */ (globalThis).hasPython) done(undefined);
    else addEventListener(PYTHON_READY, done, { once: true });
  });
  const answered = ready.then(() => pause(ANSWER_MS));
  answered.then(() => {
    wantsTools = true;
    wish("tools");
  });
  const isReading = new AbortController();
  const { signal } = isReading;
  const start = async () => {
    if (signal.aborted) return;
    isReading.abort();
    await loaded;
    if (document.querySelector("[data-tool]")) await Promise.race([answered, pause(NO_PYTHON_MS)]);
    whenIdle(() => open(root, tell).catch((cause) => console.info("No reading offline here.", cause)));
  };
  for (const sign of SIGNS) addEventListener(sign, start, { passive: true, signal });
  ready.then(start);
  loaded.then(() => setTimeout(start, READING_MS));
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
  const watch = () => {
    const { installing } = opened;
    installing?.addEventListener("statechange", () => installing.state === "installed" && offer());
  };
  opened.addEventListener("updatefound", watch);
  watch(); // a new version may be on its way already
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

/** @param {number} time in milliseconds */
function pause(time) {
  return new Promise((done) => setTimeout(done, time));
}

/** @param {() => void} run */
function whenIdle(run) {
  const wait = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ later) => setTimeout(later, 1500));
  wait(run, { timeout: 4000 });
}
