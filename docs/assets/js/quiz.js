/**
 * The quiz: all questions are in the page, one is in view, and the address holds every answer.
 *
 * Each step is an entry of the browser's history, so Back is one question back. An entry that is come back to keeps what was
 * answered after it; a link from elsewhere replaces the whole case.
 */

import { render } from "lit-html";
import { lean, recommendation, trail } from "./answers.js";
import { engine, latest } from "./engine.js";
import { hearHistory } from "./history.js";
import { tellMoney } from "./inputs-money.js";
import { announceResult, copyAddress, notices, place, show, startOnIntent, tellEngine, tellField } from "./parts.js";
import { QuizForm } from "./quiz-form.js";
import { emptyCase, NOT_SURE, readFragment, readKnown, recommendArgs, writeFragment } from "./state.js";

/** @typedef {import("./state.js").Case} Case */

const RESULT = "result";
/** Long enough to see the mark on the answer before the next question comes. */
const PAUSE_MS = 180;
/** An entry of the history that this page has made or has been at. */
const VISITED = { tool: "quiz" };

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function mount(root, signal) {
  const quiz = new Quiz(root, signal);
  const early = quiz.form.chosen();
  quiz.restore(null);
  quiz.keep(early);
  quiz.listen();
  root.dataset.ready = "yes";
  tellEngine(place(root, "engine"), signal, quiz.known.base);
  startOnIntent(root, signal);
}

