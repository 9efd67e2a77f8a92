/**
 * What the page and the worker say to each other: the one closed list.
 *
 * To the worker: Ask. From the worker: Message. The text of a request and of a reply is JSON that only Python reads and writes.
 */

/** @typedef {{ id: number, request: string }} Ask */

/** @typedef {"fetch" | "start" | "engine"} Stage */

/** @typedef {"wasm" | "stdlib" | "loader" | "engine" | "worker" | "deadline" | "crash" | "parts"} Reason */

/**
 * @typedef {{ type: "progress", stage: Stage, text: string, share: number }} Progress
 * @typedef {{ type: "ready" }} Ready
 * @typedef {{ type: "failed", reason: Reason, text: string }} Failed
 * @typedef {{ type: "reply", id: number, reply: string }} Answer
 * @typedef {Progress | Ready | Failed | Answer} Message
 */

/** What a start-up goes through, in words without their full stop, and roughly how much of the wait is over when it begins. */
export const STAGES = /** @type {const} */ ({
  fetch: { text: "Fetching Python, once for this visit", share: 0.05 },
  start: { text: "Starting Python in your browser", share: 0.55 },
  engine: { text: "Loading the model and its data", share: 0.85 },
});

const STILL = "the guide, the decision table and the example on this page still work.";

/** What went wrong and what is lost by it: the first half of the one sentence that a reader sees. */
const FAILURES = /** @type {const} */ ({
  wasm: "This browser did not let Python start (WebAssembly is blocked or its file did not arrive), so nothing new can be calculated",
  stdlib: "Python's own library did not arrive, so nothing new can be calculated",
  loader: "The program that starts Python did not arrive, so nothing new can be calculated",
  engine: "The model's own files did not arrive or do not fit, so nothing new can be calculated",
  worker: "This browser could not open the background page that Python runs in, so nothing new can be calculated",
  deadline: "Python took too long to start, so nothing new has been calculated",
  parts: "A part of Python did not arrive when it was needed, so this result is not up to date",
  crash: "Python stopped while it was calculating, so this result is not up to date",
});

/** Why a question got no reply, after its subject. Python starts again by itself, and the form was never touched. */
export const ENDED = /** @type {const} */ ({
  slow: "took too long, so it was stopped; Python is starting again, and everything you entered is still here",
  crash: "was too much for Python, so it is starting again; everything you entered is still here",
});

/**
 * The message for a start-up stage; while files are fetched, with how much of them is here.
 *
 * @param {Stage} stage
 * @param {import("./arriving.js").Arrived} [arrived]
 * @returns {Progress}
 */
export function progress(stage, arrived) {
  const { text, share } = STAGES[stage];
  if (!arrived) return { type: "progress", stage, text, share };
  const { fetch, start } = STAGES;
  const moved = fetch.share + (start.share - fetch.share) * arrived.part;
  return { type: "progress", stage, text: `${text}: ${arrived.words}`, share: moved };
}

/**
 * The message for a failure: one sentence that says what is lost and what still works.
 *
 * @param {Reason} reason
 * @returns {Failed}
 */
export function failed(reason) {
  return { type: "failed", reason, text: `${FAILURES[reason]}; ${STILL}` };
}
