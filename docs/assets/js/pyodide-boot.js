/**
 * The one module that knows Pyodide: it starts Python and gives back the engine's `respond`.
 *
 * Runs in the worker. Pyodide reports neither a blocked file nor a blocked WebAssembly in every case (`loadPyodide` may stay
 * silent for ever), so the files it asks for are watched on their way.
 */

import { countArriving } from "./arriving.js";
import { startFromMemory } from "./lean-memory.js";
import { forgetParts } from "./lean-parts.js";
import { startLean } from "./lean-start.js";

/** @typedef {import("./protocol.js").Reason} Reason */
/** @typedef {import("./protocol.js").Stage} Stage */

/**
 * The files of the Python that this build ships, as URLs relative to the worker's own.
 *
 * @typedef {object} Runtime
 * @property {string} home folder of Pyodide's loader and WebAssembly
 * @property {string} stdlib Python's standard library
 * @property {string} packages folder that the lock file's file names start from
 * @property {import("pyodide").Lockfile} lock what can be installed: the engine alone
 * @property {import("./lean-start.js").LeanFiles} [lean] the leaner files, tried first
 * @property {Record<string, import("./packed.js").Weights>} [packed] the files of those that have packed twins, by their names
 */

/** Called when a stage begins, and while files come. @typedef {(stage: Stage, arrived?: import("./arriving.js").Arrived) => void} Report */

/** A lean start that has its files and then says nothing for this long is given up. */
const LEAN_SILENCE_MS = 20_000;

/** The page adds one of these to the worker's address: fewer bytes instead of less work, or files that are certain to work. */
const LEAN = "#lean";
const PLAIN = "#plain";

/** An empty WebAssembly module: eight bytes that compile wherever WebAssembly is allowed. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** A start-up that cannot go on, with its reason. */
export class StartFailure extends Error {
  /**
   * @param {Reason} reason
   * @param {unknown} cause
   */
  constructor(reason, cause) {
    super(reason, { cause });
    this.name = "StartFailure";
    this.reason = reason;
  }
}

/**
 * Start Python and import the engine: from the kept memory, then with the lean files, and on any failure of theirs with the
 * plain ones. A reader notices no more than time.
 *
 * @param {Runtime} runtime
 * @param {import("./packed.js").Get} get fetches one file
 * @param {Report} report
 * @returns {Promise<(request: string) => string>} the engine's `respond`
 */
export async function boot(runtime, get, report) {
  report("fetch");
  mustAllowWasm();
  const wish = globalThis.location?.hash;
  if (runtime.lean && wish !== PLAIN) {
    const ways = wish === LEAN ? [startLean, startFromMemory] : [startFromMemory, startLean];
    for (const start of runtime.lean.memory ? ways : [startLean]) {
      try {
        return await bootLean(start, runtime.lean, runtime.lock.info, get, report);
      } catch (cause) {
        console.info("This start did not work, a plainer one follows.", String(cause));
        forgetParts();
        report("fetch");
      }
    }
  }
  return bootPlain(runtime, report);
}

/**
 * @param {typeof startLean} begin
 * @param {import("./lean-start.js").LeanFiles} relative
 * @param {import("pyodide").Lockfile["info"]} info
 * @param {import("./packed.js").Get} get
 * @param {Report} report
 */
async function bootLean(begin, relative, info, get, report) {
  const files = /** @type {import("./lean-start.js").LeanFiles} */ (
    Object.fromEntries(Object.entries(relative).map(([name, path]) => [name, here(path)]))
  );
  const silence = stopwatch();
  const count = countArriving((arrived) => report("fetch", arrived));
  const lean = begin(
    files,
    info,
    (url) => get(url, count.ear(url)),
    () => {
      count.stop();
      report("start");
      silence.start(LEAN_SILENCE_MS);
    },
  );
  try {
    const python = await Promise.race([lean, silence.over]);
    report("engine");
    return respondOf(python);
  } finally {
    count.stop();
    silence.stop();
  }
}

/** A promise that rejects when time is up. */
function stopwatch() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {(cause: Error) => void} */
  let reject;
  /** @type {Promise<never>} */
  const over = new Promise((_resolve, fail) => {
    reject = fail;
  });
  return {
    over,
    start: (/** @type {number} */ ms) => {
      timer = setTimeout(() => reject(new Error("silence")), ms);
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * @param {Runtime} runtime
 * @param {Report} report
 */
async function bootPlain(runtime, report) {
  const lost = watchFiles(runtime, () => report("start"));
  const { loadPyodide } = await loader(runtime);
  const python = await Promise.race([load(loadPyodide, runtime), lost]);
  report("engine");
  return respondOf(python);
}

function mustAllowWasm() {
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (cause) {
    throw new StartFailure("wasm", cause);
  }
}

/**
 * @param {Runtime} runtime
 * @returns {Promise<typeof import("pyodide")>}
 */
async function loader(runtime) {
  try {
    return await import(here(`${runtime.home}pyodide.mjs`));
  } catch (cause) {
    throw new StartFailure("loader", cause);
  }
}

/**
 * @param {typeof import("pyodide").loadPyodide} loadPyodide
 * @param {Runtime} runtime
 */
async function load(loadPyodide, runtime) {
  try {
    return await loadPyodide({
      indexURL: here(runtime.home),
      stdLibURL: here(runtime.stdlib),
      lockFileContents: runtime.lock,
      packageBaseUrl: here(runtime.packages),
      packages: Object.keys(runtime.lock.packages),
      env: { PYTHONHASHSEED: "0" },
      stdout: () => {},
      stderr: () => {},
    });
  } catch (cause) {
    throw new StartFailure("loader", cause);
  }
}

/**
 * @param {import("pyodide").PyodideInterface} python
 * @returns {(request: string) => string}
 */
function respondOf(python) {
  try {
    const { respond } = python.pyimport("micromega");
    return (/** @type {string} */ request) => respond(request); // Python would be asked whether `respond` itself is a promise
  } catch (cause) {
    throw new StartFailure("engine", cause);
  }
}

/**
 * Watch the files that Pyodide fetches: the promise rejects as soon as one of them is lost.
 *
 * @param {Runtime} runtime
 * @param {() => void} arrived called when the interpreter and its library are here
 * @returns {Promise<never>}
 */
function watchFiles(runtime, arrived) {
  const fetchFile = globalThis.fetch;
  const waiting = new Set(["wasm", "stdlib"]);
  return new Promise((_resolve, reject) => {
    globalThis.fetch = async (resource, options) => {
      const reason = reasonFor(String(resource instanceof Request ? resource.url : resource), runtime);
      try {
        const response = await fetchFile(resource, options);
        if (!response.ok) throw new Error(`${response.status} ${response.url}`);
        if (waiting.delete(reason) && waiting.size === 0) arrived();
        return response;
      } catch (cause) {
        reject(new StartFailure(reason, cause));
        throw cause;
      }
    };
  });
}

/**
 * @param {string} url
 * @param {Runtime} runtime
 * @returns {Reason}
 */
function reasonFor(url, runtime) {
  if (url.endsWith(".wasm")) return "wasm";
  if (url.endsWith(runtime.stdlib.split("/").at(-1) ?? "")) return "stdlib";
  return url.endsWith(".whl") ? "engine" : "loader";
}

/** @param {string} path */
function here(path) {
  return new URL(path, import.meta.url).href;
}
