"""What must hold for the records beyond their shape. Filled in below, one function a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from micromega.records import Dataset, Library

Places = dict[tuple[str, str], str]


def check_dataset(data: Dataset, places: Places) -> None:
    """The engine's records obey every rule that needs no source."""


def check_library(data: Library, places: Places) -> None:
    """Records that name each other exist, and no source is idle."""
