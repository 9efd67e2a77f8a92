"""Packed files beside the plain ones, for hosts that send what is packed already: best once, not at each request."""

from __future__ import annotations

import os
from pathlib import Path

from publish.serve import PACKED_ALREADY, compressed

SMALLEST = 1000
"""Bytes. What is smaller fits into one network packet or two anyway."""
ENDINGS = {"br": ".br", "gzip": ".gz"}
BEST = int(os.environ.get("PACK_QUALITY", "11"))
"""Brotli's. The best takes half a minute for a changed Python, so a site that is only looked at gets less."""


def pack(site: Path) -> list[Path]:
    """Write a .br and a .gz beside every file that gets smaller by it; again does no harm.

    Returns:
        the files written.
    """
    files = [each for each in sorted(site.rglob("*")) if each.is_file() and can_shrink(each)]
    return [twin for file in files for twin in pack_one(file)]


def pack_one(file: Path) -> list[Path]:
    """Write the packed twins of one file that are smaller than it and not there yet: the same bytes at every build.

    Returns:
        the files written.
    """
    written = []
    body = file.read_bytes()
    for encoding, ending in ENDINGS.items():
        packed, twin = compressed(body, encoding, BEST), file.with_name(file.name + ending)
        if len(packed) < len(body) and not twin.exists():
            twin.write_bytes(packed)
            written.append(twin)
    return written


def weights(file: Path) -> dict[str, int]:
    """What a file and its twins weigh, in bytes, by how they travel."""
    twins = {encoding: file.with_name(file.name + ending) for encoding, ending in ENDINGS.items()}
    return {name: each.stat().st_size for name, each in {"identity": file, **twins}.items() if each.exists()}


def can_shrink(file: Path) -> bool:
    """Whether packing is worth a try.

    >>> can_shrink(Path("library.zip.gz"))
    False
    """
    return file.suffix not in PACKED_ALREADY and file.stat().st_size >= SMALLEST
