"""Ranges as people type them: "1.5 to 3", "500-900", "500~600~900", taken apart into the numbers they are made of.

Two ends leave the typical value open. It is then the number that is as many times the low end as the high end is
times it: the middle of a range whose doubt is in proportion, as the doubt about prices and rates is.

    typical = sqrt(low x high)
"""

from __future__ import annotations

import re
from math import sqrt

_BETWEEN = re.compile(r"\s*(?:~|\u2026|\.{2,3}|[-\u2013\u2014]|\b(?:to|bis|until|\u00e0|tot|till)\b)\s*", re.I)
_SIZE = re.compile(r"(?<=\d)\s*(k|tsd|thousand|mio|mn|millions?|m|mrd|bn|billion)\.?(?=\W|$)", re.I)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def split_span(text: str) -> list[str] | None:
    """The two or three numbers that a range is written with, or None where it is no range.

    >>> split_span("1.5 to 3"), split_span("$500\u2013900"), split_span("500~600~900")
    (['1.5', '3'], ['$500', '900'], ['500', '600', '900'])
    >>> split_span("-3"), split_span("15k")
    (None, None)
    """
    parts = _BETWEEN.split(text.strip())
    return parts if len(parts) in (2, 3) and all(re.search(r"\d", part) for part in parts) else None


def shared_size(parts: list[str]) -> list[str] | None:
    """The parts with the last one's "k" or "Mio" on each, where it may be meant for all: "2-3k"; otherwise None.

    >>> shared_size(["2", "3k"]), shared_size(["500", "1k"]), shared_size(["2k", "3k"])
    (['2k', '3k'], None, None)
    """
    size = _SIZE.search(parts[-1])
    if size is None or any(_SIZE.search(part) for part in parts[:-1]):
        return None
    first, last = (float(_DIGITS.findall(part)[0].replace(",", ".")) for part in (parts[0], parts[-1]))
    return [part.rstrip() + size[1] for part in parts[:-1]] + [parts[-1]] if first < last else None


def three(numbers: list[float]) -> dict[str, float]:
    """Low, typical and high from two ends, or from all three.

    >>> three([2, 8])
    {'low': 2, 'typical': 4.0, 'high': 8}
    """
    low, high = numbers[0], numbers[-1]
    middle = numbers[1] if len(numbers) == 3 else sqrt(low * high) if low > 0 else (low + high) / 2
    return {"low": low, "typical": float(f"{middle:.4g}"), "high": high}
