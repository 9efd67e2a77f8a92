/**
 * The shortlist: a list of creators goes to Python once, then the page asks for it slice by slice and page by page.
 *
 * The list lives in the tab and nowhere else. Python that had to start again does not know it any more, so the page keeps what it
 * was read from and opens that again. Stopping means not asking for the next slice; what was asked for an older list or plan is
 * dropped when it comes.
 */

import { html, nothing, render } from "lit-html";
import { download } from "./actuals.js";
import { engine } from "./engine.js";
import { againButton, place, startOnIntent, takeAlong, tellEngine, tellField } from "./parts.js";
import { columnsOf } from "./shortlist-columns.js";
import { pickOf } from "./shortlist-pick.js";
import { checkOf, pageOf } from "./shortlist-rows.js";
import { readKnown } from "./state.js";

/** @typedef {import("./engine.js").Reply} Reply */

/** Long enough for a number to be typed to its end. */
const TYPING_MS = 250;

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function mount(root, signal) {
  const shortlist = new Shortlist(root, signal);
  shortlist.listen();
  shortlist.choose(/** @type {HTMLInputElement} */ (root.querySelector("#in-file")));
  root.dataset.ready = "yes";
  tellEngine(place(root, "engine"), signal);
  startOnIntent(root, signal);
}

