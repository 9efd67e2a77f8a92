/**
 * Fetches Python's large files so that few bytes travel, whatever the host does.
 *
 * A host that packs what it sends is left to do so: of such an answer alone Chromium keeps what it has compiled. From any other
 * host comes the twin that the build has packed, and it is opened here. Where a twin is lost or damaged, the file itself comes,
 * later. Runs in the worker and in the service worker.
 */

/** Bytes of one file, by how it travels: `identity`, `gzip` or `br`. @typedef {Record<string, number>} Weights */

/** Hears how much of a file is here, from 0 to 1, and how many bytes travel for the whole. @typedef {(part: number, bytes: number) => void} Hear */

/** @typedef {(url: string, hear?: Hear) => Promise<Response>} Get */

/** The service worker takes `content-encoding` off what it keeps, and says here how it had travelled. */
export const CAME_AS = "came-as";

/** So long the worker waits to learn how its own script came; the browser has that at hand. */
const PATIENCE_MS = 200;

/** How twins are opened, best first: Firefox knows brotli, Chromium does not. */
const OPENERS = [
  { format: "brotli", encoding: "br", ending: ".br" },
  { format: "gzip", encoding: "gzip", ending: ".gz" },
];

/** Makes what opens a stream, or throws. @param {string} format */
const unpacker = (format) => new DecompressionStream(/** @type {CompressionFormat} */ (format));

const opener = OPENERS.find(({ format }) => {
  try {
    return unpacker(format);
  } catch {
    return false;
  }
});

/**
 * Fetches one file; an answer that is no success is an error.
 *
 * @param {Record<string, Weights> | undefined} packed the files that have twins, by their names
 * @param {() => Promise<boolean>} hostPacks
 * @returns {Get}
 */
export function fetcher(packed, hostPacks) {
  return async (url, hear = () => {}) => {
    const weights = packed?.[nameOf(url)];
    if (!weights || !opener) return whole(url);
    if (await hostPacks()) {
      const stop = new AbortController();
      hear(0, weights.br ?? 0);
      const response = await whole(url, stop.signal);
      if (isOpen(response)) return heard(response, url, weights, hear);
      stop.abort();
    }
    return openTwin(url, weights, opener, hear).catch(() => whole(url));
  };
}

/** @param {string} url */
export function nameOf(url) {
  return url.slice(url.lastIndexOf("/") + 1);
}

/** @param {Response | undefined} response */
export function encodingOf(response) {
  return response?.headers.get("content-encoding") ?? response?.headers.get(CAME_AS) ?? "identity";
}

/** @param {Response | undefined} response */
export function wasPacked(response) {
  return encodingOf(response) !== "identity";
}

/** Whether the body is the file itself and came with few bytes, or with none. @param {Response} response */
function isOpen(response) {
  return wasPacked(response) || response.headers.has(CAME_AS);
}

/**
 * A host that sends scripts as they are packs nothing at all; with one that packs them, each answer is looked at. So it is while
 * this is not known.
 *
 * @returns {() => Promise<boolean>}
 */
export function asOwnScript() {
  const script = fetch(location.href, { cache: "force-cache" }).then(wasPacked, () => true);
  const patience = new Promise((/** @type {(packs: boolean) => void} */ resolve) =>
    setTimeout(resolve, PATIENCE_MS, true),
  );
  return () => Promise.race([script, patience]);
}

/**
 * @param {string} url
 * @param {AbortSignal} [signal]
 */
async function whole(url, signal) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response;
}

/**
 * The answer itself, heard while it is read. A WebAssembly's body is left alone: it is compiled on its way. So is what was kept:
 * it is here at once, and was looked at before it was kept.
 *
 * @param {Response} response
 * @param {string} url
 * @param {Weights} weights
 * @param {Hear} hear
 */
function heard(response, url, weights, hear) {
  const { headers, body } = response;
  const { identity = 0, [encodingOf(response)]: usual = 0 } = weights;
  const wasKept = headers.has(CAME_AS);
  const bytes = wasKept ? 0 : Number(headers.get("content-length")) || usual;
  hear(0, bytes);
  if (wasKept || url.endsWith(".wasm")) return response;
  return Object.assign(response, { arrayBuffer: () => readAll(body, identity, (part) => hear(part, bytes)) });
}

/**
 * @param {string} url
 * @param {Weights} weights
 * @param {typeof OPENERS[number]} opener
 * @param {Hear} hear
 */
async function openTwin(url, weights, { format, encoding, ending }, hear) {
  const { identity = 0, [encoding]: bytes = 0 } = weights;
  hear(0, bytes);
  const twin = await whole(url + ending);
  const body = isOpen(twin) ? twin.body : (twin.body?.pipeThrough(unpacker(format)) ?? null);
  const content = await readAll(body, identity, (part) => hear(part, bytes));
  return new Response(content, { headers: url.endsWith(".wasm") ? { "content-type": "application/wasm" } : {} });
}

/**
 * Read a body whose length is known: another length is an error.
 *
 * @param {ReadableStream<Uint8Array> | null} body
 * @param {number} size
 * @param {(part: number) => void} hear
 */
async function readAll(body, size, hear) {
  const content = new Uint8Array(size);
  const reader = body?.getReader();
  let at = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    content.set(next.value, at);
    at += next.value.length;
    hear(at / size);
  }
  if (at !== size) throw new Error(`${at} bytes of ${size}`);
  return content.buffer;
}
