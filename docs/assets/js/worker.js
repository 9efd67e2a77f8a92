/** The worker: Python lives here, apart from the page. It says progress, then ready or failed, then one reply per ask. */

import { isPartLost, prefetchParts } from "./lean-parts.js";
import { asOwnScript, fetcher } from "./packed.js";
import { failed, progress } from "./protocol.js";
import { boot, StartFailure } from "./pyodide-boot.js";

/** @typedef {import("./protocol.js").Ask} Ask */
/** @typedef {import("./protocol.js").Message} Message */

/** The rest of Python is fetched when nothing was asked for this long, so that nobody waits for it later. */
const PREFETCH_MS = 2000;

/** What the page asks before Python is here. @type {MessageEvent<Ask>[]} */
const early = [];
self.onmessage = (/** @type {MessageEvent<Ask>} */ event) => early.push(event);

const get = fetcher(RUNTIME.packed, asOwnScript());

/** @param {Message} message */
function say(message) {
  self.postMessage(message);
}

/** @param {(request: string) => string} respond */
function answerWith(respond) {
  let isBroken = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;

  /** @param {MessageEvent<Ask>} event */
  function answer({ data: { id, request } }) {
    if (isBroken) return;
    clearTimeout(rest);
    try {
      const reply = respond(request);
      if (isPartLost()) throw new Error("A part of Python did not come.");
      say({ type: "reply", id, reply });
      rest = setTimeout(prefetchParts, PREFETCH_MS, get);
    } catch (cause) {
      // `respond` never raises: what ends here is Python itself, out of memory or stack, or without one of its parts.
      isBroken = true;
      console.error(cause);
      say(failed(isPartLost() ? "parts" : "crash"));
    }
  }

  self.onmessage = answer;
  say({ type: "ready" });
  early.forEach(answer);
}

boot(RUNTIME, get, (stage, arrived) => say(progress(stage, arrived))).then(answerWith, (cause) => {
  console.error(cause);
  say(failed(cause instanceof StartFailure ? cause.reason : "loader"));
});
