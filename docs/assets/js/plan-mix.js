/** The best mix of big and small creators: the line between all small and all big, and every mix in figures. */

import { html, nothing, svg } from "lit-html";
import { percent, tableOf } from "./plan-figures.js";
import { discs } from "./plan-pack.js";

/**
 * @param {any} value the engine's reply
 * @param {string} base the way to the site's root
 */
export function mixPart(value, base) {
  return html`<p class="mm-part__lead">${value.text}</p>
    <p>${value.ties_text}</p>
    ${value.mine ? html`<p class="mm-part__mine">${value.mine.worse_text}</p>` : nothing}
    ${value.fixed.length ? html`<ul class="mm-part__notes">${value.fixed.map((/** @type {any} */ each) => html`<li>${each.text}</li>`)}</ul>` : nothing}
    ${value.curve ? picture(value.curve) : nothing}
    ${
      value.rows.length
        ? html`<details class="mm-part__table"><summary>All mixes as a table</summary>
      ${tableOf("The mixes in figures", value.columns, value.rows, beside)}</details>`
        : nothing
    }
    <h3 class="mm-part__head">Whom to book first</h3>
    <p>${value.order.text} <a href=${`${base}${value.order.href}`}>Why the order matters</a></p>
    <ul class="mm-part__notes">${value.order.evidence.map(
      (/** @type {any} */ each) =>
        html`<li>${each.text} <a href=${`${base}evidence/sources/#${each.source}`}>Source</a></li>`,
    )}</ul>`;
}

/** @param {any} row */
function beside(row) {
  const mark = row.mark ? html`<span class="mm-mixmark mm-mixmark--${row.kind}">${row.mark}</span>` : nothing;
  return html`${mark} ${row.behind_text ? html`<small>${row.behind_text}</small>` : nothing}`;
}

/** @param {any} curve */
function picture(curve) {
  const best = curve.points.find((/** @type {any} */ each) => each.best);
  const points = [...curve.points.filter((/** @type {any} */ each) => !each.best), ...(best ? [best] : [])];
  return html`<figure class="mm-curve" aria-labelledby="curve-title">
    <figcaption id="curve-title"><strong>${curve.y.label}</strong> against <strong>${curve.x.label.toLowerCase()}</strong>
      <span class="mm-help">${curve.picture_text}</span></figcaption>
    <svg class="mm-curve__plot" width="100%" aria-hidden="true">
      ${curve.y.ticks.map(grid)}${curve.x.ticks.map(upright)}
      ${curve.points.slice(1).map((/** @type {any} */ to, /** @type {number} */ n) => stretch(curve.points[n], to))}
      ${best ? cross(best) : nothing}
      ${points.map((each) => point(each, kindOf(each)))}
      ${curve.mine ? point(curve.mine, "mine") : nothing}
    </svg>
    <p class="mm-curve__axis" aria-hidden="true">${curve.x.label}</p>
    <ul class="mm-curve__legend">
      <li class="mm-mixmark--best">best mix, with the range of 80 in 100 worlds</li>
      <li class="mm-mixmark--tie">cannot be told from it</li>
      <li class="mm-mixmark--">behind it</li>
      ${curve.mine ? html`<li class="mm-mixmark--mine">yours</li>` : nothing}
    </ul>
    <p>${curve.text}</p>
  </figure>`;
}

/** @param {any} each */
function kindOf(each) {
  return each.best ? "best" : each.tie ? "tie" : "";
}

/** @param {any} tick */
function grid({ text, down }) {
  return svg`<line class="mm-curve__grid" x1="0" x2="100%" y1=${percent(down)} y2=${percent(down)}></line>
    <text class="mm-curve__tick" x="-6" y=${percent(down)} dy="0.35em" text-anchor="end">${text}</text>`;
}

/** @param {any} tick */
function upright({ text, at }) {
  return svg`<line class="mm-curve__grid" x1=${percent(at)} x2=${percent(at)} y1="0" y2="100%"></line>
    <text class="mm-curve__tick mm-curve__tick--x" x=${percent(at)} y="100%" dy="1.4em" text-anchor="middle">${text}</text>`;
}

/**
 * @param {any} from
 * @param {any} to
 */
function stretch(from, to) {
  return svg`<line class="mm-curve__line" x1=${percent(from.x.at)} y1=${percent(from.y.down)} x2=${percent(to.x.at)} y2=${percent(to.y.down)}></line>`;
}

/** @param {any} best */
function cross({ x, y }) {
  return svg`<line class="mm-curve__range" x1=${percent(x.low_at)} x2=${percent(x.high_at)} y1=${percent(y.down)} y2=${percent(y.down)}></line>
    <line class="mm-curve__range" x1=${percent(x.at)} x2=${percent(x.at)} y1=${percent(y.low_down)} y2=${percent(y.high_down)}></line>`;
}

/**
 * A mix where it lies, as the creators that it books.
 *
 * @param {any} each
 * @param {string} kind
 */
function point(each, kind) {
  return svg`<svg class="mm-curve__point mm-curve__point--${kind}" x=${percent(each.x.at)} y=${percent(each.y.down)} overflow="visible">
    ${discs(each.pack)}
    ${each.named ? svg`<text class="mm-curve__name" text-anchor=${each.anchor}>${each.short}</text>` : nothing}
  </svg>`;
}
