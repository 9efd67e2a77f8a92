/** What can go wrong: many small creators against one big one at the same expected result, and every option's chances. */

import { html, nothing, svg } from "lit-html";
import { foot, percent, tableOf } from "./plan-figures.js";
import { packed } from "./plan-pack.js";

/** @param {any} value the engine's reply */
export function riskPart(value) {
  const options = value.rows.filter((/** @type {any} */ row) => !row.tier);
  return html`<p class="mm-part__lead">${value.text}</p>
    ${value.equal ? duel(value.equal) : nothing}
    ${
      options.length
        ? html`<h3 class="mm-part__head">Your options</h3>
    ${tableOf("What can go wrong with each option", value.columns, options)}`
        : nothing
    }`;
}

/** @param {any} equal */
function duel(equal) {
  return html`<figure class="mm-duel" aria-labelledby="duel-title">
    <figcaption id="duel-title"><strong>${equal.title}</strong>
      <span class="mm-help">The area of a disc is what one creator costs. Each dot of a line is one of twenty equally likely outcomes, the tick what can be expected.</span></figcaption>
    ${equal.sides.map(
      (/** @type {any} */ side) => html`<div class="mm-duel__side">
        ${packed(side.pack, `mm-packed--${side.tier}`)}
        <p><strong>${side.label}</strong></p>
        <svg class="mm-duel__dots" width="100%" height="26" aria-hidden="true">
          ${side.dots_at.map((/** @type {number} */ at) => svg`<circle cx=${percent(at)} cy="13" r="4.5"></circle>`)}
          <line x1=${percent(side.mean_at)} x2=${percent(side.mean_at)} y1="1" y2="25"></line>
        </svg>
      </div>`,
    )}
    <div class="mm-duel__side"><span></span>${foot(equal.ticks)}</div>
    <p>${equal.text}</p>
    ${tableOf(equal.title, equal.columns, equal.sides)}
  </figure>`;
}
