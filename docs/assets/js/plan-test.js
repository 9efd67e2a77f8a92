/** The cheapest test that could tell the two best sizes apart, or the plain word that the budget cannot. */

import { html, nothing } from "lit-html";
import { tableOf } from "./plan-figures.js";
import { packed } from "./plan-pack.js";

/**
 * @param {any} value the engine's reply
 * @param {string} base the way to the site's root
 */
export function testPart(value, base) {
  return html`<p class="mm-part__lead">${value.text}</p>
    ${value.detectable ? html`<p>${value.detectable.text}</p>` : nothing}
    ${value.arms.length ? arms(value) : nothing}
    ${value.kind === "nothing" ? nothing : running(value)}
    <h3 class="mm-part__head">The statistics behind it</h3>
    <p>${value.method.text}</p>
    <pre class="mm-working__formula" tabindex="0"><code>${value.method.formula}</code></pre>
    <ul class="mm-part__notes">
      ${value.method.lines.map((/** @type {string} */ line) => html`<li>${line}</li>`)}
      ${value.method.sources.map(
        (/** @type {any} */ each) =>
          html`<li>${each.text} <a href=${`${base}evidence/sources/#${each.source}`}>Source</a></li>`,
      )}
      <li>${value.context.text} <a href=${`${base}evidence/sources/#${value.context.source}`}>Source</a></li>
    </ul>`;
}

/** @param {any} value */
function arms(value) {
  return html`<div class="mm-arms" aria-hidden="true">${value.arms.map(
    (/** @type {any} */ arm) => html`<div>${packed(arm.pack)}<p>${arm.text}</p></div>`,
  )}</div>
    ${tableOf("The two groups of the test", value.columns, value.arms)}
    ${value.events ? html`<p>The test has to collect ${value.events.text}. ${value.share_text}</p>` : nothing}`;
}

/** @param {any} value */
function running(value) {
  return html`<h3 class="mm-part__head">How to run it</h3>
    <dl class="mm-run">
      <dt>How long</dt><dd>${value.duration.text}</dd>
      <dt>When to stop</dt><dd>${value.stop}</dd>
      <dt>Codes</dt><dd>${value.codes.text} ${value.codes.examples.map((/** @type {string} */ code) => html`<code>${code}</code> `)}</dd>
    </dl>`;
}
