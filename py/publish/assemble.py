"""The whole site: MkDocs writes the pages, this adds what the browser runs and what others find. Needs no hook."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from publish import bundle, embedding, offline, outward, policy, runtime, styles
from publish.paths import MODULES, ROOT, SITE

MANIFEST = "assets/manifest.json"
RUNTIME = "assets/runtime"
SCRIPTS = "assets/js"
DESCRIPTION = "assets/description.json"
FONT = MODULES / "@fontsource" / "bricolage-grotesque"
# Files of other people's packages that the pages name, with the licence that travels with them.
VENDORED = {
    "assets/fonts/heading.woff2": FONT / "files" / "bricolage-grotesque-latin-600-normal.woff2",
    "assets/fonts/LICENSE-heading.txt": FONT / "LICENSE",
}


def build(site: Path = SITE, site_url: str | None = None) -> Path:
    """Build the site into a folder, strictly: a warning is an error.

    Args:
        site: the folder, emptied first.
        site_url: where the site will be served; by default what SITE_URL says, else the address of `serve`.
    """
    settings = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", **_date()}
    if site_url:
        settings["SITE_URL"] = site_url
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, check=False, capture_output=True, text=True
    )
    if done.returncode:
        message = f"MkDocs did not build the site:\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)
    if not (site / MANIFEST).exists():
        finish(site)
    return site


def finish(site: Path) -> None:
    """Put the scripts, Python and what readers elsewhere see into a site that MkDocs (or its like) has written."""
    outward.complete(site)
    embedding.write(site, outward.base_of(site))
    offline.write_page(site)
    files = runtime.publish(runtime.prepare(_stages()), site / RUNTIME)
    names = bundle.bundle(site / SCRIPTS, _from_scripts(files)) | embedding.bundle_scripts(site, SCRIPTS)
    rename_in_pages(site, {f"{SCRIPTS}/{source}": f"{SCRIPTS}/{name}" for source, name in names.items()})
    bundle.announce(site, SCRIPTS, names["worker.js"])
    styles.bundle_styles(site)
    for name, source in VENDORED.items():
        _write(site / name, source.read_bytes())
    _write(site / DESCRIPTION, _description().encode())
    manifest = {"scripts": names, "runtime": files}
    _write(site / MANIFEST, (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode())
    _seal(site)


def mark(site: Path, script: str) -> None:
    """Put a script first into each page of a finished site: a measurement listens from the very beginning."""
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace("<head>", f"<head><script>{script}</script>", 1), encoding="utf-8")
    _seal(site)


def _seal(site: Path) -> None:
    policy.protect(site)
    offline.write_worker(site)  # last: it lists every file as it is served


def rename_in_pages(site: Path, names: Mapping[str, str]) -> None:
    """Point every page to the published names: templates and mkdocs.yml know only the source names."""
    for page in site.rglob("*.html"):
        before = page.read_text(encoding="utf-8")
        after = before
        for source, name in names.items():
            after = after.replace(f'{source}"', f'{name}"')
        if after != before:
            page.write_text(after, encoding="utf-8")


def _date() -> dict[str, str]:
    """The day that the site bears: that of the last commit, so that the same commit gives the same bytes on any day."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return {}
    command = ["git", "log", "-1", "--format=%ct"]
    found = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()
    return {"SOURCE_DATE_EPOCH": found} if found else {}


def _stages() -> tuple[str, ...]:
    """The stages of the runtime; RUNTIME_STAGES names fewer (an empty text: none, the stock files)."""
    named = os.environ.get("RUNTIME_STAGES")
    return tuple(runtime.STAGES) if named is None else tuple(filter(None, named.split(",")))


def _from_scripts(files: Mapping[str, object]) -> dict[str, object]:
    """The runtime's paths as the worker sees them, from the folder of scripts."""
    paths: dict[str, object] = {name: f"../runtime/{files[name]}" for name in ("home", "stdlib", "packages")}
    lean = files.get("lean")
    if isinstance(lean, dict):
        paths["lean"] = {name: f"../runtime/{path}" for name, path in lean.items()}
    return {**files, **paths}


def _description() -> str:
    """What the engine answers to `describe`, for whoever builds on it."""
    from micromega import answer

    return json.dumps(answer("describe", {}), ensure_ascii=False, indent=2) + "\n"


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
