"""A zip archive of stored files, written by hand: the same bytes for the same content, whoever packs it."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

_VERSION, _UTF8, _DAY = 20, 0x800, 0x5A21
"""Zip 2.0; names are UTF-8; 1 January 2025, because an archive must name a day and the engine has no clock."""


def pack(files: Mapping[str, str]) -> bytes:
    r"""An archive of texts by name.

    >>> pack({"a.txt": "hello"})[:4]
    b'PK\x03\x04'
    """
    body, directory = bytearray(), bytearray()
    for name, text in files.items():
        data, path = text.encode(), name.encode()
        offset = len(body)
        about = _numbers((_VERSION, 2), (_UTF8, 2), (0, 2), (0, 2), (_DAY, 2), (crc32(data), 4))
        about += _numbers((len(data), 4), (len(data), 4), (len(path), 2), (0, 2))
        body += b"PK\x03\x04" + about + path + data
        directory += b"PK\x01\x02" + _numbers((_VERSION, 2)) + about
        directory += _numbers((0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)) + path
    counts = ((0, 2), (0, 2), (len(files), 2), (len(files), 2), (len(directory), 4), (len(body), 4), (0, 2))
    return bytes(body + directory + b"PK\x05\x06" + _numbers(*counts))


def _numbers(*fields: tuple[int, int]) -> bytes:
    return b"".join(value.to_bytes(size, "little") for value, size in fields)
