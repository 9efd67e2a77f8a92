/** The set: a circle for each creator as large as what they add, who they are, the runner-up, and why the others lost. */

import { html, nothing, svg } from "lit-html";

/**
 * @param {any} pick the engine's pick
 * @param {string} base the way to the site's root
 */
export function pickOf(pick, base) {
  if (!pick.picked.length)
    return html`<header class="mm-verdict mm-verdict--close"><div><h2 class="mm-verdict__text" tabindex="-1">${pick.text}</h2></div></header>`;
  return html`<header class="mm-verdict mm-short__verdict">
      <div>
        <p class="mm-verdict__kicker">Measured by: ${pick.kpi.label}</p>
        <h2 class="mm-verdict__text" id="shortlist-verdict" tabindex="-1">${pick.text}</h2>
        <p class="mm-verdict__more">${pick.money} ${pick.single}</p>
        <p class="mm-verdict__more">${pick.guarantee.text}</p>
      </div>
      ${swarm(pick.dots)}
    </header>
    <p class="mm-tools">
      <button type="button" class="mm-button" data-action="lock">Lock this forecast</button>
      <a class="mm-button mm-button--quiet" href=${`${base}decide/actuals/`}>Enter results later</a>
    </p>
    <h3 id="picked">What each one adds</h3>
    <p class="mm-help">${pick.kpi.why} In the order they were taken.</p>
    <ol class="mm-short__picked">${pick.picked.map(step)}</ol>
    ${pick.notes.length ? html`<ul class="mm-notes">${pick.notes.map((/** @type {string} */ note) => html`<li>${note}</li>`)}</ul>` : nothing}
    ${runnerUp(pick.runner_up)}
    <h3 id="not-picked">Why the others are not in it</h3>
    <ul class="mm-plain">${pick.losers.map(loser)}</ul>
    <details class="mm-short__fold"><summary>How good is this set?</summary>
      <p>${pick.guarantee.text} ${pick.guarantee.worst} Sources: <a href=${`${base}evidence/sources/#${pick.guarantee.budget_source}`}>under a budget</a>, <a href=${`${base}evidence/sources/#${pick.guarantee.source}`}>at equal cost</a>.</p></details>`;
}

/** @param {any} each */
function loser(each) {
  return html`<li>${each.text}<span class="mm-short__example">${each.example}</span></li>`;
}

/** @param {any} each */
function step(each) {
  return html`<li>
    <span class="mm-short__who"><strong>${each.name}</strong> <span>${each.platform}, ${each.tier_label}${each.must ? ", must have" : ""}</span></span>
    <span class="mm-short__adds"><strong>${each.gain_text}</strong> <span>${each.per}</span></span>
    <span class="mm-short__cost">${each.cost_text}</span>
    <span class="mm-short__small">${each.flags.length ? html`<span class="mm-short__flag">${each.flags.join(" · ")}</span>` : nothing} ${each.assumed}</span>
  </li>`;
}

/** @param {any} second */
function runnerUp(second) {
  if (!second) return nothing;
  return html`<h3 id="runner-up">The runner-up set</h3><p>${second.text} ${second.change}</p>`;
}

/**
 * The set as circles of the sizes that the engine gives; a picture beside words that say the same.
 *
 * @param {any[]} dots
 */
function swarm(dots) {
  return html`<div class="mm-short__swarm" aria-hidden="true">${dots.map(
    (dot) =>
      html`<svg viewBox="-1 -1 2 2" class="mm-short__dot mm-short__dot--${dot.tier}">${svg`<circle r=${dot.radius}></circle>`}</svg>`,
  )}</div>`;
}
