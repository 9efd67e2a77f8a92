"""The files around the code agree with each other and lead somewhere."""

import re
import tomllib

import pytest
import yaml

from micromega.version import __version__
from publish.paths import ROOT

AROUND = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
LINK = re.compile(r"\]\(([^)#:]+)(?:#([\w-]+))?\)")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def citation() -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return found


def test_the_citation_names_the_version_and_the_licences_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    expected = (__version__, project["version"], project["license"])
    cited = citation()
    assert expected == (cited["version"], cited["version"], " AND ".join(cited["license"]))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", AROUND)
def test_every_link_between_the_files_leads_somewhere(name: str) -> None:
    lost = [
        path
        for path, place in LINK.findall((ROOT / name).read_text(encoding="utf-8"))
        if not (ROOT / path).exists() or (place and f"#{place} }}" not in (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert lost == []


def test_every_grade_is_explained_to_contributors() -> None:
    from micromega import records

    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    grades = {source.grade for source in records.library().sources.values()} | {"J"}
    assert [grade for grade in grades if f" {grade}: " not in text] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_starts_without_rights_and_its_actions_are_pinned(workflow) -> None:
    text = workflow.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    loose = [name for name in used if not name.startswith("$/") and not re.search(r"@[0-9a-f]{40}$", name)]
    assert ("\npermissions: {}\n" in text, loose) == (True, [])


def test_only_files_that_passed_the_check_are_published() -> None:
    """The check keeps the files after its last step, and publishing builds nothing of its own."""
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text())["jobs"]["check"]["steps"]
    publish = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text())["jobs"]["publish"]
    last, before = steps[-1], [step["run"] for step in steps[-3:-1]]
    uses = [step["uses"].split("@")[0] for step in publish["steps"]]
    expected = ("actions/upload-pages-artifact", ["make verify", "make anew"], "check", ["actions/deploy-pages"])
    assert expected == (last["uses"].split("@")[0], before, publish["needs"], uses)
