"""A one-page brief in words: the verdict, why, the plan, what it rests on and where to look it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from micromega.version import __version__


def brief_words(reply: Mapping[str, Any], name: str, link: str) -> dict[str, str]:
    """The lines of the brief by heading."""
    verdict, args = reply["verdict"], reply["args"]
    leader = next((o for o in reply["options"] if o["id"] == verdict["option"]), None)
    found = {
        "Case": name or "Micro or Mega",
        "Answer": verdict["text"],
        "How sure": verdict["detail"],
        "Guidance and numbers": reply["lenses"]["text"],
        "Measured by": f"{reply['kpi']['label']}. {reply['kpi']['why']}",
        "Plan": leader["plan"]["text"] if leader else "",
        "What would change it": " ".join(flip["text"] for flip in reply["flips"] if flip["value"] is not None),
        "Watch out": " ".join(warning["text"] for warning in reply["warnings"]),
        "Notes": " ".join(reply["notes"]),
        "Settings": "; ".join(f"{key}: {_plain(args[key])}" for key in args if key != "given"),
        "Made with": f"Micro or Mega, engine {__version__}",
        "Link": link,
    }
    return {label: text for label, text in found.items() if text}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value).replace("_", " ")


def write_markdown(reply: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The brief to paste into a document."""
    lines = [f"# {_safe(words['Case'])}", "", f"**{_safe(words['Answer'])}**", ""]
    lines += [f"- {label}: {_safe(text)}" for label, text in words.items() if label not in ("Case", "Answer")]
    lines += ["", "| Option | Plan | " + _safe(reply["kpi"]["label"]) + " | Range | Spent |", "|---|---|---|---|---|"]
    for option in reply["options"]:
        if option["feasible"]:
            kpi, cost = option["kpi"], option["figures"]["cost"]["text"]
            cells = (option["label"], option["plan"]["text"], kpi["text"], kpi["range_text"], cost)
        else:
            cells = (option["label"], option["reason"], "", "", "")
        lines.append(f"| {' | '.join(_safe(cell) for cell in cells)} |")
    lines += ["", "| What it rests on | Value | Range | Whose | Grade | Checked |", "|---|---|---|---|---|---|"]
    for entry in reply["settings"]:
        known = (f"{entry['heading']}, {entry['label']}", entry["text"], entry["range_text"], entry["origin"])
        lines.append(f"| {' | '.join(map(_safe, known))} | {entry['grade']} | {entry['checked']} |")
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Text that cannot break a table or begin markup."""
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
