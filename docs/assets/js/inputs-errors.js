/** What Python cannot use stays beside its field until the text there changes, also when another field is wrong too. */

export class FieldErrors {
  /**
   * @param {HTMLElement} root
   * @param {(key: string) => string} textOf what stands in a field now
   */
  constructor(root, textOf) {
    this.root = root;
    this.textOf = textOf;
    /** @type {Map<string, { text: string, sentence: string }>} */
    this.found = new Map();
  }

  /** All is well. */
  clear() {
    this.found.clear();
    this.show();
  }

  /**
   * @param {string} key the field's name
   * @param {string} sentence
   * @returns {boolean} whether there is such a field
   */
  add(key, sentence) {
    for (const [name, { text }] of this.found) if (this.textOf(name) !== text) this.found.delete(name);
    this.found.set(key, { text: this.textOf(key), sentence });
    this.show();
    return this.sign(key) !== null;
  }

  show() {
    for (const each of this.root.querySelectorAll(".mm-error")) {
      each.textContent = "";
      /** @type {HTMLElement} */ (each).hidden = true;
    }
    for (const each of this.root.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    for (const [key, { sentence }] of this.found) this.mark(key, sentence);
  }

  /**
   * @param {string} key
   * @param {string} sentence
   */
  mark(key, sentence) {
    const sign = this.sign(key);
    if (!sign) return;
    sign.textContent = sentence;
    sign.hidden = false;
    for (const each of this.root.querySelectorAll(`[aria-describedby~="error-${CSS.escape(key)}"]`))
      each.setAttribute("aria-invalid", "true");
  }

  /**
   * @param {string} key
   * @returns {HTMLElement | null}
   */
  sign(key) {
    return this.root.querySelector(`#error-${CSS.escape(key)}`);
  }
}
