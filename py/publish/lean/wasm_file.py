"""Just enough of WebAssembly's binary format to mend one fault of a tool and to take tables out of the data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GLOBALS = 6
EXPORTS = 7
DATA = 11
TABLE, GLOBAL = 1, 3
HEADER = 8
ACTIVE, CONSTANT = 0, 0x41
END = 0x0B


@dataclass(frozen=True)
class Data:
    """What a module puts into its memory when it starts."""

    memory: bytes
    places: tuple[tuple[int, int, int], ...]  # of each segment: its address, its place in the file, its length

    @property
    def end(self) -> int:
        """The first address after all data."""
        return len(self.memory)

    def read(self, start: int, end: int) -> bytes:
        """The bytes between two addresses."""
        return self.memory[start:end]

    def emptied(self, module: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
        """The module with zeros at the addresses of the spans."""
        changed = bytearray(module)
        for start, end in spans:
            for address, place, length in self.places:
                low, high = max(start, address), min(end, address + length)
                if low < high:
                    changed[place + low - address : place + high - address] = bytes(high - low)
        return bytes(changed)


def data_of(module: bytes) -> Data:
    """The data of a module.

    Raises:
        ValueError: a segment's address is not a plain number.
    """
    at, _ = next(span for kind, span in _sections(module) if kind == DATA)
    count, at = _number(module, at)
    places: list[tuple[int, int, int]] = []
    for _ in range(count):
        if module[at : at + 2] != bytes((ACTIVE, CONSTANT)):
            message = "a data segment without an address of its own"
            raise ValueError(message)
        address, at = _number(module, at + 2)
        length, at = _number(module, at + 1)
        places.append((address, at, length))
        at += length
    memory = bytearray(max(address + length for address, _, length in places))
    for address, place, length in places:
        memory[address : address + length] = module[place : place + length]
    return Data(bytes(memory), tuple(places))


def addresses_of(module: bytes) -> dict[str, int]:
    """The exported names of places in the memory, in a module that imports no globals.

    Raises:
        ValueError: a global's value is not a plain number.
    """
    at, _ = next(span for kind, span in _sections(module) if kind == GLOBALS)
    count, at = _number(module, at)
    values = []
    for _ in range(count):
        constant, (value, at) = module[at + 2], _number(module, at + 3)
        if (constant, module[at]) != (CONSTANT, END):
            message = "a global whose value is not a plain number"
            raise ValueError(message)
        values.append(value)
        at += 1
    found = {}
    at, _ = next(span for kind, span in _sections(module) if kind == EXPORTS)
    count, at = _number(module, at)
    for _ in range(count):
        length, at = _number(module, at)
        name, kind = module[at : at + length], module[at + length]
        index, at = _number(module, at + length + 1)
        if kind == GLOBAL:
            found[name.decode()] = values[index]
    return found


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
