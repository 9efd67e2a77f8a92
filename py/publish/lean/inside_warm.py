"""Makes a started Python ready to be kept: the engine loaded, no question remembered. Runs in the lean runtime."""

import functools
import gc
import inspect
import json
import re
import sys
import zipimport
from importlib import import_module
from types import CodeType, FunctionType

HAS_DOCSTRING = inspect.CO_HAS_DOCSTRING


def import_all(files: list[str]) -> None:
    """Import every module that came first: the others are looked for elsewhere."""
    for file in files:
        if file.endswith(".pyc"):
            import_module(file.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))


def without_words(code: CodeType) -> CodeType:
    """The same code without what only people read: the lines of its instructions, and docstrings."""
    parts: list[object] = [without_words(each) if isinstance(each, CodeType) else each for each in code.co_consts]
    if code.co_flags & HAS_DOCSTRING:
        parts[0] = ""
    return code.replace(co_linetable=b"", co_consts=tuple(parts))


job = json.loads(globals().pop("job_text"))
import_all(job["modules"])

from pyodide._package_loader import Later  # type: ignore[import-not-found] # noqa: E402

import micromega  # noqa: E402 (the first module that is imported loads all others that it needs)
from micromega import records, remembered, sample  # noqa: E402
from micromega.quantities import links  # noqa: E402

for each in job["requests"]:
    micromega.respond(each)
for each in gc.get_objects():
    if isinstance(each, FunctionType):
        each.__code__ = without_words(each.__code__)
        each.__doc__ = None
remembered.forget()
for each in gc.get_objects():
    if isinstance(each, functools._lru_cache_wrapper) and each is not records.dataset:
        each.cache_clear()
# The order of the plausible worlds follows from names alone: the same for every question.
for each in job["names"]:
    sample.linked_normals(*links(each))
sample.order_of.cache_clear()
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
