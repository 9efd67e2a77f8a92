"""Packed files beside the plain ones, for hosts that send what is packed already: best once, not at each request."""

from __future__ import annotations

from pathlib import Path

from publish.serve import PACKED_ALREADY, compressed

SMALLEST = 1000
"""Bytes. What is smaller fits into one network packet or two anyway."""
ENDINGS = {"br": ".br", "gzip": ".gz"}
BEST = 11


def pack(site: Path) -> list[Path]:
    """Write a .br and a .gz beside every file that gets smaller by it; again does no harm.

    Returns:
        the files written.
    """
    written = []
    for file in [each for each in sorted(site.rglob("*")) if each.is_file() and _can_shrink(each)]:
        body = file.read_bytes()
        for encoding, ending in ENDINGS.items():
            packed, beside = compressed(body, encoding, BEST), file.with_name(file.name + ending)
            if len(packed) < len(body) and not beside.exists():
                beside.write_bytes(packed)
                written.append(beside)
    return written


def _can_shrink(file: Path) -> bool:
    return file.suffix not in {*PACKED_ALREADY, *ENDINGS.values()} and file.stat().st_size >= SMALLEST
