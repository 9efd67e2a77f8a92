"""The shortlist as HTML: where a list goes in, what the campaign needs, and places for what Python says about both."""

from __future__ import annotations

from micromega.amounts import plain
from micromega.shortlist.fields import PLATFORM_LABELS
from micromega.shortlist.worth import AIMS
from publish.forms_parts import box, local_form, menu, settings
from publish.guide import DOCS, Guide
from publish.markup import tag, text

SAMPLE = DOCS / "assets" / "samples" / "creators.csv"
GOAL, AUDIENCE, BUDGET = "awareness", "niche", "20000"


def shortlist_form(guide: Guide) -> str:
    """Everything the reader can give, and empty places for the answers."""
    return tag(
        "div",
        settings({"base": guide.link(""), "tool": "shortlist"}),
        tag("noscript", tag("div", _without_scripts(guide), class_="mm-noscript")),
        _import(),
        tag("div", data_role="engine", class_="mm-engine"),
        tag("div", data_role="progress", class_="mm-short__progress"),
        tag("p", class_="mm-notice", data_role="problem", role="alert", hidden=True),
        tag("section", data_role="columns", aria_label="How your list was read", hidden=True),
        tag("div", _plan(guide), tag("div", data_role="pick"), class_="mm-short__plan", data_role="plan", hidden=True),
        tag("section", data_role="check", aria_label="The check", hidden=True),
        tag("section", data_role="list", aria_label="The list", hidden=True),
        tag("p", class_="mm-sr", data_role="spoken", role="status"),
        tag("template", text_lines(SAMPLE.read_text(encoding="utf-8")), data_role="sample"),
        class_="mm-short",
        data_tool="shortlist",
    )


def text_lines(words: str) -> str:
    r"""A text with its line breaks as references, so that no step of the build folds them.

    >>> text_lines("a;<b>\nc")
    'a;&lt;b&gt;&#10;c'
    """
    return "&#10;".join(text_of(line) for line in words.splitlines())


def text_of(line: str) -> str:
    """One line, safe in HTML, with what a macro processor would look at kept from it."""
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("{", "&#123;")


def _without_scripts(guide: Guide) -> str:
    way = tag("a", text("command line"), href=guide.link("teams/package/#shortlist"))
    return f"Your browser runs no scripts here, so no list can be read. The same check runs from the {way}."


def _import() -> str:
    """One box for both ways in: paste, or drop a file on it."""
    area = tag(
        "textarea",
        class_="mm-input mm-short__paste",
        id="in-text",
        name="text",
        rows="6",
        spellcheck="false",
        autocapitalize="off",
        autocomplete="off",
        wrap="off",
        placeholder="Paste rows from your spreadsheet, with their headers.",
        aria_describedby="help-text",
    )
    choose = tag(
        "label",
        box(type="file", id="in-file", class_="mm-sr", accept=".csv,.tsv,.txt,.xlsx,text/csv"),
        "Choose a file",
        class_="mm-button mm-button--quiet mm-short__file",
    )
    check = tag("button", "Check this list", type="button", class_="mm-button", data_action="check")
    sample = tag(
        "button", "Try a made-up list", type="button", class_="mm-button mm-button--quiet", data_action="sample"
    )
    privacy = tag("strong", text("Nothing leaves this machine."))
    words = (
        " Python reads the list in this browser tab. It is not sent, not stored, and gone when you close the tab. "
        "CSV, TSV, XLSX or pasted cells; columns in any order and wording."
    )
    return tag(
        "section",
        tag("h2", tag("label", "Your list", for_="in-text"), class_="mm-calc__head", id="your-list"),
        area,
        tag("div", check, choose, sample, class_="mm-steps"),
        tag("p", privacy, text(words), class_="mm-help", id="help-text"),
        class_="mm-short__import",
        data_role="import",
    )


def _plan(guide: Guide) -> str:
    """The campaign: what is counted, the money, and limits for those who have some."""
    data = guide.data
    goals = {option.id: option.label for option in data.questions["goal"].option}
    breadths: list[tuple[str, str, dict[str, object]]] = [
        (option.id, option.label, {}) for option in data.questions["audience"].option
    ]
    fields = [
        _field("goal", "Goal", menu("goal", [(name, goals[name], {}) for name in AIMS], GOAL, id="in-goal")),
        _field("budget", "Budget", _box("budget", "USD", value=BUDGET)),
        _field("audience", "Audience", menu("audience", breadths, AUDIENCE, id="in-audience")),
        _field(
            "platform",
            "Platform, where a row names none",
            menu(
                "platform",
                [("", "As the list says", {}), *((key, label, {}) for key, label in PLATFORM_LABELS.items())],
                "",
                id="in-platform",
            ),
        ),
    ]
    return local_form(
        tag("h2", "Your campaign", class_="mm-calc__head", id="campaign"),
        tag("div", *fields, class_="mm-fields"),
        _limits(guide),
        class_="mm-calc__form mm-short__form",
        data_role="form",
    )


def _limits(guide: Guide) -> str:
    data = guide.data
    overlap = data.benchmarks["overlap.all"].typical
    hours = data.benchmarks["hours_per_creator"].typical * data.benchmarks["hourly_cost"].typical
    rows = []
    for tier in data.tiers.values():
        rows.append(
            tag(
                "div",
                tag("span", text(tier.label), class_="mm-short__tier"),
                _small(f"floors.{tier.id}", f"At least, {tier.label}", "0"),
                _small(f"caps.{tier.id}", f"At most, {tier.label}", "any"),
                class_="mm-short__limit",
            )
        )
    head = tag("div", tag("span"), tag("span", "At least"), tag("span", "At most"), class_="mm-short__limit mm-help")
    everyone = tag(
        "div",
        tag("span", "All creators", class_="mm-short__tier"),
        _small("at_least", "At least, all creators", "0"),
        _small("at_most", "At most, all creators", "any"),
        class_="mm-short__limit",
    )
    flagged = tag(
        "label",
        box(type="checkbox", name="flagged", value="yes", id="in-flagged"),
        " Leave out creators with something to look at",
    )
    return tag(
        "details",
        tag("summary", "Limits and assumptions"),
        head,
        everyone,
        *rows,
        tag("p", class_="mm-error", id="error-limits", hidden=True),
        tag(
            "div",
            _field("dearest", "Highest price of one creator", _box("dearest", "USD", placeholder="any")),
            _field("handling", "Your own work for each creator", _box("handling", "USD", placeholder=plain(hours))),
            _field("overlap", "Audience that creators share", _box("overlap", "%", placeholder=f"{overlap:g}")),
            tag("div", flagged, class_="mm-field mm-field--toggle"),
            class_="mm-fields",
        ),
        class_="mm-group",
    )


def _field(key: str, label: str, control: str) -> str:
    name = tag("label", text(label), for_=f"in-{key}")
    error = tag("p", class_="mm-error", id=f"error-{key}", hidden=True)
    return tag("div", name, control, error, class_="mm-field", data_field=key)


def _box(key: str, unit: str, **pairs: object) -> str:
    control = box(
        type="text",
        class_="mm-input",
        id=f"in-{key}",
        name=key,
        inputmode="decimal",
        aria_describedby=f"error-{key}",
        **pairs,
    )
    return tag("div", control, tag("span", text(unit), class_="mm-unit"), class_="mm-box")


def _small(key: str, label: str, placeholder: str) -> str:
    return box(
        type="text",
        class_="mm-input",
        id=f"in-{key}",
        name=key,
        inputmode="numeric",
        placeholder=placeholder,
        aria_label=label,
        aria_describedby="error-limits",
    )
