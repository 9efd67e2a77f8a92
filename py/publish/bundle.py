"""The browser code of the site: esbuild makes hashed, split files of the modules in docs/assets/js/."""

import json
from collections.abc import Mapping
from pathlib import Path

from publish import node
from publish.paths import MODULES, SCRIPTS

ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"
ENTRIES = ("site", "tools", "engine")
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


def _esbuild(folder: Path, entries: list[str], defined: Mapping[str, object]) -> dict[str, str]:
    """One run; the values of `defined` are written into the scripts in place of their names."""
    meta = folder / "meta.json"
    defines = [f"--define:{name}={json.dumps(value, sort_keys=True)}" for name, value in defined.items()]
    sources = [SCRIPTS / f"{name}.js" for name in entries]
    node.run(ESBUILD, *OPTIONS, *defines, f"--outdir={folder}", f"--metafile={meta}", *sources)
    outputs = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    return {Path(out["entryPoint"]).name: Path(name).name for name, out in outputs.items() if "entryPoint" in out}
