/** A box for every benchmark behind the case in hand: our value with its mark, and room for the reader's own. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

/** Units that a heading does not name already: percent, and any currency. */
const SIGN = /^(%|[A-Z]{3})$/;

/**
 * The settings that get a box in a group: those without a field of their own.
 *
 * @param {any[]} settings what the engine says it used
 * @param {string} group
 * @param {string[]} asked ids that have a field
 */
export function boxesOf(settings, group, asked) {
  return settings.filter((each) => each.group === group && !asked.includes(each.id));
}

/**
 * The boxes of one group, under the heading that each kind of number has.
 *
 * @param {any[]} settings what the engine says it used
 * @param {Record<string, string>} overrides the reader's numbers exactly as typed
 * @param {string} base the way to the site's root
 */
export function boxes(settings, overrides, base) {
  const headings = [...new Set(settings.map((each) => each.heading))];
  return headings.map((heading) => {
    const own = settings.filter((each) => each.heading === heading);
    return html`<fieldset class="mm-boxes">
      <legend>${heading}${SIGN.test(own[0].unit) ? html` <span class="mm-unit">${own[0].unit}</span>` : nothing}</legend>
      ${own.map((each) => box(each, overrides[each.id] ?? "", base))}
    </fieldset>`;
  });
}

/**
 * @param {any} each
 * @param {string} typed
 * @param {string} base
 */
function box(each, typed, base) {
  const key = `o.${each.id}`;
  return html`<div class="mm-boxrow ${each.tier ? "" : "mm-boxrow--alone"}" data-field=${key} data-name=${each.tier ? `${each.heading}, ${each.label}` : each.heading}>
    <label class=${each.tier ? nothing : "mm-sr"} for=${`in-${key}`}>${each.label}</label>
    <input class="mm-input" type="text" inputmode="decimal" autocomplete="off" id=${`in-${key}`} name=${key}
      placeholder=${each.default_text} data-default="" aria-describedby=${`error-${key} strip-${key}`} .value=${live(typed)}>
    <span class="mm-value mm-boxrow__default">${each.default_range_text} ${provenance(each, base)}</span>
    <span class="mm-field__yours" data-role="yours" ?hidden=${!typed}><span class="mm-origin mm-origin--yours">your number</span> <span data-read=${key}>${each.read_text}</span>
      <button type="button" class="mm-reset" data-action="reset" data-key=${key}>Reset<span class="mm-sr"> ${each.heading}, ${each.label}</span></button></span>
    <p class="mm-error" id=${`error-${key}`} hidden></p>
    <div class="mm-ask" role="status" data-ask=${key}></div>
    <div class="mm-strip" role="img" id=${`strip-${key}`} data-strip=${key} hidden></div>
  </div>`;
}

/**
 * @param {any} each
 * @param {string} base
 */
function provenance(each, base) {
  if (!each.grade) return nothing;
  const weak = each.weak ? "mm-mark--weak" : "";
  return html`<a class="mm-mark mm-mark--${each.grade.toLowerCase()} ${weak}" href=${`${base}evidence/benchmarks/#${each.benchmark ?? each.id}`}
    ><span class="mm-sr">source of ${each.heading}, ${each.label}, ${each.weak ? "weak, " : ""}grade </span>${each.grade}</a>`;
}
