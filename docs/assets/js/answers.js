/** The result of the quiz: verdict first, then why, then what would change it. */

import { html, nothing } from "lit-html";
import { glyph, glyphs } from "./glyphs.js";
import { writeFragment } from "./state.js";

/** @typedef {import("./state.js").Case} Case */
/** @typedef {import("./state.js").Known} Known */

/**
 * A recommendation as the reader sees it.
 *
 * @param {any} value the engine's reply
 * @param {Case} one the case it answers
 * @param {Known} known
 */
export function recommendation(value, one, known) {
  if (Object.keys(value.answers).length === 0) return invitation(value, known);
  const main = value.why.filter((/** @type {any} */ each) => each.direction === "for");
  const against = value.why.filter((/** @type {any} */ each) => each.direction === "against");
  return html`
    ${verdict(value)}
    ${actions(value, one, known)}
    <div class="mm-result__columns">
      <div>
        ${reasons("Why", main, known)} ${reasons("What speaks against it", against, known)} ${changes(value, one, known)}
      </div>
      <div>${ranking(value)} ${nextSteps(value, known)}</div>
    </div>
    <p class="mm-print-only">${location.href}</p>`;
}

/**
 * Without one answer there is nothing to recommend yet.
 *
 * @param {any} value
 * @param {Known} known
 */
function invitation(value, known) {
  const [first] = Object.keys(known.answers);
  return html`<header class="mm-verdict">
      <div><h2 class="mm-verdict__text" id="result-verdict" tabindex="-1">${value.verdict}</h2></div>
    </header>
    <div class="mm-actions">
      <button class="mm-button" type="button" data-action="go" data-question=${first}>Answer the first question</button>
      <a class="mm-tool mm-tool--quiet" href=${`${known.base}choose/`}>Read the four questions</a>
    </div>`;
}

/** @param {any} value */
function verdict(value) {
  return html`<header class="mm-verdict mm-verdict--${value.close_call ? "close" : "clear"}">
    ${glyphs(value.close_call ? [value.option, value.runner_up?.option] : [value.option])}
    <div>
      <p class="mm-verdict__kicker">What fits your brief ${value.close_call ? html`<span class="mm-origin">close call</span>` : nothing}</p>
      <h2 class="mm-verdict__text" id="result-verdict" tabindex="-1">${value.verdict}</h2>
      ${value.runner_up ? html`<p class="mm-verdict__more">${value.runner_up.text}</p>` : nothing}
      ${value.notes.map((/** @type {string} */ note) => html`<p class="mm-verdict__more">${note}</p>`)}
    </div>
  </header>`;
}

/**
 * @param {any} value
 * @param {Case} one
 * @param {Known} known
 */
function actions(value, one, known) {
  const calculator = calculatorLink(value, one, known);
  return html`<div class="mm-actions">
    <a class="mm-tool" href=${calculator}>See it in numbers</a>
    <button class="mm-button mm-button--quiet" type="button" data-action="copy">Copy link to this result</button>
    <button class="mm-button mm-button--quiet" type="button" data-action="print">Print</button>
  </div>`;
}

/**
 * The calculator with the same brief, and with the numbers that came along.
 *
 * @param {any} value
 * @param {Case} one
 * @param {Known} known
 */
function calculatorLink(value, one, known) {
  const given = Object.entries(value.calculator).map(([key, answer]) => [key, String(answer)]);
  const extra = Object.entries(one.values).filter(([key]) => !(key in known.answers));
  const values = Object.fromEntries([...extra, ...given]);
  return `${known.base}decide/calculator/${writeFragment({ values, overrides: one.overrides, plan: one.plan, at: "" }, known)}`;
}

/**
 * @param {string} title
 * @param {any[]} entries
 * @param {Known} known
 */
function reasons(title, entries, known) {
  if (!entries.length) return nothing;
  return html`<section class="mm-why">
    <h3>${title}</h3>
    <ul class="mm-plain">
      ${entries.map(
        (each) => html`<li>
          ${each.text}
          <a href=${known.base + each.anchor}>Guidance<span class="mm-sr"> on ${known.labels[each.question]}</span></a>
          ${each.modifiers.map((/** @type {string} */ text) => html` <span class="mm-why__modifier">${text}</span>`)}
        </li>`,
      )}
    </ul>
  </section>`;
}

