/**
 * Starts the lean runtime under Node as a worker would start it: `node worker_in_node.mjs JOB`.
 *
 * Node hides behind the few names that Pyodide looks at to tell where it runs, so that the same code runs as in the browser.
 * JOB is a JSON file: `files` (paths of LeanFiles), `info` (of the lock file), `script` (Python, run with the global `job_text`)
 * `profile` (where an instrumented WebAssembly writes what was called), `memory` (where the memory is written) and `question`
 * (which the restored Python must answer as this one does). The value of the script's last expression is printed.
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
    this.response = readFileSync(new URL(url));
  }
  send() {}
}

/** @param {unknown[]} words */
const complain = (...words) =>
  writeSync(2, `${words.map((each) => /** @type {any} */ (each)?.stack ?? each).join(" ")}\n`);
console.warn = console.error = complain;
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
const instantiate = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (source, imports) => {
  const made = await instantiate(source, imports);
  instance = made.instance;
  if (job.memory) base = new Uint8Array(/** @type {any} */ (instance.exports.memory).buffer).slice();
  return made;
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
python.globals.set("job_text", JSON.stringify({ requests: job.requests }));
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
  writeFileSync(job.memory, writeImage(python.makeMemorySnapshot(), base, { question: job.question, answer }));
}
writeSync(1, `${value}\n`);
exit(0);

/** The same memory at every build: no clock goes into it. */
function standStill() {
  Date.now = () => 0;
  performance.now = () => 0;
}
