"""Which size of creator fits a campaign: micro, mega or both. The engine of the guide, standard library only.

`respond` takes and gives JSON text; `answer` is the same for Python callers.
"""

from micromega.respond import answer, respond
from micromega.version import __version__

__all__ = ["__version__", "answer", "respond"]