/**
 * @param {any} value
 * @param {Case} one
 * @param {Known} known
 */
function changes(value, one, known) {
  const shown = value.flips.filter((/** @type {any} */ each) => each.shown);
  if (!shown.length && !value.weight_flip) return nothing;
  return html`<section class="mm-flips">
    <h3>What would change it</h3>
    <ul class="mm-plain">
      ${shown.map((/** @type {any} */ each) => {
        const changed = { ...one, values: { ...one.values, [each.question]: each.answer } };
        return html`<li><span>${each.text}</span> <a href=${writeFragment(changed, known)} data-action="try">Try it<span class="mm-sr">: ${each.label}</span></a></li>`;
      })}
      ${value.weight_flip ? html`<li>${value.weight_flip.text}</li>` : nothing}
    </ul>
  </section>`;
}

/** @param {any} value */
function ranking(value) {
  return html`<section class="mm-ranking">
    <h3>All six options</h3>
    <ol class="mm-ranks">
      ${value.ranking.map(
        (
          /** @type {any} */ each,
        ) => html`<li class="mm-rank ${each.feasible ? "" : "mm-rank--out"} ${each.option === value.option ? "mm-rank--best" : ""}">
          ${glyph(each.option)}
          <span class="mm-rank__label">${each.label}</span>
          ${each.feasible ? bar(each) : html`<span class="mm-rank__out">out of reach</span>`}
          ${each.reason ? html`<span class="mm-rank__reason">${each.reason}</span>` : nothing}
        </li>`,
      )}
    </ol>
    <p class="mm-help">Points out of 100 for this brief.</p>
  </section>`;
}

/** @param {any} each */
function bar(each) {
  return html`<svg class="mm-rank__bar" width="100%" height="10" aria-hidden="true">
      <rect class="mm-rank__track" width="100%" height="10" rx="5"></rect>
      <rect class="mm-rank__fill" width=${`${100 * each.at}%`} height="10" rx="5"></rect></svg>
    <span class="mm-rank__score">${each.text}<span class="mm-sr"> of 100 points</span></span>`;
}

/**
 * @param {any} value
 * @param {Known} known
 */
function nextSteps(value, known) {
  return html`<section class="mm-next">
    <h3>What to do next</h3>
    <ul>
      ${value.next.map((/** @type {any} */ each) => html`<li><a href=${known.base + each.href}>${each.text}</a></li>`)}
    </ul>
  </section>`;
}

/**
 * What has been answered so far; each answer leads back to its question.
 *
 * @param {Case} one
 * @param {Known} known
 * @param {Record<string, string>} [said] what was typed, in the engine's words
 */
export function trail(one, known, said = {}) {
  const answered = Object.keys(known.answers).filter((key) => one.values[key]);
  if (!answered.length) return nothing;
  return html`<p class="mm-aside__title" id="trail-title">Your answers</p><ul class="mm-trail" aria-labelledby="trail-title">
    ${answered.map(
      (key) => html`<li>
        <button type="button" class="mm-trail__answer" data-action="go" data-question=${key} aria-current=${key === one.at ? "step" : nothing}>
          <span class="mm-trail__label">${known.labels[key]}</span> ${wordsFor(key, one, known, said)}<span class="mm-sr">, change</span>
        </button>
      </li>`,
    )}
  </ul>`;
}

/**
 * @param {string} key
 * @param {Case} one
 * @param {Known} known
 * @param {Record<string, string>} said
 */
function wordsFor(key, one, known, said) {
  const value = one.values[key] ?? "";
  const words = known.words[key]?.[value];
  if (words) return words;
  if (value === "not_sure") return "not sure";
  return said[value] ?? value;
}

/**
 * Where the answers point so far: one line that changes with each of them.
 *
 * @param {any} value the engine's reply, or null when there is nothing to say
 */
export function lean(value) {
  if (!value) return nothing;
  return html`<p class="mm-lean__line">${glyph(value.option)} <span>So far: <strong>${value.label}</strong>${value.close_call ? ", but it is close" : ""}</span></p>`;
}
