/**
 * Whose settings are in view: the reader's own, those of a link, or those of a kept case.
 *
 * Settings that come from elsewhere never take the place of the reader's own: while they are looked at and even changed, the
 * reader's last own case is held for this tab, and one click leads back to it.
 */

import { html, nothing, render } from "lit-html";
import { keepTyped, lastLink } from "./inputs-kept.js";
import { place } from "./parts.js";
import { kept } from "./scenes-store.js";

/** The one key of the tab's storage that says what the reader has left for now. */
const KEY = "micro-or-mega.mine";

/**
 * @typedef {{ mine: string, name: string }} Visit
 *   mine: the fragment of the reader's own case; name: that of the kept case in view, empty for a link
 */

export class Whose {
  /**
   * @param {HTMLElement} root
   * @param {{ go: (link: string) => void, link: () => string, openKept: (text: string) => void }} way
   */
  constructor(root, way) {
    this.where = place(root, "whose");
    this.way = way;
    /** @type {Visit | undefined} the visit that the reader has just ended by taking the settings over */
    this.taken = undefined;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.where.addEventListener("click", (event) => this.act(event), { signal });
  }

  /**
   * A case has come with the address.
   *
   * @param {string} link its fragment, or nothing for the bare page
   */
  arrive(link) {
    this.taken = undefined;
    const mine = held()?.mine ?? lastLink();
    if (link === "" || link === mine) hold(undefined);
    else if (mine && !held()) hold({ mine, name: "" });
    this.show(link);
  }

  /**
   * A kept case is about to be opened.
   *
   * @param {string} link
   * @param {string} name
   */
  open(link, name) {
    const mine = held()?.mine ?? lastLink();
    hold(mine && mine !== link ? { mine, name } : undefined);
    this.way.go(link);
  }

  /** @param {string} link the fragment in view */
  show(link) {
    const visit = held();
    const [first] = kept().documents;
    const isKept = kept().documents.length > 0 && link !== "" && !visit && link !== lastLink();
    if (this.taken) render(takenOver(), this.where);
    else if (visit) render(visiting(visit), this.where);
    else render(isKept && first ? keptElsewhere(first) : nothing, this.where);
  }

  /** @param {MouseEvent} event */
  act(event) {
    const element = event.target instanceof Element ? event.target.closest("[data-whose]") : null;
    if (!(element instanceof HTMLElement)) return;
    /** @type {Record<string, () => void>} */
    const actions = {
      back: () => this.back(),
      take: () => this.take(),
      undo: () => this.undo(),
      kept: () => this.way.openKept(element.dataset.text ?? ""),
      close: () => render(nothing, this.where),
    };
    actions[element.dataset.whose ?? ""]?.();
  }

  back() {
    const visit = held();
    if (!visit) return;
    keepTyped(visit.mine, {});
    this.way.go(visit.mine);
  }

  /** The settings in view become the reader's own; what they had is still one click away. */
  take() {
    this.taken = held();
    hold(undefined);
    keepTyped(this.way.link(), {});
    this.show(this.way.link());
  }

  undo() {
    hold(this.taken);
    this.taken = undefined;
    this.show(this.way.link());
  }
}

/** @returns {Visit | undefined} */
function held() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {Visit | undefined} visit */
function hold(visit) {
  try {
    if (visit) sessionStorage.setItem(KEY, JSON.stringify(visit));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage the browser's own way back still leads to the reader's case.
  }
}

/** @param {Visit} visit */
function visiting({ name }) {
  return html`<div class="mm-whose" role="note">
    <p>${name ? html`<strong>“${name}” is open.</strong> What you had before is as you left it.` : html`<strong>These are settings from a link.</strong> Yours are as you left them.`}</p>
    <p class="mm-whose__acts">
      <button type="button" class="mm-button" data-whose="back">Back to mine</button>
      <button type="button" class="mm-button mm-button--quiet" data-whose="take">Go on with these</button>
    </p>
  </div>`;
}

function takenOver() {
  return html`<div class="mm-whose" role="status">
    <p>These are your settings now.</p>
    <p class="mm-whose__acts">
      <button type="button" class="mm-reset" data-whose="undo">Undo</button>
      <button type="button" class="mm-reset" data-whose="close">Close</button>
    </p>
  </div>`;
}

/** @param {any} document the newest case that this browser keeps */
function keptElsewhere(document) {
  return html`<div class="mm-whose" role="note">
    <p><strong>These are settings from a link.</strong> The cases that you keep in this browser are as you left them.</p>
    <p class="mm-whose__acts">
      <button type="button" class="mm-button" data-whose="kept" data-text=${JSON.stringify(document)}>Open “${document?.name || "Without a name"}”</button>
      <button type="button" class="mm-button mm-button--quiet" data-whose="close">Close</button>
    </p>
  </div>`;
}
