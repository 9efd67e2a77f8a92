"""The reader's currency with its rate, and how numbers are written: a closed group of the calculator."""

from __future__ import annotations

from micromega.currency import DOLLAR, rate_records
from micromega.locales import LOCALES
from publish.amounts import digits
from publish.forms_parts import MONEY, box, menu
from publish.guide import Guide
from publish.markup import tag, text

TITLE = "Currency and number format"


def money_group(guide: Guide) -> str:
    """Currency, rate and format; the sentence about the rate is filled in with every answer."""
    changed = tag("span", "yours", class_="mm-origin mm-origin--yours", data_role="changed", hidden=True)
    fields = [
        _field("currency", _currencies(guide), "Every amount is then in this currency, also those you type."),
        _field("rate", _rate(), "Units of the currency for one US dollar. Put in the rate of your bank."),
        _field("locale", _formats(), "How numbers are written, by you and by this page."),
    ]
    return tag(
        "details",
        tag("summary", tag("span", text(TITLE)), changed),
        tag("p", "Our figures are in US dollars. We turn them with the rate shown here.", class_="mm-help"),
        tag("div", *fields, class_="mm-fields"),
        tag("p", class_="mm-help", data_role="rate"),
        class_="mm-group",
        data_group="money",
    )


def money_line() -> str:
    """Above the answer: which rate is used and where it is from."""
    return tag("p", class_="mm-money", data_role="money", hidden=True)


def rates(guide: Guide) -> dict[str, str]:
    """The planning rate of each currency as it stands in its field."""
    return {name: digits(record.typical) for name, record in rate_records(guide.data).items()}


def _field(name: str, control: str, help_: str) -> str:
    sign = tag("span", "yours", class_="mm-origin mm-origin--yours")
    reset = tag("button", "Reset", type="button", class_="mm-reset", data_action="reset", data_key=name)
    yours = tag("span", sign, " ", reset, class_="mm-field__yours", data_role="yours", hidden=True)
    return tag(
        "div",
        tag("div", tag("label", text(MONEY[name]), for_=f"in-{name}"), yours, class_="mm-field__head"),
        control,
        tag("p", class_="mm-error", id=f"error-{name}", hidden=True),
        tag("p", text(help_), class_="mm-help", id=f"help-{name}"),
        class_="mm-field",
        data_field=name,
    )


def _currencies(guide: Guide) -> str:
    names = {DOLLAR: "US dollars"}
    names |= {name: record.label.partition(" for ")[0] for name, record in rate_records(guide.data).items()}
    options: list[tuple[str, str, dict[str, object]]] = [
        (name, f"{words} ({name.upper()})", {}) for name, words in names.items()
    ]
    return menu(
        "currency", options, DOLLAR, id="in-currency", data_default=DOLLAR, aria_describedby=_described("currency")
    )


def _rate() -> str:
    return box(
        type="text",
        class_="mm-input",
        id="in-rate",
        name="rate",
        inputmode="decimal",
        autocomplete="off",
        placeholder="1",
        data_default="",
        aria_describedby=_described("rate"),
    )


def _formats() -> str:
    options: list[tuple[str, str, dict[str, object]]] = [(each.id, each.label, {}) for each in LOCALES.values()]
    return menu("locale", options, "en", id="in-locale", data_default="en", aria_describedby=_described("locale"))


def _described(name: str) -> str:
    return f"help-{name} error-{name}"
