import { html, nothing, svg } from "lit-html";

/**
 * The six options as a picture of who posts: many small dots, few larger ones, one disc. All drawn in a box of 48 by 32.
 *
 * @type {Record<string, number[][]>} circles as [x, y, radius]
 */
const CIRCLES = {
  nano: grid(7, 4, 1.7, 6.2),
  micro: grid(5, 3, 2.7, 8.6),
  mid: [
    [12, 16, 5.6],
    [24, 16, 5.6],
    [36, 16, 5.6],
  ],
  macro: [
    [14.5, 16, 8.6],
    [33.5, 16, 8.6],
  ],
  mega: [[24, 16, 14]],
  hybrid: [[13, 16, 11], ...grid(3, 3, 2.7, 8.2).map(([x = 0, y = 0, r = 0]) => [x + 13, y, r])],
};

/**
 * Dots in rows around the middle of the box.
 *
 * @param {number} columns
 * @param {number} rows
 * @param {number} radius
 * @param {number} step
 */
function grid(columns, rows, radius, step) {
  const dots = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      dots.push([24 + (column - (columns - 1) / 2) * step, 16 + (row - (rows - 1) / 2) * step, radius]);
    }
  }
  return dots;
}

/**
 * An option's picture; decoration, because its name stands beside it.
 *
 * @param {string} option
 */
export function glyph(option) {
  const circles = (CIRCLES[option] ?? []).map(([x, y, r]) => svg`<circle cx=${x} cy=${y} r=${r}></circle>`);
  return svg`<svg class="mm-glyph mm-glyph--${option}" viewBox="0 0 48 32" width="48" height="32" aria-hidden="true">${circles}</svg>`;
}

/**
 * The pictures of the options that lead: one, or two where it is too close to call.
 *
 * @param {(string | null | undefined)[]} options
 */
export function glyphs(options) {
  const drawn = options.filter((option) => option && option !== "none");
  return drawn.length ? html`<div class="mm-glyphs">${drawn.map((option) => glyph(option ?? ""))}</div>` : nothing;
}
