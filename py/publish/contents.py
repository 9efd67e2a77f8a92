"""The pages of the site in the order of the menu, each with what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from publish.guide import address_of
from publish.paths import DOCS, ROOT

FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; what only MkDocs understands (`!ENV`) is left out."""


_Loader.add_multi_constructor("!", lambda *_: None)


@dataclass(frozen=True)
class Page:
    """A page of the menu.

    Attributes:
        source: the file below docs/, such as `tiers/micro.md`.
        section: the menu's section, empty for the home page.
        meta: the front matter.
    """

    source: str
    section: str
    meta: Mapping[str, Any]

    @property
    def address(self) -> str:
        """The address below the site's root, such as `tiers/micro/`."""
        return address_of(self.source)

    @property
    def title(self) -> str:
        """The title of the front matter."""
        return str(self.meta["title"])

    @property
    def description(self) -> str:
        """What search results and shared links show."""
        return str(self.meta["description"])

    @property
    def reviewed(self) -> date:
        """The day somebody last read the page as a whole."""
        day = self.meta["reviewed"]
        return day if isinstance(day, date) else date.fromisoformat(str(day))

    @property
    def also(self) -> list[str]:
        """Other words that readers search for."""
        return [str(word) for word in self.meta.get("also", ())]

    @property
    def card(self) -> str:
        """The picture of a shared link, below the site's root.

        >>> Page("tiers/micro.md", "Sizes", {}).card, Page("index.md", "", {}).card
        ('assets/cards/tiers-micro.png', 'assets/cards/home.png')
        """
        name = self.address.strip("/").replace("/", "-") or "home"
        return f"assets/cards/{name}.png"

    def text(self) -> str:
        """The page as written, without its front matter."""
        return FRONT.sub("", (DOCS / self.source).read_text(encoding="utf-8"), count=1)

    def written(self, site: Path) -> Path:
        """The page's file in a built site."""
        return site / self.address / "index.html"


def settings() -> dict[str, Any]:
    """What mkdocs.yml says."""
    loaded = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a safe loader)
    assert isinstance(loaded, dict)
    return loaded


def pages() -> tuple[Page, ...]:
    """Every page of the menu, in its order."""
    return tuple(Page(source, section, front_matter(source)) for section, source in _menu(settings()["nav"], ""))


def front_matter(source: str) -> dict[str, Any]:
    """The settings at the top of a page."""
    found = FRONT.match((DOCS / source).read_text(encoding="utf-8"))
    return dict(yaml.safe_load(found[1])) if found else {}


def _menu(items: list[dict[str, Any]], section: str) -> Iterator[tuple[str, str]]:
    for item in items:
        for label, value in item.items():
            if isinstance(value, list):
                yield from _menu(value, label)
            else:
                yield section, value
