"""Starts the lean runtime in a real browser to see what it calls there: a few functions differ from Node."""

import base64
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from publish import browser
from publish.lean import node_worker
from publish.lean.memory import SUM_DIGITS
from publish.lean.parts import Lean, facts
from publish.serve import Server

WORKER = """import { startFromMemory } from "./lean-memory.js";
import { startLean } from "./lean-start.js";
const { files, info, requests } = await (await fetch("job.json")).json();
for (const name of Object.keys(files)) files[name] = new URL(files[name], location.href).href;
let exports;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (module, imports) => {
  const made = await instantiate(module, imports);
  if (made.exports?.__write_profile) exports = made.exports;
  return made;
};
const python = await (files.memory ? startFromMemory : startLean)(files, info, fetch, () => {});
let respond;
for (let time = 0; time < 3; time += 1) respond = python.pyimport("micromega").respond; // the page asks more than once
for (const request of requests) respond(request);
const size = exports.__write_profile(0, 0);
const start = python._module._malloc(size);
exports.__write_profile(start, size);
const bytes = new Uint8Array(exports.memory.buffer, start, size);
let text = "";
for (const byte of bytes) text += String.fromCharCode(byte);
self.postMessage(btoa(text));
"""
ASK = """() => new Promise((resolve, reject) => {
  const worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
})"""


def profile(lean: Lean, wheel: Path, asked: Sequence[str]) -> bytes:
    """The profile that an instrumented WebAssembly writes in the browser.

    Args:
        lean: the runtime, its WebAssembly instrumented.
        wheel: the engine as bytecode.
        asked: the questions.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {"engine": wheel, **lean.files()}
        for path in files.values():
            shutil.copyfile(path, folder / _name(path))
        for script in node_worker.STARTERS:
            shutil.copyfile(script, folder / script.name)
        (folder / "worker.js").write_text(WORKER)
        (folder / "index.html").write_text("<!doctype html><title>Profile</title>")
        names = {key: _name(path) for key, path in files.items()}
        job = {"files": names, "info": facts(), "requests": list(asked)}
        (folder / "job.json").write_text(json.dumps(job))
        return base64.b64decode(_ask(folder))


def _name(path: Path) -> str:
    """A name that holds the sum that the page compares the file with."""
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:SUM_DIGITS]}{path.suffix}"


def _ask(folder: Path) -> str:
    server = Server(folder).in_background()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.executable()), args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(server.url)
        text: str = page.evaluate(ASK)
        chromium.close()
    server.shutdown()
    return text
