/**
 * The plan below the result. Each part asks Python only when it is open and in view, after the answer above it.
 *
 * What a part shows stays until its new answer is there; of several questions only the newest is answered.
 */

import { html, nothing, render } from "lit-html";
import { hide, isTouched } from "./calculator-form.js";
import { latest } from "./engine.js";
import { working } from "./figures.js";
import { place, show } from "./parts.js";
import { basesPart, mediaPart } from "./plan-bases.js";
import { booked, bookedRows, lineOf, mixArgs, reverseArgs } from "./plan-lines.js";
import { mixPart } from "./plan-mix.js";
import { reversePart } from "./plan-reverse.js";
import { riskPart } from "./plan-risk.js";
import { testPart } from "./plan-test.js";

/** @typedef {import("./plan-lines.js").Lines} Lines */
/** @typedef {import("./calculator-form.js").Field} Field */
/**
 * @typedef {{ args: () => Record<string, unknown>, change: (lines: Lines) => void, base: string }} Host
 * @typedef {{ op: string, own: (lines: Lines) => object, draw: (value: any, base: string) => unknown,
 *   rows: (value: any) => any[] }} Kind
 */

/** The answer above is worth more than any part: they wait until it has been quiet for a moment. */
const QUIET_MS = 250;

/** @type {Record<string, Kind>} */
const KINDS = {
  mix: { op: "mix", own: mixArgs, draw: mixPart, rows: (value) => value.rows },
  reverse: { op: "reverse", own: reverseArgs, draw: reversePart, rows: (value) => value.options },
  risk: { op: "risk", own: () => ({}), draw: riskPart, rows: (value) => value.rows },
  bases: { op: "bases", own: () => ({}), draw: basesPart, rows: (value) => value.rows },
  "test-plan": { op: "testplan", own: () => ({}), draw: testPart, rows: (value) => value.arms },
  "media-value": { op: "emv", own: () => ({}), draw: mediaPart, rows: (value) => value.rows },
};

export class Plan {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   * @param {Host} host
   */
  constructor(root, signal, host) {
    this.root = place(root, "plan");
    this.card = () => /** @type {HTMLElement} */ (root.querySelector("#working"));
    this.signal = signal;
    this.host = host;
    /** @type {Lines} */
    this.lines = {};
    this.rows = 1;
    /** @type {Map<string, string>} the text that is meant as it stands, by field */
    this.settled = new Map();
    this.parts = [...this.root.querySelectorAll("[data-part]")].map(
      (element) => new Part(/** @type {HTMLDetailsElement} */ (element), this),
    );
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.listen();
  }

  listen() {
    const { root, signal } = this;
    root.addEventListener("toggle", () => this.work(), { signal, capture: true });
    root.addEventListener("input", () => this.read(), { signal });
    root.addEventListener("submit", (event) => event.preventDefault(), { signal });
    root.addEventListener("click", (event) => this.act(event), { signal });
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.part(target)?.look(isIntersecting);
        this.work();
      },
      { rootMargin: "200px" },
    );
    for (const { element } of this.parts) seen.observe(element);
    signal.addEventListener("abort", () => {
      seen.disconnect();
      clearTimeout(this.waiting);
    });
  }

  /**
   * @param {Element | null} element
   */
  part(element) {
    return this.parts.find((each) => each.element === element);
  }

  /**
   * Show the lines of a case, and the part that its link leads to.
   *
   * @param {Lines} lines
   * @param {string} at
   * @param {Record<string, string>} [texts] what was typed, by field, where it is known to the letter
   */
  fill(lines, at, texts = {}) {
    this.lines = lines;
    this.rows = booked(lines);
    this.write(texts);
    const wanted = this.parts.find(({ element }) => element.dataset.part === (at || location.hash.slice(1)));
    if (!wanted) return;
    wanted.element.open = true;
    wanted.element.scrollIntoView();
  }

  /**
   * The fields say what the lines say.
   *
   * @param {Record<string, string>} [texts] what was typed, by field
   */
  write(texts = {}) {
    render(bookedRows(this.rows), place(this.root, "booked"));
    for (const field of this.fields()) fill(field, texts[field.name] ?? this.lines[field.name.slice(2)] ?? "");
    this.mark();
  }

  fields() {
    return /** @type {Field[]} */ ([...this.root.querySelectorAll("[name^='p.']")]);
  }

  /** What stands in the fields, to the letter. */
  texts() {
    const typed = this.fields().filter((field) => field.value);
    return Object.fromEntries(typed.map((field) => [field.name, field.value]));
  }

  /**
   * What was typed or chosen before the scripts were there, by field.
   *
   * @returns {[Field, string][]}
   */
  early() {
    return this.fields()
      .filter(isTouched)
      .map((field) => [field, field.value]);
  }

  /**
   * The sign beside a part's heading is a link to it.
   *
   * @param {(at: string) => string} linkTo
   */
  point(linkTo) {
    for (const { element } of this.parts) {
      element.previousElementSibling?.setAttribute("href", linkTo(element.dataset.part ?? ""));
    }
  }

  /** The lines say what the fields say. */
  read() {
    const given = this.fields().map((field) => [field.name.slice(2), field.value.trim()]);
    this.lines = Object.fromEntries(given.filter(([, text]) => text));
    this.host.change(this.lines);
    this.mark();
    this.renew();
  }

  /** A closed form says that it holds lines of the reader's own. */
  mark() {
    for (const sign of this.root.querySelectorAll("[data-role=changed]")) {
      const form = sign.closest("details");
      const own = this.fields().some((field) => form?.contains(field) && field.value.trim());
      hide(/** @type {HTMLElement} */ (sign), !own);
    }
  }

  /** The case or the lines have changed: every part is out of date, and asked again when it is looked at. */
  renew() {
    for (const part of this.parts) part.age();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.work(), QUIET_MS);
  }

  /** One part after the other, so that a new answer above need not wait for all of them. */
  async work() {
    for (const part of this.parts) if (part.wanted) await part.refresh();
  }

  /** @param {MouseEvent} event */
  act({ target }) {
    const element = target instanceof Element ? target.closest("[data-action]") : null;
    if (!(element instanceof HTMLElement)) return;
    const { action, option = "", figure = "", key = "", text = "" } = element.dataset;
    if (action === "plan-figure") this.part(element.closest("[data-part]"))?.explain(option, figure);
    if (action === "plan-add") this.add();
    if (action === "plan-clear") this.clear(element);
    if (action === "plan-choose") this.choose(key, text);
  }

  /**
   * One of two readings is what the reader means.
   *
   * @param {string} name
   * @param {string} text
   */
  choose(name, text) {
    const field = this.fields().find((each) => each.name === name);
    if (!field) return;
    field.value = text;
    field.focus();
    this.settled.set(name, text);
    this.read();
  }

  /**
   * What has to be asked back about one of the fields before its number can count.
   *
   * @param {{ questions: import("./inputs-questions.js").Question[] } | undefined} reader
   */
  question(reader) {
    const open = (/** @type {Field | undefined} */ field) =>
      field !== undefined && this.settled.get(field.name) !== field.value.trim();
    return reader?.questions.find((each) => each.undecided && open(this.field(each.field)));
  }

  /** @param {string} field as the engine names it */
  field(field) {
    return this.fields().find(({ name }) => name === `p.${lineOf(field)}`);
  }

  /** One more creator at an agreed price. */
  add() {
    this.rows += 1;
    render(bookedRows(this.rows), place(this.root, "booked"));
    this.fields()
      .find((field) => field.name === `p.fixed.${this.rows - 1}.label`)
      ?.focus();
  }

  /** @param {HTMLElement} button */
  clear(button) {
    for (const field of this.fields()) if (button.closest("details")?.contains(field)) field.value = "";
    this.rows = 1;
    this.read();
    this.write();
  }
}

