/** Figures of the plan as cells of a table; each opens its formula and what it rests on. */

import { html, svg } from "lit-html";

/**
 * A figure that opens in the card of the table above.
 *
 * @param {string} row
 * @param {any} figure
 */
export function opening(row, figure) {
  if (!figure) return html`<span class="mm-help">none</span>`;
  const range = figure.range_text === figure.text ? "" : figure.range_text;
  return html`<button type="button" class="mm-figure-open ${figure.weak ? "mm-figure-open--weak" : ""}" popovertarget="working"
    data-action="plan-figure" data-option=${row} data-figure=${figure.id}><strong>${figure.text}</strong> <small>${range}</small></button>`;
}

/**
 * The table behind a picture.
 *
 * @param {string} name
 * @param {{ id: string, label: string }[]} columns
 * @param {any[]} rows each with `id`, `label` and `figures` by id
 * @param {(row: any) => unknown} [more] what stands beside a row's name
 */
export function tableOf(name, columns, rows, more = () => "") {
  return html`<div class="mm-scroll" tabindex="0" role="region" aria-label=${name}>
    <table class="mm-figures__table mm-plan__table">
      <thead><tr><td></td>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}</tr></thead>
      <tbody>${rows.map(
        (row) => html`<tr>
          <th scope="row">${row.label} ${more(row)}</th>
          ${columns.map((column) => html`<td class="mm-num">${opening(row.id, row.figures[column.id])}</td>`)}
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

/**
 * Round values along a picture's foot.
 *
 * @param {{ text: string, at: number }[]} ticks
 */
export function foot(ticks) {
  return html`<svg class="mm-plan__foot" width="100%" height="20" aria-hidden="true">${ticks.map(
    ({ text, at }) => svg`<line x1=${percent(at)} x2=${percent(at)} y1="0" y2="4"></line>
      <text x=${percent(at)} y="16" text-anchor=${at < 0.05 ? "start" : at > 0.95 ? "end" : "middle"}>${text}</text>`,
  )}</svg>`;
}

/** @param {number} at */
export function percent(at) {
  return `${100 * at}%`;
}
