"""Just enough of WebAssembly's binary format to mend one fault of a tool."""

from collections.abc import Iterator

EXPORTS = 7
TABLE = 1
HEADER = 8


def mend_tables(module: bytes) -> bytes:
    """Each exported table gets its own number: wasm-split 108 exports every table as number 0.

    Args:
        module: a WebAssembly file whose tables are exported in their order, each name once.
    """
    fixed = bytearray(module)
    at, _ = next(span for kind, span in _sections(module) if kind == EXPORTS)
    count, at = _number(module, at)
    table = 0
    for _ in range(count):
        length, at = _number(module, at)
        at += length
        kind, index = module[at], at + 1
        _, at = _number(module, index)
        if kind == TABLE:
            if at != index + 1:
                message = "a table's number is longer than one byte"
                raise ValueError(message)
            fixed[index] = table
            table += 1
    return bytes(fixed)


def _sections(module: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    at = HEADER
    while at < len(module):
        kind = module[at]
        size, start = _number(module, at + 1)
        yield kind, (start, start + size)
        at = start + size


def _number(module: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and the place after it."""
    value = shift = 0
    while True:
        byte = module[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