class Part {
  /**
   * @param {HTMLDetailsElement} element
   * @param {Plan} plan
   */
  constructor(element, plan) {
    this.element = element;
    this.plan = plan;
    this.kind = /** @type {Kind} */ (KINDS[element.dataset.part ?? ""]);
    this.ask = latest(this.kind.op);
    this.seen = false;
    /** What the build has drawn is the answer to the case that the page opens with. */
    this.fresh = element.hasAttribute("data-built");
    /** @type {any} */
    this.value = undefined;
  }

  get wanted() {
    return this.element.open && this.seen && !this.fresh;
  }

  /** @param {boolean} inView */
  look(inView) {
    this.seen = inView;
  }

  age() {
    this.fresh = false;
    this.element.toggleAttribute("data-stale", true);
  }

  /** Ask for the case in hand and show the answer; a refusal leaves the old one in view. */
  async refresh() {
    this.fresh = true;
    const { args, base } = this.plan.host;
    const reply = await this.ask({ ...args(), ...this.kind.own(this.plan.lines) });
    if (reply === null || this.plan.signal.aborted) return;
    const question = reply.ok ? this.plan.question(reply.value.reader) : undefined;
    this.refuse(reply.ok ? question && { ...question, message: "" } : reply.error);
    if (!reply.ok || question) return;
    this.value = reply.value;
    show(place(this.element, "answer"), this.kind.draw(this.value, base));
    this.element.toggleAttribute("data-stale", !this.fresh);
  }

  /**
   * Say what stands in the way of an answer: a text that cannot be meant, or one that can be meant in two ways.
   *
   * @param {{ field?: string, message: string, text?: string, choices?: { label: string }[] } | undefined} error
   */
  refuse(error) {
    const wrong = this.plan.field(error?.field ?? "");
    for (const field of this.element.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    wrong?.setAttribute("aria-invalid", "true");
    const sign = place(this.element, "error");
    sign.hidden = !error;
    const named = wrong?.ariaLabel ?? wrong?.labels?.[0]?.firstChild?.textContent?.trim() ?? "This case";
    const words = error?.choices ? `${named}: ${error.text}` : `${named} ${error?.message}.`;
    render(error ? html`${words} ${choices(wrong?.name, error.choices)}` : nothing, sign);
    if (wrong) /** @type {HTMLDetailsElement} */ (wrong.closest("details")).open = true;
  }

  /**
   * Fill the card behind a figure.
   *
   * @param {string} row
   * @param {string} figure
   */
  async explain(row, figure) {
    if (!this.value) await this.refresh();
    if (!this.value) return;
    const all = { options: this.kind.rows(this.value), settings: this.value.settings };
    show(this.plan.card(), working(all, row, figure, this.plan.host.base));
  }
}

/**
 * Put a text into a field; a list that lacks it takes it in, so that Python can judge it and nothing is lost.
 *
 * @param {Field} field
 * @param {string} text
 */
function fill(field, text) {
  if (field instanceof HTMLSelectElement && ![...field.options].some(({ value }) => value === text))
    field.add(new Option(text, text));
  field.value = text;
}

/**
 * A button for each reading of a text.
 *
 * @param {string} [name] the field
 * @param {{ label: string }[]} [readings]
 */
function choices(name, readings = []) {
  return readings.map(
    ({ label }) =>
      html`<button type="button" class="mm-button mm-button--quiet" data-action="plan-choose" data-key=${name} data-text=${label}>${label}</button>`,
  );
}
