"""The plan below the calculator's result: parts that open, and the fields of the reader's own lines."""

from __future__ import annotations

from micromega.finder import Wish
from publish.forms_case import Case
from publish.forms_parts import box, local_form, menu
from publish.guide import Guide
from publish.markup import tag, text

CLOSED = (
    ("reverse", "What does a target take?"),
    ("risk", "What can go wrong?"),
    ("bases", "How many sales, counted in two ways?"),
    ("test-plan", "Can a test tell them apart?"),
    ("media-value", "What about media value?"),
)
PROMISES = {
    "reverse": (
        "The smallest budget and the creators for a target, the most a post is worth, the orders that pay for it.",
        "choose/budget/",
        "Choose by budget",
    ),
    "risk": (
        "The chance to lose money, the chance that nobody posts, and how much hangs on one creator.",
        "evidence/model/#downside",
        "The downside",
    ),
    "bases": (
        "Orders by last click and by codes side by side, for every option.",
        "evidence/model/#two-bases",
        "Two bases of sales",
    ),
    "test-plan": (
        "The cheapest test of the two best sizes: creators, money, time, and when to stop.",
        "run/testing/",
        "Test before you scale",
    ),
    "media-value": (
        "What is usually claimed as media value, and why no figure here counts it.",
        "run/measuring/#emv",
        "Why media value is no return",
    ),
}
SIZES = {"sparks": "Big creators", "squads": "Small creators"}
ALSO = ("mid",)
"""A size that may be tried on either side, besides the usual ones."""
COLUMNS = {"floor": "At least", "cap": "At most", "mine": "My own mix"}


def plan(guide: Guide, case: Case) -> str:
    """Every part of the plan, the mix first and open, because its picture sums the page up."""
    return tag(
        "section",
        part("mix", "Which mix is best?", case.mix, _sizes(guide), _mix_lines(guide), opened=True),
        *[part(name, title, _promise(guide, name), _target() if name == "reverse" else "") for name, title in CLOSED],
        class_="mm-plan",
        data_role="plan",
        aria_label="The plan",
        data_search_exclude=True,
    )


def _promise(guide: Guide, name: str) -> str:
    """What a closed part will show, and the guidance to read until then, or where no script runs."""
    words, address, title = PROMISES[name]
    link = tag("a", text(title), href=guide.link(address))
    return tag("p", text(words), " It is worked out in your browser. Guidance: ", link, ".", class_="mm-help")


def _target() -> str:
    """The number that the reader wants to reach."""
    label = tag("label", "Your target", for_="in-plan-target")
    control = box(
        type="text",
        class_="mm-input",
        inputmode="decimal",
        id="in-plan-target",
        name="p.target",
        aria_describedby="error-plan-reverse help-plan-target",
    )
    words = "A number of what your goal is measured by. Empty: what the best option can expect."
    return local_form(
        tag("p", label, control, tag("span", text(words), class_="mm-help", id="help-plan-target"), class_="mm-target"),
        class_="mm-part__ask",
    )


def _sizes(guide: Guide) -> str:
    """Which sizes are tried as the few big creators, and which as the many small ones."""
    tiers = {tier.id: tier.label for tier in guide.data.tiers.values()}
    fields = []
    for name, label in SIZES.items():
        usual: tuple[str, ...] = getattr(Wish(), name)
        first = " or ".join([tiers[usual[0]], *(tiers[tier].lower() for tier in usual[1:])])
        options: list[tuple[str, str, dict[str, object]]] = [("", first, {})]
        options += [(tier, f"{tiers[tier]} only", {}) for tier in (*usual, *ALSO)]
        control = menu(f"p.{name}", options, "", id=f"in-plan-{name}", aria_describedby="error-plan-mix")
        fields.append(tag("p", tag("label", label, for_=f"in-plan-{name}"), control))
    return local_form(*fields, class_="mm-part__ask mm-sizes")


def _permalink(name: str) -> str:
    """The sign that the headings of the guide have; the script puts the case in hand into its address.

    It stands beside the heading and not in it, because a heading that opens a part may hold no link.
    """
    return tag("a", "\u00b6", class_="headerlink", href=f"#{name}", title="Link to this section")


def part(name: str, title: str, answer: str, first: str = "", last: str = "", *, opened: bool = False) -> str:
    """A part with a heading that can be linked; an answer that the build has drawn counts until the case changes."""
    inside = tag(
        "details",
        tag("summary", tag("h2", text(title), id=name)),
        first,
        tag("div", answer, data_role="answer"),
        last,
        tag("p", class_="mm-plan__error", id=f"error-plan-{name}", data_role="error", role="alert", hidden=True),
        class_="mm-part",
        data_part=name,
        data_role=f"plan-{name}",
        data_built=opened,
        open=opened,
    )
    return tag("div", _permalink(name), inside, class_="mm-linked")


def _mix_lines(guide: Guide) -> str:
    """Creators who are booked already, numbers by tier, and a mix of the reader's own."""
    yours = tag("span", "your lines", class_="mm-origin mm-origin--yours", data_role="changed", hidden=True)
    heads = [tag("th", text(label), scope="col") for label in COLUMNS.values()]
    rows = [
        tag("tr", tag("th", text(tier.label), scope="row"), *[_count(name, tier.id, tier.label) for name in COLUMNS])
        for tier in guide.data.tiers.values()
    ]
    counts = tag(
        "table", tag("thead", tag("tr", tag("td"), *heads)), tag("tbody", *rows), class_="mm-figures__table mm-counts"
    )
    return tag(
        "details",
        tag("summary", tag("span", "Your own lines: booked creators, limits, your mix"), " ", yours),
        local_form(
            tag("h3", "Creators you have booked", class_="mm-part__head"),
            tag("p", "Their price is agreed. The mix is built around them.", class_="mm-help"),
            tag("div", data_role="booked"),
            _button("Add a creator", "plan-add"),
            tag("h3", "How many of each size", class_="mm-part__head"),
            tag("p", "Whole creators. An empty box sets no limit.", class_="mm-help"),
            tag("div", counts, class_="mm-scroll", tabindex="0", role="region", aria_label="Creators by size"),
            tag(
                "button",
                "Clear these lines",
                type="button",
                class_="mm-button mm-button--quiet",
                data_action="plan-clear",
            ),
        ),
        class_="mm-part__lines",
        data_role="mix-lines",
    )


def _button(words: str, action: str) -> str:
    return tag("button", text(words), type="button", class_="mm-button mm-button--quiet", data_action=action)


def _count(name: str, tier: str, label: str) -> str:
    control = box(
        type="text",
        class_="mm-input",
        inputmode="numeric",
        autocomplete="off",
        name=f"p.{name}.{tier}",
        aria_label=f"{COLUMNS[name]}, {label.lower()}",
        aria_describedby="error-plan-mix",
    )
    return tag("td", control)
