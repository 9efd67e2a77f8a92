/** The parts of Python that come later: when they are first needed, or before that when there is time. Runs in the worker. */

/** Emscripten's settings for one instance, and the two callbacks of `instantiateWasm`. @typedef {any} Settings */

/** (module (import "e" "f" (func (param i32))) (export "f" (func 0))) */
// biome-ignore format: the sections, one a line
const CALL_WITH_A_NUMBER = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 96, 1, 127, 0,
  2, 7, 1, 1, 101, 1, 102, 0, 0,
  7, 5, 1, 1, 102, 0, 0,
]);

/** @type {Map<string, (response: Response) => Promise<void>>} what keeps a part that is not needed yet, by its URL */
const waiting = new Map();

let isLost = false;

/** Whether a part could not be put in its place when it was needed: then no answer of this Python counts. */
export function isPartLost() {
  return isLost;
}

/**
 * Do what puts a part in its place.
 *
 * @param {() => void} step
 */
export function orLose(step) {
  try {
    step();
  } catch (cause) {
    isLost = true;
    throw cause;
  }
}

/** Forget the parts of a start that did not work. */
export function forgetParts() {
  isLost = false;
  waiting.clear();
}

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
 * A part of the WebAssembly that is not there at the start, and the data that only it reads.
 *
 * It puts its functions into the slots of the first part's table; what was there until then asks for the part: see `stubs.py`.
 * Its data are put in their places before one of its functions runs.
 */
class Part {
  /**
   * @param {string} code
   * @param {string | undefined} data
   * @param {string} first what this part calls the first one
   */
  constructor(code, data, first) {
    this.code = code;
    this.data = data;
    this.first = first;
    /** @type {WebAssembly.Module | undefined} */
    this.module = undefined;
    /** @type {ArrayBuffer | undefined} */
    this.bytes = undefined;
    this.isHere = false;
  }

  /**
   * Fetch it now, to be put in its place later.
   *
   * @param {(url: string) => Promise<Response>} get
   */
  async bring(get) {
    const keepCode = async () => {
      this.module = await WebAssembly.compileStreaming(get(this.code));
    };
    const keepData = async () => {
      if (!this.data) return;
      const bytes = await (await get(this.data)).arrayBuffer();
      for (const _ of tablesOf(bytes));
      this.bytes = bytes;
    };
    await Promise.all([keepCode(), keepData()]);
  }

  /** Fetch it when there is time; it is fetched again when it is needed before that. */
  offer() {
    if (this.module) return;
    whenThereIsTime(this.code, async (response) => {
      this.module ??= await WebAssembly.compileStreaming(response);
    });
    if (this.data)
      whenThereIsTime(this.data, async (response) => {
        this.bytes ??= await response.arrayBuffer();
      });
  }

  /**
   * Put it in its place, once.
   *
   * @param {any} exports of the first part
   * @param {any} imports of the first part
   */
  complete(exports, imports) {
    if (this.isHere) return;
    orLose(() => {
      if (this.data) putTables(exports.memory, this.bytes ?? readNow(this.data));
      this.module ??= new WebAssembly.Module(readNow(this.code));
      new WebAssembly.Instance(this.module, { ...imports, [this.first]: exports });
    });
    this.isHere = true;
  }
}

/** The parts of one WebAssembly that come after the first. */
export class Parts {
  /** @param {{ second?: string, frozen?: string, third?: string, tables?: string }} files */
  constructor({ second, frozen, third, tables }) {
    this.second = second ? new Part(second, frozen, "hot") : undefined;
    this.third = third ? new Part(third, tables, "primary") : undefined;
    /** @type {(part: Part | undefined) => void} */
    this.put = () => {};
  }

  /**
   * Settings whose WebAssembly gets the functions of a later part when one of them is first called.
   *
   * @param {Settings} settings
   * @param {boolean} [atOnce] whether the second part, which has been brought, is needed by the start itself
   */
  wrap(settings, atOnce = false) {
    const instantiate = settings.instantiateWasm;
    const later = [this.second, this.third]; // as they are numbered in the first part
    this.second?.offer(); // the third part was never called: it comes only when it is
    settings.instantiateWasm = (/** @type {any} */ imports, /** @type {Function} */ receive) =>
      instantiate(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {unknown} */ compiled) => {
        const exports = /** @type {any} */ (instance.exports);
        this.put = (part) => {
          for (const each of later.slice(0, later.indexOf(part) + 1)) each?.complete(exports, imports);
        };
        const bring = callable((number) => this.put(later[number]));
        exports.bring?.set(0, bring);
        if (atOnce) this.put(this.second);
        return receive(instance, compiled);
      });
    return settings;
  }
}

/**
 * A function that WebAssembly can have in a table: only its own may be there.
 *
 * @param {(number: number) => void} call
 */
function callable(call) {
  const module = new WebAssembly.Module(CALL_WITH_A_NUMBER);
  return new WebAssembly.Instance(module, { e: { f: call } }).exports.f;
}

/**
 * Put tables in their places.
 *
 * @param {WebAssembly.Memory} memory
 * @param {ArrayBuffer} data
 */
function putTables(memory, data) {
  for (const [place, table] of tablesOf(data)) new Uint8Array(memory.buffer).set(table, place);
}

/**
 * The tables of a file: their number, place and length of each, then their bytes one after another.
 *
 * @param {ArrayBuffer} data
 * @returns {Iterable<[number, Uint8Array]>}
 */
function* tablesOf(data) {
  const [count = 0] = new Uint32Array(data, 0, 1);
  const spans = new Uint32Array(data, 4, 2 * count);
  let at = spans.byteOffset + spans.byteLength;
  for (let table = 0; table < spans.length; table += 2) {
    const [place = 0, length = 0] = spans.subarray(table);
    yield [place, new Uint8Array(data, at, length)];
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
