"""The picture of a shared link: the page's title beside many small dots and one large disc."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from publish.cache import digest, kept
from publish.contents import Page
from publish.paths import DOCS, MODULES

FACES = MODULES / "@fontsource" / "bricolage-grotesque" / "files"
FACE = FACES / "bricolage-grotesque-latin-600-normal.woff2"
ART = DOCS / "assets" / "img" / "hero.svg"
SIZE = (1200, 630)
# The light scheme of tokens.css: a shared link has no dark mode.
PAPER, INK, QUIET, ACCENT, DISC = "#ffffff", "#12171d", "#4a5561", "#c23b1a", "#27313d"
LEFT, WIDTH, SMOOTH = 72, 470, 4
ART_BOX = (580, 150, 1140)  # left, top and right edge of the dots and the disc
CIRCLE = re.compile(r'<circle(?: class="[^"]*")? cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"')


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The face of the headings."""
    return ImageFont.truetype(str(FACE), size)


def lines(title: str, size: int) -> list[str]:
    """A title in lines that fit beside the picture."""
    rows = [""]
    for word in title.split():
        longer = f"{rows[-1]} {word}".strip()
        if font(size).getlength(longer) <= WIDTH or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def largest(title: str) -> tuple[int, list[str]]:
    """The largest size at which a title stays within its place."""
    for size in range(68, 30, -4):
        rows = lines(title, size)
        if len(rows) * size * 1.08 <= 340 and all(font(size).getlength(row) <= WIDTH for row in rows):
            return size, rows
    return 32, lines(title, 32)


@cache
def art() -> Image.Image:
    """Paper with the dots and the disc of the home page, drawn large and made small, so that edges are smooth."""
    circles = [tuple(map(float, found)) for found in CIRCLE.findall(ART.read_text(encoding="utf-8"))]
    left, top, right = ART_BOX
    edges = min(x - r for x, _, r in circles), max(x + r for x, _, r in circles)
    scale = (right - left) / (edges[1] - edges[0])
    above = min(y - r for _, y, r in circles)
    large = Image.new("RGB", (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH), PAPER)
    pen = ImageDraw.Draw(large)
    biggest = max(r for *_, r in circles)
    for x, y, r in circles:
        cx, cy, radius = left + (x - edges[0]) * scale, top + (y - above) * scale, r * scale
        box = [SMOOTH * value for value in (cx - radius, cy - radius, cx + radius, cy + radius)]
        pen.ellipse(box, fill=DISC if r == biggest else ACCENT)
    pen.rectangle((0, 0, SIZE[0] * SMOOTH, 14 * SMOOTH), fill=ACCENT)
    return large.resize(SIZE, Image.Resampling.LANCZOS)


def draw(title: str, section: str, site_name: str) -> Image.Image:
    """The card of a page."""
    card = art().copy()
    pen = ImageDraw.Draw(card)
    size, rows = largest(title)
    step = round(size * 1.08)
    top = round(315 - step * len(rows) / 2)
    if section:
        pen.text((LEFT, top - 58), section, font=font(28), fill=ACCENT)
    for place, row in enumerate(rows):
        pen.text((LEFT, top + place * step), row, font=font(size), fill=INK)
    pen.text((LEFT, 540), site_name, font=font(30), fill=QUIET)
    return card.quantize(48, dither=Image.Dither.NONE)


def write(site: Path, pages: tuple[Page, ...], site_name: str) -> None:
    """Write the card of every page; a card whose words have not changed is not drawn again."""
    for page in pages:
        title = page.title
        key = digest(Path(__file__), FACE, ART, title, page.section, site_name)

        def make(folder: Path, page: Page = page) -> None:
            draw(page.title, page.section, site_name).save(folder / "card.png", optimize=True)

        file = site / page.card
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((kept("cards", key, make) / "card.png").read_bytes())
