/** The fields that the build has written: read them as a case, fill them from one, show which are the reader's own. */

import { followCurrency } from "./inputs-money.js";
import { NOT_SURE } from "./state.js";

/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("./state.js").Known} Known */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

const OVERRIDE = "o.";
const DOLLAR = "usd";

export class CalculatorForm {
  /**
   * @param {HTMLFormElement} element
   * @param {Known} known
   */
  constructor(element, known) {
    this.element = element;
    this.known = known;
    element.querySelector("[data-role=steps]")?.removeAttribute("hidden");
  }

  /** @returns {Field[]} */
  get fields() {
    return /** @type {Field[]} */ ([...this.element.elements].filter((each) => each.getAttribute("name")));
  }

  /**
   * The case as the form says it. What the form has no field for is kept as it was.
   *
   * @param {Case} before
   * @returns {Case}
   */
  read(before) {
    this.offerFormats();
    followCurrency(this.element, before.values.currency ?? DOLLAR, this.known.rates ?? {});
    const one = { values: { ...before.values }, overrides: { ...before.overrides }, plan: before.plan, at: "" };
    for (const field of this.fields) {
      const isStated = field.closest("[data-always]") && field.name !== "posts";
      const text = isStated || isChanged(field) ? textOf(field) : "";
      const [store, key] = field.name.startsWith(OVERRIDE)
        ? [one.overrides, field.name.slice(OVERRIDE.length)]
        : [one.values, field.name];
      if (text) store[key] = text;
      else if (!this.isBand(key, store[key])) delete store[key];
    }
    this.markChanged();
    return one;
  }

  /** What stands in the changed fields, to the letter, by field. */
  texts() {
    const typed = this.fields.filter((field) => field instanceof HTMLInputElement && field.type === "text");
    return Object.fromEntries(typed.filter(isChanged).map((field) => [field.name, field.value]));
  }

  /**
   * The reader's own numbers for the boxes: as they stand there, so that a blank typed at the end of one is not lost.
   *
   * @param {Case} one
   */
  ownNumbers({ overrides }) {
    const standing = Object.entries(this.texts()).map(([name, text]) => [name.slice(OVERRIDE.length), text]);
    return {
      ...overrides,
      ...Object.fromEntries(standing.filter(([id, text]) => overrides[id ?? ""] === text?.trim())),
    };
  }

  /**
   * What was typed or chosen before the scripts were there, by field.
   *
   * @returns {[Field, string][]}
   */
  early() {
    return this.fields.filter(isTouched).map((field) => [field, field.value]);
  }

  /**
   * A budget band has no amount to show: the empty box keeps it until an amount is typed.
   *
   * @param {string} key
   * @param {string | undefined} value
   */
  isBand(key, value) {
    return key === "budget" && value !== undefined && (this.known.answers.budget?.includes(value) ?? false);
  }

  /**
   * @param {Case} one
   * @param {Record<string, string>} [texts] what was typed, by field, where it is known to the letter
   */
  fill(one, texts = {}) {
    for (const field of this.fields) {
      const given =
        texts[field.name] ??
        (field.name.startsWith(OVERRIDE) ? one.overrides[field.name.slice(OVERRIDE.length)] : one.values[field.name]);
      if (this.isBand(field.name, given)) {
        field.value = "";
        field.setAttribute("placeholder", this.known.words.budget?.[given ?? ""] ?? "");
      } else if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = given === "yes";
      else choose(field, given ?? field.dataset.default ?? "");
    }
    this.offerFormats();
    followCurrency(this.element, one.values.currency ?? DOLLAR, this.known.rates ?? {});
    this.markChanged();
  }

  /**
   * Show what Python assumes for a field that the reader has left alone: some goals need more posts than one.
   *
   * @param {string} name
   * @param {number} assumed
   */
  adopt(name, assumed) {
    const field = /** @type {HTMLInputElement | null} */ (this.element.elements.namedItem(name));
    if (!field || isChanged(field)) return;
    field.dataset.default = `${assumed}`;
    field.value = field.dataset.default;
  }

