/**
 * Beside each input: who leads along its range, where the present value lies, and where the lead would change hands.
 *
 * Nine dots from the low to the high end in the colour of the option in front, a ring around here and now, a tick at the
 * flip. All places and words come from Python.
 */

import { html, nothing, render, svg } from "lit-html";

/** A tick's words hang to the side that has room. */
const LEFT = 0.4;
const RIGHT = 0.6;

/**
 * Fill every strip that the reply knows; the others are emptied.
 *
 * @param {HTMLElement} root
 * @param {any} value the engine's reply on what the answer depends on
 * @param {Record<string, string>} asked the field of each benchmark that has one
 */
export function drawStrips(root, value, asked) {
  /** @type {Map<string, any>} */
  const known = new Map(value.inputs.map((/** @type {any} */ each) => [keyOf(each, asked), each]));
  for (const where of stripsOf(root)) {
    const input = known.get(where.dataset.strip ?? "");
    where.dataset.drawn = where.dataset.strip ?? "";
    if (input) where.setAttribute("aria-label", input.flip_text);
    else where.removeAttribute("aria-label");
    where.hidden = !input;
    render(input ? strip(input) : nothing, where);
  }
  for (const where of root.querySelectorAll("[data-role=strip-key]"))
    render(key(value.inputs), /** @type {HTMLElement} */ (where));
}

/**
 * A strip whose place has been given to another input shows nothing until its own picture is there.
 *
 * @param {HTMLElement} root
 */
export function clearMoved(root) {
  for (const where of stripsOf(root)) {
    if (where.dataset.drawn === undefined || where.dataset.drawn === where.dataset.strip) continue;
    where.removeAttribute("aria-label");
    where.hidden = true;
    render(nothing, where);
  }
}

/**
 * @param {HTMLElement} root
 * @returns {HTMLElement[]}
 */
function stripsOf(root) {
  return [...root.querySelectorAll("[data-strip]")].filter((each) => each instanceof HTMLElement);
}

/**
 * The name of the field that an input of the reply is typed into.
 *
 * @param {{ id: string, kind: string }} input
 * @param {Record<string, string>} asked
 */
function keyOf({ id, kind }, asked) {
  return asked[id] ?? (kind === "benchmark" ? `o.${id}` : id);
}

/** @param {any} input */
function strip({ series, at, flip }) {
  return html`<svg class="mm-strip__picture" width="100%" height=${flip ? 30 : 14} aria-hidden="true">
      ${series.map(
        (/** @type {any} */ each) =>
          svg`<circle class=${`mm-strip__dot mm-strip__dot--${each.option}`} cx=${percent(each.at)} cy="7" r="3"></circle>`,
      )}
      <circle class="mm-strip__now" cx=${percent(at)} cy="7" r="6"></circle>
      ${flip ? tick(flip) : nothing}
    </svg>`;
}

/** @param {any} flip */
function tick({ at, label, side, text }) {
  const anchor = at < LEFT ? "start" : at > RIGHT ? "end" : "middle";
  return svg`<line class="mm-strip__flip" x1=${percent(at)} x2=${percent(at)} y1="0" y2="16"></line>
    <text class="mm-strip__words" x=${percent(at)} y="27" text-anchor=${anchor}><tspan class="mm-strip__who">${label} </tspan>${side} ${text}</text>`;
}

/** @param {number} at */
function percent(at) {
  return `${100 * at}%`;
}

/**
 * The colours that occur, by name.
 *
 * @param {any[]} inputs
 */
function key(inputs) {
  const shown = inputs.flatMap((each) => each.series).filter((each) => each.option);
  const options = new Map(shown.map((each) => [each.option, each.label]));
  if (options.size === 0) return nothing;
  return html`${[...options].map(
    ([option, label]) => html`<span class="mm-strip__key"><svg width="8" height="8" aria-hidden="true"
        ><circle class=${`mm-strip__dot mm-strip__dot--${option}`} cx="4" cy="4" r="3"></circle></svg> ${label}</span> `,
  )}`;
}
