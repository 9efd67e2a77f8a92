// What the bundler puts into the scripts: see py/publish/bundle.py.

/** The files of the Python that this build ships. Only in the worker. */
declare const RUNTIME: import("./pyodide-boot.js").Runtime;

/** The worker's file name, beside the script that opens it. Not in the worker. */
declare const WORKER: string;

/** What an element of another page knows of the tools. Only in embed.js. */
declare const EMBED: { keys: string[]; titles: Record<"quiz" | "calculator", string>; version: string };
