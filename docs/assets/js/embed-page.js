/**
 * The frame's side of an embedded tool: it tells its host how tall it is and what came out, once the host has said hello.
 *
 * A frame that nobody greets tells nobody anything. The first host that greets stays the only one.
 */

import { FROM, isHello } from "./embed-protocol.js";
import { copyAddress } from "./parts.js";

const page = document.documentElement;
const full = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-role=full]"));
/** @type {string | undefined} */
let host;
/** @type {object | undefined} the newest result, for a host that comes later */
let newest;

/** The same case on the site itself. */
function fullAddress() {
  return new URL(location.hash, full.href).href;
}

/** @param {object | undefined} message */
function say(message) {
  if (host && message) parent.postMessage({ from: FROM, ...message }, host);
}

function sayHeight() {
  say({ type: "height", height: document.body.offsetHeight });
}

/** @param {MessageEvent} event */
function hear({ data, origin, source }) {
  if (source !== parent || parent === window || origin === "null" || !isHello(data)) return;
  if (host && host !== origin) return;
  page.dispatchEvent(new CustomEvent("mm-theme", { detail: data.theme }));
  if (host) return;
  host = origin;
  page.toggleAttribute("data-fitted", true);
  /** @type {HTMLElement} */ (document.querySelector("[data-role=heard]")).hidden = false;
  new ResizeObserver(sayHeight).observe(document.body);
  say(newest);
}

/** @param {Event} event */
function keepResult(event) {
  newest = { type: "result", .../** @type {CustomEvent} */ (event).detail, link: fullAddress() };
  say(newest);
}

/**
 * A link out of the frame opens beside the host page; one into the tool stays. What is copied is the address of the site.
 *
 * @param {MouseEvent} event
 */
function act(event) {
  const element =
    event.target instanceof Element ? event.target.closest("a, [data-action=copy], [popovertarget]") : null;
  if (element === full) full.hash = location.hash;
  else if (element instanceof HTMLAnchorElement && element.getAttribute("href")?.startsWith("#"))
    element.target = "_self";
  else if (element instanceof HTMLElement && element.dataset.action === "copy") {
    event.stopPropagation();
    copyAddress(element, fullAddress());
  } else if (element instanceof HTMLElement) {
    // The frame is as tall as the tool: what opens over it opens where the reader is, not in its middle.
    page.style.setProperty("--mm-opened-at", `${element.getBoundingClientRect().top}px`);
  }
}

addEventListener("message", hear);
addEventListener("mm-result", keepResult);
addEventListener("click", act, { capture: true });
