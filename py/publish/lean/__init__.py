"""A leaner Python for the page: Pyodide with what nobody calls removed or put off.

Four stages, each one function. `publish.runtime` runs them after its own; without them the page starts the plain
files.
"""

from publish.lean.library import lean_library
from publish.lean.memory import keep_memory
from publish.lean.pruning import prune
from publish.lean.splitting import split

__all__ = ["keep_memory", "lean_library", "prune", "split"]
