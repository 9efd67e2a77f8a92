"""What the tests share: one build of the site, served on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from publish import assemble
from publish.serve import Server

# A busy machine must not fail a true property, and a failure must come back in the next run.
settings.register_profile("ours", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of our own."""
    parser.addoption("--requests", type=int, default=24, help="how many requests the contract test generates")
    parser.addoption("--site", type=Path, help="test this built site instead of building one")


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site, built once for the address it is served at."""
    given = pytestconfig.getoption("--site")
    folder = given or tmp_path_factory.mktemp("built") / "site"
    running = Server(folder).in_background()
    if not given:
        assemble.build(folder, running.url)
    yield running
    running.shutdown()


@pytest.fixture(scope="session")
def site(server: Server) -> Path:
    """The folder of the built site."""
    return server.folder


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Where `page.goto("decide/quiz/")` starts from."""
    return server.url
