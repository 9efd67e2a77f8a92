"""The site's own stylesheets become one file, so that a page waits for one answer and not for six."""

import json
import re
from pathlib import Path

from publish import node
from publish.bundle import ESBUILD

STYLES = "assets/css"
LINK = re.compile(rf'[ \t]*<link rel="stylesheet" href="([^"]*){STYLES}/(?!guide-)([\w.-]+\.css)">\n?')
OPTIONS = (
    "--bundle",
    "--minify",
    "--external:../img/*",
    "--external:../fonts/*",
    "--entry-names=[name]-[hash]",
    "--log-level=warning",
)


def bundle_styles(site: Path) -> None:
    """Write one stylesheet in the order in which the pages name the sources, and point the pages to it.

    Pages that name the one file already stay as they are.
    """
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    orders = {tuple(name for _, name in LINK.findall(text)) for text in pages.values()} - {()}
    if not orders:
        return
    if len(orders) > 1:
        message = f"Pages name different stylesheets, or in another order: {sorted(orders)}"
        raise RuntimeError(message)
    sources = orders.pop()
    name = _one_file(site / STYLES, sources)
    for page, text in pages.items():
        page.write_text(_with_one_link(text, name), encoding="utf-8")


def _one_file(folder: Path, sources: tuple[str, ...]) -> str:
    """The sources bundled and minified; they themselves are removed."""
    entry, meta = folder / "guide.css", folder / "meta.json"
    entry.write_text("".join(f'@import "./{source}";\n' for source in sources))
    node.run(ESBUILD, *OPTIONS, f"--outdir={folder}", f"--metafile={meta}", entry)
    (made,) = json.loads(meta.read_text())["outputs"]
    for left in (entry, meta, *(folder / source for source in sources)):
        left.unlink()
    return Path(made).name


def _with_one_link(text: str, name: str) -> str:
    """The page's first link to a source names the one file, the others go.

    >>> _with_one_link('<link rel="stylesheet" href="../assets/css/a.css">', "guide-1.css")
    '<link rel="stylesheet" href="../assets/css/guide-1.css">'
    """
    first = LINK.search(text)
    if first is None:
        return text
    one = first[0].replace(f"{STYLES}/{first[2]}", f"{STYLES}/{name}")
    return text[: first.start()] + one + LINK.sub("", text[first.end() :])
