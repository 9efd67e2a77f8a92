"""Published anchors: what somebody may have linked to stays, or leads on to where it went."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from publish.contents import Page, pages, settings
from publish.guide import address_of, relative

HERE = Path(__file__).parent
REGISTRY = HERE / "anchors.txt"
ADDRESSES = HERE / "addresses.toml"
# What carries an id for others to link to. Ids of form fields and of parts of a picture are not promised.
LINKABLE = "h1, h2, h3, h4, h5, h6, tr, article, section, figure, fieldset, dt, span.mm-claim"
UNPROMISED = re.compile(r"^(__|fn:|fnref:)")
HEAD = (
    "# Every anchor that was ever published. Lines are added by `python -m publish anchors --add`, never taken away.\n"
)


@dataclass(frozen=True)
class Short:
    """A short link: /go/NAME/ leads to an address of the site."""

    name: str
    to: str
    says: str


@dataclass(frozen=True)
class Addresses:
    """What addresses.toml and mkdocs.yml promise.

    Attributes:
        moved: the new address of each section that moved.
        pages: the new address of each page that moved.
        shorts: the short links by name.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, Short] = field(default_factory=dict)

    def now(self, anchor: str) -> str:
        """Where an old anchor leads today; an anchor that stayed leads to itself.

        >>> places = Addresses(moved={"a/#x": "b/#y"}, pages={"c/": "a/"})
        >>> places.now("c/#x"), places.now("a/#z")
        ('b/#y', 'a/#z')
        """
        for _ in range(len(self.moved) + len(self.pages)):
            page, sign, fragment = anchor.partition("#")
            following = self.moved.get(anchor) or self.pages.get(page, page) + sign + fragment
            if following == anchor:
                break
            anchor = following
        return anchor


def addresses(file: Path = ADDRESSES) -> Addresses:
    """Read the promised addresses; the moves of whole pages are those of the redirects plugin."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    plugins = [plugin for plugin in settings()["plugins"] if isinstance(plugin, dict)]
    maps: dict[str, str] = next(
        (plugin["redirects"]["redirect_maps"] for plugin in plugins if "redirects" in plugin), {}
    )
    return Addresses(
        moved=content.get("moved", {}),
        pages={address_of(old): address_of(new) for old, new in (maps or {}).items()},
        shorts={name: Short(name, **entry) for name, entry in content.get("go", {}).items()},
    )


def article(html: str) -> Tag:
    """What a page says, without its frame."""
    start = html.index('<article class="md-content__inner')
    found = BeautifulSoup(html[start : html.rindex("</article>") + len("</article>")], "html.parser").article
    assert found is not None, "a page has an article"
    return found


def of_article(content: Tag) -> list[str]:
    """The ids of an article that others may link to, in order."""
    ids = (str(element["id"]) for element in content.select(LINKABLE) if element.has_attr("id"))
    return [key for key in dict.fromkeys(ids) if not UNPROMISED.match(key)]


def present(site: Path, listed: Iterable[Page] | None = None) -> list[str]:
    """Every page of a built site, every anchor on it, and every short link."""
    found = [f"go/{file.parent.name}/" for file in site.glob("go/*/index.html")]
    for page in pages() if listed is None else listed:
        html = page.written(site).read_text(encoding="utf-8")
        found += [page.address, *(f"{page.address}#{key}" for key in of_article(article(html)))]
    return sorted(found)


def registered(file: Path = REGISTRY) -> list[str]:
    """Every address that was ever published."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [line.removeprefix("/") for line in lines if line.startswith("/")]


def register(found: Iterable[str], file: Path = REGISTRY) -> list[str]:
    """Add new addresses to the registry; returns those that were new."""
    known = set(registered(file))
    new = sorted(set(found) - known)
    lines = [f"/{line}" for line in sorted(known | set(new))]
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return new


def lost(found: Iterable[str], known: Iterable[str], places: Addresses) -> list[str]:
    """The published addresses that lead nowhere today."""
    here = set(found)
    return [address for address in known if places.now(address) not in here]


def leave_signs(html: str, address: str, moved: Mapping[str, str]) -> str:
    """The old place of a section keeps its id and leads on: by a link, and by the scripts at once.

    Args:
        html: the page.
        address: the page's own address.
        moved: the new address of each section that moved, of any page.
    """
    signs = ""
    for old, new in moved.items():
        page, _, key = old.partition("#")
        if page == address and f' id="{key}"' not in html:
            way = escape(relative(new, address))
            signs += f'<p class="mm-moved" id="{key}">This section has moved: <a href="{way}">read it there</a>.</p>'
    start, end, rest = html.rpartition("</article>")
    return start + signs + end + rest
