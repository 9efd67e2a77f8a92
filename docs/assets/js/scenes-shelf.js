/**
 * The cases that the reader keeps: named, opened, renamed, copied, deleted and taken back, compared, saved as files.
 *
 * A case is a document that Python writes and checks. The page hands it on as it is.
 */

import { nothing, render } from "lit-html";
import { engine } from "./engine.js";
import { keepName, keptName } from "./inputs-kept.js";
import { place } from "./parts.js";
import { comparison } from "./scenes-comparison.js";
import { hearOthers, keep, kept, keptText } from "./scenes-store.js";
import { shelf } from "./scenes-views.js";

/** The case in view stands beside the kept ones when cases are compared. */
export const IN_VIEW = "view";
const NOT_KEPT =
  "This browser did not keep that: its storage is full or switched off. Nothing is lost. The case is still in the address, and you can save it as a file.";

/**
 * @typedef {{ root: HTMLElement, signal: AbortSignal, link: () => string, open: (link: string, name: string) => void }} Host
 *   link: the fragment of the case in view
 */

export class Shelf {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.where = place(host.root, "scenes");
    /** @type {Record<string, { case?: string, problem?: string }>} what Python says of each kept document, by its text */
    this.said = {};
    /** @type {Set<string>} the texts of the documents to compare */
    this.chosen = new Set([IN_VIEW]);
    /** @type {string} the text of the document being renamed */
    this.renaming = "";
    /** @type {{ text: string, before?: any[], save?: any } | undefined} */
    this.message = undefined;
    /** @type {any} the engine's reply, or its refusal in words */
    this.compared = undefined;
    this.name = "";
  }

  start() {
    const { signal } = this.host;
    this.where.addEventListener("click", (event) => this.act(event), { signal });
    this.where.addEventListener("change", (event) => this.changed(event), { signal });
    this.where.addEventListener("submit", (event) => this.submit(event), { signal });
    hearOthers(signal, () => this.show());
    signal.addEventListener(
      "abort",
      engine().subscribe((state) => state.kind === "ready" && this.describe()),
    );
    this.where.hidden = false;
    this.show();
  }

  show() {
    if (this.host.signal.aborted) return;
    const { documents, damaged, closed } = kept();
    const texts = documents.map((each) => JSON.stringify(each));
    for (const text of this.chosen) if (text !== IN_VIEW && !texts.includes(text)) this.chosen.delete(text);
    const entries = documents.map((document, n) => ({
      text: texts[n] ?? "",
      name: nameOf(document),
      ...this.said[texts[n] ?? ""],
    }));
    const { chosen, renaming, message } = this;
    render(shelf({ entries, chosen, renaming, message, damaged, closed }), this.where);
    this.draw();
    if (engine().state.kind === "ready") this.describe();
  }

  /** Ask Python what each kept case is, and whether it can still be read. */
  async describe() {
    const open = kept().documents.filter((each) => !(JSON.stringify(each) in this.said));
    if (open.length === 0) return;
    for (const document of open) {
      const text = JSON.stringify(document);
      this.said[text] = {};
      const reply = await engine().ask("scenario", { scenario: document });
      this.said[text] = reply.ok ? { case: reply.value.case } : { problem: reasonOf(reply.error) };
    }
    this.show();
  }

  /** @param {MouseEvent} event */
  act(event) {
    const element = event.target instanceof Element ? event.target.closest("[data-scene]") : null;
    if (!(element instanceof HTMLElement)) return;
    const text = element.dataset.text ?? "";
    /** @type {Record<string, () => void>} */
    const actions = {
      open: () => this.open(text),
      rename: () => this.rename(text),
      stay: () => this.rename(""),
      copy: () => this.copy(text),
      save: () => this.save(text),
      "save-view": () => this.saveView(),
      "save-damaged": () => download("micro-or-mega-cases.txt", keptText()),
      forget: () => this.forget(text),
      clear: () => this.clear(),
      undo: () => this.undo(),
      compare: () => this.compare(),
    };
    actions[element.dataset.scene ?? ""]?.();
  }

  /** @param {Event} event */
  changed(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    if (field.type === "file") this.bring(field);
    else if (field.type === "checkbox") this.choose(field);
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const name = String(new FormData(form).get("name") ?? "");
    if (form.dataset.scene === "keep") this.add(this.host.link(), name, form);
    else this.called(form.dataset.text ?? "", name);
  }

  /**
   * Keep the case in view under a name; without one Python finds a name.
   *
   * @param {string} scenario
   * @param {string} name
   * @param {HTMLFormElement} [form]
   */
  async add(scenario, name, form) {
    const value = await this.read({ scenario, name, taken: names() }, "This case was not kept");
    if (!value) return;
    form?.reset();
    keepName(scenario, value.name);
    this.put([value.document, ...kept().documents], `“${value.name}” is kept in this browser.`, value);
  }

  /**
   * A file of the reader's: checked, brought up to date, kept and named in the list.
   *
   * @param {HTMLInputElement} field
   */
  async bring(field) {
    const text = await field.files?.[0]?.text();
    field.value = "";
    if (text === undefined) return;
    const value = await this.read({ scenario: text, taken: names() }, "This file was not taken");
    if (!value) return;
    const mended = value.changed.join(" ");
    this.put([value.document, ...kept().documents], `“${value.name}” is in the list. ${mended}`.trim(), value);
  }

  /** @param {string} text */
  async open(text) {
    const value = await this.read({ scenario: JSON.parse(text) }, "This case was not opened");
    if (!value) return;
    this.host.open(value.link, value.name);
    keepName(this.host.link(), value.name);
    this.tell(`“${value.name}” is open. ${value.changed.join(" ")}`.trim());
  }

  /** @param {string} text of the document to rename, or nothing to stop */
  rename(text) {
    const before = this.renaming;
    this.renaming = text;
    this.show();
    const field = this.where.querySelector("[data-role=new-name]");
    if (field instanceof HTMLInputElement) field.select();
    else focusOn(this.where, "rename", before);
  }

  /**
   * @param {string} text
   * @param {string} name
   */
  async called(text, name) {
    const old = JSON.parse(text);
    const taken = names().filter((each) => each !== nameOf(old));
    const value = await this.read(
      { scenario: old, name: name.trim() || nameOf(old), taken },
      "This case was not renamed",
    );
    if (!value) return;
    this.renaming = "";
    if (keptName(this.host.link()) === nameOf(old)) keepName(this.host.link(), value.name);
    const documents = kept().documents.map((each) => (JSON.stringify(each) === text ? value.document : each));
    if (this.chosen.delete(text)) this.chosen.add(JSON.stringify(value.document));
    this.put(documents, `It is called “${value.name}” now.`, value);
    focusOn(this.where, "rename", JSON.stringify(value.document));
  }

  /** @param {string} text */
  async copy(text) {
    const value = await this.read({ scenario: JSON.parse(text), taken: names() }, "This case was not copied");
    if (!value) return;
    const documents = kept().documents.flatMap((each) =>
      JSON.stringify(each) === text ? [each, value.document] : [each],
    );
    this.put(documents, `“${value.name}” is a copy.`, value);
  }

  /** @param {string} text */
  forget(text) {
    const before = kept().documents;
    const name = nameOf(JSON.parse(text));
    this.put(
      before.filter((each) => JSON.stringify(each) !== text),
      `“${name}” is deleted.`,
    );
    focusOn(this.where, "undo", "");
  }

  /** The reader has looked at what cannot be read, and lets it go. */
  clear() {
    if (keep([])) this.tell("The list is empty again.");
  }

  undo() {
    const before = this.message?.before;
    if (before && keep(before)) this.tell("It is as it was before.");
  }

  /** @param {string} text */
  async save(text) {
    const value = await this.read({ scenario: JSON.parse(text) }, "This case was not saved");
    if (value) download(value.file, value.json);
  }

  async saveView() {
    const link = this.host.link();
    const value = await this.read({ scenario: link, name: keptName(link) }, "This case was not saved");
    if (value) download(value.file, value.json);
  }

  /** @param {HTMLInputElement} box */
  choose(box) {
    if (box.checked) this.chosen.add(box.value);
    else this.chosen.delete(box.value);
    this.show();
  }

  async compare() {
    const documents = kept().documents.filter((each) => this.chosen.has(JSON.stringify(each)));
    const view = this.chosen.has(IN_VIEW) ? [await this.inView()] : [];
    const reply = await engine().ask("compare", { scenarios: [...view, ...documents] });
    if (this.host.signal.aborted) return;
    if (!reply.ok) {
      this.tell(`These cases were not compared: ${reasonOf(reply.error)}`);
      return;
    }
    this.compared = reply.value;
    this.message = undefined;
    this.show();
    place(this.host.root, "spoken").textContent = reply.value.spoken;
    const head = this.where.querySelector("#compared");
    if (head instanceof HTMLElement) head.focus();
  }

  /** The case in view, under the name that tells it from the kept ones. */
  async inView() {
    const reply = await engine().ask("scenario", {
      scenario: this.host.link(),
      name: "The case in view",
      taken: names(),
    });
    return reply.ok ? reply.value.document : this.host.link();
  }

  draw() {
    const where = this.where.querySelector("[data-role=compared]");
    if (where instanceof HTMLElement) render(this.compared ? comparison(this.compared) : nothing, where);
  }

  /**
   * Ask Python to read a case, and say in words what is wrong with one that it refuses.
   *
   * @param {object} args
   * @param {string} otherwise
   */
  async read(args, otherwise) {
    const reply = await engine().ask("scenario", args);
    if (this.host.signal.aborted) return undefined;
    if (reply.ok) return reply.value;
    this.tell(`${otherwise}: ${reasonOf(reply.error)}`);
    return undefined;
  }

  /**
   * Keep a list and say so, with a way back; where the browser refuses, offer the case as a file instead.
   *
   * @param {any[]} documents
   * @param {string} done
   * @param {any} [value] the engine's reply on the case in hand
   */
  put(documents, done, value) {
    const { documents: before, damaged } = kept();
    if (damaged || !keep(documents)) this.tell(NOT_KEPT, { save: value });
    else this.tell(done, { before });
  }

  /**
   * @param {string} text
   * @param {{ before?: any[], save?: any }} [more]
   */
  tell(text, more = {}) {
    this.message = { text, ...more };
    this.show();
  }
}

/**
 * A case that the browser would not keep, as a file.
 *
 * @param {string} file
 * @param {string} content
 */
function download(file, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {{ field?: string, message: string }} error */
function reasonOf({ field, message }) {
  return `${field ? `${field} ` : ""}${message}.`;
}

/** @param {any} document */
function nameOf(document) {
  return String(document?.name || "Without a name");
}

function names() {
  return kept().documents.map(nameOf);
}

/**
 * A control that was drawn anew keeps the reader's place.
 *
 * @param {HTMLElement} where
 * @param {string} scene
 * @param {string} text
 */
function focusOn(where, scene, text) {
  for (const each of where.querySelectorAll(`[data-scene="${scene}"]`))
    if (each instanceof HTMLElement && (each.dataset.text ?? "") === text) each.focus();
}
