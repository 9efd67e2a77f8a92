/** The result of the calculator: the verdict, and below it the picture and the table of all six options. */

import { html, nothing } from "lit-html";
import { depth } from "./depth.js";
import { table } from "./figures.js";
import { glyphs } from "./glyphs.js";
import { leaders, picture } from "./picture.js";

/**
 * Which option the numbers favour, how surely, and whether the advice agrees.
 *
 * @param {any} value the engine's reply
 * @param {string} quiz where the quiz gives its advice on the same brief
 * @param {string} base the way to the site's root
 */
export function verdict(value, quiz, base) {
  const { kind, text, detail } = value.verdict;
  return html`<header class="mm-verdict mm-verdict--${kind === "winner" ? "clear" : "close"}">
      ${glyphs(leaders(value.verdict))}
      <div>
        <p class="mm-verdict__kicker">Measured by: ${value.kpi.label}</p>
        ${value.changed ? html`<p class="mm-verdict__changed">${value.changed}</p>` : nothing}
        <h2 class="mm-verdict__text" id="calculator-verdict" tabindex="-1" data-search-exclude>${text}</h2>
        ${detail ? html`<p class="mm-verdict__more">${detail}</p>` : nothing}
        <p class="mm-verdict__more mm-print-only">The case: ${value.case}</p>
        ${lenses(value.lenses, quiz)}
      </div>
    </header>
    ${warnings(value.warnings)}
    ${stepZero(value.step_zero, base)}`;
}

/**
 * The advice of the quiz beside the numbers: when they differ, that comes first of all there is to say.
 *
 * @param {any} lens
 * @param {string} quiz
 */
function lenses(lens, quiz) {
  if (!lens?.text) return nothing;
  return html`<p class="mm-verdict__more ${lens.agree ? "" : "mm-verdict__more--split"}">${lens.text}
    <a href=${quiz}>See the advice and its reasons</a></p>`;
}

/**
 * Whether to do this at all: said, never in the way.
 *
 * @param {{ doubt: boolean, text: string, href: string } | undefined} zero
 * @param {string} base the way to the site's root
 */
function stepZero(zero, base) {
  if (!zero?.doubt) return nothing;
  return html`<p class="mm-step-zero">${zero.text} <a href=${`${base}${zero.href}`}>When not to use creators</a></p>`;
}

/** @param {{ text: string }[]} entries */
function warnings(entries) {
  if (!entries.length) return nothing;
  return html`<ul class="mm-warnings">${entries.map((each) => html`<li>${each.text}</li>`)}</ul>`;
}

/**
 * Everything below the verdict.
 *
 * @param {any} value
 * @param {string} base the way to the site's root
 */
export function comparison(value, base) {
  return html`${picture(value)}
    <p class="mm-help">${value.kpi.why}</p>
    ${value.notes.length ? html`<ul class="mm-notes">${value.notes.map((/** @type {string} */ note) => html`<li>${note}</li>`)}</ul>` : nothing}
    ${table(value, base)}
    ${depth()}`;
}
