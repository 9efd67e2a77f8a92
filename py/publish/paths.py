"""Where things are in a checkout: what is written by hand, and what is made from it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SCRIPTS = DOCS / "assets" / "js"
ENGINE = ROOT / "py" / "micromega"
MODULES = ROOT / "node_modules"

# Made by the build, ignored by git. Each folder can be deleted at any time.
BUILD = ROOT / "build"
SITE = ROOT / "site"
