/** The fieldsets that the build has written: read one, fill all, show one at a time. */

import { html, render } from "lit-html";
import { NOT_SURE } from "./state.js";

/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("./state.js").Known} Known */

export class QuizForm {
  /**
   * @param {HTMLFormElement} element
   * @param {Known} known
   */
  constructor(element, known) {
    this.element = element;
    this.known = known;
    this.questions = /** @type {HTMLFieldSetElement[]} */ ([...element.querySelectorAll("fieldset[data-question]")]);
    this.ids = this.questions.map((each) => each.dataset.question ?? "");
  }

  /**
   * @param {string} id
   * @returns {HTMLInputElement[]}
   */
  radios(id) {
    return [
      .../** @type {NodeListOf<HTMLInputElement>} */ (this.element.querySelectorAll(`input[type=radio][name="${id}"]`)),
    ];
  }

  get amount() {
    return /** @type {HTMLInputElement} */ (this.element.elements.namedItem("budget_amount"));
  }

  /** @param {Case} one */
  fill(one) {
    for (const id of this.ids) {
      for (const radio of this.radios(id)) radio.checked = radio.value === one.values[id];
    }
    const budget = one.values.budget ?? "";
    this.amount.value = budget === NOT_SURE || this.known.answers.budget?.includes(budget) ? "" : budget;
  }

  /**
   * What a changed field says. A band and an amount exclude each other: the later one counts.
   *
   * @param {HTMLInputElement} field
   */
  read(field) {
    if (field === this.amount) {
      for (const radio of this.radios("budget")) radio.checked = false;
      return { id: "budget", value: field.value.trim() };
    }
    if (field.name === "budget") this.amount.value = "";
    return { id: field.name, value: field.value };
  }

  /** @param {string} id the question in view, or nothing */
  show(id) {
    this.element.hidden = id === "";
    for (const each of this.questions) each.hidden = each.dataset.question !== id;
  }

  /**
   * @param {Case} one
   * @param {boolean} last whether the next step is the result
   */
  showSteps(one, last) {
    const answered = Boolean(one.values[one.at]);
    const real = this.ids.some((id) => one.values[id] && one.values[id] !== NOT_SURE);
    this.button("back").hidden = this.ids.indexOf(one.at) <= 0;
    this.button("skip").hidden = answered;
    this.button("next").hidden = !answered;
    this.button("next").textContent = last ? "See the answer" : "Next";
    this.button("result").hidden = !real || last;
    this.element.querySelector("[data-role=steps]")?.removeAttribute("hidden");
    const dots = this.ids.map(
      (id) => html`<span ?data-answered=${Boolean(one.values[id])} ?data-now=${id === one.at}></span>`,
    );
    const progress = this.element.querySelector("[data-role=progress]");
    if (progress instanceof HTMLElement) render(dots, progress);
  }

  /** @param {string} action */
  button(action) {
    return /** @type {HTMLButtonElement} */ (this.element.querySelector(`[data-action="${action}"]`));
  }

  /**
   * What was answered before the scripts were there.
   *
   * @returns {[string, string][]}
   */
  chosen() {
    return this.ids.flatMap((id) => {
      const radio = this.radios(id).find((each) => each.checked);
      return radio ? [/** @type {[string, string]} */ ([id, radio.value])] : [];
    });
  }

  /** @param {string} id */
  focus(id) {
    const radios = this.radios(id);
    (radios.find((each) => each.checked) ?? radios[0])?.focus({ preventScroll: true });
  }
}
