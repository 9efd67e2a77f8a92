"""What stands for a function of a later part until the part is here.

The tool that splits makes each of them an import: nine thousand, which the script would make at every start. Here they
are functions of the first part. Each asks for its part by number, then calls what is in its slot by then.
"""

from collections.abc import Iterator, Mapping

from publish.lean.wasm_file import (
    CODE,
    CONSTANT,
    END,
    EXPORTS,
    FUNCTIONS,
    IMPORTS,
    TABLE,
    TABLES,
    TYPES,
    Change,
    ImportedFunction,
    entries,
    exports,
    imported_functions,
    leb,
    number_at,
    rebuilt,
    signed_leb,
)

SLOTS = "__indirect_function_table"
"""All functions are called by their slots in this table."""
BRING = "bring"
"""The one entry of this table is called with the number of a part: see `lean-parts.js`."""

SIGNATURE, I32 = 0x60, 0x7F
ONE_FUNCTION = bytes([0x70, 1, 1, 1])
LOCAL, INDIRECT = 0x20, 0x11
SIMPLE = range(0x69, 0x80)
"""Kinds of values that are written as one byte."""


def with_stubs(module: bytes, parts: Mapping[str, int]) -> bytes:
    """The module with functions of its own in place of what it imports of later parts; all keep their numbers.

    Args:
        module: a WebAssembly file that imports the functions of later parts last, each by the number of its slot.
        parts: the number of each part, by what its imports have as their module.

    Raises:
        ValueError: the imports are in another order, or a signature is of a newer kind.
    """
    imported = list(imported_functions(module))
    late = [each for each in imported if each.module in parts]
    if not late:
        return module
    if imported[-len(late) :] != late:
        message = "the functions of later parts are not the last imports"
        raise ValueError(message)
    arguments = list(_arguments(module))
    slots = next(each.number for each in exports(module) if (each.name, each.kind) == (SLOTS, TABLE))
    bring, _ = entries(module, TABLES)
    ask = bytes([CONSTANT, 0, INDIRECT]) + leb(len(arguments)) + leb(bring)
    bodies = [_body(each, parts[each.module], ask, arguments[each.signature], slots) for each in late]
    return rebuilt(
        module,
        {
            TYPES: Change(last=[bytes([SIGNATURE, 1, I32, 0])]),
            IMPORTS: Change(without=[each.span for each in late]),
            FUNCTIONS: Change(first=[leb(each.signature) for each in late]),
            TABLES: Change(last=[ONE_FUNCTION]),
            EXPORTS: Change(last=[leb(len(BRING)) + BRING.encode() + bytes([TABLE]) + leb(bring)]),
            CODE: Change(first=[leb(len(body)) + body for body in bodies]),
        },
    )


def _body(stands_for: ImportedFunction, part: int, ask: bytes, arguments: int, slots: int) -> bytes:
    """No variables; ask for the part; call what is in the slot with the same arguments."""
    given = b"".join(bytes([LOCAL]) + leb(at) for at in range(arguments))
    call = bytes([INDIRECT]) + leb(stands_for.signature) + leb(slots)
    slot = bytes([CONSTANT]) + signed_leb(int(stands_for.name))
    return bytes([0, CONSTANT, part]) + ask + given + slot + call + bytes([END])


def _arguments(module: bytes) -> Iterator[int]:
    """The number of arguments of each signature."""
    count, at = entries(module, TYPES)
    for _ in range(count):
        if module[at] != SIGNATURE:
            message = "a type that is no function's"
            raise ValueError(message)
        number, start = number_at(module, at + 1)
        results, at = number_at(module, start + number)
        if any(kind not in SIMPLE for kind in module[start : start + number] + module[at : at + results]):
            message = "a value of a newer kind"
            raise ValueError(message)
        yield number
        at += results