class Shortlist {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.root = root;
    this.signal = signal;
    this.base = readKnown(root).base;
    this.form = /** @type {HTMLFormElement} */ (place(root, "form"));
    this.paste = /** @type {HTMLTextAreaElement} */ (root.querySelector("#in-text"));
    /** The fingerprint by which the engine holds the list. */
    this.list = "";
    /** What the list was read from, text or file. @type {object | undefined} */
    this.source = undefined;
    /** The plan that has ended Python: it is asked again only when the reader says so. */
    this.tooMuch = "";
    this.ended = "";
    /** @type {Record<string, string>} column index to field, where the reader has corrected it */
    this.fields = {};
    /** @type {Record<string, Record<string, string>>} answers to the four checks by row */
    this.answers = {};
    /** @type {Set<string>} */
    this.must = new Set();
    /** @type {Set<string>} */
    this.out = new Set();
    this.view = { show: "all", from: 0, find: "" };
    /** @type {Map<string, any>} the rows that are open, by line */
    this.opened = new Map();
    /** @type {any} */
    this.columns = undefined;
    /** @type {any} */
    this.page = undefined;
    /** @type {Element | null} where the reader was when they asked for the list, until they are taken to what came of it */
    this.from = null;
    /** Counts up with every list and plan; a reply to an older one is dropped. */
    this.turn = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
  }

  listen() {
    const { root, signal } = this;
    root.addEventListener("click", (event) => this.act(event), { signal });
    root.addEventListener("change", (event) => this.change(event), { signal });
    this.form.addEventListener("input", () => this.later(() => this.again()), { signal });
    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    root.addEventListener("input", (event) => this.search(event), { signal });
    root.addEventListener("dragover", (event) => this.over(event), { signal });
    root.addEventListener("dragleave", () => this.root.removeAttribute("data-over"), { signal });
    root.addEventListener("drop", (event) => this.drop(event), { signal });
    this.paste.addEventListener("paste", () => this.later(() => this.open({ text: this.paste.value })), { signal });
  }

  /** @param {() => void} work */
  later(work) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.signal.aborted || work(), TYPING_MS);
  }

  /** What the reader wants, as the form says it and as written there. */
  plan() {
    /** @type {Record<string, any>} */
    const args = { floors: {}, caps: {}, fields: this.fields, answers: this.answers };
    for (const [key, value] of new FormData(this.form)) {
      const [group, tier] = key.split(".");
      if (tier) args[group ?? ""][tier] = value;
      else args[key] = value;
    }
    args.must = [...this.must];
    args.leave_out = [...this.out];
    args.today = new Date().toISOString().slice(0, 10);
    return args;
  }

  /**
   * Ask one step; nothing comes back when something newer was asked meanwhile.
   *
   * @param {number} turn
   * @param {object} args
   */
  async ask(turn, args) {
    const reply = await this.send(turn, "shortlist", { ...this.plan(), ...args });
    if (!reply) return null;
    if (reply.ok) return reply.value;
    this.refuse(reply.error);
    return null;
  }

  /**
   * Ask about the list; one that Python has lost is opened again first.
   *
   * @param {number} turn
   * @param {string} op
   * @param {Record<string, any>} args
   * @returns {Promise<Reply | null>} null when something newer was asked meanwhile, or the list is still on its way
   */
  async send(turn, op, args) {
    if (args.list === "") return null;
    const isOld = () => turn !== this.turn || this.signal.aborted;
    let reply = await engine().ask(op, args);
    if (!isOld() && args.list && isLost(reply)) reply = (await this.reopen(isOld)) ?? (await engine().ask(op, args));
    return isOld() ? null : reply;
  }

  /**
   * Python has started again: read the same list to its end, as the reader has left it.
   *
   * @param {() => boolean} isOld
   * @returns {Promise<Reply | null>} what went wrong
   */
  async reopen(isOld) {
    /** @type {Record<string, any>} */
    let args = { ...this.plan(), ...this.source, step: "open" };
    for (let share = null; !isOld(); ) {
      this.wait("Reading the list again.", share);
      const reply = await engine().ask("shortlist", args);
      if (!reply.ok) return reply;
      if (reply.value.done) break;
      share = reply.value.share;
      args = { ...this.plan(), list: this.list, step: "read" };
    }
    if (!isOld()) this.wait("", null);
    return null;
  }

  check() {
    this.depart();
    this.open({ text: this.paste.value });
  }

  tryAgain() {
    this.depart();
    this.match("Reading the list again.");
  }

  /** The reader asks for a result and will be taken to it. A paste alone is answered, and they stay where they type. */
  depart() {
    this.from = document.activeElement;
  }

  /** @param {File} file */
  read(file) {
    this.depart();
    const reader = new FileReader();
    reader.onload = () =>
      this.open({ file: { name: file.name, data: String(reader.result).replace(/^.*?base64,/, "") } });
    reader.onerror = () => this.refuse({ message: `“${file.name}” could not be read by this browser.` });
    reader.readAsDataURL(file);
  }

  /**
   * A new list: what was said about the old one is forgotten.
   *
   * @param {object} source
   */
  open(source) {
    this.source = source;
    this.list = "";
    this.tooMuch = "";
    this.fields = {};
    this.answers = {};
    this.must.clear();
    this.out.clear();
    this.opened.clear();
    this.view = { show: "all", from: 0, find: "" };
    this.match("Reading the list.");
    place(this.root, "spoken").textContent = "Reading the list.";
  }

  /** The same list under another plan. */
  again() {
    if (!this.list) return;
    this.turn += 1;
    if (this.tooMuch && this.tooMuch === JSON.stringify(this.plan())) this.tell(this.ended, againButton());
    else this.resume(this.turn);
  }

  /**
   * Match the columns, those of a new list or again after a correction, and go on from there.
   *
   * @param {string} words
   */
  async match(words) {
    this.turn += 1;
    const { turn } = this;
    this.wait(words, null);
    const value = await this.ask(turn, { ...(this.list ? { list: this.list } : this.source), step: "open" });
    if (!value) return;
    this.list = value.list;
    this.columns = value;
    this.section("columns", columnsOf(value));
    this.resume(turn);
  }

  /**
   * Read what is not read yet, slice by slice, then pick and show.
   *
   * @param {number} turn
   */
  async resume(turn) {
    for (let done = false; !done; ) {
      const progress = await this.ask(turn, { list: this.list, step: "read" });
      if (!progress) return;
      done = progress.done;
      if (!done) this.wait(progress.text, progress.share);
    }
    this.root.toggleAttribute("data-waiting", true);
    const value = await this.ask(turn, { list: this.list, step: "pick" });
    if (!value) return;
    this.wait("", null);
    this.tell("");
    this.tooMuch = "";
    tellField(this.root);
    place(this.root, "plan").hidden = false;
    render(value.pick ? pickOf(value.pick, this.base) : nothing, place(this.root, "pick"));
    this.section("check", checkOf(value.summary, this.view.show));
    this.summary = value.summary;
    place(this.root, "spoken").textContent = value.spoken;
    takeAlong(this.from, this.root.querySelector(".mm-verdict__text, #check"));
    this.from = null;
    await this.showPage(turn);
  }

  /** @param {number} turn */
  async showPage(turn) {
    const page = await this.ask(turn, { list: this.list, step: "rows", ...this.view });
    if (!page) return;
    this.page = page;
    for (const line of this.opened.keys()) {
      const row = await this.ask(turn, { list: this.list, step: "row", line });
      if (!row) return;
      this.opened.set(line, row);
    }
    this.drawRows();
  }

  drawRows() {
    if (this.summary) this.section("check", checkOf(this.summary, this.view.show));
    this.section("list", pageOf(this.page, this));
  }

  /**
   * Go to another page or another part of the list.
   *
   * @param {{ show?: string, from?: number, find?: string }} view
   */
  async look(view) {
    this.view = { ...this.view, from: 0, ...view };
    const before = this.page;
    await this.showPage(this.turn);
    if (this.page !== before) place(this.root, "spoken").textContent = this.page.text;
  }

  /** @param {string} line */
  async unfold(line) {
    if (this.opened.delete(line)) {
      this.drawRows();
      return;
    }
    const row = await this.ask(this.turn, { list: this.list, step: "row", line });
    if (!row) return;
    this.opened.set(line, row);
    this.drawRows();
  }

  /** @param {MouseEvent} event */
  act(event) {
    const element = event.target instanceof Element ? event.target.closest("[data-action]") : null;
    if (!(element instanceof HTMLElement)) return;
    const { action = "", line = "", show = "", from = "" } = element.dataset;
    /** @type {Record<string, () => void>} */
    const actions = {
      check: () => this.check(),
      sample: () => this.sample(),
      stop: () => this.stop(),
      retry: () => engine().retry(),
      again: () => this.tryAgain(),
      show: () => this.look({ show }),
      page: () => element.ariaDisabled === "true" || this.turnPage(Number(from)),
      unfold: () => this.unfold(line),
      lock: () => this.lock(),
      must: () => this.mark(this.must, this.out, line),
      out: () => this.mark(this.out, this.must, line),
    };
    actions[action]?.();
  }

  /** The set as a sealed file; what to do with it afterwards is on the page of forecasts. */
  async lock() {
    const { today, ...plan } = this.plan();
    const reply = await this.send(this.turn, "forecast", { ...plan, today, list: this.list, date: today });
    if (!reply) return;
    if (reply.ok) download(reply.value.document);
    else this.refuse(reply.error);
  }

  sample() {
    const sample = /** @type {HTMLTemplateElement} */ (place(this.root, "sample"));
    this.paste.value = sample.content.textContent ?? "";
    this.check();
  }

  /** @param {number} from */
  turnPage(from) {
    this.look({ from });
    place(this.root, "list").scrollIntoView({ block: "start" });
  }

  /**
   * @param {Set<string>} into
   * @param {Set<string>} other
   * @param {string} line
   */
  mark(into, other, line) {
    if (!into.delete(line)) into.add(line);
    other.delete(line);
    this.again();
  }

  /** Stop asking; the engine forgets the list. */
  stop() {
    this.turn += 1;
    this.list = "";
    this.source = undefined;
    engine().ask("shortlist", { step: "close" });
    this.wait("", null);
    this.from = null;
    this.tell("Stopped. Nothing of the list is kept.");
    for (const role of ["columns", "plan", "check", "list"]) place(this.root, role).hidden = true;
  }

  /** @param {Event} event */
  change(event) {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "file") this.choose(field);
    else if (field instanceof HTMLSelectElement && field.dataset.column) {
      for (const [index, other] of Object.entries(this.fields)) if (other === field.value) delete this.fields[index];
      this.fields[field.dataset.column] = field.value;
      this.match("Matching the columns.");
    } else if (field instanceof HTMLInputElement && field.dataset.question) {
      const { line = "", question } = field.dataset;
      this.answers[line] = { ...this.answers[line], [question]: field.value };
      this.again();
    }
  }

  /**
   * Read the file that was chosen, also one that was chosen before the scripts were there.
   *
   * @param {HTMLInputElement} field
   */
  choose(field) {
    if (field.files?.[0]) this.read(field.files[0]);
    field.value = "";
  }

  /** @param {Event} event */
  search(event) {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.role === "find")
      this.later(() => this.look({ find: field.value }));
  }

  /** @param {DragEvent} event */
  over(event) {
    event.preventDefault();
    this.root.toggleAttribute("data-over", true);
  }

  /** @param {DragEvent} event */
  drop(event) {
    event.preventDefault();
    this.root.removeAttribute("data-over");
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData("text/plain");
    if (file) this.read(file);
    else if (text) {
      this.depart();
      this.open({ text });
    }
  }

  /**
   * @param {string} role
   * @param {unknown} template
   */
  section(role, template) {
    const where = place(this.root, role);
    where.hidden = false;
    render(template, where);
  }

  /**
   * How far the reading is, with the way to stop it; nothing when it is over. Whoever is at that button is then back at the start.
   *
   * @param {string} text
   * @param {number | null} share
   */
  wait(text, share) {
    this.root.toggleAttribute("data-waiting", text !== "");
    const bar = html`<p class="mm-engine__line"><progress class="mm-engine__bar" max="1" value=${share ?? nothing} aria-label="Reading"></progress>
        <span>${text}</span></p>
      <button type="button" class="mm-button mm-button--quiet" data-action="stop">Stop</button>`;
    const where = place(this.root, "progress");
    const isHere = where.contains(document.activeElement);
    render(text ? bar : nothing, where);
    if (text || !isHere) return;
    const start = /** @type {HTMLElement} */ (this.root.querySelector("[data-action=check]"));
    start.focus();
    this.from &&= start;
  }

  /**
   * @param {string} words
   * @param {unknown} [after] what stands behind them
   */
  tell(words, after = nothing) {
    const sign = place(this.root, "problem");
    render(words ? html`${words} ${after}` : nothing, sign);
    sign.hidden = words === "";
  }

  /** @param {{ kind?: string, field?: string, message: string }} error */
  refuse({ kind, field = "", message }) {
    this.wait("", null);
    this.from = null;
    const label = kind === "ended" ? "This list" : field && field !== "limits" && (LABELS[field] ?? field);
    const sentence = `${label ? `${label} ` : ""}${message}.`;
    const shown = tellField(
      this.root,
      field.startsWith("floors") || field.startsWith("caps") ? "limits" : field,
      sentence,
    );
    if (kind === "ended") {
      this.tooMuch = JSON.stringify(this.plan());
      this.ended = sentence;
      this.tell(sentence, againButton());
    } else this.tell(shown ? "" : sentence);
    place(this.root, "spoken").textContent = sentence;
  }
}

/** Whether Python says that it does not hold the list. @param {Reply} reply */
function isLost(reply) {
  return !reply.ok && reply.error.field === "list";
}

/** How a sentence about an argument begins. */
const LABELS = /** @type {Record<string, string>} */ ({
  text: "The box",
  file: "The file",
  list: "The list",
  budget: "The budget",
  dearest: "The highest price",
  handling: "Your own work",
  overlap: "The shared audience",
});
