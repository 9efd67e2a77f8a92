/** The list of kept cases: what is kept, what can be done with each, and what just happened. */

import { html, nothing } from "lit-html";

/**
 * @typedef {{ text: string, name: string, case?: string, problem?: string }} Entry
 * @typedef {{ entries: Entry[], chosen: Set<string>, renaming: string, damaged: boolean, closed: boolean,
 *   message: { text: string, before?: any[], save?: any } | undefined }} View
 */

/** How many cases fit side by side. */
const FEWEST = 2;
const MOST = 4;
const IN_VIEW = "view";

/** @param {View} view */
export function shelf(view) {
  return html`<h2 id="your-cases" class="mm-scenes__head">Keep and compare cases</h2>
    <p class="mm-help">A case is kept in this browser, and only when you press Keep. In a private window it goes when you close the window. Save a file of what must last.</p>
    <form class="mm-scenes__keep" data-scene="keep" autocomplete="off">
      <label for="in-scene-name">Name of the case in view</label>
      <span class="mm-scenes__line"><input class="mm-input" id="in-scene-name" name="name" type="text" maxlength="200" placeholder="Named after goal and budget if left empty">
        <button class="mm-button" ?disabled=${view.damaged}>Keep</button></span>
    </form>
    ${view.closed ? html`<p class="mm-notice">This browser lets the page keep nothing. Save your cases as files.</p>` : nothing}
    ${view.damaged ? damaged() : nothing}
    <div role="status">${view.message ? message(view.message) : nothing}</div>
    ${view.entries.length ? list(view) : nothing}
    <p class="mm-scenes__tools">
      ${
        view.entries.length
          ? html`<button type="button" class="mm-button" data-scene="compare" ?disabled=${view.chosen.size < FEWEST}>Compare side by side</button>`
          : nothing
      }
      <button type="button" class="mm-button mm-button--quiet" data-scene="save-view">Save this case as a file</button>
      <label class="mm-button mm-button--quiet mm-scenes__file">Open a file<input class="mm-sr" type="file" accept=".json,application/json" data-role="scene-file"></label>
    </p>
    <div data-role="compared"></div>`;
}

/** @param {View} view */
function list(view) {
  const full = view.chosen.size >= MOST;
  return html`<ul class="mm-scenes__list" aria-label="Kept cases">
    <li class="mm-scenes__entry mm-scenes__entry--view">${tick(IN_VIEW, "The case in view", view, full)}</li>
    ${view.entries.map((each) => html`<li class="mm-scenes__entry">${each.text === view.renaming ? naming(each) : entry(each, view, full)}</li>`)}
  </ul>`;
}

/**
 * @param {string} text
 * @param {string} name
 * @param {View} view
 * @param {boolean} full
 */
function tick(text, name, { chosen }, full) {
  return html`<label class="mm-scenes__pick"><input type="checkbox" value=${text} .checked=${chosen.has(text)} ?disabled=${full && !chosen.has(text)}>
    <span><span class="mm-sr">Compare </span><strong>${name}</strong></span></label>`;
}

/**
 * @param {Entry} each
 * @param {View} view
 * @param {boolean} full
 */
function entry(each, view, full) {
  return html`${each.problem ? html`<strong class="mm-scenes__pick">${each.name}</strong>` : tick(each.text, each.name, view, full)}
    ${each.case ? html`<p class="mm-help">${each.case}</p>` : nothing}
    ${each.problem ? html`<p class="mm-error">It cannot be read here: ${each.problem} It is left as it is.</p>` : nothing}
    <p class="mm-scenes__acts">
      ${each.problem ? nothing : [act("open", "Open", each), act("rename", "Rename", each), act("copy", "Duplicate", each), act("save", "Save as a file", each)]}
      ${act("forget", "Delete", each)}
    </p>`;
}

/**
 * @param {string} scene
 * @param {string} words
 * @param {Entry} each
 */
function act(scene, words, each) {
  return html`<button type="button" class="mm-reset" data-scene=${scene} data-text=${each.text}>${words}<span class="mm-sr"> ${each.name}</span></button>`;
}

/** @param {Entry} each */
function naming(each) {
  return html`<form class="mm-scenes__line" data-scene="called" data-text=${each.text} autocomplete="off">
    <label class="mm-sr" for="in-new-name">New name for ${each.name}</label>
    <input class="mm-input" id="in-new-name" data-role="new-name" name="name" type="text" maxlength="200" value=${each.name}>
    <button class="mm-button">Rename</button>
    <button type="button" class="mm-button mm-button--quiet" data-scene="stay">Leave it</button>
  </form>`;
}

/** @param {{ text: string, before?: any[], save?: any }} one */
function message({ text, before, save }) {
  return html`<p class="mm-scenes__message">${text}
    ${before ? html`<button type="button" class="mm-reset" data-scene="undo">Undo</button>` : nothing}
    ${save ? html`<button type="button" class="mm-reset" data-scene="save-view">Save the case in view as a file</button>` : nothing}</p>`;
}

function damaged() {
  return html`<div class="mm-notice" role="note">
    <p><strong>What this browser keeps here cannot be read.</strong> It is left as it is. Save it to look at it, or start with an empty list.</p>
    <button type="button" class="mm-button mm-button--quiet" data-scene="save-damaged">Save it as it is</button>
    <button type="button" class="mm-button mm-button--quiet" data-scene="clear">Start with an empty list</button>
  </div>`;
}
