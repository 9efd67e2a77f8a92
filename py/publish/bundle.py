"""The browser code of the site: esbuild makes hashed, split files of the modules in docs/assets/js/."""

import json
from collections.abc import Mapping
from pathlib import Path

from publish import node
from publish.paths import MODULES, SCRIPTS

ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"
ENTRIES = ("site", "tools", "engine", "embed-page")
OPTIONS = (
    "--bundle",
    "--format=esm",
    "--splitting",
    "--minify",
    "--target=es2022",
    "--legal-comments=linked",
    "--charset=utf8",
    "--entry-names=[name]-[hash]",
    "--chunk-names=[name]-[hash]",
    "--log-level=warning",
)
# A script that stands alone: loaded without being a module, by pages that are not ours or before anything is painted.
ALONE = ("--bundle", "--format=iife", "--minify", "--target=es2022", "--charset=utf8", "--log-level=warning")


def bundle(folder: Path, runtime: Mapping[str, object]) -> dict[str, str]:
    """Write the bundles into `folder`.

    Args:
        folder: where the site keeps its scripts.
        runtime: what the worker needs to find its files; paths relative to `folder`.

    Returns:
        The published name of each entry's source name, as in {"site.js": "site-ABCD1234.js"}.
    """
    worker = _esbuild(folder, ["worker"], {"RUNTIME": runtime})
    entries = [name for name in ENTRIES if (SCRIPTS / f"{name}.js").exists()]
    return worker | _esbuild(folder, entries, {"WORKER": worker["worker.js"]})


def alone(name: str, folder: Path, defined: Mapping[str, object], *, names: str = "[name]") -> str:
    """Write one script that needs no other.

    Args:
        name: the module in docs/assets/js/ without its ending.
        folder: where the script goes.
        defined: values that are written into the script in place of their names.
        names: the pattern of the published name; the source's own name is an address that never changes.

    Returns:
        The published name.
    """
    meta = folder / "meta.json"
    pattern = (f"--entry-names={names}", f"--outdir={folder}", f"--metafile={meta}")
    node.run(ESBUILD, *ALONE, *_defines(defined), *pattern, SCRIPTS / f"{name}.js")
    (made,) = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    return Path(made).name


def _defines(defined: Mapping[str, object]) -> list[str]:
    return [f"--define:{name}={json.dumps(value, sort_keys=True)}" for name, value in defined.items()]


def _esbuild(folder: Path, entries: list[str], defined: Mapping[str, object]) -> dict[str, str]:
    """One run; the values of `defined` are written into the scripts in place of their names."""
    meta = folder / "meta.json"
    sources = [SCRIPTS / f"{name}.js" for name in entries]
    node.run(ESBUILD, *OPTIONS, *_defines(defined), f"--outdir={folder}", f"--metafile={meta}", *sources)
    outputs = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    return {Path(out["entryPoint"]).name: Path(name).name for name, out in outputs.items() if "entryPoint" in out}
