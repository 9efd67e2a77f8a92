/**
 * A case is what the reader has given so far; it lives in the fragment of the address and nowhere else.
 *
 *     #v=1&goal=sales&budget=15000&o.price.instagram.micro=500~600~900&p.mine.mega=1&at=result
 *
 * Values are kept as the reader wrote them. Python reads them, so a link never loses what it could not understand.
 */

/**
 * @typedef {{ version: number, tool: string, base: string, labels: Record<string, string>, answers: Record<string, string[]>,
 *   words: Record<string, Record<string, string>>, toggles: string[], benchmarks: string[],
 *   asked: Record<string, string>, sources?: Record<string, string>, rates?: Record<string, string>, kpi?: string }} Known
 * @typedef {{ values: Record<string, string>, overrides: Record<string, string>, plan: Record<string, string>, at: string }} Case
 * @typedef {{ case: Case, problems: string[] }} Reading
 */

export const NOT_SURE = "not_sure";
const OVERRIDE = "o.";
const PLAN = "p.";
/** What a reader may ask of the plan: a target, sizes to try, creators at an agreed price, and numbers of creators by size. */
const PLAN_LINE = /^(target|sparks|squads|fixed\.\d{1,2}\.(label|followers|price)|(floor|cap|mine)\.[a-z]+)$/;

/** What a case may say about money and numbers. */
const MONEY = ["currency", "rate", "locale"];

/** @returns {Case} */
export function emptyCase() {
  return { values: {}, overrides: {}, plan: {}, at: "" };
}

/**
 * What the page knows about keys and words, written into it by the build.
 *
 * @param {Element} root
 * @returns {Known}
 */
export function readKnown(root) {
  const config = /** @type {HTMLTemplateElement} */ (root.querySelector("template[data-role=config]"));
  return JSON.parse(config.content.textContent ?? "");
}

/**
 * Read a fragment. What cannot be used is named in `problems`, never dropped in silence.
 *
 * @param {string} hash
 * @param {Known} known
 * @returns {Reading}
 */
export function readFragment(hash, known) {
  const found = emptyCase();
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) return { case: found, problems: [] };
  const pairs = new URLSearchParams(text);
  const problems = readVersion(pairs.get("v"), known);
  for (const [key, value] of pairs) {
    if (key === "v" || value === "") continue;
    if (key === "at") found.at = value;
    else if (PLAN_LINE.test(planLine(key))) found.plan[planLine(key)] = value;
    else if (key.startsWith(OVERRIDE)) readOverride(key.slice(OVERRIDE.length), value, known, found, problems);
    else readValue(key, value, known, found, problems);
  }
  return { case: found, problems };
}

/**
 * The line of the plan that a key of the address stands for; nothing for any other key.
 *
 * @param {string} key
 */
function planLine(key) {
  return key.startsWith(PLAN) ? key.slice(PLAN.length) : "";
}

/**
 * @param {string | null} version
 * @param {Known} known
 */
function readVersion(version, known) {
  if (version === String(known.version)) return [];
  if (version === null)
    return ["This link does not say which version it was made with. It was read as the current one."];
  return [
    `This link was made with version “${version}” of this page, which is not known here. What could be read is filled in: please check it.`,
  ];
}

/**
 * @param {string} key
 * @param {string} value
 * @param {Known} known
 * @param {Case} found
 * @param {string[]} problems
 */
function readValue(key, value, known, found, problems) {
  const label = known.labels[key];
  const allowed = known.answers[key];
  if (label === undefined) {
    problems.push(`The link also says “${key}=${value}”, which this page does not know. It is left out.`);
  } else if (allowed && key !== "budget" && value !== NOT_SURE && !allowed.includes(value)) {
    problems.push(`The link answers “${label}” with “${value}”, which is not one of the answers. It is left open.`);
  } else found.values[key] = value;
}

/**
 * @param {string} id
 * @param {string} value
 * @param {Known} known
 * @param {Case} found
 * @param {string[]} problems
 */
function readOverride(id, value, known, found, problems) {
  const field = known.asked[id];
  if (field) found.values[field] = value;
  else if (known.benchmarks.includes(id)) found.overrides[id] = value;
  else
    problems.push(`The link replaces the number “${id}” by ${value}. There is no such number here, so it is left out.`);
}

/**
 * The fragment that restores a case.
 *
 * @param {Case} one
 * @param {Known} known
 */
export function writeFragment(one, known) {
  const pairs = new URLSearchParams({ v: String(known.version) });
  for (const key of Object.keys(known.labels)) if (one.values[key]) pairs.set(key, one.values[key]);
  for (const [id, value] of Object.entries(one.overrides)) if (value) pairs.set(OVERRIDE + id, value);
  for (const [line, value] of Object.entries(one.plan)) if (value) pairs.set(PLAN + line, value);
  if (one.at) pairs.set("at", one.at);
  return `#${pairs}`.replaceAll("%7E", "~");
}

/**
 * The args of a recommendation: the answers and what money they are in, without what only the calculator asks.
 *
 * @param {Case} one
 * @param {Known} known
 */
export function recommendArgs(one, known) {
  return Object.fromEntries(Object.entries(one.values).filter(([key]) => key in known.answers || MONEY.includes(key)));
}

/**
 * The args of an estimate: everything given, and the reader's own numbers.
 *
 * @param {Case} one
 */
export function estimateArgs(one) {
  return Object.keys(one.overrides).length ? { ...one.values, overrides: one.overrides } : { ...one.values };
}
