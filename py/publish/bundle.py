"""The browser code of the site: esbuild makes hashed, split files of the modules in docs/assets/js/."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish import node
from publish.paths import MODULES, SCRIPTS

ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"
ENTRIES = ("site", "tools", "engine", "embed-page")
# Written into the head of each page with a tool, between these two.
BEGIN, END = "<!-- its scripts -->", "<!-- end of its scripts -->"
TOOL = re.compile(r'data-tool="([a-z]+)"')
# Before the first style sheet, which scripts wait for.
EARLY = re.compile(r"<script data-worker=.*?</script>", re.DOTALL)
FIRST_STYLE = '<link rel="stylesheet"'
GRAPH = "scripts.json"
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
    worker = names_of(_esbuild(folder, ["worker"], {"RUNTIME": runtime}))
    outputs = _esbuild(folder, list(ENTRIES), {"WORKER": worker["worker.js"]})
    (folder / GRAPH).write_text(json.dumps(outputs, sort_keys=True))
    return worker | names_of(outputs)


def names_of(outputs: Mapping[str, Any]) -> dict[str, str]:
    """The published name of each entry's source name."""
    entries = {name: out["entryPoint"] for name, out in outputs.items() if "entryPoint" in out}
    return {Path(source).name: Path(name).name for name, source in entries.items()}


def announce(site: Path, scripts: str, worker: str) -> None:
    """Pages with a tool name all its scripts at once, so that they come together and not one after the other.

    The script that starts Python for a case in the address stands in the page itself: nothing comes before it.

    Args:
        site: the folder of the site.
        scripts: where its scripts are, from there.
        worker: the published name of the worker.
    """
    early_file = site / scripts / alone("early", site / scripts, {})
    early = early_file.read_text(encoding="utf-8").strip()
    early_file.unlink()
    graph = site / scripts / GRAPH
    outputs = json.loads(graph.read_text())
    graph.unlink()
    published = names_of(outputs)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        tools = [name for name in TOOL.findall(text) if f"{name}.js" in published]
        prefix = re.search(rf'src="([^"]*{scripts}/)tools[-.]', text)
        if not tools or not prefix:
            continue
        names = _needed(outputs, ["tools.js", "engine.js", *(f"{name}.js" for name in tools)])
        lines = [f'<link rel="modulepreload" href="{prefix[1]}{name}" fetchpriority="low">' for name in names]
        plain = re.sub(f"{BEGIN}.*?{END}", "", text)
        made = plain.replace("</head>", "".join([BEGIN, *lines, END, "</head>"]), 1)
        start = f'<script data-worker="{prefix[1]}{worker}">{early}</script>'
        made = EARLY.sub("", made).replace(FIRST_STYLE, f"{start}{FIRST_STYLE}", 1)
        page.write_text(made, encoding="utf-8")


def _needed(outputs: Mapping[str, Any], sources: list[str]) -> list[str]:
    """The published files of some scripts and of all that they import."""
    made = {Path(out["entryPoint"]).name: name for name, out in outputs.items() if "entryPoint" in out}
    found: list[str] = []
    waiting = [made[source] for source in sources]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += [each["path"] for each in outputs[name]["imports"] if each["kind"] == "import-statement"]
    return sorted(Path(name).name for name in found)


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


def _esbuild(folder: Path, entries: list[str], defined: Mapping[str, object]) -> dict[str, Any]:
    """What one run wrote; the values of `defined` are written into the scripts in place of their names."""
    meta = folder / "meta.json"
    sources = [SCRIPTS / f"{name}.js" for name in entries]
    node.run(ESBUILD, *OPTIONS, *_defines(defined), f"--outdir={folder}", f"--metafile={meta}", *sources)
    outputs: dict[str, Any] = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    return outputs
