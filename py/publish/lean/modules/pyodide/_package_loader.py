"""In place of Pyodide's package loader: the only package is in its place before Python starts."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder

from pyodide_js import loadedPackages  # noqa: F401 (a snapshot of the memory counts what was taken from JavaScript)


class Place:
    """A path that JavaScript asks for as text. A plain text would lose its methods on the way."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Place(next(path for path in sys.path if path.endswith("site-packages")))
DSO_DIR = Place("/usr/lib")


def init_loaded_packages() -> None:
    """Nothing is loaded later."""


class Later:
    """Looks for modules last: those that a first answer does not load come when Python first misses one."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG004
        """The module among those that come later."""
        if name == "js":
            return None
        import js

        if not js.bringLater():
            return None
        sys.path_importer_cache.clear()
        # A package that is here looks for its other modules where it came from; they are beside the engine.
        for package in list(sys.modules.values()):
            if isinstance(places := getattr(package, "__path__", None), list):
                places.append(f"{SITE_PACKAGES}/{package.__name__.replace('.', '/')}")
        return PathFinder.find_spec(name, path)


sys.meta_path.append(Later)
