"""A static server for the built site: for looking at it, for the browser tests and for measurements."""

import hashlib
import sys
import time
from functools import cache, partial
from gzip import compress as gzip_compress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import brotli

from publish import policy
from publish.paths import BUILD

HOST = "127.0.0.1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
PACKED_ALREADY = {".br", ".gz", ".jpg", ".png", ".webp", ".woff2"}


class Server(ThreadingHTTPServer):
    """Serves one folder under one path of one port, quietly."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0, base: str = "/", compress: int = 0) -> None:
        """Bind to a port of this machine only.

        Args:
            folder: the built site; may be exchanged while serving.
            port: 0 takes a free one.
            base: the path that the site lives under, with a slash at both ends.
            compress: the brotli quality for browsers that take it (gzip for the others); 0 sends files as they are.
        """
        super().__init__((HOST, port), partial(Handler, directory=str(folder)))
        self.folder, self.base, self.compress = folder, base, compress

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.server_port}{self.base}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser hangs up; anything else is a fault of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def in_background(self) -> "Server":
        """Serve until `shutdown`, while the caller goes on."""
        Thread(target=self.serve_forever, daemon=True).start()
        return self


class Handler(SimpleHTTPRequestHandler):
    """Answers with the types that browsers insist on, compressed on request, and with the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012 (the base class has it so)
    server: Server

    def do_GET(self) -> None:
        """Send a file, a folder's index, or the 404 page."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The same without the content."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        if file is not None and file.is_dir():
            self._redirect(f"{path}/")
            return
        status = HTTPStatus.OK
        if file is None or not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, self.server.folder / "404.html"
        body, encoding = self._body(file)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        for name, value in self._rules(path):
            self.send_header(name, value)
        if encoding:
            self.send_header("Content-Encoding", encoding)
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _file(self, path: str) -> Path | None:
        """The file that a path names; None outside the site."""
        if not path.startswith(self.server.base):
            return None
        inside = path[len(self.server.base) :]
        file = (self.server.folder / inside).resolve()
        if not file.is_relative_to(self.server.folder.resolve()):
            return None
        return file / "index.html" if path.endswith("/") else file

    def _rules(self, path: str) -> list[tuple[str, str]]:
        """The headers that the site's own file asks its host to send."""
        file = self.server.folder / policy.HEADERS
        inside = f"/{path.removeprefix(self.server.base)}"
        found = policy.sent(file.read_text(encoding="utf-8"), inside) if file.exists() else []
        return found if any(name == "Cache-Control" for name, _ in found) else [*found, ("Cache-Control", "no-cache")]

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _body(self, file: Path) -> tuple[bytes, str]:
        """The content and its encoding, as this browser takes it."""
        body = self._content(file)
        if not self.server.compress or file.suffix in PACKED_ALREADY:
            return body, ""
        accepted = self.headers.get("Accept-Encoding", "")
        encoding = next((name for name in ("br", "gzip") if name in accepted), "")
        return (compressed(body, encoding, self.server.compress), encoding) if encoding else (body, "")

    def _content(self, file: Path) -> bytes:
        return file.read_bytes() if file.exists() else b"Not found.\n"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a page is a hundred lines."""


@cache
def compressed(body: bytes, encoding: str, quality: int) -> bytes:
    """The content compressed; kept on disk too, because the best quality takes seconds for Python's own files."""
    kept = BUILD / "compressed" / f"{hashlib.sha256(body).hexdigest()}-{quality}.{encoding}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        work = kept.with_suffix(f".{time.monotonic_ns()}")
        packed = gzip_compress(body, mtime=0) if encoding == "gzip" else brotli.compress(body, quality=quality)
        work.write_bytes(packed)
        work.replace(kept)
    return kept.read_bytes()
