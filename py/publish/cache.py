"""Results of slow steps, kept under build/ by the hash of what they were made from."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from publish.paths import BUILD

# A result depends on its key alone: an archive is dated by the first of these, a Python that starts notes the second.
NOWHERE = {"SOURCE_DATE_EPOCH": "315532800", "TZ": "UTC"}


def digest(*parts: Path | str) -> str:
    """The first 10 hex digits of the SHA-256 of some files' contents and texts.

    >>> digest("a", "b") == digest("ab")
    False
    """
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()[:10]


def kept(step: str, key: str, make: Callable[[Path], None]) -> Path:
    """The folder of a step's results: made once for each key.

    Args:
        step: the step's name.
        key: the digest of everything the results depend on.
        make: fills an empty folder. A failure leaves nothing behind.
    """
    done = BUILD / step / key
    if done.exists():
        return done
    done.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{key}-", dir=done.parent))
    try:
        with surroundings(NOWHERE):
            make(work)
        _claim(work, done)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return done


@contextmanager
def surroundings(settings: Mapping[str, str]) -> Iterator[None]:
    """Other variables of the environment for a while."""
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _claim(work: Path, done: Path) -> None:
    """Give finished work its name; another build that was quicker has made the same."""
    try:
        work.replace(done)
    except OSError:
        if not done.exists():
            raise
