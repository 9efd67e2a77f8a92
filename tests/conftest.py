"""What the tests share: one build of the site, served on this machine."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from filelock import FileLock
from hypothesis import settings

from publish import assemble
from publish.paths import ROOT
from publish.serve import Server

# A busy machine must not fail a true property, and a failure must come back in the next run.
settings.register_profile("ours", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("ours")


class Served(NamedTuple):
    """The site under test."""

    folder: Path
    url: str


class OneSite:
    """Several processes that share the tests share one server, too; the first of them that needs the site builds it."""

    def __init__(self) -> None:
        """Serve a folder that is still to come."""
        self.rest = tempfile.TemporaryDirectory(prefix="tested-")
        self.folder = Path(self.rest.name) / "site"
        self.server = Server(self.folder).in_background()

    def pytest_configure_node(self, node: Any) -> None:
        """Tell a process where the site is."""
        node.workerinput["served"] = [str(self.folder), self.server.url]

    def pytest_unconfigure(self) -> None:
        """Leave nothing behind."""
        self.server.shutdown()
        self.rest.cleanup()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of our own."""
    parser.addoption("--requests", type=int, default=24, help="how many requests the contract test generates")
    parser.addoption("--site", type=Path, help="test this built site instead of building one")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where two processes share the tests, one builds the site while the other does what needs none.

    What takes long comes next, and what is short last, so that both end at the same time.
    """
    items.sort(key=lambda item: _turn(item.path.relative_to(ROOT).as_posix()))


def _turn(path: str) -> int:
    if path == "tests/site/test_build.py":
        return 0
    if path.startswith(("py/", "tests/engine/", "tests/data/", "tests/style/")):
        return 1
    return 2 if path.startswith("tests/browser/") else 3


def pytest_configure(config: pytest.Config) -> None:
    """Serve one site for all processes, where there are several."""
    if config.getoption("numprocesses", None) and not config.getoption("--site"):
        config.pluginmanager.register(OneSite())


@pytest.fixture(scope="session")
def served(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site, built once for the address it is served at."""
    given: dict[str, Any] = getattr(pytestconfig, "workerinput", {})
    if "served" in given:
        folder, url = given["served"]
        yield _built(Served(Path(folder), url))
        return
    ready = pytestconfig.getoption("--site")
    running = Server(ready or tmp_path_factory.mktemp("built") / "site").in_background()
    one = Served(running.folder, running.url)
    yield one if ready else _built(one)
    running.shutdown()


def _built(one: Served) -> Served:
    """Build the site, or wait for the process that does."""
    with FileLock(one.folder.with_suffix(".lock")):
        if not one.folder.exists():
            assemble.build(one.folder, one.url)
    return one


@pytest.fixture(scope="session")
def site(served: Served) -> Path:
    """The folder of the built site."""
    return served.folder


@pytest.fixture(scope="session")
def base_url(served: Served) -> str:
    """Where `page.goto("decide/quiz/")` starts from."""
    return served.url
