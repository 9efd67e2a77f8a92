"""The guide knows every record by id and the way from one page to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from posixpath import relpath
from typing import TypeVar

from micromega.records import Benchmark, Case, Claim, Dataset, Fact, Library, Source, Tier
from publish import stale

DOCS = Path(__file__).resolve().parents[2] / "docs"

R = TypeVar("R")


class UnknownIdError(LookupError):
    """A page that names a record we do not have must not be published."""


def relative(target: str, here: str) -> str:
    """A link is relative, so that the site works under any base path.

    Args:
        target: address from the site's root, such as `evidence/sources/#kay_2020`.
        here: address of the page that carries the link, such as `tiers/micro/`.

    >>> relative("evidence/sources/#a", "tiers/micro/"), relative("tiers/", ""), relative("tiers/", "tiers/")
    ('../../evidence/sources/#a', 'tiers/', './')
    """
    path, hash_, fragment = target.partition("#")
    path, query, search = path.partition("?")
    folder = here if here.endswith("/") or not here else here.rpartition("/")[0]
    step = relpath("/" + path, "/" + folder)
    if path.endswith("/") or not path:
        step += "/"
    return f"{step}{query}{search}{hash_}{fragment}"


def look_up(records: Mapping[str, R], kind: str, key: str) -> R:
    """An unknown id fails with the kind, the id and the nearest we have.

    >>> try:
    ...     look_up({"a.b": 1}, "benchmark", "a.c")
    ... except UnknownIdError as error:
    ...     print(error)
    unknown benchmark "a.c"; did you mean a.b?
    """
    if key in records:
        return records[key]
    near = get_close_matches(key, list(records), n=3)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UnknownIdError(f'unknown {kind} "{key}"{hint}')


@dataclass(frozen=True)
class Guide:
    """Records plus the address of the page being written.

    Attributes:
        data: the dataset of the engine.
        library: sources, claims, cases and facts.
        here: gives the address of the page that is being rendered.
        today: the day against which the age of a figure is told.
    """

    data: Dataset
    library: Library
    here: Callable[[], str] = field(default=lambda: "")
    today: date = field(default_factory=stale.day_of_build)

    def link(self, target: str) -> str:
        """The way from the current page to an address of the site."""
        return relative(target, self.here())

    def benchmark(self, key: str) -> Benchmark:
        """The benchmark record of an id, or a build error."""
        return look_up(self.data.benchmarks, "benchmark", key)

    def source(self, key: str) -> Source:
        """The source record of an id, or a build error."""
        return look_up(self.library.sources, "source", key)

    def fact(self, key: str) -> Fact:
        """The fact record of an id, or a build error."""
        return look_up(self.library.facts, "fact", key)

    def claim(self, key: str) -> Claim:
        """The claim record of an id, or a build error."""
        return look_up(self.library.claims, "claim", key)

    def case(self, key: str) -> Case:
        """The case record of an id, or a build error."""
        return look_up(self.library.cases, "case", key)

    def tier(self, key: str) -> Tier:
        """The tier record of an id, or a build error."""
        return look_up(self.data.tiers, "tier", key)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of every page by its address."""
        return {address: title for address, title, _ in pages()}

    @cached_property
    def mentions(self) -> dict[str, list[tuple[str, str]]]:
        """For every id a page names in a macro: the pages (address, title) that name it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for address, title, words in pages():
            for key in dict.fromkeys(NAMED.findall(words)):
                found.setdefault(key, []).append((address, title))
        return found


NAMED = re.compile(r"\{\{[^}]*?\(\s*[\"']([\w.-]+)[\"']")


def pages() -> Iterator[tuple[str, str, str]]:
    """Address, title and text of every page of the site."""
    for path in sorted(DOCS.rglob("*.md")):
        words = path.read_text(encoding="utf-8")
        address = address_of(path.relative_to(DOCS).as_posix())
        title = re.search(r"^title:\s*(.+)$", words, re.MULTILINE)
        yield address, title[1].strip().strip("\"'") if title else address, words


def address_of(name: str) -> str:
    """A page's address is its file name without the ending.

    >>> address_of("tiers/index.md"), address_of("tiers/micro.md"), address_of("index.md")
    ('tiers/', 'tiers/micro/', '')
    """
    stem = name.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
