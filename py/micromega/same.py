"""A key that stands for one object itself, whatever is in it."""

from __future__ import annotations


class Same:
    """Equal only where it stands for the very same object.

    It holds on to the object. Its bare address would not do: another object may get it once this one is gone.

    >>> first, second = [1], [1]
    >>> Same(first) == Same(first), Same(first) == Same(second)
    (True, False)
    """

    __slots__ = ("held",)

    def __init__(self, held: object) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)
