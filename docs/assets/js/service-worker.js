/**
 * Keeps what was read, and the tools once Python has run, for times without a network.
 *
 * One build, one version, one cache. A page of one version never gets a file of another:
 *
 * - A file whose name holds a digest of its content can only be itself: it may come from any of our caches, or the network.
 * - Every other file (pages, the search index, pictures) is listed in BUILD with a digest. What the network gives is kept or
 *   handed to a page of this version only if its digest fits. After an update of the site it does not fit.
 * - A page that the network gives in another version is left alone for as long as it lives: it gets its files from the network.
 *   Instant navigation inside a page of this version is refused such a page, and Material then opens it as a page of its own.
 * - A new version waits until every page of the old one is closed, or until a reader takes it. Then the other open pages
 *   keep the cache they came from.
 *
 * So reading goes on in the version it began with, and an update is offered by the page (see offline.js), never forced.
 * Anything unforeseen, as a full disk, ends in a plain request to the network.
 */

import { isSlow } from "./network.js";
import { CAME_AS, encodingOf, fetcher, nameOf, wasPacked } from "./packed.js";

/** @type {ServiceWorld} */
const worker = /** @type {any} */ (self);

const ROOT = worker.registration.scope;
const PREFIX = `micro-or-mega ${new URL(ROOT).pathname} `;
const CACHE = PREFIX + BUILD.version;
/** Which open pages are not of this version, and the cache they came from ("" is the network). */
const STRANGERS = `${ROOT}.strangers`;
/** These folders hold only files whose name changes with their content; the theme puts the digest before the ending. */
const NAMED = /^assets\/(?:js|css|runtime)\/|\.[0-9a-f]{8}\.min\.(?:js|css)$/;
/** The ending of a file's packed twin. */
const TWIN = /\.(?:br|gz)$/;

/**
 * Named files that are kept need not wait for this worker, where the browser can do without it. What is not kept comes from the
 * network then. Packed twins and WebAssembly have rules of their own, below.
 */
const ROUTES = ["js/*.js", "css/*.css", "runtime/*.mjs", "runtime/*.bin", "*.min.js", "*.min.css"].map((names) => ({
  condition: { requestMethod: "GET", urlPattern: { pathname: `${new URL(ROOT).pathname}assets/${names}` } },
  source: "cache",
}));

/** The home page is in every cache: it says how this host sends files. */
const get = fetcher(BUILD.packed, async () => wasPacked(await kept(CACHE, "")));

/**
 * The path below the site's root, or nothing for an address elsewhere and for what is not part of the guide.
 *
 * @param {string} url
 */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  return address.startsWith(ROOT) ? address.slice(ROOT.length) : undefined;
}

/** @param {string} path */
function addressOf(path) {
  return new URL(path, ROOT).href;
}

/** @param {string} path */
function isListed(path) {
  return Object.hasOwn(BUILD.files, path);
}

