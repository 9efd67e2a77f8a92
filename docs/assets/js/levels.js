/**
 * The levels of the menu on a phone. The theme slides them over one another, leaves what they cover in the tab order, and gives
 * a keyboard no way back: here only the level on show can be reached, and its title holds a button that leads back.
 */

const BOX = ".md-sidebar--primary .md-nav__toggle";
const ITEM = ":scope > .md-nav__toggle";

/** @param {Element | null | undefined} element @param {boolean} isInert */
function set(element, isInert) {
  if (element instanceof HTMLElement) element.inert = isInert;
}

/** @param {boolean} isDrawer whether the menu is a drawer now, with levels */
export function settleLevels(isDrawer) {
  for (const list of document.querySelectorAll(".md-sidebar--primary .md-nav__list")) {
    const items = [...list.children];
    const open = items.find((item) => item.querySelector(`${ITEM}:checked`));
    const isCovered = isDrawer && open !== undefined;
    const title = list.previousElementSibling;
    if (title?.matches(".md-nav__title")) set(title, isCovered);
    for (const item of items) {
      set(item, isCovered && item !== open);
      const box = item.querySelector(ITEM);
      for (const part of box ? item.children : []) {
        const isLevel = part.matches(".md-nav");
        set(part, isDrawer && part !== box && isLevel !== (item === open));
      }
    }
  }
}

/**
 * Each title of a level leads back, and each sign that opens one can be reached. Where a section has a page of its own that sign
 * is bare: it gets the section's name.
 */
export function nameLevels() {
  for (const sign of document.querySelectorAll(".md-nav__container > label:not(:has(.mm-sr))")) {
    const name = Object.assign(document.createElement("span"), { className: "mm-sr" });
    name.textContent = `Pages of ${sign.previousElementSibling?.textContent?.trim()}`;
    sign.append(name);
  }
  for (const box of document.querySelectorAll(BOX)) {
    const opener = openerOf(box);
    if (opener) opener.tabIndex = 0;
    const title = box.parentElement?.querySelector(
      `:scope > .md-nav > .md-nav__title[for="${box.id}"]:not(:has(.mm-back))`,
    );
    if (!title) continue;
    const back = Object.assign(document.createElement("button"), { type: "button", className: "mm-back" });
    back.setAttribute("aria-label", `Back from ${title.textContent?.trim()}`);
    title.append(back);
  }
}

/** @param {Element} box @returns {HTMLElement | null | undefined} */
function openerOf(box) {
  return box.parentElement?.querySelector(`:scope > label[for="${box.id}"], :scope > .md-nav__container > label`);
}

/**
 * The label that a key is meant for: the one in focus, or that around the way back, where Firefox makes no click of a key.
 *
 * @param {EventTarget | null} target
 */
function signAt(target) {
  if (target instanceof HTMLLabelElement) return target;
  return target instanceof Element && target.matches(".mm-back") ? target.closest("label") : null;
}

/** @param {() => boolean} isDrawer */
export function wireLevels(isDrawer) {
  document.addEventListener("click", ({ target }) => {
    const back = target instanceof Element && target.closest(".mm-back");
    if (back) back.closest("label")?.control?.click();
  });
  document.addEventListener("keydown", (event) => {
    const sign = signAt(event.target);
    if (!["Enter", " "].includes(event.key) || !sign?.control?.matches(BOX)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme listens for Enter too, in some states
    sign.control.click();
  });
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(BOX)) return;
    settleLevels(isDrawer());
    if (!isDrawer()) return;
    const back = target.parentElement?.querySelector(":scope > .md-nav > .md-nav__title .mm-back");
    const next = target.checked ? back : openerOf(target);
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  });
}