  /** Only what the chosen platform has is offered; its first format takes the place of one that it lacks. */
  offerFormats() {
    const platform = /** @type {HTMLSelectElement | null} */ (this.element.elements.namedItem("platform"))?.value;
    for (const each of this.element.querySelectorAll("option[data-platform]")) {
      const option = /** @type {HTMLOptionElement} */ (each);
      const fits = option.dataset.platform === platform;
      hide(option, !fits);
      option.disabled = !fits;
    }
    const format = /** @type {HTMLSelectElement | null} */ (this.element.elements.namedItem("format"));
    if (!format?.selectedOptions[0]?.disabled) return;
    const first = format.querySelector(`option[data-platform="${platform}"][data-first]`);
    if (first instanceof HTMLOptionElement) first.selected = true;
  }

  /**
   * Beside the sign of the reader's own number, say how it was read.
   *
   * @param {any[]} settings what the engine says it used
   * @param {Record<string, string>} asked the field of each benchmark that has one
   */
  tellReadings(settings, asked) {
    for (const { id, read_text } of settings) {
      const sign = asked[id] && this.element.querySelector(`[data-read="${asked[id]}"]`);
      if (sign) sign.textContent = read_text;
    }
  }

  /**
   * @param {string} key the field's name
   * @param {string} text
   */
  type(key, text) {
    const field = this.fields.find((each) => each.name === key);
    if (field) field.value = text;
    field?.focus();
  }

  /** @param {string} key the field's name */
  reset(key) {
    const field = this.fields.find((each) => each.name === key);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = false;
    else if (field) field.value = field.dataset.default ?? "";
    field?.focus();
  }

  /**
   * Open the group that a field is in, so that what is wrong with it can be seen.
   *
   * @param {string} key
   */
  open(key) {
    const group = this.fields.find((each) => each.name === key)?.closest("details");
    if (group instanceof HTMLDetailsElement) group.open = true;
  }

  /** The reader's own numbers carry a sign, and a closed group says that it holds some. */
  markChanged() {
    for (const field of this.fields) {
      const sign = field.closest("[data-field]")?.querySelector("[data-role=yours]");
      if (sign instanceof HTMLElement) hide(sign, !isChanged(field));
    }
    for (const group of this.element.querySelectorAll("details[data-group]")) {
      const sign = group.querySelector("[data-role=changed]");
      const changed = this.fields.some((field) => group.contains(field) && isChanged(field));
      if (sign instanceof HTMLElement) hide(sign, !changed);
    }
  }

  /** @param {string} key */
  labelOf(key) {
    const row = this.element.querySelector(`[data-field="${CSS.escape(key)}"]`);
    const named = row instanceof HTMLElement ? row.dataset.name : undefined;
    return this.known.labels[key] ?? named ?? (key ? `The number “${key.replace(OVERRIDE, "")}”` : "This case");
  }
}

/**
 * Hide or show an element: to say again what it says already would have its style worked out again.
 *
 * @param {HTMLElement} element
 * @param {boolean} isHidden
 */
export function hide(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

/**
 * Put a value into a field; a list that lacks it takes it in, so that Python can judge it and nothing is lost.
 *
 * @param {Field} field
 * @param {string} value
 */
function choose(field, value) {
  if (field instanceof HTMLSelectElement && ![...field.options].some((each) => each.value === value))
    field.add(new Option(value, value));
  field.value = value;
}

/** @param {Field} field */
function textOf(field) {
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked ? "yes" : "";
  const text = field.value.trim();
  return text === NOT_SURE ? "" : text;
}

/**
 * Whether a field says something else than the page it came in.
 *
 * @param {Field} field
 */
export function isTouched(field) {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.defaultSelected === false;
  return field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

/** @param {Field} field */
function isChanged(field) {
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked;
  return field.value.trim() !== (field.dataset.default ?? "");
}
