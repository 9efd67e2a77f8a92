/**
 * The one module that knows the worker: ask the engine a question, get its reply.
 *
 * The page works before Python has come: what is asked early is answered later. The state only moves forward: idle,
 * starting, ready, failed. One worker lives as long as the tab, also across instant navigation, because modules run once.
 */

import { isSlow } from "./network.js";
import { ENDED, failed, progress } from "./protocol.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Reason} Reason */
/** @typedef {import("./protocol.js").Stage} Stage */

/**
 * @typedef {{ kind: "idle" }
 *   | { kind: "starting", stage: Stage, text: string, share: number }
 *   | { kind: "ready" }
 *   | { kind: "failed", reason: Reason, text: string }} State
 * @typedef {{ kind: "input" | "bug" | "ended", field?: string, message: string }} Problem
 * @typedef {{ ok: true, value: any } | { ok: false, error: Problem }} Reply
 * @typedef {{ op: string, request: string, resolve: (reply: Reply) => void }} Question
 * @typedef {(state: State) => void} Listener
 * @typedef {ReturnType<typeof createEngine>} Engine
 */

/** A start-up that says nothing for this long has failed, whatever the reason: the third ear beside `failed` and `onerror`. */
const SILENCE_MS = 120_000;

/** What a start-up adds to the worker's address: see `pyodide-boot.js`. @typedef {"" | "#lean" | "#plain"} Wish */

/**
 * An op that is at work for this many ticks is ended. Ticks and not one long timer: a device that slept has not worked.
 */
const TICK_MS = 5000;
const PATIENCE = 18;
/** A list may hold a hundred thousand creators. */
const LONG_PATIENCE = { shortlist: 60 };

/**
 * An engine that starts its worker when it is first needed.
 *
 * @param {{ onState?: Listener, makeWorker?: (wish: Wish) => Worker }} [options]
 */
