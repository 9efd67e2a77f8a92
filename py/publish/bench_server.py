"""The server of the benchmarks: it weighs what it sends, and the page tells it when the first answer is there."""

import base64
import hashlib
import json
import queue
import threading
from functools import partial
from http import HTTPStatus
from pathlib import Path

from publish.serve import Handler, Server

WAITING = "waiting.html"
# A browser with a new profile is busy with pages of its own at first.
SETTLED_SECONDS = 2.5


class Counter(Server):
    """Counts the bytes that it sends for Python's files, and hears of the first answer."""

    def __init__(self, folder: Path, base: str = "/", compress: int = 11, script: str = "") -> None:
        """Serve a folder.

        Args:
            folder: the built site.
            base: the path that the site lives under.
            compress: the brotli quality, the best unless told otherwise.
            script: put first into each page, whatever the site's policy says.
        """
        super().__init__(folder, base=base, compress=compress)
        self.RequestHandlerClass = partial(CountingHandler, directory=str(folder))
        self.script = script
        self.sent: dict[str, int] = {}
        self.target = ""
        self.left = threading.Event()
        self.answers: queue.Queue[float] = queue.Queue()

    @property
    def allowed(self) -> str:
        """How a policy names the script."""
        return f"'sha256-{base64.b64encode(hashlib.sha256(self.script.encode()).digest()).decode()}'"


class CountingHandler(Handler):
    """Writes down what each answer weighs."""

    server: Counter

    def _answer(self, *, with_body: bool) -> None:
        """Send a file, or a page that waits and then goes to the one that is measured."""
        if self.path != f"/{WAITING}":
            if self.path == f"/{self.server.target.partition('#')[0]}":
                self.server.left.set()
            super()._answer(with_body=with_body)
            return
        address, wait = json.dumps(f"/{self.server.target}"), round(SETTLED_SECONDS * 1000)
        page = f"<!doctype html><script>setTimeout(() => location.replace({address}), {wait})</script>".encode()
        self._say(page)

    def _hear(self) -> None:
        """Hear how long the first answer took."""
        taken = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.answers.put(float(taken))
        self._say(b"")

    do_POST = _hear  # noqa: N815 (the name that the base class looks for)

    def _say(self, page: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _body(self, file: Path) -> tuple[bytes, str]:
        body, encoding = super()._body(file)
        if "/runtime/" in str(file) or "/peers/" in str(file):
            self.server.sent[file.name] = len(body)
        return body, encoding

    def _content(self, file: Path) -> bytes:
        content = super()._content(file)
        if not self.server.script or file.suffix != ".html":
            return content
        page = content.decode().replace("<head>", f"<head><script>{self.server.script}</script>", 1)
        return self._allow(page).encode()

    def _rules(self, path: str) -> list[tuple[str, str]]:
        return [(name, self._allow(value)) for name, value in super()._rules(path)]

    def _allow(self, policy: str) -> str:
        return policy.replace("script-src 'self'", f"script-src 'self' {self.server.allowed}", 1)
