/**
 * Runs one Python file inside Pyodide under Node: `node pyodide_node.mjs SCRIPT JOB`.
 *
 * JOB is a JSON file: `options` for loadPyodide, `mounts` {folder inside: folder outside}, and whatever SCRIPT reads from
 * the global `job`. The value of the file's last expression is printed.
 */

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [script = "", jobFile = ""] = process.argv.slice(2);
const job = JSON.parse(readFileSync(jobFile, "utf8"));
const python = await loadPyodide({ stdout: console.error, ...job.options });
for (const [inside, outside] of Object.entries(job.mounts)) python.mountNodeFS(inside, outside);
python.globals.set("job_text", JSON.stringify(job));
console.log(python.runPython(readFileSync(script, "utf8"), { filename: script }));
