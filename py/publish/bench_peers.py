"""Pages that start other Pythons for the benchmark: PyScript with CPython and MicroPython, and MicroPython alone."""

import shutil
from pathlib import Path

from publish.policy import HEADERS

PROGRAM = """
import json, math
case = json.loads('{"budget": 9000, "tiers": [["nano", 3000], ["micro", 25000], ["mid", 120000], ["macro", 600000]]}')
def estimate(name, followers):
    price = 2.5 * followers ** 0.75
    count = int(case["budget"] // price)
    reach = count * followers * 0.22
    spread = [reach * math.exp(0.6 * z) for z in (-1.28, 0, 1.28)]
    return {"tier": name, "creators": count, "reach": [round(x) for x in spread]}
answer = json.dumps([estimate(name, followers) for name, followers in case["tiers"]])
"""
SHOW = 'document.documentElement.setAttribute("data-bench-answer", answer)'
HEAD = '<head><script>{script}</script><meta charset="utf-8"><title>Benchmark</title>{head}</head>'
PAGE = '<!doctype html><html lang="en">' + HEAD + "<body>{body}</body>"
PYSCRIPT = """<script type="module" src="peers/core/core.js"></script>"""
ELEMENT = """<script type="{kind}" worker config='{{"interpreter": "{interpreter}"}}'>
from pyscript import document
{program}
document.documentElement.setAttribute("data-bench-answer", answer)
</script>"""
BARE = """<script type="module">
const worker = new Worker("peers/worker.mjs", { type: "module" });
worker.onmessage = ({ data: answer }) => SHOW;
</script>""".replace("SHOW", SHOW)
WORKER = """import { loadMicroPython } from "./micropython.mjs";
const python = await loadMicroPython();
python.runPython(PROGRAM);
self.postMessage(python.globals.get("answer"));
"""
# PyScript's worker reaches the page through shared memory, which browsers give to isolated pages only.
ISOLATED = """/*
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Embedder-Policy: require-corp
"""


def write_peers(folder: Path, modules: Path, script: str) -> dict[str, Path]:
    """One folder for each, self-hosted from the packages.

    Args:
        folder: where they go.
        modules: the npm packages.
        script: runs first in each page.
    """
    core, micropython = modules / "@pyscript/core/dist", modules / "@micropython/micropython-webassembly-pyscript"
    pyodide = modules / "pyodide"
    page = {
        "PyScript, CPython": ELEMENT.format(kind="py", interpreter="/peers/pyodide/pyodide.mjs", program=PROGRAM),
        "PyScript, MicroPython": ELEMENT.format(kind="mpy", interpreter="/peers/micropython.mjs", program=PROGRAM),
        "MicroPython alone": BARE,
    }
    found = {}
    for number, (name, body) in enumerate(page.items()):
        place = found[name] = folder / str(number)
        shutil.copytree(micropython, place / "peers", dirs_exist_ok=True)
        shutil.copytree(core, place / "peers" / "core", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.map"))
        shutil.copytree(
            pyodide, place / "peers" / "pyodide", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.map")
        )
        (place / "peers" / "worker.mjs").write_text(WORKER.replace("PROGRAM", f"`{PROGRAM}`"))
        head = PYSCRIPT if "PyScript" in name else ""
        (place / HEADERS).write_text(ISOLATED)
        (place / "index.html").write_text(PAGE.format(script=script, head=head, body=body))
    return found
