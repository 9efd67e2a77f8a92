"""Makes a started Python ready to be kept: the engine loaded, no question remembered. Runs in the lean runtime."""

import functools
import gc
import inspect
import json
import re
import sys
import zipimport
from contextlib import suppress
from importlib import import_module
from types import CodeType, FunctionType, ModuleType

NO_PLACE, MOST_UNITS = 0xF8, 8
"""In a table of lines: so many code units (one more than the last three bits say) have no place in the source."""
HEAP_TYPE = 1 << 9


def import_all(files: list[str]) -> None:
    """Import every module that came first: the others are looked for elsewhere."""
    for file in files:
        if file.endswith(".pyc"):
            import_module(file.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))


def without_words(code: CodeType) -> CodeType:
    """The same code without what only people read: no instruction knows its line, and docstrings are empty."""
    units = len(code.co_code) // 2
    last = [NO_PLACE + units % MOST_UNITS - 1] if units % MOST_UNITS else []
    parts: list[object] = [without_words(each) if isinstance(each, CodeType) else each for each in code.co_consts]
    if code.co_flags & inspect.CO_HAS_DOCSTRING:  # type: ignore[attr-defined]
        parts[0] = ""
    lines = bytes([NO_PLACE + MOST_UNITS - 1] * (units // MOST_UNITS) + last)
    return code.replace(co_linetable=lines, co_consts=tuple(parts))


def forget_words(kept: object) -> None:
    """Take away docstrings and lines; the engine's classes keep theirs, of one letter."""
    if isinstance(kept, FunctionType):
        kept.__code__ = without_words(kept.__code__)
        kept.__doc__ = None
    elif isinstance(kept, ModuleType) or (
        isinstance(kept, type) and kept.__flags__ & HEAP_TYPE and not kept.__module__.startswith("micromega")
    ):
        with suppress(AttributeError, TypeError):
            kept.__doc__ = None


job = json.loads(globals().pop("job_text"))
import_all(job["modules"])

from pyodide._package_loader import Later  # type: ignore[import-not-found] # noqa: E402

import micromega  # noqa: E402 (the first module that is imported loads all others that it needs)
from micromega import records, remembered, sample  # noqa: E402
from micromega.quantities import links  # noqa: E402

for each in job["requests"]:
    micromega.respond(each)
for each in gc.get_objects():
    forget_words(each)
remembered.forget()
for each in gc.get_objects():
    if isinstance(each, functools._lru_cache_wrapper) and each is not records.dataset:
        each.cache_clear()
# The order of the plausible worlds follows from names alone: the same for every question. What moves with others is
# kept as it comes out, chance as its order.
for each in job["names"]:
    sample.linked_normals(*links(each))
sample.order_of.cache_clear()
for each in job["chances"]:
    sample.order_of(each)
del each, job
re.purge()
sys.path_importer_cache.clear()
vars(zipimport)["_zip_directory_cache"].clear()
# Also modules that Python brings with it are looked for here first: they are kept with the second part.
sys.meta_path.remove(Later)
sys.meta_path.insert(0, Later)
for _ in range(3):
    gc.collect()
json.dumps("random" in sys.modules)
