/** The table of all figures: options side by side, and behind each figure its formula and what it rests on. */

import { html, nothing } from "lit-html";

/**
 * The figures that most readers look for, and the others in a closed table below; these come when they are asked for.
 *
 * @param {any} value the engine's reply
 * @param {string} base the way to the site's root
 */
export function table(value, base) {
  const bought = boughtOf(value);
  if (bought.length === 0) return nothing;
  const kpi = value.kpi.id;
  const main = value.main_figures.map((/** @type {string} */ id) => bought[0].figures[id]).filter(Boolean);
  const rest = restOf(value);
  return html`<section class="mm-figures" aria-labelledby="figures-title">
    <h3 id="figures-title" data-search-exclude>The figures</h3>
    <p class="mm-help">The value if every input is typical, and the range of 80 in 100 plausible worlds. Open a figure for its formula. A dashed line: weak evidence.</p>
    ${rows("Main figures", main, bought, kpi)}
    <details class="mm-figures__rest" data-role="rest">
      <summary>All other figures</summary>
      ${rest.length ? rows("All other figures", rest, bought, kpi) : html`<p class="mm-help">Working them out.</p>`}
    </details>
    <div class="mm-working" popover id="working"><p>The formulas need scripts. <a href=${`${base}evidence/model/`}>How the model works</a> has them all.</p></div>
  </section>`;
}

/**
 * Whether the other figures are in a reply, or nobody has anything to wait for.
 *
 * @param {any} value the engine's reply
 */
export function isWhole(value) {
  return boughtOf(value).length === 0 || restOf(value).length > 0;
}

/** @param {any} value @returns {any[]} */
function boughtOf(value) {
  return value.options.filter((/** @type {any} */ option) => option.feasible);
}

/** @param {any} value @returns {any[]} */
function restOf(value) {
  return Object.values(boughtOf(value)[0].figures).filter(({ id }) => !value.main_figures.includes(id));
}

/**
 * @param {string} name
 * @param {any[]} figures of the first option, for the words that all share
 * @param {any[]} options
 * @param {string} kpi
 */
function rows(name, figures, options, kpi) {
  return html`<div class="mm-scroll" tabindex="0" role="region" aria-label=${name}>
    <table class="mm-figures__table">
      <thead><tr><td></td>${options.map((option) => html`<th scope="col">${option.label}</th>`)}</tr></thead>
      <tbody>${figures.map(
        (first) => html`<tr class=${first.id === kpi ? "mm-figures__kpi" : nothing}>
          <th scope="row">${first.label}</th>
          ${options.map((option) => html`<td class="mm-num">${cell(option, option.figures[first.id])}</td>`)}
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

/**
 * A figure that opens.
 *
 * @param {any} option
 * @param {any} figure
 */
function cell(option, figure) {
  if (!figure) return html`<span class="mm-help">none</span>`;
  return html`<button type="button" class="mm-figure-open ${figure.weak ? "mm-figure-open--weak" : ""}" popovertarget="working"
    data-action="working" data-option=${option.id} data-figure=${figure.id}><strong>${figure.text}</strong> <small>${figure.range_text}</small></button>`;
}

/**
 * The card behind a figure: how it came about, and what it rests on.
 *
 * @param {any} value the engine's reply
 * @param {string} optionId
 * @param {string} figureId
 * @param {string} base the way to the site's root
 * @param {Record<string, string>} [names] of the sources
 */
export function working(value, optionId, figureId, base, names = {}) {
  const option = value.options.find((/** @type {any} */ each) => each.id === optionId);
  const figure = option?.figures[figureId];
  if (!figure) return html`<p>This option is out of reach now.</p>${close()}`;
  const used = value.settings.filter((/** @type {any} */ each) => figure.basis.includes(each.id));
  return html`<p class="mm-working__title"><strong>${figure.label}</strong>, ${option.label}</p>
    <p class="mm-working__value">${figure.text} <span>${figure.range_text}</span></p>
    <pre class="mm-working__formula" tabindex="0"><code>${figure.formula}</code></pre>
    ${used.length ? html`<p class="mm-working__basis">Rests on</p><ul class="mm-plain">${used.map((/** @type {any} */ each) => basis(each, base, names))}</ul>` : nothing}
    <p class="mm-working__tools">
      <button type="button" class="mm-button mm-button--quiet" data-action="copy-formula">Copy formula</button>
      ${close()}
    </p>`;
}

function close() {
  return html`<button type="button" class="mm-button mm-button--quiet" popovertarget="working" popovertargetaction="hide">Close</button>`;
}

const ORIGINS = /** @type {Record<string, string>} */ ({
  yours: "your number",
  benchmark: "benchmark",
  judgement: "our judgement",
});

/**
 * One number that a figure rests on: its value and range, whose it is, and for ours the sources, the day and the way to its row.
 *
 * @param {any} each
 * @param {string} base
 * @param {Record<string, string>} names of the sources
 */
function basis(each, base, names) {
  const name = each.tier ? `${each.heading}, ${each.label}` : each.heading;
  return html`<li>
    ${each.benchmark ? html`<a href=${`${base}evidence/benchmarks/#${each.benchmark}`}>${name}</a>` : name}
    <span class="mm-value">${each.text}${each.range_text === each.text ? nothing : html` <small>${each.range_text}</small>`}</span>
    <span class="mm-origin mm-origin--${each.origin}">${ORIGINS[each.origin] ?? each.origin}</span>
    ${each.grade && each.origin !== "yours" ? html`<span class="mm-grade mm-grade--${each.grade.toLowerCase()}"><span class="mm-sr">evidence grade </span>${each.grade}</span>` : nothing}
    ${each.origin === "yours" ? html`<small class="mm-working__source">Instead of ${each.default_text}, ${each.default_range_text}.</small>` : origin(each, base, names)}
  </li>`;
}

/**
 * Where a number of ours comes from, and when it was looked at.
 *
 * @param {any} each
 * @param {string} base
 * @param {Record<string, string>} names
 */
function origin(each, base, names) {
  const links = each.sources.map(
    (/** @type {string} */ id, /** @type {number} */ n) =>
      html`${n ? ", " : ""}<a href=${`${base}evidence/sources/#${id}`}>${names[id] ?? id}</a>`,
  );
  return html`<small class="mm-working__source">${links.length ? html`${links}. ` : nothing}Checked ${each.checked}.</small>`;
}
