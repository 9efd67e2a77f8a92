/**
 * The calculator: the fields are the case, the address carries it, and every change is answered by Python.
 *
 * While a new answer is on its way the old one stays in view, marked as old. A field that Python refuses keeps its text.
 */

import { html, render } from "lit-html";
import { boxes, boxesOf } from "./boxes.js";
import { CalculatorForm } from "./calculator-form.js";
import { askDependence, dependence, takeAway } from "./depth.js";
import { engine, latest } from "./engine.js";
import { isWhole, working } from "./figures.js";
import { hearHistory } from "./history.js";
import { TooMuch } from "./inputs-crash.js";
import { FieldErrors } from "./inputs-errors.js";
import { keepOpen, keepTyped, keptName, lastLink, reopen, typedTexts } from "./inputs-kept.js";
import { tellMoney } from "./inputs-money.js";
import { fieldKey, Questions } from "./inputs-questions.js";
import { clearMoved, drawStrips } from "./inputs-strip.js";
import { comparison, verdict } from "./outcomes.js";
import { announceResult, copyAddress, notices, place, show, startOnIntent, takeAlong, tellEngine } from "./parts.js";
import { Plan } from "./plan.js";
import { Brief } from "./scenes-brief.js";
import { Whose } from "./scenes-mine.js";
import { emptyCase, estimateArgs, readFragment, readKnown, recommendArgs, writeFragment } from "./state.js";

/** @typedef {import("./state.js").Case} Case */

/** Short enough to feel immediate, long enough to let a number be typed to its end. */
const TYPING_MS = 120;
/** The pictures beside the fields wait for a pause this long, so that they are never in the way of an answer. */
const RESTING_MS = 300;
/** The page for paper is made when nothing has changed for this long. */
const IDLE_MS = 3000;
/** Until then nobody searches the page for words in its closed groups: see calculator.css. */
const SEARCHED_MS = 3000;
/** An answer that comes sooner needs no word about its waiting. */
const AGING_MS = 600;