export function createEngine({ onState, makeWorker = openWorker } = {}) {
  /** @type {State} */
  let state = { kind: "idle" };
  /** @type {Worker | undefined} */
  let worker;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;
  let lastId = 0;
  let isTold = false;
  /** @type {Wish} */
  let wish = isSlow() ? "#lean" : "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  /** In the order of asking: the worker is at the first. @type {Map<number, Question>} */
  const waiting = new Map();
  /** @type {Set<Listener>} */
  const listeners = new Set(onState ? [onState] : []);

  /** @param {State} next */
  function move(next) {
    state = next;
    for (const listener of listeners) listener(state);
  }

  function stop() {
    clearTimeout(silence);
    clearInterval(clock);
    worker?.terminate();
    worker = undefined;
  }

  /** @param {Reason} reason */
  function fail(reason) {
    stop();
    const { text } = failed(reason);
    move({ kind: "failed", reason, text });
  }

  function listenForSilence() {
    clearTimeout(silence);
    silence = setTimeout(() => fail("deadline"), SILENCE_MS);
  }

  /** Give the first question its time, counted from now. */
  function watch() {
    clearInterval(clock);
    const [first] = waiting.values();
    if (!first) return;
    let left = LONG_PATIENCE[/** @type {keyof typeof LONG_PATIENCE} */ (first.op)] ?? PATIENCE;
    clock = setInterval(() => {
      left -= 1;
      if (left === 0) end("slow");
    }, TICK_MS);
  }

  /**
   * The question that Python is at gets no reply of its own. Python starts again, and the others are asked again.
   *
   * @param {keyof typeof ENDED} why
   */
  function end(why) {
    const [id] = waiting.keys();
    if (id === undefined) return fail("crash");
    waiting.get(id)?.resolve({ ok: false, error: { kind: "ended", message: ENDED[why] } });
    waiting.delete(id);
    stop();
    move({ kind: "idle" });
    start();
  }

  /** Python starts again from its makers' files, and all questions are asked again: the reader only waits longer. */
  function startPlain() {
    wish = "#plain";
    stop();
    move({ kind: "idle" });
    start();
  }

  /** Tell the page, once, that Python is here and has answered what was asked early; scripts that come later find the sign. */
  function tellFirst() {
    if (isTold) return;
    isTold = true;
    Object.assign(globalThis, { hasPython: true });
    globalThis.dispatchEvent?.(new Event("mm-python"));
  }

  /** @param {number} id */
  function send(id) {
    worker?.postMessage({ id, request: waiting.get(id)?.request });
  }

  /** @type {{ [K in Message["type"]]: (message: Extract<Message, { type: K }>) => void }} */
  const hear = {
    progress({ stage, text, share }) {
      listenForSilence();
      move({ kind: "starting", stage, text, share });
    },
    ready() {
      clearTimeout(silence);
      watch();
      move({ kind: "ready" });
      if (waiting.size === 0) tellFirst();
    },
    failed({ reason }) {
      if (reason === "crash") end("crash");
      else if (reason === "parts") startPlain();
      else fail(reason);
    },
    reply({ id, reply }) {
      waiting.get(id)?.resolve(JSON.parse(reply));
      waiting.delete(id);
      watch();
      tellFirst();
    },
  };

  function start() {
    if (state.kind !== "idle") return;
    hear.progress(progress("fetch"));
    try {
      worker = makeWorker(wish);
    } catch {
      fail("worker");
      return;
    }
    worker.onmessage = (event) => hear[/** @type {Message} */ (event.data).type](/** @type {never} */ (event.data));
    worker.onerror = (event) => {
      event.preventDefault();
      if (state.kind === "ready") end("crash");
      else fail("worker");
    };
    for (const id of waiting.keys()) send(id);
  }

  return {
    get state() {
      return state;
    },

    /** Start Python; calling again does nothing. */
    start,

    /** Start again after a failure; what was asked is still answered. Where Python itself broke, with its makers' own files. */
    retry() {
      if (state.kind === "failed" && ["crash", "deadline"].includes(state.reason)) wish = "#plain";
      stop();
      move({ kind: "idle" });
      start();
    },

    /**
     * Ask the engine; the promise settles when there is a reply, however late.
     *
     * @param {string} op
     * @param {object} [args]
     * @returns {Promise<Reply>}
     */
    ask(op, args = {}) {
      lastId += 1;
      const id = lastId;
      const reply = new Promise((/** @type {(reply: Reply) => void} */ resolve) => {
        waiting.set(id, { op, request: JSON.stringify({ op, args }), resolve });
      });
      if (state.kind === "idle") start();
      else send(id);
      if (state.kind === "ready" && waiting.size === 1) watch();
      return reply;
    },

    /**
     * Hear every state from now on, the current one at once.
     *
     * @param {Listener} listener
     * @returns {() => void} stops it
     */
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },

    /** End the worker for good; what was asked is dropped. */
    dispose() {
      stop();
      waiting.clear();
      listeners.clear();
      state = { kind: "idle" };
    },
  };
}

/**
 * The worker that the page's head has opened, if it is of the right kind, or a new one.
 *
 * @param {Wish} wish
 */
function openWorker(wish) {
  const early = takeEarly();
  if (early?.wish === wish) return early.worker;
  early?.worker.terminate();
  return new Worker(new URL(WORKER + wish, import.meta.url), { type: "module", name: "micromega" });
}

/** What `early.js` has left, once. What its worker has said comes as soon as somebody listens. */
function takeEarly() {
  const page = /** @type {{ earlyPython?: { worker: Worker, wish: string, heard: Event[] } }} */ (globalThis);
  const early = page.earlyPython;
  delete page.earlyPython;
  queueMicrotask(() => {
    for (const event of early?.heard ?? []) early?.worker.dispatchEvent(event);
  });
  return early;
}

/** @type {Engine | undefined} */
let shared;

/** The engine of this tab. */
export function engine() {
  shared ??= createEngine();
  return shared;
}

/**
 * Ask one op again and again so that only the newest question counts.
 *
 * While one question is with the engine, only the newest of the others waits; the ones between are never computed.
 *
 * @param {string} op
 * @param {Pick<Engine, "ask">} [from]
 * @returns {(args: object) => Promise<Reply | null>} null when a newer question replaced this one
 */
export function latest(op, from = engine()) {
  /** @type {{ args: object, resolve: (reply: Reply | null) => void } | undefined} */
  let next;
  let busy = false;

  async function work() {
    busy = true;
    while (next) {
      const { args, resolve } = next;
      next = undefined;
      const reply = await from.ask(op, args);
      resolve(next ? null : reply);
    }
    busy = false;
  }

  return (args) =>
    new Promise((resolve) => {
      next?.resolve(null);
      next = { args, resolve };
      if (!busy) work();
    });
}
