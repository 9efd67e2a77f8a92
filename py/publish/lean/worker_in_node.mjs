/**
 * Starts the lean runtime under Node as a worker would start it: `node worker_in_node.mjs JOB`.
 *
 * Node hides behind the few names that Pyodide looks at to tell where it runs, so that the same code runs as in the browser.
 * JOB is a JSON file: `files` (paths of LeanFiles), `info` (of the lock file), `script` (Python, run with the global `job_text`)
 * `more` (what else is in `job_text` beside the requests), `profile` (where an instrumented WebAssembly writes what was called), `memory` (where the memory is written) and `question`
 * (which the restored Python must answer as this one does), `reads` (who reads which byte of the data: see `node_worker.py`).
 * The value of the script's last expression is printed.
 */

import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const { argv, exit } = process;
const [, , jobFile = ""] = argv;
const job = JSON.parse(readFileSync(jobFile, "utf8"));
/** @type {any} */
const files = Object.fromEntries(
  Object.entries(job.files).map(([name, path]) => [name, pathToFileURL(String(path)).href]),
);

/** @param {string | URL} url */
function read(url) {
  const type = String(url).endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(readFileSync(new URL(url)), { headers: { "Content-Type": type } });
}

class XMLHttpRequest {
  status = 200;
  open(/** @type {string} */ _method, /** @type {string} */ url) {
    this.response = Uint8Array.from(readFileSync(new URL(url))).buffer;
  }
  send() {}
}

/** @param {unknown[]} words */
const complain = (...words) =>
  writeSync(2, `${words.map((each) => /** @type {any} */ (each)?.stack ?? each).join(" ")}\n`);
console.warn = console.error = complain;
// Node itself would first show the line that failed, which may be a whole script, and be cut off there.
process.on("uncaughtException", (/** @type {unknown} */ cause) => {
  complain(cause);
  exit(1);
});
Object.assign(globalThis, {
  WorkerGlobalScope: { [Symbol.hasInstance]: () => true },
  XMLHttpRequest,
  fetch: async (/** @type {string} */ url) => read(url),
  location: new URL(import.meta.url),
  process: undefined,
  self: globalThis,
});
const { startFromMemory } = await import("../../../docs/assets/js/lean-memory.js");
const { startLean } = await import("../../../docs/assets/js/lean-start.js");
const { writeImage } = await import("./memory_image.mjs");
if (job.memory) standStill();
/** @type {WebAssembly.Instance | undefined} */
let instance;
/** @type {Uint8Array | undefined} */
let base;
const { instantiate } = WebAssembly;
/** @type {Uint8Array} */
const readers = new Uint8Array(job.reads?.size ?? 0);
/** @type {any} */ (WebAssembly).instantiate = async (
  /** @type {WebAssembly.Module} */ module,
  /** @type {WebAssembly.Imports} */ imports,
) => {
  if (!imports?.env) return instantiate(module, imports); // one of the loader's small helpers
  if (job.reads) Object.assign(imports.env, watch(readFileSync(job.reads.owners)));
  instance = await instantiate(module, imports);
  if (job.memory) base = new Uint8Array(/** @type {any} */ (instance.exports.memory).buffer).slice();
  return instance;
};
const start = files.memory ? startFromMemory : startLean;
/** @type {any} */
const python = await start(
  files,
  job.info,
  (url) => Promise.resolve(read(url)),
  () => {},
  { _makeSnapshot: Boolean(job.memory) },
);
python.globals.set("job_text", JSON.stringify({ requests: job.requests, ...job.more }));
const value = python.runPython(readFileSync(job.script, "utf8"), { filename: basename(job.script) });
if (job.profile) {
  const exported = /** @type {any} */ (instance?.exports);
  const size = exported.__write_profile(0, 0);
  const start = python._module._malloc(size);
  exported.__write_profile(start, size);
  writeFileSync(job.profile, new Uint8Array(exported.memory.buffer, start, size));
}
if (job.memory && base) {
  const engine = python.pyimport("micromega");
  const { respond } = engine;
  const answer = respond(job.question);
  for (const proxy of [respond, engine]) proxy.destroy();
  python.runPython("import gc; del gc; None");
  const tables = [job.files.frozen, job.files.tables].filter(Boolean).map((file) => readFileSync(file));
  const { __heap_base: heapBase } = /** @type {any} */ (instance).exports;
  const about = { heap: heapBase.value, question: job.question, answer };
  writeFileSync(job.memory, writeImage(python.makeMemorySnapshot(), base, tables, about));
}
if (job.reads) writeFileSync(job.reads.target, readers);
writeSync(1, `${value}\n`);
exit(0);

/** The same memory at every build: no clock goes into it. */
function standStill() {
  Date.now = () => 0;
  performance.now = () => 0;
}

/**
 * What a WebAssembly with instrumented memory calls at every load and store; it goes on with what it gets back.
 *
 * @param {Uint8Array} owners
 */
function watch(owners) {
  const calls = {
    load_ptr: (
      /** @type {number} */ load,
      /** @type {number} */ count,
      /** @type {number} */ offset,
      /** @type {number} */ place,
    ) => {
      const start = (place >>> 0) + (offset >>> 0);
      for (let at = start; at < start + count && at < readers.length; at += 1)
        readers[at] = (readers[at] ?? 0) | (owners[load] ?? 0);
      return place;
    },
    store_ptr: (
      /** @type {number} */ _store,
      /** @type {number} */ _count,
      /** @type {number} */ _offset,
      /** @type {number} */ place,
    ) => place,
  };
  const value = (/** @type {number} */ _place, /** @type {unknown} */ found) => found;
  const kinds = ["i32", "i64", "f32", "f64"].flatMap((kind) => [`load_val_${kind}`, `store_val_${kind}`]);
  return {
    ...Object.fromEntries([...kinds, "memory_grow_pre", "memory_grow_post"].map((name) => [name, value])),
    ...calls,
  };
}
