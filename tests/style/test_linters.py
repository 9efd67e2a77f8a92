"""Every linter and type checker, each with the words it says when it finds something."""

import subprocess
import sys
from pathlib import Path

import pytest

from publish import node
from publish.paths import MODULES, ROOT

BIN = Path(sys.executable).parent
WORKFLOWS = sorted(map(str, (ROOT / ".github" / "workflows").glob("*.yml")))
FORMS = sorted(str(form) for form in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if form.name != "config.yml")
LINTERS: dict[str, list[str | Path]] = {
    "ruff check": [BIN / "ruff", "check", "--quiet", "py", "tests"],
    "ruff format": [BIN / "ruff", "format", "--check", "--quiet", "py", "tests"],
    "mypy": [BIN / "mypy"],
    "typescript": [node.executable(), MODULES / "typescript" / "bin" / "tsc", "--project", ROOT],
    "biome": [node.executable(), MODULES / "@biomejs" / "biome" / "bin" / "biome", "check", "--error-on-warnings"],
    "zizmor": [BIN / "zizmor", "--offline", "--quiet", "--pedantic", ".github"],
    "workflow schema": [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
    "issue forms schema": [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *FORMS],
    "issue chooser schema": [
        *(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-issue-config"),
        ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml",
    ],
    "citation schema": [
        *(BIN / "check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "--force-filetype", "yaml"),
        ROOT / "CITATION.cff",
    ],
    "dependabot schema": [
        *(BIN / "check-jsonschema", "--builtin-schema", "vendor.dependabot", ROOT / ".github" / "dependabot.yml")
    ],
}


@pytest.mark.parametrize("linter", LINTERS)
def test_linter_finds_nothing(linter: str) -> None:
    done = subprocess.run(LINTERS[linter], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{linter}:\n{done.stdout}{done.stderr}"
