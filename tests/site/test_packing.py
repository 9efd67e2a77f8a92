"""Packed files beside the plain ones."""

import gzip
from pathlib import Path

import brotli

from publish import packing

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
