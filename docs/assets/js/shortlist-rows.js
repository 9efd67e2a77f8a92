/** The check: what was found over the whole list, and the list a page at a time with flags, reasons and questions. */

import { html, nothing } from "lit-html";

const ANSWERS = /** @type {const} */ ([
  ["yes", "Yes"],
  ["no", "No"],
  ["unsure", "Cannot tell"],
]);

/**
 * @param {any} summary
 * @param {string} shown
 */
export function checkOf(summary, shown) {
  const flags = summary.flags.filter((/** @type {any} */ each) => each.count);
  return html`<h2 class="mm-short__head" id="check" tabindex="-1">${summary.verdict}</h2>
    <p class="mm-help">${summary.text} Flags say what to look at; none of them is a score, and none says that somebody cheats.</p>
    <div class="mm-short__chips" role="group" aria-label="Show">
      ${summary.shows.map((/** @type {any} */ each) => chip(each, shown))}
    </div>
    ${flags.length ? html`<div class="mm-short__chips" role="group" aria-label="Show one flag">${flags.map((/** @type {any} */ each) => chip(each, shown))}</div>` : nothing}`;
}

/**
 * @param {any} each
 * @param {string} shown
 */
function chip(each, shown) {
  return html`<button type="button" class="mm-short__chip" data-action="show" data-show=${each.id} aria-pressed=${each.id === shown ? "true" : "false"}
    >${each.label} <span>${each.text}</span></button>`;
}

/**
 * One page of the list.
 *
 * @param {any} page
 * @param {{ base: string, opened: Map<string, any>, must: Set<string>, out: Set<string>, view: { find: string } }} state
 */
export function pageOf(page, state) {
  const body =
    page.show === "unread" ? page.rows.map(unread) : page.rows.map((/** @type {any} */ row) => creator(row, state));
  return html`<div class="mm-short__bar">
      <label class="mm-sr" for="in-find">Find a name</label>
      <input class="mm-input" id="in-find" type="search" data-role="find" placeholder="Find a name" .value=${state.view.find} autocomplete="off">
      ${pager(page)}
    </div>
    <ul class="mm-short__rows">${body}</ul>
    ${page.rows.length > 8 ? html`<div class="mm-short__bar mm-short__bar--end">${pager(page)}</div>` : nothing}`;
}

/** At the ends a button stays where it is, or whoever has just used it would be nowhere. @param {any} page */
function pager(page) {
  return html`<div class="mm-short__pager">
    <span>${page.text}</span>
    <button type="button" class="mm-button mm-button--quiet" data-action="page" data-from=${page.previous ?? 0} aria-disabled=${page.previous === null ? "true" : "false"}>Back</button>
    <button type="button" class="mm-button mm-button--quiet" data-action="page" data-from=${page.next ?? 0} aria-disabled=${page.next === null ? "true" : "false"}>More</button>
  </div>`;
}

/** @param {any} row */
function unread(row) {
  return html`<li class="mm-short__row mm-short__row--unread">
    <p class="mm-short__name"><strong>Row ${row.line}</strong> <span>${row.name}</span></p>
    <p class="mm-short__status">${row.reason}</p>
  </li>`;
}

/**
 * @param {any} row
 * @param {{ base: string, opened: Map<string, any>, must: Set<string>, out: Set<string> }} state
 */
function creator(row, state) {
  const line = String(row.line);
  const open = state.opened.get(line);
  return html`<li class="mm-short__row mm-short__row--${row.status}" data-line=${line}>
    <p class="mm-short__name"><span class="mm-short__sign mm-short__sign--${row.tier || "none"}" aria-hidden="true"></span>
      <strong>${row.name}</strong> <span>${row.also}</span>${row.picked ? html`<span class="mm-origin mm-origin--yours">picked</span>` : nothing}</p>
    <p class="mm-short__facts">${row.platform}${row.tier_label ? `, ${row.tier_label}` : ""} · ${row.followers} followers · ${row.rate} engage · ${row.price}</p>
    <p class="mm-short__status">${row.status_text}</p>
    ${row.doubts.length ? html`<p class="mm-short__status">You found: ${row.doubts.join(" · ")}.</p>` : nothing}
    ${row.remarks.length ? html`<p class="mm-short__remark">${row.remarks.join(" ")}</p>` : nothing}
    ${row.why ? html`<p class="mm-short__remark">Not picked: ${row.why}</p>` : nothing}
    <p class="mm-short__acts">
      <button type="button" class="mm-reset" data-action="unfold" data-line=${line} aria-expanded=${open ? "true" : "false"}>${open ? "Close" : "Look closer"}<span class="mm-sr">, ${row.name}</span></button>
      <button type="button" class="mm-reset" data-action="must" data-line=${line} aria-pressed=${state.must.has(line) ? "true" : "false"}>Must have<span class="mm-sr">, ${row.name}</span></button>
      <button type="button" class="mm-reset" data-action="out" data-line=${line} aria-pressed=${state.out.has(line) ? "true" : "false"}>Leave out<span class="mm-sr">, ${row.name}</span></button>
    </p>
    ${open ? details(open, state.base) : nothing}
  </li>`;
}

/**
 * Flags with their source, and the questions that only looking can answer.
 *
 * @param {any} row
 * @param {string} base
 */
function details(row, base) {
  return html`<div class="mm-short__more">
    ${row.notes ? html`<p>Your note: ${row.notes}</p>` : nothing}
    ${row.flags.map((/** @type {any} */ flag) => finding(flag, base))}
    <div class="mm-short__checks">${row.checks.map((/** @type {any} */ check) => questions(check, row, base))}</div>
  </div>`;
}

/**
 * @param {any} flag
 * @param {string} base
 */
function finding(flag, base) {
  return html`<div class="mm-short__finding">
    <p><strong>${flag.label}.</strong> ${flag.text}
      ${flag.benchmark ? html`<a class="mm-mark mm-mark--${flag.grade.toLowerCase()}" href=${`${base}evidence/benchmarks/#${flag.benchmark}`}><span class="mm-sr">source of the line, grade </span>${flag.grade}</a>` : nothing}</p>
    <p>${flag.meaning}</p>
    <p>${flag.ask} <a href=${base + flag.anchor}>Read more</a></p>
  </div>`;
}

/**
 * @param {any} check
 * @param {any} row
 * @param {string} base
 */
function questions(check, row, base) {
  return html`<section>
    <h3><a href=${base + check.anchor}>${check.label}</a></h3>
    ${check.questions.map(
      (/** @type {any} */ each) => html`<fieldset class="mm-short__question">
        <legend>${each.ask}${each.pointed ? html` <span class="mm-origin">the numbers point here</span>` : nothing}</legend>
        <p class="mm-help">${each.look}</p>
        <div class="mm-short__answers">${ANSWERS.map(
          ([
            value,
            label,
          ]) => html`<label><input type="radio" name=${`${row.line}-${each.id}`} value=${value} data-line=${row.line} data-question=${each.id}
            .checked=${row.answers[each.id] === value}> ${label}</label>`,
        )}</div>
      </fieldset>`,
    )}
  </section>`;
}
