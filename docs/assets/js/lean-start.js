/**
 * Starts the lean runtime: Pyodide with its dead code removed, its WebAssembly in two parts and a library of its own.
 *
 * Everything is fetched at once. What was never called when the build watched it is in the second part, which comes when it
 * is first called, or before that when there is time. Runs in the worker, and under Node when the build makes the runtime.
 */

/**
 * The lean files, as absolute URLs.
 *
 * @typedef {object} LeanFiles
 * @property {string} loader Pyodide's own loader
 * @property {string} glue what Emscripten wrote around the WebAssembly, pruned
 * @property {string} wasm the first part
 * @property {string} [second] the second part, where there is one
 * @property {string} stdlib the library
 * @property {string} engine the engine as an uncompressed wheel
 */

/** @typedef {(url: string) => Promise<Response>} Fetch */

/** Emscripten's settings for one instance, and the two callbacks of `instantiateWasm`. @typedef {any} Settings */

const WASM_NAME = "pyodide.asm.wasm";

/**
 * @param {LeanFiles} files
 * @param {import("pyodide").Lockfile["info"]} info what the lock file says of this Pyodide
 * @param {Fetch} get fetches one file
 * @param {() => void} arrived called when everything is here
 */
export async function startLean(files, info, get, arrived) {
  const wasm = get(files.wasm);
  const stdlib = get(files.stdlib).then((response) => response.arrayBuffer());
  const engine = get(files.engine).then((response) => response.arrayBuffer());
  const programs = Promise.all([import(files.loader), import(files.glue)]);
  const [[{ loadPyodide }, { default: glue }], , wheel] = await Promise.all([programs, stdlib, engine, wasm]);
  arrived();
  const restore = answerFetches({ [WASM_NAME]: wasm, [files.stdlib]: stdlib.then((bytes) => new Response(bytes)) });
  try {
    return await loadPyodide({
      indexURL: files.glue.slice(0, files.glue.lastIndexOf("/") + 1),
      stdLibURL: files.stdlib,
      lockFileContents: { info, packages: {} },
      packageBaseUrl: files.engine,
      env: { PYTHONHASHSEED: "0" },
      stdout: () => {},
      stderr: () => {},
      fsInit: async (/** @type {any} */ FS, /** @type {{ sitePackages: string }} */ { sitePackages }) =>
        unpack(FS, sitePackages, new Uint8Array(wheel)),
      createPyodideModule: (/** @type {Settings} */ settings) => glue(inTwoParts(settings, files.second)),
    });
  } finally {
    restore();
  }
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
 * Write the files of an uncompressed zip: local headers, one after the other.
 *
 * @param {any} FS
 * @param {string} folder
 * @param {Uint8Array<ArrayBuffer>} archive
 */
function unpack(FS, folder, archive) {
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

/** @type {(() => void) | undefined} fetches the second part before it is needed */
let prefetch;

/** Fetch the second part now, when the reader has an answer and nobody waits. */
export function prefetchSecondPart() {
  prefetch?.();
  prefetch = undefined;
}

/**
 * Settings whose WebAssembly gets the functions of the second part when one of them is first called.
 *
 * The first part calls a placeholder with the number of its slot in the table; the second part puts the functions there.
 *
 * @param {Settings} settings
 * @param {string | undefined} second
 */
function inTwoParts(settings, second) {
  if (!second) return settings;
  const instantiate = settings.instantiateWasm;
  /** @type {WebAssembly.Instance | undefined} */
  let first;
  /** @type {WebAssembly.Module | undefined} */
  let module;
  let isWhole = false;
  prefetch = () => {
    fetch(second)
      .then((response) => WebAssembly.compileStreaming(response))
      .then((compiled) => {
        module ??= compiled;
      })
      .catch(() => {});
  };
  settings.instantiateWasm = (/** @type {any} */ imports, /** @type {Function} */ receive) => {
    const complete = () => {
      if (isWhole) return;
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
 * A file's bytes without waiting for anything else: only a worker may do this.
 *
 * @param {string} url
 */
function readNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${url}`);
  return request.response;
}
