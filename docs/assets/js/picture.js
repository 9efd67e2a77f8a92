/**
 * Six options on one scale. Twenty dots stand for twenty equally likely outcomes, the line for the middle 80 of 100.
 *
 * All positions come from Python as parts of the width; nothing here knows a number about the world. Shapes are placed in
 * percent, so the picture fits any width and needs no redrawing.
 */

import { html, nothing, svg } from "lit-html";
import { glyph } from "./glyphs.js";

/** Dots that would overlap stand on each other: the width is cut into this many places. */
const PLACES = 30;
const FLOOR = 70;
const STEP = 17;
const CEILING = 10;
/** From here on the words of a tick end where it stands. */
const EDGE = 0.95;

/** @param {any} value the engine's reply */
export function picture(value) {
  return html`<figure class="mm-picture" aria-labelledby="picture-title">
    <figcaption id="picture-title"><strong>${value.kpi.label}</strong>
      <span class="mm-help">Each dot is one of twenty equally likely outcomes, the line covers the middle 80 of 100. Tick and bold number: the outcome if every input is typical. The average over all outcomes decides.</span></figcaption>
    ${value.options.map((/** @type {any} */ option) => row(option, leaders(value.verdict), value.scale.ticks))}
    ${value.options.some((/** @type {any} */ option) => option.feasible) ? axis(value.scale.ticks) : nothing}
  </figure>`;
}

/**
 * The option that is ahead; where it is too close to call, both that share the lead.
 *
 * @param {any} verdict
 * @returns {(string | null)[]}
 */
export function leaders({ kind, option, runner_up }) {
  return kind === "close_call" ? [option, runner_up] : [option];
}

/**
 * @param {any} option
 * @param {(string | null)[]} leaders
 * @param {{ at: number }[]} ticks
 */
function row(option, leaders, ticks) {
  const state = option.feasible ? (leaders.includes(option.id) ? "mm-row--best" : "") : "mm-row--out";
  return html`<div class="mm-row ${state}" data-option=${option.id}>
    ${glyph(option.id)}
    <div class="mm-row__name"><strong>${option.label}</strong> <span>${option.feasible ? option.plan.text : option.reason}</span></div>
    ${
      option.feasible
        ? html`<div class="mm-row__value"><strong>${option.kpi.text}</strong> <span>${option.kpi.range_text}</span> <span>${option.kpi.mean_text}</span></div>
          ${dots(option, ticks)}`
        : nothing
    }
  </div>`;
}

/**
 * @param {any} option
 * @param {{ at: number }[]} ticks
 */
function dots(option, ticks) {
  const { low, middle, high } = option.kpi.at;
  return html`<svg class="mm-dotplot" width="100%" aria-hidden="true">
    ${ticks.map(({ at }) => svg`<line class="mm-dotplot__grid" x1=${percent(at)} x2=${percent(at)} y1="0" y2="100%"></line>`)}
    <line class="mm-dotplot__line" x1=${percent(low)} x2=${percent(high)} y1="88%" y2="88%"></line>
    <line class="mm-dotplot__middle" x1=${percent(middle)} x2=${percent(middle)} y1="80%" y2="96%"></line>
    ${stack(option.dots_at).map(([x, y]) => svg`<circle cx=${x} cy=${y} r="3"></circle>`)}
  </svg>`;
}

/** @param {number} at */
function percent(at) {
  return `${100 * at}%`;
}

/**
 * Where the dots stand: side by side, and one on the other where they would overlap.
 *
 * @param {number[]} positions
 * @returns {string[][]} the centre of each dot
 */
function stack(positions) {
  const places = positions.map((at) => Math.round(at * PLACES));
  const heights = new Map();
  const levels = places.map((each) => {
    const level = heights.get(each) ?? 0;
    heights.set(each, level + 1);
    return level;
  });
  const step = Math.min(STEP, (FLOOR - CEILING) / Math.max(...heights.values(), 1));
  return places.map((each, n) => [percent(each / PLACES), `${FLOOR - (levels[n] ?? 0) * step}%`]);
}

/**
 * Whether a tick's words stand clear of those before; the last ones end at the edge and need more room.
 *
 * @param {{ at: number }} tick
 * @param {number} n
 * @param {{ at: number }[]} ticks
 */
function hasRoom({ at }, n, ticks) {
  return at - (ticks[n - 1]?.at ?? -1) >= (at > EDGE ? 0.22 : 0.08);
}

/** @param {{ text: string, at: number }[]} ticks */
export function axis(ticks) {
  return html`<div class="mm-row__axis"><svg class="mm-axis" width="100%" height="24" aria-hidden="true">
    ${ticks.filter(hasRoom).map(
      ({ text, at }) => svg`<line x1=${percent(at)} x2=${percent(at)} y1="0" y2="5"></line>
      <text x=${percent(at)} y="18" text-anchor=${at < 0.05 ? "start" : at > EDGE ? "end" : "middle"}>${text}</text>`,
    )}
  </svg></div>`;
}
