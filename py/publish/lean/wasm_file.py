"""Just enough of WebAssembly's binary format to mend one fault of a tool and to change what a module has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

TYPES = 1
IMPORTS = 2
FUNCTIONS = 3
TABLES = 4
GLOBALS = 6
EXPORTS = 7
CODE = 10
DATA = 11
FUNCTION, TABLE, GLOBAL = 0, 1, 3
HEADER = 8
ACTIVE, CONSTANT = 0, 0x41
END = 0x0B


@dataclass(frozen=True)
class Export:
    """What a module offers under a name."""

    name: str
    kind: int
    number: int
    place: int  # of the number in the file


@dataclass(frozen=True)
class ImportedFunction:
    """What a module calls of others."""

    module: str
    name: str
    signature: int
    span: tuple[int, int]  # where it is in the file


@dataclass(frozen=True)
class Change:
    """What becomes of a section's entries: some before the others, some after them, some left out."""

    first: Sequence[bytes] = ()
    last: Sequence[bytes] = ()
    without: Sequence[tuple[int, int]] = ()


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
    count, at = entries(module, DATA)
    places: list[tuple[int, int, int]] = []
    for _ in range(count):
        if module[at : at + 2] != bytes((ACTIVE, CONSTANT)):
            message = "a data segment without an address of its own"
            raise ValueError(message)
        address, at = number_at(module, at + 2)
        length, at = number_at(module, at + 1)
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
    count, at = entries(module, GLOBALS)
    values = []
    for _ in range(count):
        constant, (value, at) = module[at + 2], number_at(module, at + 3)
        if (constant, module[at]) != (CONSTANT, END):
            message = "a global whose value is not a plain number"
            raise ValueError(message)
        values.append(value)
        at += 1
    return {each.name: values[each.number] for each in exports(module) if each.kind == GLOBAL}


def mend_tables(module: bytes) -> bytes:
    """Each exported table gets its own number: wasm-split 108 exports every table as number 0.

    Args:
        module: a WebAssembly file whose tables are exported in their order, each name once.
    """
    fixed = bytearray(module)
    for number, each in enumerate(each for each in exports(module) if each.kind == TABLE):
        if number_at(module, each.place)[1] != each.place + 1:
            message = "a table's number is longer than one byte"
            raise ValueError(message)
        fixed[each.place] = number
    return bytes(fixed)


def exports(module: bytes) -> Iterator[Export]:
    """What a module offers, in its order."""
    count, at = entries(module, EXPORTS)
    for _ in range(count):
        name, at = _name(module, at)
        kind, place = module[at], at + 1
        number, at = number_at(module, place)
        yield Export(name, kind, number, place)


def imported_functions(module: bytes) -> Iterator[ImportedFunction]:
    """What a module calls of others, in its order.

    Raises:
        ValueError: it imports something that is no function.
    """
    count, at = entries(module, IMPORTS)
    for _ in range(count):
        start = at
        other, at = _name(module, at)
        name, at = _name(module, at)
        if module[at] != FUNCTION:
            message = f"{name} is imported and no function"
            raise ValueError(message)
        signature, at = number_at(module, at + 1)
        yield ImportedFunction(other, name, signature, (start, at))


def rebuilt(module: bytes, changes: Mapping[int, Change]) -> bytes:
    """The module with changed sections."""
    made = bytearray(module[:HEADER])
    for kind, (start, end) in _sections(module):
        content = module[start:end]
        if kind in changes:
            change = changes[kind]
            count, at = number_at(module, start)
            count += len(change.first) + len(change.last) - len(change.without)
            kept = bytearray()
            for low, high in (*change.without, (end, end)):
                kept += module[at:low]
                at = high
            content = b"".join([leb(count), *change.first, kept, *change.last])
        made += bytes([kind]) + leb(len(content)) + content
    return bytes(made)


def entries(module: bytes, wanted: int) -> tuple[int, int]:
    """How many entries a section has, and where the first is."""
    return number_at(module, next(start for kind, (start, _) in _sections(module) if kind == wanted))


def leb(value: int) -> bytes:
    """A number as unsigned LEB128.

    >>> leb(624485).hex()
    'e58e26'
    """
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def signed_leb(value: int) -> bytes:
    """A number that is not negative as signed LEB128: it must not look negative.

    >>> signed_leb(64).hex(), signed_leb(63).hex()
    ('c000', '3f')
    """
    *others, last = leb(value)
    return bytes([*others, last] if last < 0x40 else [*others, last | 0x80, 0])


def _name(module: bytes, at: int) -> tuple[str, int]:
    length, at = number_at(module, at)
    return module[at : at + length].decode(), at + length


def _sections(module: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    at = HEADER
    while at < len(module):
        kind = module[at]
        size, start = number_at(module, at + 1)
        yield kind, (start, start + size)
        at = start + size


def number_at(module: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and the place after it."""
    value = shift = 0
    while True:
        byte = module[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
