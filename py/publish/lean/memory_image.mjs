/**
 * The memory of a started Python as a file for the page: what differs from the WebAssembly's own data, and what was added.
 *
 * First the length of the head, then the head as JSON, what Pyodide's loader reads, and the spans: `lean-memory.js` reads it.
 */

import { PAGE } from "../../../docs/assets/js/lean-memory.js";

/** So much emptiness is left out. */
const GAP = 4096;
const WORD = 4;
const IN_USE = 2;
/** Of a free piece the allocator reads its links: two, and three more in a piece that belongs to a tree. */
const [LINKS, TREE_LINKS, TREE] = [16, 32, 256];
const SEARCHED = 1_048_576;
const MANY = 10_000;

/**
 * @param {Uint8Array} snapshot as Pyodide makes it
 * @param {Uint8Array} base the memory before anything ran
 * @param {Uint8Array[]} tables what comes with later parts: it is left out, whether it was here or not
 * @param {{ heap: number, question: string, answer: string }} about where the heap begins, and how the page can try the memory
 */
export function writeImage(snapshot, base, tables, about) {
  const loader = new Uint32Array(snapshot.buffer, 0, 2)[1] ?? 0;
  const memory = snapshot.slice(loader);
  const fixed = end(base);
  for (const [place, length] of tables.flatMap(spansOfTables)) memory.fill(0, place, place + length);
  emptyFreePieces(memory, fixed);
  const size = end(memory);
  for (let at = 0; at < fixed; at += 1) memory[at] = (memory[at] ?? 0) ^ (base[at] ?? 0);
  const spans = spansOf(memory, size, fixed);
  const head = new TextEncoder().encode(JSON.stringify({ size, fixed, loader, spans, ...about }));
  const length = new Uint8Array(new Uint32Array([head.length]).buffer);
  const parts = spans.map(([place, count]) => memory.subarray(place, place + count));
  return Buffer.concat([length, head, snapshot.subarray(0, loader), ...parts]);
}

/**
 * Start and length of each table: see `tables.py`.
 *
 * @param {Uint8Array} tables
 * @returns {[number, number][]}
 */
function spansOfTables(tables) {
  const view = new DataView(tables.buffer, tables.byteOffset);
  return Array.from({ length: view.getUint32(0, true) }, (_none, at) => [
    view.getUint32(8 * at + 4, true),
    view.getUint32(8 * at + 8, true),
  ]);
}

/** The length without the empty end, in whole pages. @param {Uint8Array} memory */
function end(memory) {
  let at = memory.length;
  while (at > 0 && memory[at - 1] === 0) at -= 1;
  return Math.ceil(at / PAGE) * PAGE;
}

/**
 * @param {Uint8Array} memory
 * @param {number} size
 * @param {number} [cut] a span ends here at the latest
 */
function spansOf(memory, size, cut = 0) {
  /** @type {[number, number][]} */
  const spans = [];
  for (let at = 0; at < size; at += GAP) {
    if (memory.subarray(at, at + GAP).every((byte) => byte === 0)) continue;
    const last = spans.at(-1);
    if (last && last[0] + last[1] === at && at !== cut) last[1] += GAP;
    else spans.push([at, GAP]);
  }
  return spans;
}

/**
 * Empty what was freed, so that it weighs nothing. The allocator's pieces follow each other, each with its length before it; the
 * first one is found by trying from where many others can be reached.
 *
 * @param {Uint8Array} memory
 * @param {number} from
 */
function emptyFreePieces(memory, from) {
  const words = new Uint32Array(memory.buffer, 0, memory.length / WORD);
  for (const [start] of spansOf(memory.subarray(from), memory.length - from))
    for (let first = from + start; first < from + start + SEARCHED; first += 8) {
      const free = freePieces(words, first);
      if (!free) continue;
      for (const [place, length] of free) {
        const links = length < TREE ? LINKS : TREE_LINKS;
        if (length > links) memory.fill(0, place + links, place + length);
      }
      return;
    }
  throw new Error("The allocator's pieces were not found.");
}

/**
 * @param {Uint32Array} words
 * @param {number} first
 * @returns {[number, number][] | undefined}
 */
function freePieces(words, first) {
  /** @type {[number, number][]} */
  const free = [];
  let count = 0;
  for (let at = first; ; count += 1) {
    const word = words[at / WORD + 1] ?? 0;
    const length = word - (word % 8);
    const next = at + length;
    if (length < 16 || next / WORD >= words.length) break;
    if (!(word & IN_USE)) {
      free.push([at, length]);
      if (words[next / WORD] !== length) break; // the last piece, which all later ones are cut from
    }
    at = next;
  }
  return count > MANY ? free : undefined;
}
