/**
 * Takes out of Emscripten's glue what nothing reaches: `node prune_glue.mjs GLUE WASM KEPT OUT`.
 *
 * A declaration is reached when an identifier in reached code has its name; what is an export of the WebAssembly or a property
 * of Module also when a property or a text has it. That keeps too much rather than too little. The roots are the glue's own statements and the programs named in KEPT, a JSON
 * list of files that use the glue. OUT.json receives the exports of the WebAssembly that the glue still names.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "acorn";

const [glueFile = "", wasmFile = "", keptFiles = "[]", out = ""] = process.argv.slice(2);
const source = readFileSync(glueFile, "utf8");
const imported = new Set(
  WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(wasmFile))).map(({ name }) => name),
);

/** @typedef {{ start: number, end: number, needs: Set<string> }} Unit a piece of source and the names that it mentions */

const program = parse(source, { ecmaVersion: "latest", sourceType: "module" });
const glue = /** @type {any} */ (program.body.find((node) => node.type === "FunctionDeclaration"));

/** @type {Map<string, Unit[]>} what becomes live with a name */
const byName = new Map();
/** @type {Unit[]} */
const always = [];
/** @type {Unit[]} pieces that are left out unless reached, in the order of the source */
const optional = [];

/** Identifiers as they are; properties and texts with a dot before them. @param {any} node @param {Set<string>} [found] */
function mentions(node, found = new Set()) {
  if (Array.isArray(node)) for (const each of node) mentions(each, found);
  else if (node && typeof node.type === "string") {
    if (node.type === "Identifier") found.add(node.name);
    else if (node.type === "Literal") found.add(`.${node.value}`);
    for (const key of Object.keys(node)) {
      const named = (key === "property" || key === "key") && !node.computed && node[key].type === "Identifier";
      if (named) found.add(`.${node[key].name}`);
      else if (node[key] && typeof node[key] === "object") mentions(node[key], found);
    }
  }
  return found;
}

/** @param {any} node @param {string[]} names @param {number} [end] @param {any} [content] */
function depends(node, names, end = node.end, content = node) {
  const unit = { start: node.start, end, needs: mentions(content) };
  optional.push(unit);
  for (const name of names) byName.set(name, [...(byName.get(name) ?? []), unit]);
}

/** Whether evaluating an initialiser does nothing but make a value. @param {any} node */
function isInert(node) {
  const inert = ["ArrowFunctionExpression", "FunctionExpression", "Literal", "Identifier", "ClassExpression"];
  if (!node || inert.includes(node.type)) return true;
  if (node.type === "ObjectExpression")
    return node.properties.every(
      (/** @type {any} */ each) => each.type === "Property" && !each.computed && isInert(each.value),
    );
  if (node.type === "ArrayExpression") return node.elements.every(isInert);
  return false;
}

/** The name that a statement such as `name.sig = …` or `Module["name"] = name` belongs to. @param {any} node */
function owner(node) {
  const { type, left, right } = node.expression ?? {};
  if (type !== "AssignmentExpression" || left.type !== "MemberExpression" || left.object.type !== "Identifier") return;
  const property = left.computed ? left.property.value : left.property.name;
  if (left.object.name === "Module") return right.type === "Identifier" ? `.${property}` : undefined;
  return property === "sig" && isInert(right) ? left.object.name : undefined;
}

/** The table of functions that WebAssembly imports: each entry lives when it is imported. @param {any} declarator */
function readImports(declarator) {
  const { properties } = declarator.init;
  for (const [at, entry] of properties.entries()) {
    if (imported.has(entry.key.name ?? entry.key.value)) always.push({ ...entry, needs: mentions(entry.value) });
    else
      optional.push({
        start: entry.start,
        end: properties[at + 1]?.start ?? declarator.init.end - 1,
        needs: new Set(),
      });
  }
}

/** The assignments of exports to names: each lives when its name is mentioned. @param {any} node */
function readExports(node) {
  for (const each of node.body.body) {
    const found = mentions(each);
    const named = [...found].filter((name) => name !== "Module" && name !== "wasmExports");
    depends(each, named);
  }
}

for (const node of glue.body.body) {
  if (node.type === "FunctionDeclaration" && node.id.name === "assignWasmExports") readExports(node);
  else if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") depends(node, [node.id.name]);
  else if (node.type === "VariableDeclaration") {
    const [first] = node.declarations;
    if (node.declarations.length === 1 && first.id.name === "wasmImports") readImports(first);
    else if (node.declarations.every((/** @type {any} */ each) => each.id.type === "Identifier" && !each.init)) {
      const { declarations } = node;
      for (const [at, each] of declarations.entries())
        if (at < declarations.length - 1) depends(each, [each.id.name], declarations[at + 1].start);
    } else if (
      node.declarations.every((/** @type {any} */ each) => each.id.type === "Identifier" && isInert(each.init))
    )
      depends(
        node,
        node.declarations.map((/** @type {any} */ each) => each.id.name),
      );
    else always.push({ ...node, needs: mentions(node) });
  } else {
    const name = owner(node);
    if (name) depends(node, [name]);
    else always.push({ ...node, needs: mentions(node) });
  }
}

const live = new Set();
const names = new Set();
const queue = always.flatMap(({ needs }) => [...needs]);
for (const file of JSON.parse(keptFiles))
  queue.push(...mentions(parse(readFileSync(file, "utf8"), { ecmaVersion: "latest", sourceType: "module" })));
while (queue.length) {
  const name = /** @type {string} */ (queue.pop());
  if (names.has(name)) continue;
  names.add(name);
  for (const unit of byName.get(name) ?? []) {
    live.add(unit);
    queue.push(...unit.needs);
  }
}

let pruned = "";
let at = 0;
for (const unit of optional.filter((each) => !live.has(each)).sort((a, b) => a.start - b.start)) {
  if (unit.start < at) continue;
  pruned += source.slice(at, unit.start);
  at = unit.end;
}
writeFileSync(out, pruned + source.slice(at));
const module = new WebAssembly.Module(readFileSync(wasmFile));
const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
writeFileSync(`${out}.json`, JSON.stringify(exported.filter((name) => names.has(`.${name}`))));
