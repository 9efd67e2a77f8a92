/**
 * The loop back: lock a forecast, open one, enter what happened.
 *
 * A forecast is a document that Python seals and checks. The page hands it on as it is, as a file, and keeps a copy in this
 * browser only when the reader asks for it.
 */

import { nothing, render } from "lit-html";
import { comparisonOf, forecastOf, keptOf } from "./actuals-views.js";
import { engine } from "./engine.js";
import { place, startOnIntent, takeAlong, tellEngine, tellField } from "./parts.js";
import { estimateArgs, readFragment, readKnown } from "./state.js";

/** The one key under which this browser keeps forecasts, as a list of documents. */
const SHELF = "micro-or-mega.forecasts";
const TYPING_MS = 250;

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function mount(root, signal) {
  const loop = new Loop(root, signal);
  loop.listen();
  loop.showKept();
  loop.restore();
  loop.open(/** @type {HTMLInputElement} */ (root.querySelector("#in-document")));
  root.dataset.ready = "yes";
  tellEngine(place(root, "engine"), signal);
  startOnIntent(root, signal);
}

class Loop {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.root = root;
    this.signal = signal;
    this.known = readKnown(root);
    this.link = /** @type {HTMLInputElement} */ (root.querySelector("#in-link"));
    this.option = /** @type {HTMLSelectElement} */ (root.querySelector("#in-option"));
    this.name = /** @type {HTMLInputElement} */ (root.querySelector("#in-name"));
    /** @type {any} the locked document in view, as Python gave it */
    this.document = undefined;
    this.turn = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
  }

  listen() {
    const { root, signal } = this;
    root.addEventListener("click", (event) => this.act(event), { signal });
    root.addEventListener("change", (event) => this.change(event), { signal });
    root.addEventListener("input", (event) => this.input(event), { signal });
  }

  /** A case in the address is a plan to lock. */
  restore() {
    if (!location.hash.includes("=")) return;
    this.link.value = location.href;
    this.offer();
  }

  /** The case that the pasted link carries. */
  args() {
    const hash = this.link.value.includes("#") ? this.link.value.slice(this.link.value.indexOf("#")) : "";
    return estimateArgs(readFragment(hash, this.known).case);
  }

  /** Offer the plans that the case can buy. */
  async offer() {
    const turn = ++this.turn;
    const reply = await engine().ask("estimate", this.args());
    if (turn !== this.turn || this.signal.aborted) return;
    if (!reply.ok) {
      this.refuse({ ...reply.error, field: "case" });
      return;
    }
    tellField(this.root);
    const options = reply.value.options.filter((/** @type {any} */ each) => each.feasible);
    this.option.replaceChildren(
      new Option("The one that leads", ""),
      ...options.map((/** @type {any} */ each) => new Option(`${each.label}: ${each.plan.text}`, each.id)),
    );
  }

  async lock() {
    const date = new Date().toISOString().slice(0, 10);
    await this.take({ case: this.args(), option: this.option.value, name: this.name.value, date });
  }

  /**
   * Lock or open: either way Python gives back the whole document or says what is wrong with it, and the reader asked for it.
   *
   * @param {object} args
   */
  async take(args) {
    const turn = ++this.turn;
    const from = document.activeElement;
    const reply = await engine().ask("forecast", args);
    if (turn !== this.turn || this.signal.aborted) return;
    if (!reply.ok) {
      this.refuse(reply.error);
      return;
    }
    this.show(reply.value);
    takeAlong(from, this.root.querySelector("#forecast"));
  }

  /** @param {any} value */
  show(value) {
    this.document = value.document;
    this.tell("");
    tellField(this.root);
    const where = place(this.root, "forecast");
    where.hidden = false;
    render(nothing, where);
    render(forecastOf(value), where);
    place(this.root, "comparison").hidden = true;
    place(this.root, "spoken").textContent = value.text;
    this.compare();
  }

  /** What the fields say happened. */
  results() {
    const form = this.root.querySelector("[data-role=results]");
    return form instanceof HTMLFormElement ? Object.fromEntries(new FormData(form)) : {};
  }

  async compare() {
    const results = this.results();
    if (!Object.values(results).some(Boolean)) return;
    const turn = ++this.turn;
    const reply = await engine().ask("actuals", { document: this.document, actuals: results });
    if (turn !== this.turn || this.signal.aborted) return;
    if (!reply.ok) {
      this.refuse(reply.error);
      return;
    }
    tellField(this.root);
    this.tell("");
    this.document = reply.value.document;
    const where = place(this.root, "comparison");
    where.hidden = false;
    render(comparisonOf(reply.value, this.known.base), where);
    place(this.root, "spoken").textContent = reply.value.spoken;
  }

  /** @param {MouseEvent} event */
  act(event) {
    const element = event.target instanceof Element ? event.target.closest("[data-action]") : null;
    if (!(element instanceof HTMLElement)) return;
    /** @type {Record<string, () => void>} */
    const actions = {
      lock: () => this.lock(),
      download: () => download(this.document),
      keep: () => this.keep(),
      forget: () => this.forget(element.dataset.seal ?? ""),
      reopen: () => this.reopen(element.dataset.seal ?? ""),
      retry: () => engine().retry(),
    };
    actions[element.dataset.action ?? ""]?.();
  }

  /** @param {Event} event */
  change(event) {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "file") this.open(field);
  }

  /**
   * Open the file that was chosen, also one that was chosen before the scripts were there.
   *
   * @param {HTMLInputElement} field
   */
  open(field) {
    const file = field.files?.[0];
    field.value = "";
    file?.text().then((text) => this.take({ document: text }));
  }

  /** @param {Event} event */
  input(event) {
    clearTimeout(this.typing);
    const work = event.target === this.link ? () => this.offer() : () => this.compare();
    if (event.target === this.link || (event.target instanceof Element && event.target.closest("[data-role=results]")))
      this.typing = setTimeout(() => this.signal.aborted || work(), TYPING_MS);
  }

  /** @returns {any[]} the forecasts that this browser keeps; what cannot be read stays where it is */
  kept() {
    try {
      const found = JSON.parse(localStorage.getItem(SHELF) ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  /**
   * @param {any[]} documents
   * @param {string} done what to say then
   */
  store(documents, done) {
    try {
      if (documents.length) localStorage.setItem(SHELF, JSON.stringify(documents));
      else localStorage.removeItem(SHELF);
      place(this.root, "spoken").textContent = done;
    } catch {
      this.refuse({ message: "This browser does not let the page keep anything. Download the file instead" });
    }
    this.showKept();
  }

  keep() {
    this.store(
      [this.document, ...this.kept().filter((each) => each?.seal !== this.document.seal)],
      "Kept in this browser.",
    );
  }

  /** @param {string} seal */
  forget(seal) {
    this.store(
      this.kept().filter((each) => each?.seal !== seal),
      "Forgotten.",
    );
    const left = this.root.querySelector("[data-action=forget], #in-document");
    /** @type {HTMLElement} */ (left).focus();
  }

  /** @param {string} seal */
  reopen(seal) {
    const found = this.kept().find((each) => each?.seal === seal);
    if (found) this.take({ document: found });
  }

  showKept() {
    render(keptOf(this.kept()), place(this.root, "kept"));
  }

  /** @param {string} words */
  tell(words) {
    const sign = place(this.root, "problem");
    sign.textContent = words;
    sign.hidden = words === "";
  }

  /** @param {{ field?: string, message: string }} error */
  refuse({ field = "", message }) {
    const begin = field === "document" ? "This file " : field.startsWith("actuals.") ? "This number " : "";
    const sentence = `${begin}${message}.`;
    if (!tellField(this.root, field, sentence)) this.tell(sentence);
    place(this.root, "spoken").textContent = sentence;
  }
}

/**
 * Give the reader a document as a file.
 *
 * @param {any} content
 */
export function download(content) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `forecast-${content.date}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
