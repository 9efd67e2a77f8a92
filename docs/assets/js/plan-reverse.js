/** From a target back to what it takes: the money drawn as the creators it books, and three tables. */

import { html } from "lit-html";
import { tableOf } from "./plan-figures.js";
import { packed } from "./plan-pack.js";

/** @param {any} value the engine's reply */
export function reversePart(value) {
  return html`<p class="mm-part__lead">${value.text}</p>
    <ul class="mm-packs" aria-label="What each option takes">${value.options.map(
      (/** @type {any} */ option) => html`<li>
        ${option.pack ? packed(option.pack) : packed({ discs: [], size: 0, each: 1 })}
        <p><strong>${option.budget ? option.budget.text : "Not possible"}</strong> ${option.text}</p>
      </li>`,
    )}</ul>
    <p class="mm-help">The area of all discs of an option is the money that it takes. A disc is one creator, or several where they are many.</p>
    ${value.tables.map(
      (/** @type {any} */ each) => html`<h3 class="mm-part__head">${each.title}</h3>
      ${tableOf(each.title, each.columns, value.options)}`,
    )}
    <details class="mm-part__table"><summary>Prices and orders in words</summary>
      <ul class="mm-part__notes">${value.options.flatMap(sentences).map((/** @type {string} */ each) => html`<li>${each}</li>`)}</ul>
    </details>`;
}

/** @param {any} option */
function sentences({ worth, sales }) {
  return [...worth, ...sales].map((each) => each.sentence);
}
