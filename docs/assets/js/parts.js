/** The named places of a tool, the link that restores a case, and what every tool says about its engine. */

import { html, nothing, render } from "lit-html";
import { engine } from "./engine.js";
import { STAGES } from "./protocol.js";

/**
 * A named place inside a tool. A missing one is a mistake of the build and said so.
 *
 * @param {Element} root
 * @param {string} role
 * @returns {HTMLElement}
 */
export function place(root, role) {
  const found = root.querySelector(`[data-role="${role}"]`);
  if (found instanceof HTMLElement) return found;
  throw new Error(`The page lacks its part "${role}".`);
}

/**
 * Show a template where the build has put its own version: that one is cleared away first. Whoever was typing in it types on.
 *
 * @param {HTMLElement} where
 * @param {unknown} template
 */
export function show(where, template) {
  const before = where.dataset.drawn ? null : document.activeElement;
  if (!where.dataset.drawn) {
    where.replaceChildren();
    where.dataset.drawn = "yes";
  }
  render(template, where);
  if (before?.id && !before.isConnected) refocus(before);
}

/**
 * Give the focus, and the place of the cursor, to the new version of an element.
 *
 * @param {Element} before
 */
function refocus(before) {
  const after = document.getElementById(before.id);
  after?.focus({ preventScroll: true });
  if (!(before instanceof HTMLInputElement && after instanceof HTMLInputElement)) return;
  if (before.selectionStart !== null) after.setSelectionRange(before.selectionStart, before.selectionEnd);
}

/**
 * What a link could not say, or why there is no answer, in a box that the reader can close.
 *
 * @param {string[]} problems
 * @param {string} [title]
 */
export function notices(problems, title = "This link was not understood in full.") {
  if (!problems.length) return nothing;
  return html`<div class="mm-notice" role="note">
    <p><strong>${title}</strong></p>
    <ul>${problems.map((text) => html`<li>${text}</li>`)}</ul>
    <button type="button" class="mm-button mm-button--quiet" data-action="dismiss">Close</button>
  </div>`;
}

/**
 * Start Python when the reader means to use the tool, sees it, or when the browser has nothing else to do; a reader who saves
 * data is waited for.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function startOnIntent(root, signal) {
  const start = () => engine().start();
  for (const intent of ["pointerdown", "focusin", "keydown"]) {
    root.addEventListener(intent, start, { once: true, passive: true, signal });
  }
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  root.addEventListener("pointerenter", start, { once: true, passive: true, signal });
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((each) => each.isIntersecting)) return;
    seen.disconnect();
    whenIdle(() => signal.aborted || start());
  });
  seen.observe(root);
  signal.addEventListener("abort", () => seen.disconnect());
}

/** @param {() => void} run */
function whenIdle(run) {
  const wait = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ later) => setTimeout(later, 1500));
  wait(run, { timeout: 4000 });
}

/**
 * The engine's state in words: nothing while it is idle or ready, a line while it starts, a sentence and a button when it failed.
 *
 * @param {HTMLElement} where
 * @param {AbortSignal} signal
 * @param {string} [base] the way to the site's root, where the decision table can stand in for the tool
 */
export function tellEngine(where, signal, base) {
  const stop = engine().subscribe((state) => render(engineLine(state, base), where));
  signal.addEventListener("abort", stop);
}

/**
 * @param {import("./engine.js").State} state
 * @param {string} [base]
 */
function engineLine(state, base) {
  if (state.kind === "starting") {
    // The numbers are seen and not heard: only a new stage is worth a word to those who listen.
    const { text } = STAGES[state.stage];
    return html`<p class="mm-engine__line" role="status">
      <progress class="mm-engine__bar" max="1" value=${state.share} aria-hidden="true"></progress>
      <span>${text}<span aria-hidden="true">${state.text.slice(text.length)}</span>. You can go on answering.</span>
    </p>`;
  }
  if (state.kind === "failed") {
    return html`<div class="mm-engine__failed" role="alert">
      <p>${state.text}</p>
      <button type="button" class="mm-button" data-action="retry">Try again</button>
      ${base ? html`<a class="mm-tool mm-tool--quiet" href=${`${base}decide/table/`}>Open the decision table</a>` : nothing}
    </div>`;
  }
  return nothing;
}

/**
 * Say something to those who hear the page, in the region that it has for that.
 *
 * @param {string} words
 */
function announce(words) {
  const region = document.getElementById("mm-announce");
  if (region) region.textContent = words;
}

/**
 * Put the address of a case on the clipboard and say so on the button.
 *
 * @param {HTMLElement} button
 * @param {string} address
 */
export async function copyAddress(button, address) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = "Copied";
  } catch {
    button.textContent = "The address bar holds the link";
  }
  announce(button.textContent);
  setTimeout(() => {
    button.textContent = words;
  }, 2500);
}

/**
 * Take whoever asked for a result to its heading, unless they have gone on to something else meanwhile.
 *
 * @param {Element | null} from where they were when they asked; nothing when nobody did
 * @param {HTMLElement | null} heading
 */
export function takeAlong(from, heading) {
  const now = document.activeElement;
  if (from && (now === from || now === document.body)) heading?.focus();
}

/** The button below a sentence about what has ended Python: that is not asked again by itself. */
export function againButton() {
  return html`<button type="button" class="mm-button mm-button--quiet" data-action="again">Try this again</button>`;
}

/**
 * Show a message of the engine at its field, or take all of them away.
 *
 * @param {Element} root
 * @param {string} [field]
 * @param {string} [message]
 * @returns {boolean} whether there is such a field
 */
export function tellField(root, field, message) {
  for (const each of root.querySelectorAll(".mm-error")) {
    each.textContent = "";
    /** @type {HTMLElement} */ (each).hidden = true;
  }
  for (const each of root.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  if (!field) return false;
  const sign = root.querySelector(`#error-${CSS.escape(field)}`);
  if (!(sign instanceof HTMLElement)) return false;
  sign.textContent = message ?? "";
  sign.hidden = false;
  for (const each of root.querySelectorAll(`[aria-describedby~="error-${CSS.escape(field)}"]`))
    each.setAttribute("aria-invalid", "true");
  return true;
}

/**
 * Tell whoever listens on this page, as the frame of an embedded tool does, what came out.
 *
 * @param {Element} root
 * @param {{ option: string | null, family: string | null, text: string }} result
 */
export function announceResult(root, { option, family, text }) {
  const detail = { option: option ?? "", family: family ?? "", text };
  root.dispatchEvent(new CustomEvent("mm-result", { bubbles: true, detail }));
}
