/**
 * Starts the lean runtime: Pyodide with its dead code removed, its WebAssembly in two parts and a library of its own.
 *
 * Everything is fetched at once. What was never called when the build watched it is in the second part, which comes when it
 * is first called, or before that when there is time. Runs in the worker, and under Node when the build makes the runtime.
 */

import { orLose, Parts, readNow, whenThereIsTime } from "./lean-parts.js";

/**
 * The lean files, as absolute URLs.
 *
 * @typedef {object} LeanFiles
 * @property {string} loader Pyodide's own loader
 * @property {string} glue what Emscripten wrote around the WebAssembly, pruned
 * @property {string} wasm the first part
 * @property {string} [second] the functions that a start and rarer questions call
 * @property {string} [frozen] the data that only the second part reads
 * @property {string} [third] the functions that were never called
 * @property {string} [tables] the data that only the third part reads
 * @property {string} stdlib what a first answer needs of the library
 * @property {string} engine what it needs of the engine, as an uncompressed zip
 * @property {string} [later] the other modules of both
 * @property {string} [memory] the memory of a started Python, its sum in its name
 */

/** @typedef {(url: string) => Promise<Response>} Fetch */

/** Emscripten's settings for one instance, and the two callbacks of `instantiateWasm`. @typedef {any} Settings */

const WASM_NAME = "pyodide.asm.wasm";
/** How a zip without a comment ends. */
const [END_MARK, END_LENGTH] = [0x06054b50, 22];

/**
 * Start with the library and the engine as files.
 *
 * @param {LeanFiles} files
 * @param {import("pyodide").Lockfile["info"]} info what the lock file says of this Pyodide
 * @param {Fetch} get fetches one file
 * @param {() => void} arrived called when everything is here
 * @param {object} [more] further options of the loader
 */
export async function startLean(files, info, get, arrived, more = {}) {
  const wasm = WebAssembly.compileStreaming(get(files.wasm));
  const parts = new Parts(files);
  const second = parts.second?.bring(get);
  const stdlib = get(files.stdlib).then((response) => response.arrayBuffer());
  const engine = get(files.engine).then(async (response) => whole(await response.arrayBuffer()));
  const programs = Promise.all([import(files.loader), import(files.glue)]);
  const [[{ loadPyodide }, { default: glue }], wheel] = await Promise.all([programs, engine, stdlib, second, wasm]);
  arrived();
  const python = await load(loadPyodide, files, info, wasm, stdlib, {
    fsInit: async (/** @type {any} */ FS, /** @type {{ sitePackages: string }} */ { sitePackages }) =>
      unpack(FS, sitePackages, new Uint8Array(wheel)),
    createPyodideModule: (/** @type {Settings} */ settings) => glue(parts.wrap(settings, true)),
    ...more,
  });
  offerLater(python, files, parts);
  return python;
}

/**
 * Python calls `bringLater` when it looks for a module that it does not have: the other modules are put beside the first, once,
 * and the data of the modules that the WebAssembly itself holds are put in their places.
 *
 * @param {any} python
 * @param {LeanFiles} files
 * @param {Parts} parts
 */
export function offerLater(python, { later }, parts) {
  const { FS, _api: api } = python;
  /** @type {ArrayBuffer | undefined} */
  let archive;
  if (later)
    whenThereIsTime(later, async (response) => {
      archive = await response.arrayBuffer();
    });
  let isDone = false;
  Object.assign(globalThis, {
    bringLater: () => {
      if (isDone || !later) return false;
      if (parts.second) parts.put(parts.second);
      orLose(() => unpack(FS, api.sitePackages, new Uint8Array(whole(archive ?? readNow(later)))));
      isDone = true;
      return true;
    },
  });
}

/**
 * The loader's own start; what it would fetch is answered with what is here.
 *
 * @param {typeof import("pyodide").loadPyodide} loadPyodide
 * @param {LeanFiles} files
 * @param {import("pyodide").Lockfile["info"]} info
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {Promise<ArrayBuffer>} stdlib
 * @param {object} more
 */
export async function load(loadPyodide, files, info, wasm, stdlib, more) {
  const nothing = Promise.resolve(new Response());
  const restore = answerFetches({ [WASM_NAME]: nothing, [files.stdlib]: stdlib.then((bytes) => new Response(bytes)) });
  const wasmFailure = useCompiled(wasm);
  try {
    const started = loadPyodide({
      indexURL: files.glue.slice(0, files.glue.lastIndexOf("/") + 1),
      stdLibURL: files.stdlib,
      lockFileContents: { info, packages: {} },
      packageBaseUrl: files.engine,
      env: { LANG: "C.UTF-8", PYTHONHASHSEED: "0" },
      stdout: () => {},
      stderr: () => {},
      ...more,
    });
    return await Promise.race([started, wasmFailure.heard]);
  } finally {
    restore();
    wasmFailure.stop();
  }
}

/**
 * The loader would compile its WebAssembly now; this one was compiled while it came. The loader keeps it to itself when it cannot
 * be used, and waits for ever: this hears of it.
 *
 * @param {Promise<WebAssembly.Module>} compiled
 */
function useCompiled(compiled) {
  const original = WebAssembly.instantiateStreaming;
  /** @type {Promise<never>} */
  const failure = new Promise((_resolve, reject) => {
    WebAssembly.instantiateStreaming = async (_source, imports) => {
      try {
        const module = await compiled;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (cause) {
        reject(cause);
        throw cause;
      }
    };
  });
  const stop = () => {
    WebAssembly.instantiateStreaming = original;
  };
  return { heard: failure, stop };
}

/**
 * Answer the loader's own fetches with what is already here, each once: a start that fails leaves nothing behind.
 *
 * @param {Record<string, Promise<Response>>} answers by the end of the URL
 * @returns {() => void} puts the browser's own fetch back at once
 */
function answerFetches(answers) {
  const original = globalThis.fetch;
  globalThis.fetch = async (resource, options) => {
    const url = String(resource instanceof Request ? resource.url : resource);
    const name = Object.keys(answers).find((end) => url.endsWith(end)) ?? "";
    const answer = answers[name];
    delete answers[name];
    if (Object.keys(answers).length === 0) globalThis.fetch = original;
    return answer ?? original(resource, options);
  };
  return () => {
    globalThis.fetch = original;
  };
}

/**
 * The bytes of a zip that is all there: its last entry ends it.
 *
 * @param {ArrayBuffer} archive
 */
function whole(archive) {
  const end = new DataView(archive, archive.byteLength - END_LENGTH);
  if (end.getUint32(0, true) !== END_MARK) throw new Error("The archive is not complete.");
  return archive;
}

/**
 * Write the files of an uncompressed zip: local headers, one after the other.
 *
 * @param {any} FS
 * @param {string} folder
 * @param {Uint8Array<ArrayBuffer>} archive
 */
export function unpack(FS, folder, archive) {
  const view = new DataView(archive.buffer);
  const words = new TextDecoder();
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const size = view.getUint32(at + 18, true);
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    if (view.getUint16(at + 8, true) !== 0) throw new Error("The engine's archive is compressed.");
    const path = `${folder}/${words.decode(archive.subarray(at + 30, at + 30 + view.getUint16(at + 26, true)))}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, archive.subarray(start, start + size), { canOwn: true });
    at = start + size;
  }
}
