"""The last commit built once more, elsewhere and from nothing: every byte of it must be the same."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from publish.paths import MODULES, ROOT

# What must not matter: where the build runs, in which time zone and language, and how Python orders a set.
SURROUNDINGS = {"TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONHASHSEED": "7"}


def differing(site: Path) -> list[str]:
    """The files of a built site that a build from nothing has not, or has otherwise, or has besides.

    Args:
        site: built from the last commit, for the same SITE_URL.
    """
    with tempfile.TemporaryDirectory(prefix="anew-") as folder:
        copy = Path(folder) / "another place"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        shutil.copytree(MODULES, copy / MODULES.name, symlinks=True)  # a link would show in the names of scripts
        settings = {**os.environ, **SURROUNDINGS, "PYTHONPATH": str(copy / "py")}
        subprocess.run([sys.executable, "-m", "publish", "build"], cwd=copy, env=settings, check=True)
        ours, theirs = dict(_contents(site)), dict(_contents(copy / "site"))
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield str(file.relative_to(folder)), file.read_bytes()
