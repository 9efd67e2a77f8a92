"""Build, serve, and build again after every saved change."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from publish.offline import SCRIPT
from publish.paths import BUILD, DOCS, ROOT
from publish.serve import Server

WATCHED = (DOCS, ROOT / "py", ROOT / "overrides", ROOT / "mkdocs.yml", ROOT / "package.json")
IGNORED = {"__pycache__"}


def serve(port: int, compress: int, *, watch: bool) -> None:
    """Serve the site on this machine until interrupted.

    Args:
        port: where to listen; 0 takes a free port.
        compress: the brotli quality, 0 for none.
        watch: build again when a source changes. A build that fails leaves the last good site in place.
    """
    BUILD.mkdir(exist_ok=True)
    server = Server(BUILD, port, compress=compress)
    seen = snapshot()
    _rebuild(server, must_work=not watch)
    server.in_background()
    print(f"Serving {server.url} (Ctrl-C stops it)", flush=True)
    try:
        while True:
            time.sleep(1)
            if watch and (now := snapshot()) != seen:
                seen = now
                _rebuild(server, must_work=False)
    except KeyboardInterrupt:
        server.shutdown()


def snapshot() -> dict[str, int]:
    """When each watched file was last written."""
    files = (file for place in WATCHED for file in ([place] if place.is_file() else place.rglob("*")))
    return {str(file): file.stat().st_mtime_ns for file in files if file.is_file() and not IGNORED & set(file.parts)}


def _rebuild(server: Server, *, must_work: bool) -> None:
    """Build into a new folder and let the server take it over."""
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="served-", dir=BUILD))
    command = [sys.executable, "-m", "publish", "build", "--to", str(folder), "--url", server.url]
    quick = {} if must_work else {"PACK_QUALITY": "5"}
    built = subprocess.run(command, cwd=ROOT, check=must_work, env={**os.environ, **quick}).returncode == 0
    if built and not must_work:
        # What is being worked on has to be seen at once: nothing is kept for later, no update has to be taken.
        (folder / SCRIPT).unlink()
    old, server.folder = (server.folder, folder) if built else (folder, server.folder)
    if old != BUILD:
        shutil.rmtree(old)
    print(f"{'Built' if built else 'Not built'} in {time.monotonic() - started:.1f} s", flush=True)
