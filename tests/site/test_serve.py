"""The static server behind `make serve` and the browser tests."""

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import brotli
import pytest

from publish.serve import Server

PAGE = b"<h1>Here</h1>" * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "guide").mkdir(parents=True)
    (site / "guide" / "index.html").write_bytes(PAGE)
    (site / "404.html").write_bytes(b"<h1>Not here</h1>")
    (site / "python.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_bytes(b"outside")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    running = Server(folder, base="/base/", compress=1).in_background()
    yield running
    running.shutdown()


def get(server: Server, path: str, accept: str = "") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": accept})
    response = connection.getresponse()
    return response, response.read()


def test_folder_shows_its_index(server: Server) -> None:
    assert get(server, "/base/guide/")[1] == PAGE


def test_folder_without_slash_is_redirected(server: Server) -> None:
    response, _ = get(server, "/base/guide")
    assert (response.status, response.headers["Location"]) == (301, "/base/guide/")


def test_unknown_file_is_the_404_page(server: Server) -> None:
    response, body = get(server, "/base/nothing")
    assert (response.status, body) == (404, b"<h1>Not here</h1>")


def test_path_outside_the_base_is_not_found(server: Server) -> None:
    assert get(server, "/guide/")[0].status == 404


def test_path_outside_the_folder_is_not_found(server: Server) -> None:
    assert get(server, "/base/../secret.txt")[0].status == 404


def test_webassembly_has_the_type_that_browsers_insist_on(server: Server) -> None:
    assert get(server, "/base/python.wasm")[0].headers["Content-Type"] == "application/wasm"


@pytest.mark.parametrize(("accept", "opened"), [("gzip, br", brotli.decompress), ("gzip", gzip.decompress)])
def test_compressed_content_is_the_content(server: Server, accept: str, opened) -> None:
    assert opened(get(server, "/base/guide/", accept)[1]) == PAGE


def test_browser_that_takes_no_encoding_gets_none(server: Server) -> None:
    assert get(server, "/base/guide/")[0].headers["Content-Encoding"] is None
