"""Packed files beside the plain ones."""

import gzip
import json
from pathlib import Path

import brotli
import pytest

from publish import assemble, offline, packing

OPENED = {".br": brotli.decompress, ".gz": gzip.decompress}
PAGE = b"<p>Many small dots beside one large disc.</p>" * 100


def test_a_packed_file_opens_to_the_plain_one(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    packing.pack(tmp_path)
    opened = (
        brotli.decompress((tmp_path / "page.html.br").read_bytes()),
        gzip.decompress((tmp_path / "page.html.gz").read_bytes()),
    )
    assert opened == (PAGE, PAGE)


def test_what_is_small_or_packed_already_stays_alone(tmp_path: Path) -> None:
    (tmp_path / "small.html").write_bytes(PAGE[:100])
    (tmp_path / "picture.png").write_bytes(PAGE)
    assert packing.pack(tmp_path) == []


def test_packing_again_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    packing.pack(tmp_path)
    assert packing.pack(tmp_path) == []


def test_packing_twice_gives_the_same_bytes_without_a_date(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    first = [twin.read_bytes() for twin in packing.pack_one(tmp_path / "page.html")]
    (tmp_path / "again.html").write_bytes(PAGE)
    again = [twin.read_bytes() for twin in packing.pack_one(tmp_path / "again.html")]
    assert again == first
    assert first[1][4:8] == bytes(4)


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, dict[str, dict[str, int]]]:
    """What the build says of the files of Python."""
    about: dict[str, dict[str, dict[str, int]]] = json.loads((site / assemble.MANIFEST).read_text())["runtime"]
    return about


def test_every_lean_file_but_the_scripts_has_twins(published: dict[str, dict[str, dict[str, int]]]) -> None:
    large = {name for name in map(str, published["lean"].values()) if not name.endswith(".mjs")}
    assert published["packed"].keys() == large


@pytest.mark.parametrize("ending", OPENED)
def test_twin_opens_to_its_file(site: Path, published: dict[str, dict[str, dict[str, int]]], ending: str) -> None:
    files = [site / assemble.RUNTIME / name for name in published["packed"]]
    differing = [f for f in files if OPENED[ending](f.with_name(f.name + ending).read_bytes()) != f.read_bytes()]
    assert differing == []


def test_browser_is_told_what_twins_weigh(site: Path, published: dict[str, dict[str, dict[str, int]]]) -> None:
    for name, told in published["packed"].items():
        endings = {"identity": "", "br": ".br", "gzip": ".gz"}
        folder = site / assemble.RUNTIME
        assert told == {how: (folder / (name + ending)).stat().st_size for how, ending in endings.items()}


def test_twins_are_neither_listed_for_offline_nor_packed_again(site: Path) -> None:
    listed = [path for path, _ in offline.files(site) if path.endswith(tuple(OPENED))]
    twins = [file for ending in OPENED for file in site.rglob(f"*{ending}")]
    assert (listed, [twin for twin in twins if packing.can_shrink(twin)]) == ([], [])
