"""The loop back as HTML: where a forecast is locked or opened, and places for what Python says about it."""

from __future__ import annotations

from publish.forms_parts import box, known, menu, settings
from publish.guide import Guide
from publish.markup import tag, text


def actuals_form(guide: Guide) -> str:
    """The two ways in, and empty places for the answers."""
    return tag(
        "div",
        settings({**known(guide), "tool": "actuals"}),
        tag("noscript", tag("div", _without_scripts(guide), class_="mm-noscript")),
        _lock(guide),
        _open(),
        tag("div", data_role="engine", class_="mm-engine"),
        tag("p", class_="mm-notice", data_role="problem", role="alert", hidden=True),
        tag("section", data_role="forecast", aria_label="The forecast", hidden=True),
        tag("section", data_role="comparison", aria_label="Forecast against result", hidden=True),
        tag("p", class_="mm-sr", data_role="spoken", role="status"),
        class_="mm-loop",
        data_tool="actuals",
    )


def _without_scripts(guide: Guide) -> str:
    way = tag("a", "command line", href=guide.link("teams/package/#forecast"))
    return f"Your browser runs no scripts here, so nothing can be locked. The same runs from the {way}."


def _lock(guide: Guide) -> str:
    """A plan of the calculator, by its link; a set of a list is locked where it was picked."""
    link = tag("label", "Link of your case", for_="in-link")
    field = box(
        type="text",
        class_="mm-input",
        id="in-link",
        name="link",
        placeholder="Paste the link that the calculator copies",
        autocomplete="off",
        aria_describedby="help-link error-case",
    )
    calculator = tag("a", "the calculator", href=guide.link("decide/calculator/"))
    shortlist = tag("a", "your list", href=guide.link("decide/shortlist/"))
    button = tag("button", "Lock the forecast", type="button", class_="mm-button", data_action="lock")
    words = f"Make the plan in {calculator} and copy its link, or pick a set from {shortlist} and lock it there."
    return tag(
        "section",
        tag("h2", "Lock a forecast", class_="mm-calc__head", id="lock"),
        tag("p", words, class_="mm-help", id="help-link"),
        tag(
            "div",
            tag("div", link, field, tag("p", class_="mm-error", id="error-case", hidden=True), class_="mm-field"),
            tag(
                "div",
                tag("label", "Which plan", for_="in-option"),
                menu("option", [("", "The one that leads", {})], "", id="in-option"),
                class_="mm-field",
            ),
            tag(
                "div",
                tag("label", "Name, for yourself", for_="in-name"),
                box(type="text", class_="mm-input", id="in-name", name="name", autocomplete="off"),
                class_="mm-field",
            ),
            class_="mm-loop__lock",
        ),
        tag("div", button, class_="mm-steps"),
        data_role="lock",
    )


def _open() -> str:
    """A locked forecast from a file, or from this browser where the reader has kept one."""
    choose = tag(
        "label",
        box(type="file", id="in-document", class_="mm-sr", accept=".json,application/json"),
        "Open a file",
        class_="mm-button mm-button--quiet mm-short__file",
    )
    privacy = tag("strong", text("Nothing leaves this machine."))
    words = (
        " A forecast is a file of yours. This browser keeps a copy only if you press Keep, and drops it when you press "
        "Forget."
    )
    return tag(
        "section",
        tag("h2", "Open a locked one", class_="mm-calc__head", id="open"),
        tag("div", choose, class_="mm-steps"),
        tag("div", data_role="kept"),
        tag("p", privacy, text(words), class_="mm-help"),
        data_role="open",
    )
