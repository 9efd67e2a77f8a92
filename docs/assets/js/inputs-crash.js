/** What Python could not bear is not asked again by itself; the reader is told which change it was, and may try again. */

import { html, nothing, render } from "lit-html";
import { againButton } from "./parts.js";

/** @typedef {Record<string, any>} Args */

const OVERRIDES = "overrides";

export class TooMuch {
  /**
   * @param {HTMLElement} where
   * @param {(key: string) => string} labelOf the name of a field
   */
  constructor(where, labelOf) {
    this.where = where;
    this.labelOf = labelOf;
    this.args = "";
    this.words = "";
    /** @type {Args} what the answer in view was asked with; the default case until there is another */
    this.good = {};
  }

  /** @param {Args} args of the answer that is in view now */
  answered(args) {
    this.good = args;
    this.args = "";
    this.hide();
  }

  /**
   * @param {Args} args that ended Python
   * @param {string} message
   */
  ended(args, message) {
    this.args = JSON.stringify(args);
    const changes = this.changes(args).join(", ");
    this.words = `${changes || "This case"}: this ${message}. The answer below is the one before it.`;
    this.show();
  }

  /** @param {Args} args */
  has(args) {
    return this.args === JSON.stringify(args);
  }

  /**
   * What is new since the last answer, each with what was typed.
   *
   * @param {Args} args
   */
  changes(args) {
    const [before, now] = [flat(this.good), flat(args)];
    return Object.keys(now)
      .filter((key) => now[key] !== before[key])
      .map((key) => `${this.labelOf(key)} “${now[key]}”`);
  }

  show() {
    const box = html`<div class="mm-notice" role="alert">
      <p>${this.words}</p>
      ${againButton()}
    </div>`;
    render(box, this.where);
  }

  hide() {
    render(nothing, this.where);
  }
}

/**
 * The args side by side, numbers of the reader's own by the name of their field.
 *
 * @param {Args} args
 * @returns {Record<string, string>}
 */
function flat({ [OVERRIDES]: own = {}, ...values }) {
  return { ...values, ...Object.fromEntries(Object.entries(own).map(([id, text]) => [`o.${id}`, text])) };
}
