"""Dead code: the page reaches about 550 of the 8,500 functions that Pyodide's WebAssembly offers to extensions."""

import json
from dataclasses import replace
from pathlib import Path

from publish import node
from publish.cache import digest, kept
from publish.lean.parts import HERE, Lean
from publish.paths import MODULES

SCRIPT = HERE / "prune_glue.mjs"
BINARYEN = MODULES / "binaryen"
METADCE = BINARYEN / "bin" / "wasm-metadce"
ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"
# Named one by one: with all features on, this version writes an encoding that the splitting tool cannot read.
FEATURES = (
    "bulk-memory",
    "bulk-memory-opt",
    "call-indirect-overlong",
    "exception-handling",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
    "simd",
)
ROUNDS = 2

MODULE = "API._pyodide._importhook.sys.modules.get"
AT_HAND = {
    'API.rawRun("import _pyodide_core")': 'API.config._loadSnapshot?[0,""]:API.rawRun("import _pyodide_core")',
    'API._pyodide._base.eval_code("{}")': f'{MODULE}("builtins").dict()',
    'API.runPythonInternal("import importlib; importlib")': f'{MODULE}("importlib")',
    'API.runPythonInternal("import __main__; __main__.__dict__")': f'{MODULE}("__main__").__dict__',
    'API.runPythonInternal("import builtins; builtins.__dict__")': f'{MODULE}("builtins").__dict__',
}
"""What the glue compiles Python for at every start, though it is at hand: so a memory starts without a compiler."""

UNUSED = {
    "updateGOT(origExports);": "",
    "return addFunction(trampolineInstance.exports.trampoline_call)": (
        "const slot=getEmptyTableSlot();setWasmTableEntry(slot,trampolineInstance.exports.trampoline_call);return slot"
    ),
}
"""What the glue prepares at every start for extensions that are libraries of their own: each exported function gets an
address, which is looked for among all that have one. There are no such extensions here."""


def prune(lean: Lean) -> Lean:
    """Leave out of the glue and the WebAssembly what neither reaches through the other.

    What the glue names stays among the exports; what the exports reach stays in the WebAssembly; what that imports
    stays in the glue. Two rounds: the second finds nothing new in Pyodide 314.
    """

    def make(folder: Path) -> None:
        wasm, glue = folder / "python.wasm", folder / "glue.whole.mjs"
        source = lean.wasm
        for _ in range(ROUNDS):
            node.run(SCRIPT, lean.glue, source, json.dumps([str(lean.loader)]), glue)
            _remove(lean.wasm, json.loads(Path(f"{glue}.json").read_text()), wasm)
            source = wasm
        glue.write_text(without_needless_work(glue.read_text(encoding="utf-8")), encoding="utf-8")
        node.run(ESBUILD, "--minify", "--target=es2022", "--log-level=warning", f"--outfile={folder}/glue.mjs", glue)
        for left in (glue, Path(f"{glue}.json"), folder / "graph.json"):
            left.unlink()

    tools = (BINARYEN / "package.json", ESBUILD.parents[1] / "package.json")
    folder = kept("prune", digest(lean.wasm, lean.glue, lean.loader, SCRIPT, Path(__file__), *tools), make)
    return replace(lean, glue=folder / "glue.mjs", wasm=folder / "python.wasm")


def without_needless_work(glue: str) -> str:
    """The same glue, which takes what is at hand, and does nothing for extensions.

    Raises:
        ValueError: a newer Pyodide writes one of these lines in another way.
    """
    for line, other in (AT_HAND | UNUSED).items():
        if glue.count(line) != 1:
            message = f"Pyodide's start has changed: look for {line} in its glue, and see AT_HAND and UNUSED."
            raise ValueError(message)
        glue = glue.replace(line, other)
    return glue


def _remove(source: Path, exports: list[str], target: Path) -> None:
    """Only what the exports reach."""
    graph = [{"name": f"e{at}", "export": name, "root": True} for at, name in enumerate(exports)]
    file = target.parent / "graph.json"
    file.write_text(json.dumps(graph))
    options = [f"--enable-{feature}" for feature in FEATURES]
    node.run(METADCE, *options, source, f"--graph-file={file}", "-o", target, capture=True)
