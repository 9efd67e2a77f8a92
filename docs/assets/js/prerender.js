/**
 * Draws a case at build, with the templates of the page: a reply on standard input, its parts as HTML on standard output.
 *
 * Node only. It is neither bundled nor published.
 */

import { readFileSync } from "node:fs";
import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { boxes, boxesOf } from "./boxes.js";
import { table } from "./figures.js";
import { comparison, verdict } from "./outcomes.js";
import { picture } from "./picture.js";
import { mixPart } from "./plan-mix.js";

/**
 * A template as plain HTML on one line; the notes that the library leaves for itself are taken out.
 *
 * @param {unknown} template
 */
function write(template) {
  const marked = collectResultSync(render(template));
  return marked
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/>\s+</g, "> <")
    .replaceAll(/\n\s*/g, " ");
}

const { value, mix, base, asked } = JSON.parse(readFileSync(0, "utf8"));
const groups = new Set(value.settings.map((/** @type {any} */ each) => each.group));
const drawn = [...groups].map((group) => [group, write(boxes(boxesOf(value.settings, group, asked), {}, base))]);
const parts = {
  verdict: write(verdict(value, `${base}decide/quiz/`, base)),
  picture: write(picture(value)),
  table: write(table(value, base)),
  result: write(comparison(value, base)),
  boxes: Object.fromEntries(drawn),
  mix: mix ? write(mixPart(mix, base)) : "",
};
process.stdout.write(JSON.stringify(parts));
