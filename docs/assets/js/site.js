// What the stock theme leaves out for keyboard and screen-reader users, and a copy of the link behind each heading.
// The header outlives instant navigation, the page below it does not: the first is wired once, the second on every page.

import { nameLevels, settleLevels, wireLevels } from "./levels.js";
import { readPage, stayReadable } from "./offline.js";
import { storeChoicesOnly } from "./palette.js";

/** What may be wider than the page, and scrolls. */
const FRAMES = ".md-typeset__scrollwrap, .mm-scroll, .md-typeset pre";
/** The side menu is a drawer below this width. */
const NARROW = matchMedia("(max-width: 76.2344em)");

/**
 * @param {string} id
 * @returns {HTMLInputElement | null}
 */
function toggle(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLInputElement ? found : null;
}

/**
 * A label that only a mouse can reach becomes a button.
 * @param {string} id the checkbox the label stands for
 * @param {string} name what the button is called
 */
function replaceLabel(id, name) {
  const label = document.querySelector(`.md-header__button[for="${id}"]`);
  const box = toggle(id);
  if (!label || !box) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} mm-menu`;
  button.dataset.mmFor = id;
  button.setAttribute("aria-label", name);
  button.setAttribute("aria-expanded", String(box.checked));
  button.append(...label.childNodes);
  button.addEventListener("click", () => box.click());
  box.addEventListener("change", () => button.setAttribute("aria-expanded", String(box.checked)));
  label.replaceWith(button);
}

/** @returns {HTMLElement | null} */
function drawer() {
  return document.querySelector(".md-sidebar--primary");
}

/** @returns {HTMLElement | null} */
function menuButton() {
  return document.querySelector('.mm-menu[data-mm-for="__drawer"]');
}

/** A closed drawer is out of the tab order; an open one keeps the page behind it out instead. */
function settleDrawer() {
  const open = toggle("__drawer")?.checked === true;
  const side = drawer();
  if (side) side.inert = NARROW.matches && !open;
  settleLevels(NARROW.matches);
  for (const element of document.querySelectorAll(".md-content, .md-footer, .mm-colophon")) {
    if (element instanceof HTMLElement) element.inert = NARROW.matches && open;
  }
}

/**
 * The drawer slides its levels over one another: the innermost list with the current page is the one on show.
 * @returns {HTMLElement | null}
 */
function firstShownLink() {
  const current = drawer()?.querySelectorAll(".md-nav:not(.md-nav--secondary) > .md-nav__list > .md-nav__item--active");
  const list = [...(current ?? [])].at(-1)?.parentElement ?? drawer();
  const links = [...(list?.querySelectorAll("a") ?? [])];
  return links.find((link) => link.offsetParent !== null) ?? null;
}

function wireDrawer() {
  const box = toggle("__drawer");
  if (!box) return;
  box.addEventListener("change", () => {
    settleDrawer();
    if (box.checked) firstShownLink()?.focus();
    else if (drawer()?.inert) menuButton()?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) box.click();
  });
  NARROW.addEventListener("change", settleDrawer);
  wireLevels(() => NARROW.matches);
}

function wireSearch() {
  document.querySelector('.md-search[role="dialog"]')?.setAttribute("aria-label", "Search this site");
  const box = toggle("__search");
  /** @type {HTMLInputElement | null} */
  const query = document.querySelector('[data-md-component="search-query"]');
  box?.addEventListener("change", () => {
    if (box.checked) query?.focus();
  });
  const found = document.querySelector(".md-search-result__list");
  if (found) new MutationObserver(() => plainWords(found)).observe(found, { childList: true, subtree: true });
}

/**
 * The theme makes a landmark for navigation of the other words below each result; they lead nowhere.
 *
 * @param {Element} found
 */
function plainWords(found) {
  for (const words of found.querySelectorAll("nav:not([role])")) words.setAttribute("role", "none");
}

/** @param {Element} frame */
function frameName(frame) {
  const caption = frame.querySelector("caption")?.textContent?.trim();
  if (caption) return caption;
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3)")];
  const before = headings.filter((h) => h.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING);
  const heading = before.at(-1)?.firstChild?.textContent?.trim();
  const kind = frame.matches("pre") ? "Code" : "Table";
  return heading ? `${kind}: ${heading}` : kind;
}

/**
 * A frame that scrolls sideways can be reached and named; one that does not is left alone. What is folded away waits until it
 * is opened: to measure it the browser would have to lay it out, on the calculator more than on the rest of the page.
 */
function frameTables() {
  for (const frame of document.querySelectorAll(FRAMES)) {
    if (frame.hasAttribute("tabindex") || frame.closest("details:not([open])")) continue;
    if (frame.scrollWidth <= frame.clientWidth) continue;
    frame.setAttribute("tabindex", "0");
    frame.setAttribute("role", frame.matches("pre") ? "group" : "region"); // several blocks of code may have one heading
    if (!frame.hasAttribute("aria-label")) frame.setAttribute("aria-label", frameName(frame));
  }
}

/** The region has to be there before it speaks, or a screen reader misses the first thing it says. */
function announcer() {
  let region = document.getElementById("mm-announce");
  if (!region) {
    region = document.createElement("div");
    region.id = "mm-announce";
    region.className = "mm-toast";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  return region;
}

/** @param {string} text */
function announce(text) {
  const region = announcer();
  region.textContent = text;
  region.dataset.shown = "";
  setTimeout(() => delete region.dataset.shown, 2400);
}

/**
 * Offer something that the reader may take or leave; it stays until they do.
 * @param {string} text
 * @param {() => void} take
 */
function offer(text, take) {
  const bar = document.createElement("div");
  bar.className = "mm-offer md-typeset";
  bar.setAttribute("role", "status");
  document.body.append(bar);
  const words = document.createElement("p");
  words.textContent = text;
  bar.append(
    words,
    offerButton("Load it", "", take),
    offerButton("Later", "mm-button--quiet", () => bar.remove()),
  );
}

/**
 * @param {string} name
 * @param {string} style
 * @param {() => void} act
 */
function offerButton(name, style, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `mm-button ${style}`;
  button.textContent = name;
  button.addEventListener("click", act);
  return button;
}

/** @param {MouseEvent} event */
async function copyLink(event) {
  const link = event.target instanceof Element ? event.target.closest("a.headerlink") : null;
  if (!(link instanceof HTMLAnchorElement) || !navigator.clipboard) return;
  try {
    await navigator.clipboard.writeText(link.href);
    announce(link.closest(".mm-claim") ? "Link to this claim copied" : "Link to this section copied");
  } catch {
    // The browser refused; the address bar shows the link all the same.
  }
}

/** A text that is made to be copied gets a button; without scripts it is selected by hand. */
function offerCopies() {
  for (const text of document.querySelectorAll("[data-mm-copy]:not([data-mm-offered])")) {
    if (!(text instanceof HTMLElement) || !navigator.clipboard) continue;
    text.dataset.mmOffered = "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mm-button mm-button--quiet";
    button.textContent = `Copy the ${text.dataset.mmCopy}`;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent?.trim() ?? "");
      announce(`The ${text.dataset.mmCopy} is copied`);
    });
    text.after(button);
  }
}

/**
 * The name in a fragment; what is not encoded as it should be names nothing.
 *
 * @param {string} hash
 */
function named(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** A section that moved has left a sign in its old place: whoever comes for it is taken on. */
function followSign() {
  const sign = document.getElementById(named(location.hash));
  const way = sign?.classList.contains("mm-moved") ? sign.querySelector("a") : null;
  if (way) location.replace(way.href);
}

function wirePage() {
  announcer();
  settleDrawer();
  nameLevels();
  frameTables();
  offerCopies();
  followSign();
  readPage();
}

storeChoicesOnly();
replaceLabel("__drawer", "Menu");
replaceLabel("__search", "Search");
wireSearch();
wireDrawer();
document.addEventListener("click", copyLink);
addEventListener("hashchange", followSign);
stayReadable(new URL("../../", import.meta.url).href, offer);
addEventListener("resize", frameTables, { passive: true });
document.addEventListener("toggle", frameTables, { capture: true, passive: true });

/** @type {{subscribe: (run: () => void) => void} | undefined} */
const pages = /** @type {any} */ (globalThis).document$;
if (pages) pages.subscribe(wirePage);
else wirePage();
