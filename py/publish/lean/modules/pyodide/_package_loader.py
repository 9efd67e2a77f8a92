"""In place of Pyodide's package loader: the only package is in its place before Python starts."""

import sys

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
