/** The reader's currency and number format: the rate in use is said wherever an amount stands, and units follow it. */

import { html, nothing, render } from "lit-html";

/** @typedef {import("./state.js").Known} Known */

/**
 * Say which rate is used and where it is from, and name the currency at every field.
 *
 * @param {HTMLElement} root
 * @param {any} value the engine's reply
 * @param {Known} known
 */
export function tellMoney(root, value, known) {
  const money = value.reader?.currency;
  for (const where of root.querySelectorAll("[data-unit=usd]")) where.textContent = money?.code ?? "USD";
  for (const where of root.querySelectorAll("[data-role=money], [data-role=rate]")) {
    /** @type {HTMLElement} */ (where).hidden = !money;
    render(money ? sentence(money, known.base) : nothing, /** @type {HTMLElement} */ (where));
  }
  tellDefaults(root, value.settings ?? [], known);
}

/**
 * @param {any} money
 * @param {string} base the way to the site's root
 */
function sentence({ code, rate_text, origin, date, note }, base) {
  const whose =
    origin === "yours"
      ? "Your own rate."
      : html`Our <a href=${`${base}evidence/benchmarks/#exchange_rate.${code.toLowerCase()}`}>planning rate</a> of ${date}. ${note}`;
  return html`All amounts are in ${code}, yours too: ${rate_text}. ${whose}`;
}

/**
 * A field that stands for a benchmark says its default in the reader's money and format.
 *
 * @param {HTMLElement} root
 * @param {any[]} settings what the engine says it used
 * @param {Known} known
 */
function tellDefaults(root, settings, known) {
  for (const { id, default_text, default_range_text } of settings) {
    const where = known.asked[id] && root.querySelector(`[data-default-of="${known.asked[id]}"]`);
    if (!where) continue;
    where.textContent = `Default ${default_text}, range ${default_range_text}`;
    root.querySelector(`#in-${known.asked[id]}`)?.setAttribute("placeholder", default_text);
  }
}

/**
 * The rate in the field belongs to the currency beside it: another currency starts with its own.
 *
 * @param {HTMLFormElement} form
 * @param {string} before the currency of the case so far
 * @param {Record<string, string>} rates our planning rates
 */
export function followCurrency(form, before, rates) {
  const currency = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem("currency"));
  const rate = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("rate"));
  if (!currency || !rate) return;
  if (currency.value !== before) rate.value = "";
  rate.placeholder = rates[currency.value] ?? "1";
}