/**
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function mount(root, signal) {
  const calculator = new Calculator(root, signal);
  const early = [...calculator.form.early(), ...calculator.plan.early()];
  calculator.listen();
  calculator.comeBack();
  calculator.restore();
  calculator.keep(early);
  root.dataset.ready = "yes";
  tellEngine(place(root, "engine"), signal, calculator.known.base);
  startOnIntent(root, signal);
  calculator.bringShelf();
  setTimeout(() => root.toggleAttribute("data-settled", true), SEARCHED_MS);
}

class Calculator {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.root = root;
    this.signal = signal;
    this.known = readKnown(root);
    this.form = new CalculatorForm(/** @type {HTMLFormElement} */ (place(root, "form")), this.known);
    this.wrong = new FieldErrors(root, (key) => this.form.texts()[key] ?? "");
    this.questions = new Questions(root, this.known, (key) => this.form.texts()[key] ?? "");
    this.tooMuch = new TooMuch(place(root, "ended"), (key) => this.form.labelOf(fieldKey(key, this.known)));
    this.ask = latest("estimate");
    /** What the answer in view compares; nothing where the next one is the first of a case. */
    this.compared = this.known.kpi ?? "";
    /** How many answers are on their way: the pictures wait for them. */
    this.asking = 0;
    /** Whether the newest text has two readings of which the reader has yet to choose one. */
    this.undecided = false;
    /** The fragment of the case that the answer in view belongs to. */
    this.answered = "";
    this.plan = new Plan(root, signal, {
      args: () => this.args(),
      change: (lines) => this.keepPlan(lines),
      base: this.known.base,
    });
    this.whose = new Whose(root, {
      go: (link) => this.go(link),
      link: () => this.link(),
      openKept: (text) => this.shelf?.open(text),
    });
    this.brief = new Brief(root, {
      args: () => ({ ...this.args(), link: this.address() }),
      sources: this.known.sources ?? {},
    });
    /** @type {import("./scenes-shelf.js").Shelf | undefined} */
    this.shelf = undefined;
    /** @type {Case} */
    this.now = emptyCase();
    /** @type {string[]} */
    this.problems = [];
    /** @type {any} the last reply, once there is one */
    this.value = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.aging = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
  }

  listen() {
    const { signal } = this;
    const form = this.form.element;
    form.addEventListener("input", () => this.change(TYPING_MS), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.root.addEventListener("click", (event) => this.act(event), { signal });
    this.root.addEventListener("toggle", (event) => this.deepen(event.target), { signal, capture: true });
    this.root.addEventListener("toggle", () => this.isRestOpen() && this.bringRest(), { signal, capture: true });
    keepOpen(this.root, signal);
    this.whose.listen(signal);
    this.brief.listen(signal);
    hearHistory(signal, () => this.restore());
    signal.addEventListener(
      "abort",
      engine().subscribe((state) => {
        if (state.kind === "failed") this.giveUp();
        if (state.kind === "ready") this.illustrate();
      }),
    );
  }

  /** Whoever comes back to the bare page finds the last case of this tab, and is told so. */
  comeBack() {
    if (location.hash || !lastLink()) return;
    history.replaceState(history.state, "", lastLink());
    place(this.root, "kept").hidden = false;
  }

  /**
   * What was typed or chosen while the scripts were on their way counts, whatever the link says.
   *
   * @param {[import("./calculator-form.js").Field, string][]} early
   */
  keep(early) {
    if (early.length === 0) return;
    for (const [field, value] of early) {
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = !field.defaultChecked;
      else field.value = value;
    }
    this.change(0);
    this.plan.read();
  }

  /** The kept cases come after the page, and nothing waits for them; if the reader leaves before, they do not come. */
  async bringShelf() {
    const views = await import("./scenes-shelf.js").catch(() => null);
    if (!views || this.signal.aborted) return;
    const { Shelf } = views;
    const { root, signal } = this;
    const open = (/** @type {string} */ link, /** @type {string} */ name) => this.whose.open(link, name);
    this.shelf = new Shelf({ root, signal, open, link: () => this.link() });
    this.shelf.start();
  }

  /** The fragment of the case in view. */
  link() {
    return writeFragment(this.form.read(this.now), this.known);
  }

  /** The address of the case that the parts of the page speak of. */
  address() {
    return new URL(this.isHeldBack() ? this.answered : this.link(), location.href).href;
  }

  /** What every part of the page asks with: the fields, or while those have no answer the case of the one in view. */
  args() {
    return this.isHeldBack() ? this.tooMuch.good : estimateArgs(this.form.read(this.now));
  }

  /** Whether what stands in the fields is not asked: it has two readings, or has ended Python. */
  isHeldBack() {
    return this.undecided || this.tooMuch.has(estimateArgs(this.form.read(this.now)));
  }

  /**
   * Show another case; the browser's way back leads to the one before.
   *
   * @param {string} link its fragment
   */
  go(link) {
    history.pushState(null, "", link);
    this.restore();
    this.root.querySelector("h2")?.focus();
  }

  /** Read the address; without a case in it the page shows what the build has computed. */
  restore() {
    const reading = readFragment(location.hash, this.known);
    const before = JSON.stringify(this.now);
    this.now = reading.case;
    this.tell(reading.problems);
    const texts = typedTexts(location.hash);
    this.form.fill(this.now, texts);
    reopen(this.root);
    this.plan.fill(this.now.plan, this.now.at, texts);
    this.pointParts();
    this.whose.arrive(location.hash.includes("=") ? writeFragment({ ...this.now, at: "" }, this.known) : "");
    if (JSON.stringify(this.now) === before) return;
    this.brief.clear();
    this.compared = "";
    if (!this.value) this.standBack();
    this.answer();
  }

  /**
   * The reader has changed something: keep it in the address and ask, once the typing pauses.
   *
   * @param {number} pause in milliseconds
   */
  change(pause) {
    this.now = this.form.read(this.now);
    this.remember();
    clearTimeout(this.resting);
    this.brief.clear();
    this.tooMuch.hide();
    this.age("Updating. This is the answer before your change.");
    if (engine().state.kind === "failed") this.giveUp();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.answer(), pause);
  }

  /** The case goes into the address; what the address cannot carry is kept for this tab. */
  remember() {
    const link = writeFragment(this.now, this.known);
    keepTyped(link, { ...this.form.texts(), ...this.plan.texts() });
    this.pointParts();
    history.replaceState(history.state, "", link);
    place(this.root, "kept").hidden = true;
  }

  /** The signs beside the headings of the plan lead to them with the case in hand. */
  pointParts() {
    const bare = !location.hash.includes("=") && JSON.stringify(this.now) === JSON.stringify(emptyCase());
    this.plan.point((at) => (bare ? `#${at}` : writeFragment({ ...this.now, at }, this.known)));
  }

  /**
   * The lines of the plan change no estimate: they are kept, and the answer in view stays as it is.
   *
   * @param {Record<string, string>} lines
   */
  keepPlan(lines) {
    this.now.plan = lines;
    this.remember();
    this.brief.clear();
    this.illustrate();
  }

  /** @param {boolean} [again] also what has ended Python before */
  async answer(again = false) {
    const asked = this.now;
    const args = estimateArgs(this.form.read(asked));
    if (this.tooMuch.has(args) && !again) return this.stand(() => this.tooMuch.show());
    this.asking += 1;
    const figures = this.isRestOpen() ? "all" : "main";
    const reply = await this.ask({ ...estimateArgs(asked), before: this.compared, figures });
    this.asking -= 1;
    if (reply === null || asked !== this.now || this.signal.aborted) return;
    if (reply.ok) this.hear(reply.value, args);
    else if (reply.error.kind === "ended") this.stand(() => this.tooMuch.ended(args, reply.error.message));
    else this.refuse(reply.error);
  }

  /** What has ended Python once more: the button goes when there is an answer, and whoever pressed it goes on to that. */
  async tryAgain() {
    const from = document.activeElement;
    await this.answer(true);
    if (!from?.isConnected) takeAlong(from, this.root.querySelector("h2"));
  }

  /**
   * An answer, unless it rests on a number that can be read in two ways: then the old one stays until the reader has chosen.
   *
   * @param {any} value
   * @param {Record<string, any>} args
   */
  hear(value, args) {
    const { text, undecided } = this.questions.ask(value.warnings);
    this.undecided = undecided !== "";
    if (!this.undecided) {
      this.tooMuch.answered(args);
      this.answered = this.link();
      return this.draw(value, text);
    }
    this.wrong.clear();
    this.form.open(undecided);
    place(this.root, "spoken").textContent = text;
    this.stand();
  }

  /**
   * The answer in view stays as it is, and says so.
   *
   * @param {() => void} [tell] says why
   */
  stand(tell) {
    this.age(`Not updated. This is ${this.before()}.`);
    tell?.();
  }

  before() {
    return this.value ? "the answer before your change" : "the default case";
  }

  /** A link brings a case of its own: the default case steps back until that one is answered, or cannot be. */
  standBack() {
    this.root.toggleAttribute("data-awaiting", true);
    place(this.root, "stale").textContent = "Working out the case in your link.";
    place(this.root, "stale").hidden = false;
    if (engine().state.kind === "failed") this.giveUp();
  }

  /** Without Python the answer in view stays, and says what it is. */
  giveUp() {
    const result = place(this.root, "result");
    if (!this.root.hasAttribute("data-awaiting") && !result.hasAttribute("data-stale")) return;
    this.stand();
  }

  /**
   * Say that the answer in view is not the newest; nothing is said within the time that an answer usually takes.
   *
   * @param {string} words why, or nothing when it is up to date again
   */
  age(words) {
    clearTimeout(this.aging);
    this.root.toggleAttribute("data-awaiting", false);
    const sign = place(this.root, "stale");
    place(this.root, "result").toggleAttribute("data-stale", words !== "");
    this.aging = setTimeout(
      () => {
        sign.textContent = words;
        sign.hidden = words === "";
      },
      words === "" ? 0 : AGING_MS,
    );
  }

  /**
   * @param {any} value
   * @param {string} asked the questions that go with it
   */
  draw(value, asked) {
    this.value = value;
    this.compared = value.kpi.id;
    this.wrong.clear();
    const { base } = this.known;
    const brief = { values: recommendArgs(this.now, this.known), overrides: {}, plan: {}, at: "result" };
    show(place(this.root, "verdict"), verdict(value, `${base}decide/quiz/${writeFragment(brief, this.known)}`, base));
    show(place(this.root, "result"), comparison(value, base));
    for (const where of this.root.querySelectorAll("[data-role=boxes]")) {
      const group = /** @type {HTMLElement} */ (where).dataset.group;
      const own = boxesOf(value.settings, group ?? "", Object.keys(this.known.asked));
      show(/** @type {HTMLElement} */ (where), boxes(own, this.form.ownNumbers(this.now), base));
    }
    this.age("");
    reopen(this.root);
    this.plan.renew();
    this.form.adopt("posts", value.args.posts);
    this.deepen(this.root.querySelector("[data-role=depth]"));
    if (this.isRestOpen()) this.bringRest();
    place(this.root, "spoken").textContent = asked || value.spoken;
    tellMoney(this.root, value, this.known);
    this.form.tellReadings(value.settings, this.known.asked);
    announceResult(this.root, value.verdict);
    this.form.markChanged();
    clearMoved(this.root);
    this.illustrate();
  }

  /** Draw beside each field who leads along its range, once nothing else is asked; until then the old pictures stay. */
  illustrate() {
    clearTimeout(this.resting);
    this.resting = setTimeout(async () => {
      if (this.asking > 0) return this.illustrate();
      const asked = this.now;
      const reply = await askDependence(this.args());
      if (asked !== this.now || this.signal.aborted) return;
      if (reply.ok) drawStrips(this.root, reply.value, this.known.asked);
      this.bringRest();
      const isNewest = !place(this.root, "result").hasAttribute("data-stale");
      if (isNewest) this.resting = setTimeout(() => this.brief.prepare(), IDLE_MS);
    }, RESTING_MS);
  }

  /**
   * Fill the part that says what the answer depends on, while it is open.
   *
   * @param {EventTarget | null} part
   */
  async deepen(part) {
    if (!(part instanceof HTMLDetailsElement) || part.dataset.role !== "depth" || !part.open) return;
    const where = /** @type {HTMLElement} */ (part.querySelector("[data-role=depends]"));
    if (!where.dataset.drawn) show(where, html`<p class="mm-help">Working it out.</p>`);
    const asked = this.now;
    const reply = await askDependence(this.args());
    if (asked !== this.now || this.signal.aborted) return;
    if (reply.ok) show(where, dependence(reply.value));
    else show(where, html`<p>${reply.error.message}</p>`);
  }

  isRestOpen() {
    return this.root.querySelector("[data-role=rest][open]") !== null;
  }

  /**
   * An answer comes without the figures of the closed table: they are asked for when it opens, or when there is time, and for the
   * case in view whatever stands in the fields by now.
   */
  async bringRest() {
    const before = this.value;
    if (!before || isWhole(before)) return;
    const reply = await engine().ask("estimate", this.tooMuch.good);
    if (before !== this.value || this.signal.aborted || !reply.ok) return;
    this.value = reply.value;
    show(place(this.root, "result"), comparison(reply.value, this.known.base));
  }

  /**
   * @param {string} kind
   */
  async takeAway(kind) {
    const { plan } = this.now;
    const reply = await takeAway({ ...this.args(), plan, name: keptName(this.link()), link: this.address() }, kind);
    if (!reply.ok) this.refuse(reply.error);
  }

  /** @param {import("./engine.js").Problem} error */
  refuse({ field = "", message }) {
    const key = fieldKey(field, this.known);
    const sentence = `${this.form.labelOf(key)} ${message}.`;
    place(this.root, "spoken").textContent = sentence;
    this.age(`Not updated: one field needs a look. This is ${this.before()}.`);
    if (!this.wrong.add(key, sentence)) this.tell([sentence]);
    this.form.open(key);
  }

  /** @param {MouseEvent} event */
  act(event) {
    const element = event.target instanceof Element ? event.target.closest("[data-action]") : null;
    if (!(element instanceof HTMLElement)) return;
    /** @type {Record<string, () => void>} */
    const actions = {
      choose: () => this.choose(element.dataset.key ?? "", element.dataset.text ?? ""),
      reset: () => this.reset(element.dataset.key ?? ""),
      "reset-all": () => this.resetAll(),
      working: () => this.explain(element.dataset.option ?? "", element.dataset.figure ?? ""),
      copy: () => copyAddress(element, location.href),
      "copy-formula": () =>
        copyAddress(element, element.closest("[popover]")?.querySelector("code")?.textContent ?? ""),
      print: () => this.brief.print(),
      export: () => this.takeAway(element.dataset.as ?? ""),
      again: () => this.tryAgain(),
      retry: () => engine().retry(),
      dismiss: () => this.tell([]),
    };
    actions[element.dataset.action ?? ""]?.();
  }

  /**
   * Fill the card behind a figure; for the case that the build has drawn Python is asked first.
   *
   * @param {string} option
   * @param {string} figure
   */
  async explain(option, figure) {
    const card = /** @type {HTMLElement} */ (this.root.querySelector("#working"));
    if (!this.value) {
      show(card, html`<p>Working it out.</p>`);
      const reply = await engine().ask("estimate", this.args());
      if (reply.ok) this.value = reply.value;
      else this.refuse(reply.error);
    }
    if (this.value) show(card, working(this.value, option, figure, this.known.base, this.known.sources));
  }

  /**
   * One of two readings is what the reader means.
   *
   * @param {string} key
   * @param {string} text
   */
  choose(key, text) {
    this.form.type(key, text);
    this.questions.settle(key, text);
    this.change(0);
  }

  /** @param {string} key */
  reset(key) {
    this.form.reset(key);
    this.change(0);
  }

  resetAll() {
    this.now = emptyCase();
    this.form.fill(this.now);
    this.plan.fill(this.now.plan, "");
    this.compared = "";
    this.change(0);
    keepTyped("", {});
  }

  /** @param {string[]} problems */
  tell(problems) {
    this.problems = problems;
    render(notices(problems), place(this.root, "notices"));
  }
}
