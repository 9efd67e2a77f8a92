/** How the list was understood: each column, the field it was taken for, and a way to correct that. */

import { html, nothing } from "lit-html";

/** @param {any} value the engine's reply to `open` */
export function columnsOf(value) {
  return html`<details class="mm-short__columns" ?open=${value.missing.length > 0}>
    <summary><span>How your list was read</span> <span class="mm-short__count">${value.text}</span></summary>
    ${value.missing.length ? html`<ul class="mm-warnings">${value.missing.map((/** @type {string} */ each) => html`<li>${each}</li>`)}</ul>` : nothing}
    <div class="mm-scroll" tabindex="0" role="region" aria-label="Columns of your list">
      <table class="mm-short__match">
        <thead><tr><th scope="col">Your column</th><th scope="col">Is read as</th><th scope="col">Its first cells</th><th scope="col">Why</th></tr></thead>
        <tbody>${value.columns.map((/** @type {any} */ each) => column(each, value.fields))}</tbody>
      </table>
    </div>
    <ul class="mm-notes">${value.notes.map((/** @type {string} */ note) => html`<li>${note}</li>`)}</ul>
  </details>`;
}

/**
 * @param {any} each
 * @param {any[]} fields
 */
function column(each, fields) {
  return html`<tr class=${each.field ? "" : "mm-short__unused"}>
    <th scope="row">${each.header}</th>
    <td><select class="mm-input" data-column=${each.index} aria-label=${`Read “${each.header}” as`}>
      <option value="" .selected=${!each.field}>Not used</option>
      ${fields.map((field) => html`<option value=${field.id} .selected=${field.id === each.field}>${field.label}</option>`)}
    </select></td>
    <td>${each.sample.join(" · ")}</td>
    <td>${each.why}</td>
  </tr>`;
}
