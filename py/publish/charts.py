"""Pictures in inline SVG: positions in percent, text in the page's own size, colours from the theme.

A picture has no viewBox. Its width follows the column while its text stays as large as the text around it, so it reads
the same on a phone and on a desk. Everything a picture shows stands in a table behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from publish.markup import details, tag, text

INK = "currentColor"
ACCENT = "var(--mm-accent, currentColor)"
PAPER = "var(--mm-paper, transparent)"
SMALL = "0.65rem"


@dataclass(frozen=True)
class Axis:
    """A scale from values to a share of the picture.

    Attributes:
        low: value at the start.
        high: value at the end.
        start: position of the start, in percent (or pixels, for an axis that runs upwards).
        end: position of the end.
        log: equal steps are equal factors.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = True

    def at(self, value: float) -> float:
        """The position of a value; what lies outside is drawn at the edge.

        >>> Axis(1000, 1_000_000, 0, 90).at(10_000), Axis(0, 10, 10, 90, log=False).at(20)
        (30.0, 90.0)
        """
        kept = min(max(value, self.low), self.high)
        if self.log:
            share = log10(kept / self.low) / log10(self.high / self.low)
        else:
            share = (kept - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)


def hint(look: dict[str, object]) -> str:
    """The title of a shape, taken out of its attributes."""
    title = look.pop("title", None)
    return tag("title", text(title)) if title else ""


def percent(position: float) -> str:
    """A horizontal position as SVG writes it."""
    return f"{position:g}%"


def bar(axis: Axis, low: float, high: float, y: float, height: float, **look: object) -> str:
    """A rounded bar from one value to another; `title` is what a pointer that rests on it is told."""
    left, right = axis.at(low), axis.at(high)
    shape = {"x": percent(left), "width": percent(round(right - left, 2)), "y": y, "height": height, "rx": height / 2}
    return tag("rect", hint(look), **{**shape, "fill": INK, **look})


def dot(axis: Axis, value: float, y: float, radius: float, **look: object) -> str:
    """A round mark on a value."""
    return tag("circle", hint(look), cx=percent(axis.at(value)), cy=y, r=radius, **{"fill": INK, **look})


def words(label: str, x: float, y: float, anchor: str = "start", **look: object) -> str:
    """A label; x is in percent."""
    shape = {"x": percent(x), "y": y, "text_anchor": anchor, "font_size": SMALL, "fill": INK}
    return tag("text", text(label), **{**shape, **look})


def upright(x: float, top: float, bottom: float, **look: object) -> str:
    """A vertical hairline."""
    place = percent(x)
    return tag("line", x1=place, x2=place, y1=top, y2=bottom, **{"stroke": INK, "stroke_opacity": 0.18, **look})


def level(y: float, left: float, right: float, **look: object) -> str:
    """A horizontal hairline."""
    shape = {"x1": percent(left), "x2": percent(right), "y1": y, "y2": y}
    return tag("line", **{**shape, "stroke": INK, "stroke_opacity": 0.18, **look})


def stroke(start: tuple[float, float], end: tuple[float, float], **look: object) -> str:
    """A straight line between two points (x in percent, y in pixels)."""
    shape = {"x1": percent(start[0]), "y1": start[1], "x2": percent(end[0]), "y2": end[1]}
    return tag("line", **{**shape, "stroke": ACCENT, "stroke_width": 2, **look})


def ticks(axis: Axis, marks: Iterable[tuple[float, str]], top: float, bottom: float) -> str:
    """Vertical grid lines with their labels below; the outermost labels stay inside the picture."""
    parts = []
    for value, label in marks:
        x = axis.at(value)
        anchor = "start" if x < 3 else "end" if x > 96 else "middle"
        parts.append(upright(x, top, bottom))
        parts.append(words(label, x, bottom + 16, anchor))
    return "".join(parts)


def round_marks(high: float, most: int = 5) -> list[float]:
    """Round steps from zero that stay below the end of a linear scale.

    >>> round_marks(8), round_marks(640_000), round_marks(70, most=3)
    ([0, 2, 4, 6, 8], [0, 200000, 400000, 600000], [0, 50])
    """
    size = 10 ** floor(log10(high / most))
    step = next(factor * size for factor in (1, 2, 5, 10) if high / (factor * size) <= most)
    return [step * n for n in range(int(high / step) + 1)]


def slug(words_: str) -> str:
    """A title as an id.

    >>> slug("Price by followers, Instagram")
    'price-by-followers-instagram'
    """
    return re.sub(r"[^a-z0-9]+", "-", words_.lower()).strip("-")


def picture(title: str, description: str, height: float, *shapes: str) -> str:
    """An SVG that is read out by its title and its description."""
    key = slug(title)
    return tag(
        "svg",
        tag("title", text(title), id=f"{key}-title"),
        tag("desc", text(description), id=f"{key}-desc"),
        *shapes,
        class_="mm-chart",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        width="100%",
        height=height,
        focusable="false",
    )


def figure(title: str, see: str, height: float, shapes: Iterable[str], behind: str) -> str:
    """A picture with its title, a sentence that says what to see, and the table behind it."""
    return tag(
        "figure",
        tag("p", tag("strong", text(title)), class_="mm-figure__title"),
        picture(title, see, height, *shapes),
        tag("figcaption", text(see)),
        details("Table behind this chart", behind, class_="mm-figure__table"),
        class_="mm-figure",
        id=slug(title),
    )