/** @param {ArrayBuffer} content */
async function digestOf(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest.subarray(0, BUILD.bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A copy whose body is as the page sees it: how it travelled is over, and only noted.
 *
 * @param {ArrayBuffer} content
 * @param {Response} response
 */
function plain(content, response) {
  const headers = new Headers(response.headers);
  headers.set(CAME_AS, encodingOf(response));
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(content, { headers });
}

/**
 * A file of this version from a response, or nothing when it is of another one. The response is used up.
 *
 * @param {string} path
 * @param {Response | undefined} response
 */
async function ofThisVersion(path, response) {
  if (!response?.ok) return undefined;
  const content = await response.arrayBuffer();
  return (await digestOf(content)) === BUILD.files[path] ? plain(content, response) : undefined;
}

/**
 * Keep a file; a browser that has no room keeps less.
 *
 * @param {string} path
 * @param {Response} response
 */
async function keep(path, response) {
  try {
    const cache = await caches.open(CACHE);
    await cache.put(addressOf(path), response);
  } catch (cause) {
    console.info("Not kept for reading offline.", cause);
  }
}

/**
 * Get a file of this version for later: from an older cache if it has not changed, else from the network.
 *
 * @param {string} path
 * @returns {Promise<boolean>} whether it is there now
 */
async function collect(path) {
  const address = addressOf(path);
  const cache = await caches.open(CACHE);
  if (await cache.match(address)) return true;
  const older = await ofThisVersion(path, await caches.match(address));
  const found = older ?? (await ofThisVersion(path, await fetched(address)));
  if (found) await cache.put(address, found);
  return found !== undefined;
}

/**
 * What the browser has fetched of a named file is not fetched again, as a twin or as it is. It may have kept a "not found", for as
 * long as it would have kept the file: from a host that puts out the files after what asks for them.
 *
 * @param {string} address
 */
async function fetched(address) {
  if (!NAMED.test(pathOf(address) ?? "")) return fetch(address, { cache: "no-cache" });
  return (await fromBrowser(address)) ?? get(address).catch(() => fetch(address, { cache: "reload" }));
}

/** What every page needs, all or nothing; then what the reader had before, as far as it goes. */
async function install() {
  const found = await Promise.all(BUILD.shell.map(collect));
  if (found.includes(false)) throw new Error("The site has changed since this version.");
  for (const path of await keptBefore()) await collect(path).catch(() => false);
}

/** What older caches hold, as far as it is still there. Whoever had a Python gets the whole new one. */
async function keptBefore() {
  const paths = new Set();
  for (const name of await ours()) {
    if (name === CACHE) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      const path = pathOf(url) ?? "";
      if (isListed(path)) paths.add(path);
      if (path.startsWith("assets/runtime/")) for (const tool of tools()) paths.add(tool);
    }
  }
  return paths;
}

/** The pages and scripts of the tools, and the files that Python starts from on this network. */
function tools() {
  return [...BUILD.tools, ...(isSlow() ? BUILD.lean : BUILD.memory)];
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/**
 * @param {string} name of a cache
 * @returns {Promise<Record<string, string> | undefined>}
 */
async function strangersIn(name) {
  return (await (await caches.open(name)).match(STRANGERS))?.json();
}

/** @type {Promise<Record<string, string>> | undefined} */
let remembered;

function strangers() {
  remembered ??= strangersIn(CACHE).then((known) => known ?? {});
  return remembered;
}

/** @param {Record<string, string>} added */
async function addStrangers(added) {
  const known = { ...(await strangers()), ...added };
  const open = new Set((await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  const alive = Object.entries(known).filter(([id]) => id && (open.has(id) || id in added));
  remembered = Promise.resolve(Object.fromEntries(alive));
  await (await caches.open(CACHE)).put(STRANGERS, new Response(JSON.stringify(await remembered)));
}

/** The pages of older versions that are still open keep their caches; only a cache that was in use has strangers noted. */
async function activate() {
  let from = "";
  let known = {};
  for (const name of await ours()) {
    const noted = name === CACHE ? undefined : await strangersIn(name);
    if (noted) [from, known] = [name, { ...known, ...noted }];
  }
  const open = await worker.clients.matchAll();
  await addStrangers({ ...Object.fromEntries(open.map(({ id }) => [id, from])), ...known });
  await prune();
}

async function prune() {
  await addStrangers({});
  const used = new Set([CACHE, ...Object.values(await strangers())]);
  for (const name of await ours()) {
    const { installing, waiting } = worker.registration;
    if (installing || waiting) return; // one of these may be the cache of the next version
    if (!used.has(name)) await caches.delete(name);
  }
}

/**
 * @param {string} name
 * @param {string} path
 */
async function kept(name, path) {
  return (await caches.open(name)).match(addressOf(path));
}

/**
 * A page that the reader opens: as it was kept, else from the network, whatever its version.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function openPage(event, path) {
  const own = await kept(CACHE, path);
  if (own) return own;
  let response;
  try {
    response = await fetch(event.request);
  } catch {
    return away();
  }
  const found = isListed(path) ? await ofThisVersion(path, response.clone()) : undefined;
  if (!found) {
    await addStrangers({ [event.resultingClientId]: "" });
    return response;
  }
  event.waitUntil(keep(path, found.clone()));
  return found;
}

/** The page for a page that is not here: its links start from the root, wherever it is shown. */
async function away() {
  const page = await kept(CACHE, "offline.html");
  const words = (await page?.text()) ?? "";
  const headers = { "content-type": "text/html; charset=utf-8" };
  return new Response(words.replaceAll('="./', `="${ROOT}`), { status: 503, headers });
}

/**
 * A file whose name holds its digest. What this build lists is kept on its way; of a packed twin the open file is kept.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function namedFile(event, path) {
  const own = await caches.match(addressOf(path.replace(TWIN, "")));
  if (own) return (path.endsWith(".wasm") && (await fromBrowser(event.request))) || own;
  const response = await fetch(event.request);
  const isCutOff = nameOf(path) in BUILD.packed && !wasPacked(response); // its twin is asked for instead
  if (response.ok && isListed(path) && !isCutOff) {
    const copy = response.clone();
    event.waitUntil(ofThisVersion(path, copy).then((found) => found && keep(path, found)));
  }
  return response;
}

/**
 * A file from the browser's own cache, where it still is: only there Chromium keeps what it has compiled of a WebAssembly.
 *
 * @param {RequestInfo} request
 */
async function fromBrowser(request) {
  try {
    const response = await fetch(request, { cache: "only-if-cached", mode: "same-origin" });
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Any other file, as the version of the asking page has it.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function versionedFile(event, path) {
  const from = (await strangers())[event.clientId];
  if (from === "") return fetch(event.request);
  const own = await kept(from ?? CACHE, path);
  if (own) return own;
  if (!isListed(path)) return fetch(event.request);
  if (from !== undefined) return Response.error();
  const found = await ofThisVersion(path, await fetch(event.request));
  if (!found) return Response.error();
  event.waitUntil(keep(path, found.clone()));
  return found;
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event;
  const path = request.method === "GET" && !request.headers.has("range") ? pathOf(request.url) : undefined;
  if (path === undefined) return;
  if (request.mode === "navigate") event.respondWith(openPage(event, path).catch(() => fetch(request)));
  else if (NAMED.test(path)) event.respondWith(namedFile(event, path).catch(() => fetch(request)));
  else event.respondWith(versionedFile(event, path).catch(() => fetch(request)));
}

/** @type {Record<string, (data: any) => Promise<unknown>>} */
const WISHES = {
  /** A page that was opened before this worker was there. */
  page: ({ url }) => collectAll([pathOf(url) ?? ""]),
  tools: () => collectAll(tools()),
  load: () => worker.skipWaiting(),
};

/** @param {string[]} paths */
async function collectAll(paths) {
  for (const path of paths.filter(isListed)) await collect(path).catch(() => false);
  // A version that takes over clears away by itself, once it has noted who needs the last one.
  if (worker.registration.active?.state === "activated") await prune();
}

worker.addEventListener("install", (event) => {
  event.addRoutes?.(ROUTES).catch((cause) => console.info("Every file is asked for here.", cause));
  event.waitUntil(install());
});
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", answer);
worker.addEventListener("message", (event) => event.waitUntil(WISHES[event.data?.wish]?.(event.data).catch(() => {})));
