/**
 * The case on one page of paper: what to book, why, what it rests on and what would change it.
 *
 * It is made while nothing else is to do and put into the page for paper only, because a browser's own command to print waits
 * for nobody. Who prints before it is there gets the verdict and the picture, and a line that says so.
 */

import { html, nothing, render } from "lit-html";
import { engine } from "./engine.js";
import { glyphs } from "./glyphs.js";
import { place } from "./parts.js";
import { leaders, picture } from "./picture.js";

/** Paper is not kept waiting longer than this. */
const PATIENCE_MS = 20_000;

export class Brief {
  /**
   * @param {HTMLElement} root
   * @param {{ args: () => Record<string, unknown>, sources: Record<string, string> }} host sources: their names
   */
  constructor(root, host) {
    this.where = place(root, "brief");
    this.host = host;
    /** Each new page outdates the ones before. */
    this.turn = 0;
    /** @type {Promise<void> | undefined} the page that is being made, or has been */
    this.making = undefined;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    document.addEventListener("keydown", (event) => this.hear(event), { signal });
    signal.addEventListener("abort", () => this.clear());
  }

  /** @param {KeyboardEvent} event */
  hear(event) {
    if (event.key !== "p" || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.print();
  }

  /** The case has changed: what was made for paper is no longer true. */
  clear() {
    this.turn += 1;
    this.making = undefined;
    this.where.hidden = true;
    render(nothing, this.where);
  }

  /** Make the page, once for a case. */
  prepare() {
    this.making ??= this.make(this.turn);
    return this.making;
  }

  async print() {
    const { turn } = this;
    await Promise.race([this.prepare(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (turn === this.turn) window.print();
  }

  /** @param {number} turn */
  async make(turn) {
    const date = new Date().toISOString().slice(0, 10);
    const reply = await engine().ask("onepage", { ...this.host.args(), date });
    if (!reply.ok || turn !== this.turn) return;
    render(sheet(reply.value, this.host.sources), this.where);
    this.where.hidden = false;
  }
}

/**
 * @param {any} value the engine's reply to `onepage`
 * @param {Record<string, string>} sources
 */
function sheet(value, sources) {
  const { estimate } = value;
  return html`<header class="mm-brief__head">
      ${glyphs(leaders(estimate.verdict))}
      <div>
        <p class="mm-brief__kicker">Micro or Mega: which size of creator?${value.date ? html` <span>${value.date}</span>` : nothing}</p>
        <p class="mm-brief__verdict">${estimate.verdict.text}</p>
        <p>${value.case}</p>
      </div>
    </header>
    <div class="mm-brief__columns">
      <section>
        <p class="mm-brief__title">Why</p>
        ${value.why.map((/** @type {string} */ text) => html`<p>${text}</p>`)}
      </section>
      <section>
        <p class="mm-brief__title">What to book</p>
        ${value.plan ? html`<p class="mm-brief__plan">${value.plan}</p>` : html`<p>Nothing with this budget.</p>`}
        <table class="mm-brief__figures"><tbody>${value.figures.map(
          (/** @type {any} */ each) =>
            html`<tr><th scope="row">${each.label}</th><td><strong>${each.text}</strong></td><td>${each.range_text}</td></tr>`,
        )}</tbody></table>
      </section>
    </div>
    ${picture(estimate)}
    ${value.assumptions.length ? rests(value, sources) : nothing}
    ${value.watch.length ? html`<p class="mm-brief__title">Watch out</p><ul>${value.watch.map((/** @type {string} */ text) => html`<li>${text}</li>`)}</ul>` : nothing}
    <p class="mm-brief__link"><strong>This case, live:</strong> ${value.link}</p>`;
}

/**
 * @param {any} value
 * @param {Record<string, string>} sources
 */
function rests(value, sources) {
  return html`<p class="mm-brief__title">What it rests on, and what would change it</p>
    <table class="mm-brief__rests">
      <thead><tr><th scope="col">Assumption</th><th scope="col">Value</th><th scope="col">Range</th><th scope="col">Grade</th><th scope="col">From</th><th scope="col">It changes the answer</th></tr></thead>
      <tbody>${value.assumptions.map(
        (/** @type {any} */ each) => html`<tr>
          <th scope="row">${each.label}</th><td>${each.text}</td><td>${each.range_text}</td><td>${each.grade}</td>
          <td>${from(each, sources)}</td><td>${each.flip}</td>
        </tr>`,
      )}</tbody>
    </table>
    <p class="mm-brief__small">${value.rest} Grades: A peer-reviewed or official, B measured, C rule of thumb, D cannot be verified, J our judgement.</p>`;
}

/**
 * Whose number it is; of many sources the first two stand for all.
 *
 * @param {any} each
 * @param {Record<string, string>} sources
 */
function from(each, sources) {
  const named = each.sources.map((/** @type {string} */ id) => sources[id] ?? id);
  if (named.length === 0) return each.whose;
  return `${named.slice(0, 2).join("; ")}${named.length > 2 ? "; and others" : ""}`;
}
