/**
 * A number that can be read in two ways is asked about beside its field, with one click for each reading.
 *
 * Where the readings are worlds apart, the answer waits for the choice. A reading once chosen is not asked about again.
 */

import { html, nothing, render } from "lit-html";

/** @typedef {{ field: string, text: string, choices: { label: string }[], undecided?: boolean }} Question */
/** @typedef {import("./state.js").Known} Known */

/**
 * The name of the field that the engine speaks of.
 *
 * @param {string} field
 * @param {Known} known
 */
export function fieldKey(field, known) {
  const id = field.replace(/^overrides\./, "");
  if (known.asked[id]) return known.asked[id] ?? "";
  return known.benchmarks.includes(id) ? `o.${id}` : field;
}

export class Questions {
  /**
   * @param {HTMLElement} root
   * @param {Known} known
   * @param {(key: string) => string} textOf what stands in a field now
   */
  constructor(root, known, textOf) {
    this.root = root;
    this.known = known;
    this.textOf = textOf;
    /** @type {Map<string, string>} the text that is meant as it stands, by field */
    this.settled = new Map();
  }

  /**
   * Ask what the newest reply asks, each question at its field.
   *
   * @param {{ question?: Question }[]} warnings
   * @returns {{ text: string, undecided: string }} the questions in one line, for those who hear them, and the field whose
   *   reading has to be chosen first, if there is one
   */
  ask(warnings) {
    /** @type {Map<string, Question>} */
    const open = new Map();
    for (const { question } of warnings) {
      if (!question) continue;
      const key = fieldKey(question.field, this.known);
      if (this.settled.get(key) !== this.textOf(key).trim() && !open.has(key)) open.set(key, question);
    }
    for (const where of this.root.querySelectorAll("[data-ask]")) {
      const key = /** @type {HTMLElement} */ (where).dataset.ask ?? "";
      const question = open.get(key);
      render(question ? this.draw(key, question) : nothing, /** @type {HTMLElement} */ (where));
    }
    const [undecided = ""] = [...open.keys()].filter((key) => open.get(key)?.undecided);
    return { text: [...open.values()].map(({ text }) => text).join(" "), undecided };
  }

  /**
   * @param {string} key
   * @param {Question} question
   */
  draw(key, { text, choices }) {
    return html`<p>${text}</p>
      ${choices.map(
        ({ label }) =>
          html`<button type="button" class="mm-button mm-button--quiet" data-action="choose" data-key=${key} data-text=${label}>${label}</button>`,
      )}`;
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  settle(key, text) {
    this.settled.set(key, text);
  }
}
