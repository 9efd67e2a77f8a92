// What the bundler puts into the scripts: see py/publish/bundle.py.

/** The files of the Python that this build ships. Only in the worker. */
declare const RUNTIME: import("./pyodide-boot.js").Runtime;

/** The worker's file name, beside the script that opens it. Not in the worker. */
declare const WORKER: string;
