/**
 * What a host page and the embedded tool say to each other: the one closed list.
 *
 * To the tool: Hello. From the tool: Height and Result. Each side checks who speaks and what is said; the rest is not heard.
 */

/** @typedef {"light" | "dark" | "auto"} Theme */
/** @typedef {{ from: string, type: "hello", theme: Theme }} Hello */
/** @typedef {{ from: string, type: "height", height: number }} Height */
/** @typedef {{ option: string, family: string, text: string, link: string }} Detail */
/** @typedef {{ from: string, type: "result" } & Detail} Result */

export const FROM = "micro-or-mega";

/** No tool is taller than this, in CSS pixels; what claims to be is not believed. */
const TALLEST = 40_000;
/** No text of a result is longer than this, in characters. */
const LONGEST = 4000;

/**
 * @param {unknown} value
 * @returns {Theme}
 */
export function themeOf(value) {
  return value === "light" || value === "dark" ? value : "auto";
}

/**
 * @param {unknown} theme
 * @returns {Hello}
 */
export function hello(theme) {
  return { from: FROM, type: "hello", theme: themeOf(theme) };
}

/**
 * Whether a message says hello.
 *
 * @param {any} data
 * @returns {data is Hello}
 */
export function isHello(data) {
  return isOurs(data, "hello") && themeOf(data.theme) === data.theme;
}

/**
 * Whether a message gives a height that a tool can have.
 *
 * @param {any} data
 * @returns {data is Height}
 */
export function isHeight(data) {
  return isOurs(data, "height") && Number.isFinite(data.height) && data.height > 0 && data.height <= TALLEST;
}

/**
 * Whether a message gives a result whose link leads into the site.
 *
 * @param {any} data
 * @param {string} root the site's address
 * @returns {data is Result}
 */
export function isResult(data, root) {
  if (!isOurs(data, "result")) return false;
  const words = [data.option, data.family, data.text, data.link];
  return words.every((each) => typeof each === "string" && each.length <= LONGEST) && data.link.startsWith(root);
}

/**
 * @param {any} data
 * @param {string} type
 */
function isOurs(data, type) {
  return typeof data === "object" && data !== null && data.from === FROM && data.type === type;
}
