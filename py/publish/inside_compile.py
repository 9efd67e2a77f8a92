"""Compiles archives with pyodide-build's own step. Runs inside Pyodide: only its Python writes the .pyc that it reads.

Unchecked hash-based files: the same bytes on every build, and no source file is looked for when they are loaded.
"""

import functools
import json
import py_compile
import sys
from pathlib import Path

job = json.loads(globals()["job_text"])
sys.path.append(job["site_packages"])
sys.dont_write_bytecode = True

from pyodide_build._py_compile import _py_compile_archive  # noqa: E402 (the path to it is set above)

original = py_compile.compile
names = []
for archive, optimize in job["archives"].items():
    py_compile.compile = functools.partial(
        original, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, optimize=optimize
    )
    compiled = _py_compile_archive(Path(archive), verbose=False, compression_level=0)
    if compiled is None:
        message = f"nothing to compile in {archive}"
        raise ValueError(message)
    names.append(compiled.name)
json.dumps(names)
