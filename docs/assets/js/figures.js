/** The table of all figures: options side by side, and behind each figure its formula and what it rests on. */

import { html, nothing } from "lit-html";

/**
 * @param {any} value the engine's reply
 * @param {string} base the way to the site's root
 */
export function table(value, base) {
  const bought = value.options.filter((/** @type {any} */ option) => option.feasible);
  const missing = value.options.filter((/** @type {any} */ option) => !option.feasible);
  const rows = Object.values(bought[0]?.figures ?? {});
  return html`<section class="mm-figures" aria-labelledby="figures-title">
    <h3 id="figures-title">All figures</h3>
    <p class="mm-help">Middle value, and the range that 80 of 100 plausible worlds fall into. Open a figure for its formula.</p>
    <div class="mm-scroll" tabindex="0" role="region" aria-labelledby="figures-title">
      <table class="mm-figures__table">
        <thead><tr><td></td>${bought.map((/** @type {any} */ option) => html`<th scope="col">${option.label}</th>`)}</tr></thead>
        <tbody>${rows.map((/** @type {any} */ first) => row(first, bought, value.kpi.id, base))}</tbody>
      </table>
    </div>
    ${missing.map((/** @type {any} */ option) => html`<p class="mm-help"><strong>${option.label}</strong>: ${option.reason}</p>`)}
  </section>`;
}

/**
 * @param {any} first the figure of the first option, for the words that all share
 * @param {any[]} options
 * @param {string} kpi
 * @param {string} base
 */
function row(first, options, kpi, base) {
  return html`<tr class=${first.id === kpi ? "mm-figures__kpi" : nothing}>
    <th scope="row">${first.label}</th>
    ${options.map((option) => html`<td class="mm-num">${cell(option, option.figures[first.id], base)}</td>`)}
  </tr>`;
}

/**
 * A figure that opens: the button shows it, the card behind it tells how it came about.
 *
 * @param {any} option
 * @param {any} figure
 * @param {string} base
 */
function cell(option, figure, base) {
  if (!figure) return html`<span class="mm-help">none</span>`;
  const id = `working-${option.id}-${figure.id}`;
  return html`<button type="button" class="mm-figure-open ${figure.weak ? "mm-figure-open--weak" : ""}" popovertarget=${id}>
      <strong>${figure.text}</strong> <small>${figure.range_text}</small>
      <span class="mm-sr">, ${figure.label}, ${option.label}: open the formula</span>
    </button>
    <div class="mm-working" popover id=${id}>
      <p class="mm-working__title"><strong>${figure.label}</strong>, ${option.label}</p>
      <p class="mm-working__value">${figure.text} <span>${figure.range_text}</span> ${origin(figure)}</p>
      <pre class="mm-working__formula" tabindex="0"><code>${figure.formula}</code></pre>
      ${basis(figure, base)}
      <p class="mm-working__tools">
        <button type="button" class="mm-button mm-button--quiet" data-action="copy-formula" hidden>Copy formula</button>
        <button type="button" class="mm-button mm-button--quiet" popovertarget=${id} popovertargetaction="hide">Close</button>
      </p>
    </div>`;
}

const ORIGINS = /** @type {Record<string, string>} */ ({
  yours: "your number",
  benchmark: "from benchmarks",
  judgement: "rests on a judgement of ours",
});

/** @param {any} figure */
function origin(figure) {
  return html`<span class="mm-origin mm-origin--${figure.origin}">${ORIGINS[figure.origin] ?? figure.origin}</span>`;
}

/**
 * @param {any} figure
 * @param {string} base
 */
function basis(figure, base) {
  if (!figure.basis.length) return nothing;
  return html`<p class="mm-working__basis">Rests on</p>
    <ul>${figure.basis.map((/** @type {any} */ each) => html`<li>${mark(each, base)}</li>`)}</ul>`;
}

/**
 * A benchmark by name, with its grade and the way to its row.
 *
 * @param {any} each
 * @param {string} base
 */
function mark(each, base) {
  const { id, label, grade } = typeof each === "string" ? { id: each, label: each, grade: "" } : each;
  return html`<a href=${`${base}evidence/benchmarks/#${id}`}>${label}</a>
    ${grade ? html`<span class="mm-grade mm-grade--${grade.toLowerCase()}"><span class="mm-sr">evidence grade </span>${grade}</span>` : nothing}`;
}
