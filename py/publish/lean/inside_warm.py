"""Makes a started Python ready to be kept: the engine loaded, no question remembered. Runs in the lean runtime."""

import functools
import gc
import json
import re
import sys
import zipimport
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

import micromega
from micromega import records, remembered


class Files:
    """Looks for modules last: the files come when Python first misses one."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module among the files, once they are here."""
        import js

        if not js.bringFiles():
            return None
        sys.path_importer_cache.clear()
        return PathFinder.find_spec(name, path, target)


for request in json.loads(globals().pop("job_text"))["requests"]:
    micromega.respond(request)
remembered.forget()
for each in gc.get_objects():
    if isinstance(each, functools._lru_cache_wrapper) and each is not records.dataset:
        each.cache_clear()
del each, request
re.purge()
sys.path_importer_cache.clear()
vars(zipimport)["_zip_directory_cache"].clear()
sys.meta_path.append(Files)
for _ in range(3):
    gc.collect()
json.dumps("random" in sys.modules)
