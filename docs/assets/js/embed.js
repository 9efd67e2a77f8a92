/**
 * The script of other people's pages: one element a tool, each showing the tool in a frame.
 *
 *     <micro-or-mega-quiz goal="launch" theme="dark"></micro-or-mega-quiz>
 *
 * It stores nothing, asks no other host, and hears only the frame that it has opened. Attributes preset the case; what stands
 * inside the element is for browsers without scripts.
 */

import { hello, isHeight, isResult, themeOf } from "./embed-protocol.js";

/** The site is where this script comes from. */
const ROOT = new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
/** Until the tool has told its height, in CSS pixels: about that of its first view. */
const FIRST_HEIGHT = { quiz: "640px", calculator: "1400px" };

/** @param {keyof typeof FIRST_HEIGHT} tool */
function define(tool) {
  const name = `micro-or-mega-${tool}`;
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      static observedAttributes = [...EMBED.keys, "case", "theme", "title"];

      constructor() {
        super();
        this.frame = document.createElement("iframe");
        this.hear = this.hear.bind(this);
      }

      connectedCallback() {
        const { frame } = this;
        if (!this.style.display) this.style.display = "block";
        Object.assign(frame, { loading: "lazy", allow: "clipboard-write", src: this.address(true) });
        Object.assign(frame.style, { display: "block", width: "100%", border: "0", height: FIRST_HEIGHT[tool] });
        frame.addEventListener("load", () => this.greet());
        this.name();
        if (!this.shadowRoot) this.attachShadow({ mode: "open" }).append(frame);
        addEventListener("message", this.hear);
      }

      disconnectedCallback() {
        removeEventListener("message", this.hear);
      }

      /** @param {string} attribute */
      attributeChangedCallback(attribute) {
        if (!this.isConnected) return;
        if (attribute === "title") this.name();
        else if (attribute === "theme") this.greet();
        else this.frame.src = this.address(false);
      }

      /** A frame needs a name: that of the element, or the tool's own. */
      name() {
        this.frame.title = this.title || EMBED.titles[tool];
      }

      /**
       * The tool with the case of the attributes. The theme in it counts once; after that it is told, so that no answer is lost.
       *
       * @param {boolean} isFirst
       */
      address(isFirst) {
        const address = new URL(isFirst ? `embed/${tool}/` : this.frame.src, ROOT);
        if (isFirst) address.searchParams.set("theme", themeOf(this.getAttribute("theme")));
        const given = new URLSearchParams((this.getAttribute("case") ?? "").replace(/^.*#/, ""));
        for (const key of EMBED.keys) {
          const value = this.getAttribute(key);
          if (value) given.set(key, value);
        }
        if (given.size > 0 && !given.has("v")) given.set("v", EMBED.version);
        address.hash = `${given}`;
        return address.href;
      }

      /** The frame learns who its host is from this message, and answers no other. */
      greet() {
        const theme = themeOf(this.getAttribute("theme"));
        this.frame.style.colorScheme = theme === "auto" ? "" : theme;
        this.frame.contentWindow?.postMessage(hello(theme), new URL(ROOT).origin);
      }

      /** @param {MessageEvent} event */
      hear({ data, origin, source }) {
        if (source !== this.frame.contentWindow || origin !== new URL(ROOT).origin) return;
        if (isHeight(data)) this.frame.style.height = `${data.height}px`;
        else if (isResult(data, ROOT)) this.tell(data);
      }

      /** @param {import("./embed-protocol.js").Detail} result */
      tell({ option, family, text, link }) {
        const detail = { option, family, text, link };
        this.dispatchEvent(new CustomEvent("micro-or-mega-result", { bubbles: true, detail }));
      }
    },
  );
}

define("quiz");
define("calculator");
