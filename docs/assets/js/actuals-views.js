/** The locked forecast, the fields for what happened, and the two side by side. */

import { html, nothing } from "lit-html";

/** @param {any} value the engine's reply to `forecast` */
export function forecastOf(value) {
  return html`<header class="mm-verdict mm-loop__head"><div>
      <p class="mm-verdict__kicker">${value.text}</p>
      <h2 class="mm-verdict__text" id="forecast" tabindex="-1">${value.name}</h2>
    </div></header>
    <div class="mm-steps">
      <button type="button" class="mm-button" data-action="download">Download the file</button>
      <button type="button" class="mm-button mm-button--quiet" data-action="keep">Keep in this browser</button>
    </div>
    <div class="mm-loop__columns">
      <div>
        <h3 id="locked">What was forecast</h3>
        <ul class="mm-plain">${value.figures.map((/** @type {any} */ each) => html`<li class="mm-loop__figure"><span>${each.label}</span><span class="mm-value"><strong>${each.text}</strong> ${each.range_text}</span></li>`)}</ul>
      </div>
      <form data-role="results" autocomplete="off" novalidate>
        <h3 id="happened">What happened</h3>
        <p class="mm-help">Leave empty what you do not know.</p>
        ${value.fields.map(field)}
      </form>
    </div>`;
}

/** @param {any} each */
function field(each) {
  const error = `error-actuals.${each.id}`;
  return html`<div class="mm-loop__field">
    <label for=${`in-${each.id}`}>${each.label}</label>
    <span class="mm-box"><input class="mm-input" type="text" inputmode="decimal" id=${`in-${each.id}`} name=${each.id} value=${each.value} aria-describedby=${error}>
      <span class="mm-unit">${each.unit}</span></span>
    <p class="mm-error" id=${error} hidden></p>
  </div>`;
}

/**
 * @param {any} value the engine's reply to `actuals`
 * @param {string} base the way to the site's root
 */
export function comparisonOf(value, base) {
  return html`<h2 class="mm-short__head" id="comparison">${value.text}</h2>
    <ul class="mm-loop__results">${value.results.map(result)}</ul>
    ${value.links.length ? chain(value, base) : nothing}`;
}

/** @param {any} each */
function result(each) {
  const { low, middle, high, actual } = each.at;
  return html`<li class="mm-loop__result mm-loop__result--${each.where}">
    <span class="mm-loop__name">${each.label}</span>
    <svg class="mm-loop__bar" aria-hidden="true" focusable="false">
      <line x1="0" x2="100%" y1="50%" y2="50%"></line>
      <line class="mm-loop__range" x1=${percent(low)} x2=${percent(high)} y1="50%" y2="50%"></line>
      <line class="mm-loop__middle" x1=${percent(middle)} x2=${percent(middle)} y1="20%" y2="80%"></line>
      <circle cx=${percent(actual)} cy="50%" r="5"></circle>
    </svg>
    <span class="mm-loop__text">${each.text}</span>
  </li>`;
}

/**
 * A place between 0 and 1 as the drawing wants it.
 *
 * @param {number} at
 */
function percent(at) {
  return `${at * 100}%`;
}

/**
 * @param {any} value
 * @param {string} base
 */
function chain(value, base) {
  const next = value.next ? `${base}decide/calculator/${fragment(value.next)}` : "";
  return html`<h3 id="chain">Which assumption was off</h3>
    <ul class="mm-plain">${value.links.map(link)}</ul>
    <div class="mm-steps mm-loop__next">
      ${next ? html`<a class="mm-button" href=${next}>Plan the next one with these numbers</a>` : nothing}
      <button type="button" class="mm-button mm-button--quiet" data-action="download">Download with results</button>
      <button type="button" class="mm-button mm-button--quiet" data-action="keep">Keep in this browser</button>
    </div>`;
}

/** @param {any} each */
function link(each) {
  return html`<li class=${each.off ? "mm-loop__off" : nothing}>
    <p><strong>${each.factor_text}</strong> ${each.text}</p>
    ${each.records.map((/** @type {any} */ record) => html`<p class="mm-loop__record">${record.label}: ${record.before_text} becomes <strong>${record.after_text}</strong> (${record.weight_text})</p>`)}
    <details class="mm-short__fold"><summary>Formula</summary><pre class="mm-working__formula" tabindex="0"><code>${each.formula}</code></pre></details>
  </li>`;
}

/**
 * The case of the next plan as the calculator's link.
 *
 * @param {any} next
 */
function fragment(next) {
  const { overrides = {}, ...values } = next;
  const pairs = new URLSearchParams({ v: "1" });
  for (const [key, value] of Object.entries(values)) pairs.set(key, String(value));
  for (const [id, value] of Object.entries(overrides)) pairs.set(`o.${id}`, String(value));
  return `#${pairs}`.replaceAll("%7E", "~");
}

/** @param {any[]} documents */
export function keptOf(documents) {
  if (!documents.length) return nothing;
  return html`<ul class="mm-plain mm-loop__kept">${documents.map(
    (
      each,
    ) => html`<li><button type="button" class="mm-reset" data-action="reopen" data-seal=${each?.seal ?? ""}>${each?.name || "Without a name"}, ${each?.date ?? ""}</button>
      <button type="button" class="mm-reset" data-action="forget" data-seal=${each?.seal ?? ""}>Forget<span class="mm-sr"> ${each?.name ?? ""}</span></button></li>`,
  )}</ul>`;
}
