"""Lists the files of the library and of the engine that a start and some questions load. Runs inside Pyodide."""

import json
import sys

requests = json.loads(globals()["job_text"])["requests"]

import micromega  # noqa: E402 (imported here so that the trace sees what it loads)

for request in requests:
    micromega.respond(request)


def fail(depth: int) -> int:
    """Recurse until Python gives up, the way a bug would."""
    return fail(depth + 1)


# How a bug reaches the page: its traceback is put into words.
for bug in (lambda: fail(0), lambda: {"here": 1}["missing"], lambda: json.loads("{"), "\ud800".encode):
    try:
        bug()
    except Exception as problem:  # noqa: BLE001
        import traceback

        "".join(traceback.format_exception(problem))

places = [f"{path}/" for path in sys.path if path.endswith((".zip", "site-packages"))]
origins = (getattr(getattr(module, "__spec__", None), "origin", None) for module in list(sys.modules.values()))
json.dumps(
    sorted({origin[len(place) :] for origin in origins for place in places if origin and origin.startswith(place)})
)
