/**
 * Starts Python from the memory of one that the build has started, warmed up and measured against the engine's own answers.
 *
 * The memory is all of Python's state; the files that it came from are fetched later, when Python first looks for one.
 */

import { Parts } from "./lean-parts.js";
import { load, offerLater } from "./lean-start.js";
import { CAME_AS } from "./packed.js";

/** @typedef {import("./lean-start.js").LeanFiles} LeanFiles */
/** @typedef {import("./lean-parts.js").Settings} Settings */

/** So much of the SHA-256 is in the name: enough to see what went wrong on the way. */
const SUM_DIGITS = 10;
/** WebAssembly counts its memory in these. */
export const PAGE = 65_536;

/**
 * What the build wrote before the bytes: see `worker_in_node.mjs`.
 *
 * @typedef {object} Head
 * @property {number} size how much of the memory is described; the rest is empty
 * @property {number} fixed where the data end that the WebAssembly brings with it
 * @property {number} heap where the heap begins
 * @property {number} loader length of what Pyodide's loader wants to read
 * @property {[number, number][]} spans start and length of the parts that are not empty
 * @property {string} question asked as soon as Python is back
 * @property {string} answer what the same Python answered at build
 */

/**
 * Start with the memory of a Python that the build has started: library, engine and model are in it.
 *
 * @param {LeanFiles} files
 * @param {import("pyodide").Lockfile["info"]} info what the lock file says of this Pyodide
 * @param {import("./lean-start.js").Fetch} get fetches one file
 * @param {() => void} arrived called when everything is here
 */
export async function startFromMemory(files, info, get, arrived) {
  const wasm = WebAssembly.compileStreaming(get(files.wasm));
  const url = /** @type {string} */ (files.memory);
  const image = get(url).then(async (response) => {
    const bytes = await response.arrayBuffer();
    if (!response.headers.has(CAME_AS)) await mustFit(bytes, url); // what is kept was looked at before it was kept
    return readImage(bytes);
  });
  const programs = Promise.all([import(files.loader), import(files.glue)]);
  const [[{ loadPyodide }, { default: glue }], { head, snapshot, write }] = await Promise.all([programs, image, wasm]);
  arrived();
  const parts = new Parts(files);
  const python = await load(loadPyodide, files, info, wasm, Promise.resolve(new ArrayBuffer(0)), {
    _loadSnapshot: snapshot,
    createPyodideModule: async (/** @type {Settings} */ settings) => {
      const instance = prepare(settings, head);
      const module = await glue(parts.wrap(settings));
      write(module.HEAPU8, instance());
      return module;
    },
  });
  offerLater(python, files, parts);
  const found = python.pyimport("micromega").respond(head.question);
  if (found !== head.answer) throw new Error(`The restored Python answers ${found}`);
  return python;
}

/**
 * @param {ArrayBuffer} bytes
 * @param {string} url ends with the sum of the bytes
 */
async function mustFit(bytes, url) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!url.includes(`-${name.slice(0, SUM_DIGITS)}.`)) throw new Error(`The memory is damaged: ${name}`);
}

/**
 * Take an image apart: the length of its head, the head as JSON, what Pyodide's loader reads, then the spans one after another.
 *
 * @param {ArrayBuffer} bytes
 */
function readImage(bytes) {
  const start = 4 + new DataView(bytes).getUint32(0, true);
  /** @type {Head} */
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, start - 4)));
  const snapshot = new Uint8Array(bytes.slice(start, start + head.loader));

  /**
   * The memory becomes what it was at build, whatever the start has written into it. What lies between the data and the heap is
   * the stack, on which nothing is left; what lies above the heap was never touched.
   *
   * @param {Uint8Array<ArrayBuffer>} memory
   * @param {Prepared} prepared
   */
  function write(memory, { fixed, heapEnd }) {
    memory.set(fixed);
    memory.fill(0, head.heap, heapEnd);
    let at = start + head.loader;
    for (const [place, length] of head.spans) {
      if (place < head.fixed) differ(memory, place, new Uint8Array(bytes.slice(at, at + length)));
      else memory.set(new Uint8Array(bytes, at, length), place);
      at += length;
    }
    if (at !== bytes.byteLength) throw new Error("The memory is not complete.");
  }
  return { head, snapshot, write };
}

/**
 * Put in what differs from what is there.
 *
 * @param {Uint8Array<ArrayBuffer>} memory
 * @param {number} place
 * @param {Uint8Array<ArrayBuffer>} difference
 */
function differ(memory, place, difference) {
  const words = new Uint32Array(memory.buffer, place, difference.length / 4);
  const changes = new Uint32Array(difference.buffer);
  for (let at = 0; at < changes.length; at += 1) words[at] = (words[at] ?? 0) ^ (changes[at] ?? 0);
}

/** The data that the WebAssembly brought with it, and where its heap ends. @typedef {{ fixed: Uint8Array, heapEnd: number }} Prepared */

/**
 * Make room for the memory, and keep a copy of the data that the WebAssembly brings with it, before anything runs.
 *
 * @param {Settings} settings
 * @param {Head} head
 * @returns {() => Prepared} what is there when the start is over
 */
function prepare(settings, { fixed, size }) {
  const instantiate = settings.instantiateWasm;
  /** @type {Uint8Array} */
  let copy;
  /** @type {any} */
  let exports;
  settings.instantiateWasm = (/** @type {any} */ imports, /** @type {Function} */ receive) =>
    instantiate(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {unknown} */ compiled) => {
      exports = instance.exports;
      const missing = size - exports.memory.buffer.byteLength;
      if (missing > 0) exports.memory.grow(missing / PAGE);
      copy = new Uint8Array(exports.memory.buffer, 0, fixed).slice();
      return receive(instance, compiled);
    });
  return () => ({
    fixed: copy,
    heapEnd: new DataView(exports.memory.buffer).getUint32(exports.emscripten_get_sbrk_ptr(), true),
  });
}
