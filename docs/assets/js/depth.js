/** What the answer depends on, and the result to take away: both are asked for only when a reader wants them. */

import { html, nothing, svg } from "lit-html";
import { engine } from "./engine.js";

/** How many inputs are drawn: the first ones carry nearly all of the doubt. */
const SHOWN = 8;

const FORMATS = /** @type {const} */ ([
  ["xlsx", "Spreadsheet"],
  ["csv", "CSV"],
  ["markdown", "Text for a document"],
  ["json", "Settings as JSON"],
]);

/** The closed parts below the figures; the first is filled when it is opened. */
export function depth() {
  return html`<details class="mm-depth" data-role="depth">
      <summary>What would change this</summary>
      <div data-role="depends"></div>
    </details>
    <p class="mm-depth__files" role="group" aria-label="Take it with you">${FORMATS.map(
      ([kind, label]) =>
        html`<button type="button" class="mm-button mm-button--quiet" data-action="export" data-as=${kind}>${label}</button>`,
    )}</p>`;
}

/** @param {any} value the engine's reply on what the answer depends on */
export function dependence(value) {
  const moving = value.inputs.filter((/** @type {any} */ each) => each.swing > 0).slice(0, SHOWN);
  return html`<p>${value.text}</p>
    ${moving.length ? tornado(moving, value.axis, value.kpi) : nothing}
    ${
      value.break_even.length
        ? html`<h4>Where prices turn it</h4>
    <ul>${value.break_even.map((/** @type {any} */ each) => html`<li>${each.text}</li>`)}</ul>`
        : nothing
    }`;
}

/**
 * One bar an input: how far the lead moves when that input alone goes from its low to its high end.
 *
 * @param {any[]} inputs
 * @param {any} axis
 * @param {{ label: string }} kpi
 */
function tornado(inputs, axis, kpi) {
  return html`<h4>What matters most</h4>
    <p class="mm-help">Lead of the option in front, in ${kpi.label.toLowerCase()}, when one input goes from its low to its high end. Left of the dark line another option is ahead.</p>
    <ol class="mm-tornado">${inputs.map(
      (each) => html`<li>
        <p class="mm-tornado__name"><strong>${each.label}</strong> <span>${each.flip_text}</span></p>
        <svg class="mm-tornado__bar" width="100%" height="14" role="img" aria-label=${each.sentence}>
          ${rule(axis.zero_at, "mm-tornado__zero")}${rule(axis.now_at, "mm-tornado__now")}
          ${svg`<rect x=${percent(each.bar.from)} width=${percent(each.bar.to - each.bar.from)} y="3" height="8" rx="4"></rect>`}
        </svg>
      </li>`,
    )}</ol>
    <details class="mm-part__table"><summary>The bars as a table</summary>
      <div class="mm-scroll"><table class="mm-figures__table"><caption class="mm-sr">Lead at both ends of each input</caption>
        <thead><tr><td></td><th scope="col">Low end</th><th scope="col">Lead there</th><th scope="col">High end</th><th scope="col">Lead there</th></tr></thead>
        <tbody>${inputs.map(
          ({ label, low, high }) =>
            html`<tr><th scope="row">${label}</th>${[low, high].map(
              (end) => html`<td class="mm-num">${end.text}</td><td class="mm-num">${end.lead_text}</td>`,
            )}</tr>`,
        )}</tbody></table></div>
    </details>`;
}

/**
 * @param {number} at
 * @param {string} name
 */
function rule(at, name) {
  return svg`<line class=${name} x1=${percent(at)} x2=${percent(at)} y1="0" y2="14"></line>`;
}

/** @param {number} at */
function percent(at) {
  return `${100 * at}%`;
}

/** @type {{ key: string, reply: Promise<import("./engine.js").Reply> } | undefined} */
let asked;

/**
 * Ask what the answer depends on; the pictures beside the fields and the part below share one reply.
 *
 * @param {Record<string, unknown>} args
 */
export function askDependence(args) {
  const key = JSON.stringify(args);
  if (asked?.key !== key) asked = { key, reply: engine().ask("sensitivity", args) };
  return asked.reply;
}

/**
 * Hand the result over as a file that the reader keeps; nothing is sent anywhere.
 *
 * @param {Record<string, unknown>} args with the name of the case, the lines of its plan and its link
 * @param {string} kind
 */
export async function takeAway(args, kind) {
  const reply = await engine().ask("export", { ...args, as: kind });
  if (reply.ok) download(reply.value);
  return reply;
}

/** @param {any} file */
function download({ file, type, encoding, content }) {
  const body = encoding === "base64" ? Uint8Array.from(atob(content), (each) => each.charCodeAt(0)) : content;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([body], { type }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
