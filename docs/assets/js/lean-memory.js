/**
 * Starts Python from the memory of one that the build has started, warmed up and measured against the engine's own answers.
 *
 * The memory is all of Python's state; the files that it came from are fetched later, when Python first looks for one.
 */

import { inTwoParts, readNow, whenThereIsTime } from "./lean-parts.js";
import { load, unpack } from "./lean-start.js";

/** @typedef {import("./lean-start.js").LeanFiles} LeanFiles */
/** @typedef {import("./lean-parts.js").Settings} Settings */

/** So much of the SHA-256 is in the name: enough to see what went wrong on the way. */
const SUM_DIGITS = 10;

/**
 * What the build wrote before the bytes: see `worker_in_node.mjs`.
 *
 * @typedef {object} Head
 * @property {number} size how much of the memory is described; the rest is empty
 * @property {number} fixed where the data end that the WebAssembly brings with it
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
  const wasm = get(files.wasm);
  const url = /** @type {string} */ (files.memory);
  const image = get(url).then(async (response) => readImage(await response.arrayBuffer(), url));
  const programs = Promise.all([import(files.loader), import(files.glue)]);
  const [[{ loadPyodide }, { default: glue }], { head, snapshot, write }] = await Promise.all([programs, image, wasm]);
  arrived();
  const python = await load(loadPyodide, files, info, wasm, Promise.resolve(new ArrayBuffer(0)), {
    _loadSnapshot: snapshot,
    createPyodideModule: async (/** @type {Settings} */ settings) => {
      const fixed = keepFixed(settings, head.fixed);
      const module = await glue(inTwoParts(settings, files));
      write(module.HEAPU8, fixed());
      return module;
    },
  });
  offerFiles(python, files);
  const found = python.pyimport("micromega").respond(head.question);
  if (found !== head.answer) throw new Error(`The restored Python answers ${found}`);
  return python;
}

/**
 * Take an image apart: the length of its head, the head as JSON, what Pyodide's loader reads, then the spans one after another.
 *
 * @param {ArrayBuffer} bytes
 * @param {string} url ends with the sum of the bytes
 */
async function readImage(bytes, url) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!url.includes(`-${name.slice(0, SUM_DIGITS)}.`)) throw new Error(`The memory is damaged: ${name}`);
  const start = 4 + new DataView(bytes).getUint32(0, true);
  /** @type {Head} */
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, start - 4)));
  const snapshot = new Uint8Array(bytes.slice(start, start + head.loader));

  /**
   * The whole memory becomes what it was at build, whatever the start has written into it.
   *
   * @param {Uint8Array} memory
   * @param {Uint8Array} fixed the WebAssembly's own data: the image holds what differs from them
   */
  function write(memory, fixed) {
    if (memory.length < head.size) throw new Error("This memory is too small.");
    memory.fill(0, 0, head.size);
    let at = start + head.loader;
    for (const [place, length] of head.spans) {
      memory.set(new Uint8Array(bytes, at, length), place);
      at += length;
    }
    if (at !== bytes.byteLength) throw new Error("The memory is not complete.");
    const words = new Uint32Array(memory.buffer, memory.byteOffset, fixed.length / 4);
    new Uint32Array(fixed.buffer).forEach((word, index) => {
      words[index] = (words[index] ?? 0) ^ word;
    });
  }
  return { head, snapshot, write };
}

/**
 * Keep a copy of the data that the WebAssembly brings with it, before anything runs.
 *
 * @param {Settings} settings
 * @param {number} length
 * @returns {() => Uint8Array} the copy
 */
function keepFixed(settings, length) {
  const instantiate = settings.instantiateWasm;
  /** @type {Uint8Array} */
  let copy;
  settings.instantiateWasm = (/** @type {any} */ imports, /** @type {Function} */ receive) =>
    instantiate(imports, (/** @type {WebAssembly.Instance} */ instance, /** @type {unknown} */ compiled) => {
      const { memory } = /** @type {{ memory: WebAssembly.Memory }} */ (/** @type {unknown} */ (instance.exports));
      copy = new Uint8Array(memory.buffer, 0, length).slice();
      return receive(instance, compiled);
    });
  return () => copy;
}

/**
 * Python calls `bringFiles` when it looks for a module that is not in its memory: the library and the engine are put in their
 * places, once.
 *
 * @param {any} python
 * @param {LeanFiles} files
 */
function offerFiles(python, files) {
  const { FS, _api: api } = python;
  /** @type {Record<string, ArrayBuffer>} */
  const here = {};
  for (const url of [files.stdlib, files.engine])
    whenThereIsTime(url, async (response) => {
      here[url] = await response.arrayBuffer();
    });
  let isDone = false;
  Object.assign(globalThis, {
    bringFiles: () => {
      if (isDone) return false;
      const bytes = (/** @type {string} */ url) => new Uint8Array(here[url] ?? readNow(url));
      const [major, minor] = api.pyVersionTuple;
      FS.writeFile(`/lib/python${major}${minor}.zip`, bytes(files.stdlib));
      unpack(FS, api.sitePackages, bytes(files.engine));
      isDone = true;
      return true;
    },
  });
}