class Quiz {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.root = root;
    this.signal = signal;
    this.known = readKnown(root);
    this.form = new QuizForm(/** @type {HTMLFormElement} */ (place(root, "form")), this.known);
    this.ask = latest("recommend");
    /** @type {Case} */
    this.now = emptyCase();
    /** @type {string[]} */
    this.problems = [];
    this.hasSeenResult = false;
    /** @type {Record<string, string>} amounts as typed, and as the engine says them */
    this.said = {};
    /** The question whose answer Python could not read. */
    this.refused = "";
  }

  listen() {
    const { signal } = this;
    const form = this.form.element;
    let pointed = false;
    form.addEventListener(
      "pointerdown",
      () => {
        pointed = true;
      },
      { signal },
    );
    form.addEventListener(
      "keydown",
      () => {
        pointed = false;
      },
      { signal },
    );
    form.addEventListener("click", (event) => pointed && this.goOn(event.target), { signal });
    form.addEventListener("input", (event) => this.take(/** @type {HTMLInputElement} */ (event.target)), { signal });
    form.addEventListener("submit", (event) => this.submit(event), { signal });
    this.root.addEventListener("click", (event) => this.act(event), { signal });
    hearHistory(signal, (visited) => this.restore(visited));
  }

  /**
   * Read the address. Coming back to an entry keeps the answers that it does not know yet.
   *
   * @param {unknown} visited what the history remembers of this entry, null for a link from elsewhere
   */
  restore(visited) {
    const reading = readFragment(location.hash, this.known);
    const kept = visited ? this.now : emptyCase();
    this.now = {
      values: { ...kept.values, ...reading.case.values },
      overrides: { ...kept.overrides, ...reading.case.overrides },
      plan: { ...kept.plan, ...reading.case.plan },
      at: this.place(reading.case),
    };
    this.problems = reading.problems;
    history.replaceState(VISITED, "", location.href);
    this.form.fill(this.now);
    this.draw(visited !== null || this.now.at === RESULT);
  }

  /**
   * Answers that were given while the scripts were on their way count, where the link says nothing else.
   *
   * @param {[string, string][]} early
   */
  keep(early) {
    const open = early.filter(([id]) => !this.now.values[id]);
    if (open.length === 0) return;
    for (const [id, value] of open) this.give(id, value);
    this.form.fill(this.now);
    this.drawSteps();
    this.answer(false);
  }

  /**
   * Where a case stands: what it names, else its first question without an answer, else the result.
   *
   * @param {Case} one
   */
  place(one) {
    const { ids } = this.form;
    const named = one.at || location.hash.replace(/^#question-/, "");
    if (named === RESULT || ids.includes(named)) return named;
    return ids.find((id) => !one.values[id]) ?? RESULT;
  }

  /**
   * Go to a question or to the result, as a new entry of the history.
   *
   * @param {string} at
   */
  move(at) {
    this.now = { ...this.now, at };
    history.pushState(VISITED, "", writeFragment(this.now, this.known));
    this.draw(true);
  }

  /** Where the reader goes from a question: the next open one, or back to the result they have come from. */
  onward() {
    const { ids } = this.form;
    const later = ids.slice(ids.indexOf(this.now.at) + 1);
    return (!this.hasSeenResult && later.find((id) => !this.now.values[id])) || RESULT;
  }

  /**
   * Take over what the form says about one question.
   *
   * @param {string} id
   * @param {string} value
   */
  give(id, value) {
    const values = { ...this.now.values, [id]: value };
    if (!value) delete values[id];
    this.now = { ...this.now, values };
    history.replaceState(VISITED, "", writeFragment(this.now, this.known));
  }

  /** @param {HTMLInputElement} field */
  take(field) {
    const { id, value } = this.form.read(field);
    this.give(id, value);
    this.drawSteps();
    this.answer(false);
  }

  /**
   * A tap or a click on an answer goes on by itself; keys only choose, because arrows pass over answers on their way.
   *
   * @param {EventTarget | null} field
   */
  goOn(field) {
    if (!(field instanceof HTMLInputElement) || field.type !== "radio") return;
    const { at } = this.now;
    setTimeout(() => {
      if (!this.signal.aborted && this.now.at === at) this.move(this.onward());
    }, PAUSE_MS);
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const { at, values } = this.now;
    if (values[at] && this.refused !== at) this.move(this.onward());
  }

  /** @param {MouseEvent} event */
  act(event) {
    const element = event.target instanceof Element ? event.target.closest("[data-action]") : null;
    if (!(element instanceof HTMLElement)) return;
    const { ids } = this.form;
    const { at } = this.now;
    /** @type {Record<string, () => void>} */
    const actions = {
      back: () => this.move(ids[ids.indexOf(at) - 1] ?? at),
      skip: () => {
        this.give(at, NOT_SURE);
        this.move(this.onward());
      },
      result: () => this.move(RESULT),
      go: () => this.move(element.dataset.question ?? at),
      try: () => this.follow(event, /** @type {HTMLAnchorElement} */ (element)),
      copy: () => copyAddress(element, location.href),
      print: () => window.print(),
      retry: () => engine().retry(),
      dismiss: () => this.tell([]),
    };
    actions[element.dataset.action ?? ""]?.();
  }

  /**
   * A link to another case on this page is followed here, unless the reader wants it in a tab of its own.
   *
   * @param {MouseEvent} event
   * @param {HTMLAnchorElement} link
   */
  follow(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(VISITED, "", link.hash);
    this.restore(VISITED);
  }

  /** @param {boolean} taken whether the reader has moved and is taken along */
  draw(taken) {
    const { at } = this.now;
    const isResult = at === RESULT;
    this.hasSeenResult ||= isResult;
    this.root.toggleAttribute("data-under-way", at !== this.form.ids[0]);
    this.form.show(isResult ? "" : at);
    place(this.root, RESULT).hidden = !isResult;
    this.drawSteps();
    this.tell(this.problems);
    this.answer(taken && isResult);
    if (taken && !isResult) this.form.focus(at);
    if (taken && this.root.getBoundingClientRect().top < 0) this.root.scrollIntoView({ block: "start" });
  }

  drawSteps() {
    this.form.showSteps(this.now, this.onward() === RESULT);
    render(trail(this.now, this.known, this.said), place(this.root, "trail"));
  }

  /**
   * @param {string[]} problems
   * @param {string} [title]
   */
  tell(problems, title) {
    this.problems = problems;
    render(notices(problems, title), place(this.root, "notices"));
  }

  /**
   * Ask for the recommendation so far; the newest question counts, an older reply is dropped.
   *
   * @param {boolean} focus
   */
  async answer(focus) {
    const asked = this.now;
    const result = place(this.root, RESULT);
    const args = recommendArgs(asked, this.known);
    if (asked.at !== RESULT && Object.keys(args).length === 0) return;
    result.toggleAttribute("data-waiting", true);
    const reply = await this.ask(args);
    if (reply === null || this.signal.aborted) return;
    result.toggleAttribute("data-waiting", false);
    tellField(this.root);
    if (reply.ok) this.showAnswer(reply.value, asked, focus);
    else this.refuse(reply.error);
  }

  /**
   * @param {any} value
   * @param {Case} asked
   * @param {boolean} focus
   */
  showAnswer(value, asked, focus) {
    const isResult = this.now.at === RESULT;
    if (this.refused) this.tell([]);
    this.refused = "";
    this.tellAmount(value, asked);
    render(lean(isResult ? null : value), place(this.root, "lean"));
    if (!isResult) return;
    show(place(this.root, RESULT), recommendation(value, asked, this.known));
    place(this.root, "spoken").textContent = value.spoken;
    announceResult(this.root, { ...value, text: value.verdict });
    if (focus)
      /** @type {HTMLElement | null} */ (this.root.querySelector("#result-verdict"))?.focus({ preventScroll: true });
  }

  /**
   * Say the amount as it was understood, and in which money.
   *
   * @param {any} value
   * @param {Case} asked
   */
  tellAmount(value, asked) {
    const budget = value.answered.find((/** @type {any} */ each) => each.question === "budget");
    if (budget) this.said = { [asked.values.budget ?? ""]: budget.text };
    tellMoney(this.root, value, this.known);
    this.drawSteps();
  }

  /** @param {import("./engine.js").Problem} error */
  refuse({ kind, field = "", message }) {
    if (this.now.at === RESULT && this.form.ids.includes(field)) {
      this.now = { ...this.now, at: field };
      history.replaceState(VISITED, "", writeFragment(this.now, this.known));
      this.form.show(field);
      place(this.root, RESULT).hidden = true;
      this.drawSteps();
    }
    this.refused = field || kind;
    const label = this.known.labels[field] ?? (kind === "ended" && "This case");
    const words = label ? `${label} ${message}` : message;
    const isElsewhere = this.form.ids.includes(field) && field !== this.now.at;
    if (kind === "ended") this.tell([`${words}.`], "There is no answer yet.");
    else if (isElsewhere || !tellField(this.root, field, words)) this.tell([words]);
  }
}
