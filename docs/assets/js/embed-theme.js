/**
 * Sets the colours of an embedded tool before anything is painted: those that the address asks for, else those of the device.
 *
 * In a frame the device's choice is that of the page around it, where that page says which colours it has.
 */

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** @param {unknown} theme */
function paint(theme) {
  const isDark = theme === "dark" || (theme !== "light" && DARK.matches);
  document.documentElement.dataset.theme = String(theme);
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
  document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
}

paint(new URLSearchParams(location.search).get("theme"));
DARK.addEventListener("change", () => paint(document.documentElement.dataset.theme));
document.documentElement.addEventListener("mm-theme", (event) => paint(/** @type {CustomEvent} */ (event).detail));
