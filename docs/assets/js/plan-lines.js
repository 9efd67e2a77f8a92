/** What the reader asks of the plan: the lines of the forms, and what each part makes of them. */

import { html } from "lit-html";

/** @typedef {Record<string, string>} Lines */

const FIXED = /^fixed\.(\d+)\.(label|followers|price)$/;
const TABLES = /** @type {Record<string, string>} */ ({ floor: "floors", cap: "caps", mine: "mine" });
/** Which sizes are tried as the big creators and as the small ones. */
const LISTS = ["sparks", "squads"];

/**
 * The own args of `mix`.
 *
 * @param {Lines} lines
 */
export function mixArgs(lines) {
  /** @type {Record<string, Record<string, string>>} */
  const tables = {};
  /** @type {Record<string, string>[]} */
  const fixed = [];
  /** @type {Record<string, string>} */
  const lists = {};
  for (const [line, text] of Object.entries(lines)) {
    const [table = "", tier = ""] = line.split(".");
    const [, number, what] = FIXED.exec(line) ?? [];
    if (number && what) {
      while (fixed.length <= Number(number)) fixed.push({});
      /** @type {Record<string, string>} */ (fixed[Number(number)])[what] = text;
    } else if (LISTS.includes(line)) lists[line] = text;
    else if (TABLES[table]) tables[TABLES[table]] = { ...tables[TABLES[table]], [tier]: text };
  }
  return fixed.length ? { ...lists, ...tables, fixed } : { ...lists, ...tables };
}

/**
 * The own args of `reverse`.
 *
 * @param {Lines} lines
 */
export function reverseArgs({ target }) {
  return target ? { target } : {};
}

/**
 * The line that a field of the engine's complaint stands for.
 *
 * @param {string} field
 */
export function lineOf(field) {
  return field.replace(/^floors\./, "floor.").replace(/^caps\./, "cap.");
}

/**
 * How many creators at an agreed price the lines know, at least one to fill in.
 *
 * @param {Lines} lines
 */
export function booked(lines) {
  const numbers = Object.keys(lines).map((line) => Number(FIXED.exec(line)?.[1] ?? -1));
  return Math.max(0, ...numbers) + 1;
}

const WHAT = /** @type {const} */ ([
  ["label", "Name", "text"],
  ["followers", "Followers", "decimal"],
  ["price", "Agreed price", "decimal"],
]);

/**
 * A row of fields for each creator who is booked already.
 *
 * @param {number} count
 */
export function bookedRows(count) {
  return Array.from(
    { length: count },
    (_, n) =>
      html`<div class="mm-booked" role="group" aria-label=${`Booked creator ${n + 1}`}>${WHAT.map(
        ([what, label, mode]) => html`<label>${label}
        <input class="mm-input" type="text" inputmode=${mode} autocomplete="off" name=${`p.fixed.${n}.${what}`} aria-describedby="error-plan-mix"></label>`,
      )}</div>`,
  );
}
