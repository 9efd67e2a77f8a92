/** Sales counted in both ways, side by side; and media value, so that it is known when it is met. */

import { html, nothing, svg } from "lit-html";
import { foot, percent, tableOf } from "./plan-figures.js";

/**
 * @param {any} value the engine's reply
 * @param {string} base the way to the site's root
 */
export function basesPart(value, base) {
  return html`<p class="mm-part__lead">${value.text}</p>
    <p>${value.why} <a href=${`${base}${value.href}`}>Why they cannot be reconciled</a></p>
    ${value.rows.length ? picture(value) : nothing}
    ${value.rows.length ? tableOf("Sales by last click and by codes", value.columns, value.rows) : nothing}`;
}

/** @param {any} value */
function picture({ rows, ticks }) {
  return html`<figure class="mm-spans" aria-labelledby="spans-title">
    <figcaption id="spans-title"><strong>Orders</strong> <span class="mm-help">Small dot: by last click, a floor. Large disc: by codes, a ceiling.</span></figcaption>
    ${rows.map(
      (/** @type {any} */ row) => html`<div class="mm-spans__row"><span>${row.label}</span>
      <svg width="100%" height="26" aria-hidden="true">
        <line x1=${percent(row.bar.from)} x2=${percent(row.bar.to)} y1="13" y2="13"></line>
        ${svg`<circle cx=${percent(row.at.tracked_orders)} cy="13" r="8"></circle>
        <circle class="mm-spans__floor" cx=${percent(row.at.orders)} cy="13" r="4"></circle>`}
      </svg></div>`,
    )}
    <div class="mm-spans__row"><span></span>${foot(ticks)}</div>
  </figure>`;
}

/**
 * @param {any} value the engine's reply
 * @param {string} base the way to the site's root
 */
export function mediaPart(value, base) {
  return html`<p class="mm-part__lead">${value.text}</p>
    <p>${value.why} <a href=${`${base}${value.href}`}>Why it is no return</a></p>
    ${value.rows.length ? tableOf("Media value, as usually claimed", value.columns, value.rows) : nothing}`;
}
