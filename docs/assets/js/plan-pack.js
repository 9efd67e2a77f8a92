/** Creators as discs whose area is what each of them costs; all lengths come from Python, the style sheet gives the scale. */

import { html, svg } from "lit-html";

/**
 * @typedef {{ discs: number[][], size: number, each: number }} Pack
 */

/**
 * The discs alone, for a picture of many packs.
 *
 * @param {Pack} pack
 */
export function discs(pack) {
  return svg`<g class="mm-pack">${pack.discs.map(([x, y, r]) => svg`<circle cx=${x} cy=${y} r=${r}></circle>`)}</g>`;
}

/**
 * A pack that stands by itself.
 *
 * @param {Pack} pack
 * @param {string} [name] a class of its own
 */
export function packed(pack, name = "") {
  return html`<svg class="mm-packed ${name}" aria-hidden="true"><svg x="50%" y="50%" overflow="visible">${discs(pack)}</svg></svg>`;
}
