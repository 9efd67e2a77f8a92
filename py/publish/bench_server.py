"""The servers of the benchmarks: one weighs what it sends and hears of the first answer, one sends the reader there."""

import json
import queue
import threading
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from publish.serve import Handler, Server

# A browser with a new profile is busy with pages of its own at first.
SETTLED_SECONDS = 2.5


class Counter(Server):
    """Counts the bytes that it sends for Python's files, and hears of the first answer."""

    def __init__(self, folder: Path, base: str = "/", compress: int = 11) -> None:
        """Serve a folder.

        Args:
            folder: the built site.
            base: the path that the site lives under.
            compress: the brotli quality, the best unless told otherwise.
        """
        super().__init__(folder, base=base, compress=compress)
        self.RequestHandlerClass = partial(CountingHandler, directory=str(folder))
        self.sent: dict[str, int] = {}
        self.answers: queue.Queue[float] = queue.Queue()
        self.onwards = ""
        """Where the page that has its first answer goes next, once; nowhere if empty."""


class Elsewhere(Server):
    """Another site with one page: it waits, says that it leaves, and goes where its query tells it to go."""

    def __init__(self) -> None:
        """Nothing is served but the page."""
        super().__init__(Path())
        self.RequestHandlerClass = partial(LeavingHandler, directory="")
        self.left = threading.Event()


class Answering(Handler):
    """A handler that can say a page of its own."""

    def _say(self, page: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class LeavingHandler(Answering):
    """The page that waits."""

    server: Elsewhere

    def _answer(self, *, with_body: bool) -> None:  # noqa: ARG002 (the base class names it so)
        address, wait = json.dumps(unquote(self.path.partition("?")[2])), round(SETTLED_SECONDS * 1000)
        leave = f"navigator.sendBeacon('/left'); location.replace({address})"
        self._say(f"<!doctype html><script>setTimeout(() => {{ {leave} }}, {wait})</script>".encode())

    def _hear(self) -> None:
        """The reader leaves now."""
        self.server.left.set()
        self._say(b"")

    do_POST = _hear  # noqa: N815 (the name that the base class looks for)


class CountingHandler(Answering):
    """Writes down what each answer weighs."""

    server: Counter

    def _hear(self) -> None:
        """Hear how long the first answer took."""
        taken = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.answers.put(float(taken))
        self._say(self.server.onwards.encode())
        self.server.onwards = ""

    do_POST = _hear  # noqa: N815 (the name that the base class looks for)

    def _body(self, file: Path) -> tuple[bytes, str]:
        body, encoding = super()._body(file)
        if "/runtime/" in str(file) or "/peers/" in str(file):
            self.server.sent[file.name] = len(body)
        return body, encoding
