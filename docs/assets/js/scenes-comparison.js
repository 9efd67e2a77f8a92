/** Cases side by side: their ranges on one scale, what came out, what went in, and where they differ from the first. */

import { html, nothing, svg } from "lit-html";
import { glyphs } from "./glyphs.js";
import { axis } from "./picture.js";

/** @param {any} value the engine's reply to `compare` */
export function comparison(value) {
  const { columns } = value;
  return html`<section class="mm-compared" aria-labelledby="compared">
    <h3 id="compared" tabindex="-1">Side by side</h3>
    <p>${value.text}</p>
    ${value.ticks.length ? picture(value) : nothing}
    <p class="mm-help">Marked: differs from the first case. The figure is that of the option in front.</p>
    <div class="mm-scroll" tabindex="0" role="region" aria-label="Cases side by side">
      <table class="mm-compared__table">
        <thead><tr><td></td>${columns.map((/** @type {any} */ each) => html`<th scope="col">${each.name}${pictures(each)}</th>`)}</tr></thead>
        ${part("What went in", value.inputs, value.width)}
        ${part("What came out", value.results, value.width)}
        ${part("Every size, with its range", value.options, value.width)}
      </table>
    </div>
    ${value.same.length ? same(value) : nothing}
  </section>`;
}

/** @param {any} each */
function pictures({ kind, option, runner_up }) {
  return glyphs(kind === "close_call" ? [option, runner_up] : [option]);
}

/**
 * @param {string} name
 * @param {any[]} rows
 * @param {number} width in columns
 */
function part(name, rows, width) {
  if (rows.length === 0) return nothing;
  return html`<tbody>
    <tr class="mm-compared__part"><th scope="rowgroup" colspan=${width}>${name}</th></tr>
    ${rows.map((row) => html`<tr><th scope="row">${row.label}</th>${row.cells.map(cell)}</tr>`)}
  </tbody>`;
}

/** @param {{ text: string, differs: boolean, yours: boolean }} one */
function cell({ text, differs, yours }) {
  return html`<td class=${differs ? "mm-compared__differs" : nothing}>${differs ? html`<span class="mm-sr">differs: </span>` : nothing}${text}
    ${yours ? html` <span class="mm-origin mm-origin--yours">yours</span>` : nothing}</td>`;
}

/** @param {any} value */
function same({ same: rows }) {
  return html`<details class="mm-compared__same">
    <summary>What is the same in all of them</summary>
    <div class="mm-scroll" tabindex="0" role="region" aria-label="What is the same">
      <table class="mm-compared__table">${part(
        "The same in all",
        rows.map((/** @type {any} */ row) => ({ ...row, cells: row.cells.slice(0, 1) })),
        2,
      )}</table>
    </div>
  </details>`;
}

/** @param {any} value */
function picture({ columns, ticks, results }) {
  const measure = results.find((/** @type {any} */ row) => row.id === "kpi").cells[0].text;
  return html`<figure class="mm-compared__picture" aria-labelledby="compared-picture">
    <figcaption id="compared-picture"><strong>${measure}</strong> <span class="mm-help">Line: the middle 80 of 100 outcomes of the option in front. Tick: if every input is typical.</span></figcaption>
    ${columns.map(
      (/** @type {any} */ each) => html`<div class="mm-compared__bar">
        <span class="mm-compared__name">${each.name}</span>
        ${each.kpi?.at ? bar(each.kpi.at, ticks) : html`<span class="mm-help">Nothing in reach</span>`}
        <span class="mm-compared__value">${each.kpi ? html`<strong>${each.kpi.text}</strong> <span>${each.kpi.range_text}</span>` : nothing}</span>
      </div>`,
    )}
    ${axis(ticks)}
  </figure>`;
}

/**
 * @param {{ low_at: number, middle_at: number, high_at: number }} at
 * @param {{ at: number }[]} ticks
 */
function bar({ low_at, middle_at, high_at }, ticks) {
  return html`<svg class="mm-compared__svg" width="100%" height="22" aria-hidden="true">
    ${ticks.map((each) => svg`<line class="mm-compared__grid" x1=${percent(each.at)} x2=${percent(each.at)} y1="0" y2="22"></line>`)}
    ${svg`<line class="mm-compared__range" x1=${percent(low_at)} x2=${percent(high_at)} y1="11" y2="11"></line>
    <line class="mm-compared__middle" x1=${percent(middle_at)} x2=${percent(middle_at)} y1="4" y2="18"></line>`}
  </svg>`;
}

/** @param {number} at */
function percent(at) {
  return `${100 * at}%`;
}
