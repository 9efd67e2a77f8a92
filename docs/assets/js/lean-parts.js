/** The parts of Python that come later: when they are first needed, or before that when there is time. Runs in the worker. */

/** Emscripten's settings for one instance, and the two callbacks of `instantiateWasm`. @typedef {any} Settings */

/** @type {Map<string, (response: Response) => Promise<void>>} what keeps a part that is not needed yet, by its URL */
const waiting = new Map();

/**
 * Fetch now what is not needed yet: the reader has an answer and nobody waits.
 *
 * @param {(url: string) => Promise<Response>} get fetches one file
 */
export function prefetchParts(get) {
  for (const [url, keep] of waiting) {
    get(url)
      .then(keep)
      .catch(() => {}); // it is fetched again when it is needed
  }
  waiting.clear();
}

/**
 * Fetch a file when there is time.
 *
 * @param {string} url
 * @param {(response: Response) => Promise<void>} keep
 */
export function whenThereIsTime(url, keep) {
  waiting.set(url, keep);
}

/**
 * Settings whose WebAssembly gets the functions of the second part when one of them is first called.
 *
 * The first part calls a placeholder with the number of its slot in the table; the second part puts the functions there. What
 * only they read of the data is put in its places before one of them runs.
 *
 * @param {Settings} settings
 * @param {{ second?: string, tables?: string }} files
 */
export function inTwoParts(settings, { second, tables }) {
  if (!second) return settings;
  const instantiate = settings.instantiateWasm;
  /** @type {WebAssembly.Instance | undefined} */
  let first;
  /** @type {WebAssembly.Module | undefined} */
  let module;
  let isWhole = false;
  /** @type {ArrayBuffer | undefined} */
  let data;
  whenThereIsTime(second, async (response) => {
    module ??= await WebAssembly.compileStreaming(response);
  });
  if (tables)
    whenThereIsTime(tables, async (response) => {
      data = await response.arrayBuffer();
    });
  settings.instantiateWasm = (/** @type {any} */ imports, /** @type {Function} */ receive) => {
    const complete = () => {
      if (isWhole) return;
      if (tables) putTables(/** @type {any} */ (first?.exports.memory), data ?? readNow(tables));
      module ??= new WebAssembly.Module(readNow(second));
      new WebAssembly.Instance(module, { ...imports, primary: first?.exports ?? {} });
      isWhole = true;
    };
    imports.placeholder = new Proxy(
      {},
      {
        get:
          (_none, slot) =>
          (/** @type {unknown[]} */ ...args) => {
            complete();
            const table = /** @type {WebAssembly.Table} */ (first?.exports.__indirect_function_table);
            return table.get(Number(slot))(...args);
          },
      },
    );
    return instantiate(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {unknown} */ compiled) => {
      first = instance;
      return receive(instance, compiled);
    });
  };
  return settings;
}

/**
 * Put tables in their places: their number, start and length of each, then their bytes one after another.
 *
 * @param {WebAssembly.Memory} memory
 * @param {ArrayBuffer} data
 */
function putTables(memory, data) {
  const [count = 0] = new Uint32Array(data, 0, 1);
  const spans = new Uint32Array(data, 4, 2 * count);
  let at = spans.byteOffset + spans.byteLength;
  for (let table = 0; table < spans.length; table += 2) {
    const length = spans[table + 1] ?? 0;
    new Uint8Array(memory.buffer).set(new Uint8Array(data, at, length), spans[table]);
    at += length;
  }
  if (at !== data.byteLength) throw new Error("The tables are not complete.");
}

/**
 * A file's bytes without waiting for anything else: only a worker may do this.
 *
 * @param {string} url
 */
export function readNow(url) {
  waiting.delete(url);
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${url}`);
  return request.response;
}
