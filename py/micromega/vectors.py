"""Arithmetic on vectors, one value a world: `map` with C's operators is the fastest way without a library."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add, mul, sub, truediv

Vector = list[float]


def product(*vectors: Iterable[float]) -> Vector:
    """The product of vectors, world by world.

    >>> product([1, 2], [3, 4], [5, 6])
    [15, 48]
    """
    result = vectors[0]
    for vector in vectors[1:]:
        result = map(mul, result, vector)
    return list(result)


def plus(*vectors: Vector) -> Vector:
    """The sum of vectors, world by world.

    >>> plus([1, 2], [3, 4])
    [4, 6]
    """
    result: Iterable[float] = vectors[0]
    for vector in vectors[1:]:
        result = map(add, result, vector)
    return list(result)


def minus(first: Iterable[float], second: Iterable[float]) -> Vector:
    """The difference of two vectors, world by world.

    >>> minus([5, 7], [2, 3])
    [3, 4]
    """
    return list(map(sub, first, second))


def quotient(above: Iterable[float], below: Iterable[float]) -> Vector:
    """The ratio of two vectors, world by world; nothing below may be zero.

    >>> quotient([6, 8], [2, 4])
    [3.0, 2.0]
    """
    return list(map(truediv, above, below))
