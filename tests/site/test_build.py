"""What the build leaves in the site's folder."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publish import assemble
from publish.paths import ROOT

ATTRIBUTE = re.compile(r"""(?:src|srcset|poster|action|data-src)=["']?([^"'\s>]+)""")
STYLESHEET = re.compile(r"""<link[^>]+rel=["']?(?:stylesheet|preload|icon|modulepreload)[^>]*>""")
HASHED = re.compile(r"-[A-Z0-9]{8}\.js(\.LEGAL\.txt)?$")


@pytest.fixture(scope="module")
def manifest(site: Path) -> dict[str, dict[str, str]]:
    return json.loads((site / assemble.MANIFEST).read_text())


def pages(site: Path) -> dict[str, str]:
    return {str(page.relative_to(site)): page.read_text() for page in site.rglob("*.html")}


def test_every_script_has_a_name_that_changes_with_its_content(site: Path) -> None:
    names = [file.name for file in (site / assemble.SCRIPTS).iterdir()]
    assert [name for name in names if not HASHED.search(name)] == []


def test_every_script_that_a_page_names_exists(site: Path) -> None:
    named = {name for text in pages(site).values() for name in re.findall(r"assets/js/([\w.-]+\.js)", text)}
    assert [name for name in named if not (site / assemble.SCRIPTS / name).exists()] == []


def test_page_waits_for_one_stylesheet_of_ours(site: Path) -> None:
    counts = {name: len(re.findall(r'href="[^"]*assets/css/', text)) for name, text in pages(site).items()}
    # A short link is a page that only leads on.
    assert {name: count for name, count in counts.items() if count != (not name.startswith("go/"))} == {}


def test_every_file_that_the_stylesheet_names_exists(site: Path) -> None:
    (sheet,) = (site / "assets" / "css").iterdir()
    named = [name for name in re.findall(r"url\(\"?([^)\"]+)", sheet.read_text()) if not name.startswith("data:")]
    assert (named != [], [name for name in named if not (sheet.parent / name).exists()]) == (True, [])


def test_every_file_of_the_runtime_exists(site: Path, manifest: dict[str, dict[str, str]]) -> None:
    runtime = manifest["runtime"]
    assert all((site / assemble.RUNTIME / runtime[name]).exists() for name in ("home", "stdlib", "packages"))


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    loads = [
        (name, found)
        for name, text in pages(site).items()
        for found in [*ATTRIBUTE.findall(text), *STYLESHEET.findall(text)]
        if "//" in found and not found.startswith("data:")
    ]
    assert loads == []


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    lychee = [Path(sys.executable).parent / "lychee", "--offline", "--include-fragments", "--no-progress"]
    state = "#v=[0-9]"  # a state is a fragment that names no place on the page
    where = ["--exclude", state, "--root-dir", str(site), "--index-files", "index.html", str(site)]
    done = subprocess.run([*lychee, *where], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_source_modules_are_not_published(site: Path) -> None:
    assert [file.name for file in site.rglob("*") if file.name in ("prerender.js", "globals.d.ts", "worker.js")] == []


def test_description_is_what_the_engine_describes(site: Path) -> None:
    from micromega import answer

    assert json.loads((site / assemble.DESCRIPTION).read_text()) == json.loads(json.dumps(answer("describe", {})))


def test_second_build_gives_the_same_bytes(
    site: Path, base_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = assemble.build(tmp_path / "again", base_url)
    assert contents(again) == contents(site)


def contents(folder: Path) -> dict[str, int]:
    """A hash of each file by its name."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): hash(file.read_bytes()) for file in files}


@pytest.mark.parametrize("name", ["requirements.txt", "package-lock.json"])
def test_lock_file_names_no_host(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    assert [line for line in lines if "://" in line and '"url"' not in line] == []


def test_every_python_package_is_pinned_by_hash() -> None:
    lock = (ROOT / "requirements.txt").read_text()
    packages = re.split(r"\n(?=\S)", lock)
    assert [package for package in packages if not package.startswith("#") and "--hash=sha256:" not in package] == []
