"""The calculator as HTML: few fields first, the rest in closed groups, around the default case."""

from __future__ import annotations

from micromega.records_kinds import Choice, Input, Question
from publish.amounts import amount, digits, span
from publish.cite import benchmark_mark, source_name
from publish.forms_case import Case, default_of, default_reply
from publish.forms_money import money_group, money_line, rates
from publish.forms_parts import NOT_SURE, box, known, local_form, menu, settings
from publish.forms_plan import plan
from publish.guide import Guide
from publish.markup import tag, text

GROUPS = {
    "campaign": ("What they post and how it does", "Rights and timing, and how posts of this kind perform."),
    "costs": ("What it costs", "Prices of a post, and everything around the fee."),
    "audience": ("Whom it reaches", "Followers, views and how many of them you mean."),
    "sales": ("What it sells", "Clicks, orders and what an order is worth."),
    "brief": ("The rest of your brief", "These do not move the numbers. They move the advice beside them."),
}
UNREADY = "The one-page brief was not ready when this was printed. Wait a moment on the page, then print again."
TRAILING = {"percent": "%", "usd": "USD", "eur": "EUR", "days": "days", "hours": "hours"}


def calculator_form(guide: Guide, case: Case) -> str:
    """Verdict, fields, picture, table: the order in which a reader needs them."""
    form = local_form(
        tag("h2", "Your campaign", class_="mm-calc__head", id="your-campaign", data_search_exclude=True),
        _first_group(guide),
        _key(),
        *[_group(guide, name, case.boxes.get(name, "")) for name in GROUPS],
        money_group(guide),
        _tools(),
        tag("div", data_role="engine", class_="mm-engine"),
        class_="mm-calc__form",
        data_search_exclude=True,
        data_role="form",
    )
    return tag(
        "div",
        settings(
            {
                **known(guide),
                "tool": "calculator",
                "sources": _sources(guide),
                "rates": rates(guide),
                "kpi": default_reply()["kpi"]["id"],
            }
        ),
        tag("noscript", tag("div", _without_scripts(guide), class_="mm-noscript")),
        tag("div", data_role="whose"),
        tag("div", data_role="notices"),
        tag("div", data_role="ended"),
        tag("p", class_="mm-stale", data_role="stale", hidden=True),
        _kept(),
        money_line(),
        tag("section", case.verdict, class_="mm-calc__verdict", data_role="verdict", aria_label="The answer"),
        form,
        tag(
            "section",
            case.result,
            class_="mm-calc__result",
            data_role="result",
            aria_label="The comparison",
            data_search_exclude=True,
        ),
        plan(guide, case),
        tag("p", class_="mm-sr", data_role="spoken", role="status"),
        tag("p", text(UNREADY), class_="mm-unready mm-print-only", data_search_exclude=True),
        tag("section", class_="mm-brief", data_role="brief", data_search_exclude=True, hidden=True),
        tag(
            "section",
            class_="mm-scenes mm-screen-only",
            data_role="scenes",
            data_search_exclude=True,
            hidden=True,
            aria_labelledby="your-cases",
        ),
        class_="mm-calc",
        data_tool="calculator",
    )


def _sources(guide: Guide) -> dict[str, str]:
    """The sources behind the benchmarks as they are named in the guide."""
    used = {use.id for record in guide.data.benchmarks.values() for use in record.sources}
    return {name: source_name(guide.source(name)) for name in sorted(used)}


def _kept() -> str:
    """Said to whoever comes back to the bare page of the calculator and finds their own case."""
    words = "These are your numbers from before. "
    anew = tag("button", "Start anew", type="button", class_="mm-reset", data_action="reset-all")
    return tag("p", text(words), anew, class_="mm-kept", data_role="kept", role="status", hidden=True)


def _without_scripts(guide: Guide) -> str:
    table = tag("a", text("decision table"), href=guide.link("decide/table/"))
    words = "Your browser runs no scripts here, so the fields change nothing. What you see is the default case. The"
    return f"{text(words)} {table} lists every outcome of the quiz."


def _first_group(guide: Guide) -> str:
    entries = [entry for entry in guide.data.inputs.values() if entry.group == "first"]
    return tag(
        "div", *[field(guide, entry) for entry in entries], class_="mm-fields mm-fields--first", data_always=True
    )


def _group(guide: Guide, name: str, boxes: str) -> str:
    """A closed group: its own fields, then the benchmarks of the case in hand."""
    title, words = GROUPS[name]
    entries = [field(guide, entry) for entry in guide.data.inputs.values() if entry.group == name]
    if name == "brief":
        entries += [_question_field(guide, question) for question in _open_questions(guide)]
    if not entries and not boxes:
        return ""
    changed = tag("span", "your numbers", class_="mm-origin mm-origin--yours", data_role="changed", hidden=True)
    return tag(
        "details",
        tag("summary", tag("span", text(title)), changed),
        tag("p", text(words), class_="mm-help"),
        tag("div", *entries, class_="mm-fields") if entries else "",
        tag("div", boxes, data_role="boxes", data_group=name),
        class_="mm-group",
        data_group=name,
    )


def _open_questions(guide: Guide) -> list[Question]:
    """The questions of the quiz that no field of the calculator asks already."""
    asked = {entry.question or entry.id for entry in guide.data.inputs.values()}
    return [question for question in guide.data.questions.values() if question.id not in asked]


def _question_field(guide: Guide, question: Question) -> str:
    options: list[tuple[str, str, dict[str, object]]] = [(NOT_SURE, "Not sure", {})]
    options += [(answer.id, answer.label, {}) for answer in question.option]
    control = menu(question.id, options, NOT_SURE, id=f"in-{question.id}", data_default=NOT_SURE)
    more = _more(guide, question.label, question.anchor)
    return _frame(question.id, question.label, control, text(question.ask), more)


def field(guide: Guide, entry: Input) -> str:
    """One input with its default, its range and mark, and a way back to the default."""
    if entry.kind == "toggle":
        return _toggle(guide, entry)
    control = _choice(guide, entry) if entry.kind == "choice" else _number(guide, entry)
    more = _more(guide, entry.label, entry.anchor)
    return _frame(entry.id, entry.label, control, _help(guide, entry), more)


def _frame(key: str, label: str, control: str, help_: str, more: str) -> str:
    """A field: its name, the sign that it holds the reader's own number, the control, what is wrong, and help."""
    name = tag("span", tag("label", text(label), for_=f"in-{key}"), more)
    return tag(
        "div",
        tag("div", name, yours(key), class_="mm-field__head"),
        control,
        tag("p", class_="mm-error", id=f"error-{key}", hidden=True),
        asking(key),
        strip(key),
        tag("p", help_, class_="mm-help", id=f"help-{key}"),
        class_="mm-field",
        data_field=key,
    )


def _more(guide: Guide, label: str, anchor: str) -> str:
    """The way to the guidance on a field."""
    if not anchor:
        return ""
    sign = tag("span", "?", aria_hidden="true")
    return " " + tag(
        "a", sign, tag("span", text(f"About: {label}"), class_="mm-sr"), class_="mm-more", href=guide.link(anchor)
    )


def yours(key: str) -> str:
    """The sign of the reader's own number, and the way back; hidden until there is one."""
    sign = tag("span", "your number", class_="mm-origin mm-origin--yours") + " " + tag("span", data_read=key)
    reset = tag("button", "Reset", type="button", class_="mm-reset", data_action="reset", data_key=key)
    return tag("span", sign, " ", reset, class_="mm-field__yours", data_role="yours", hidden=True)


def asking(key: str) -> str:
    """The place where a number that can be read in two ways is asked about."""
    return tag("div", class_="mm-ask", role="status", data_ask=key)


def strip(key: str) -> str:
    """The place of the picture beside a field; the script draws it after the answer."""
    return tag("div", class_="mm-strip", role="img", id=f"strip-{key}", data_strip=key, hidden=True)


def _key() -> str:
    """What these pictures say, and the place of their colours."""
    words = "Dots: who is ahead as this one number goes from low to high. Ring: now. Line: where the lead changes."
    colours = tag("span", class_="mm-strip-key__colours", data_role="strip-key")
    return tag("p", text(words), " ", colours, class_="mm-help mm-strip-key")


def _toggle(guide: Guide, entry: Input) -> str:
    more = _more(guide, entry.label, entry.anchor)
    tick = box(
        type="checkbox",
        id=f"in-{entry.id}",
        name=entry.id,
        value="yes",
        aria_describedby=f"help-{entry.id} strip-{entry.id}",
    )
    return tag(
        "div",
        tag(
            "div",
            tag("span", tag("label", tick, " ", text(entry.label)), more),
            yours(entry.id),
            class_="mm-field__head",
        ),
        tag("p", class_="mm-error", id=f"error-{entry.id}", hidden=True),
        asking(entry.id),
        strip(entry.id),
        tag("p", text(entry.help), class_="mm-help", id=f"help-{entry.id}"),
        class_="mm-field mm-field--toggle",
        data_field=entry.id,
    )


def _choice(guide: Guide, entry: Input) -> str:
    """A drop-down list; an option of one platform carries its name, so that the script can offer only what fits."""
    chosen = default_of(guide.data.inputs, entry)
    if entry.question:
        answers = guide.data.questions[entry.question].option
        allowed = {each.id for each in entry.options} or {each.id for each in answers}
        options: list[tuple[str, str, dict[str, object]]] = [
            (each.id, each.label, {}) for each in answers if each.id in allowed
        ]
    else:
        options = [
            (each.id, each.label, {"data_platform": each.platform or None, "data_first": _is_first(entry, each)})
            for each in entry.options
        ]
    return menu(
        entry.id, options, chosen, id=f"in-{entry.id}", data_default=chosen, aria_describedby=f"help-{entry.id}"
    )


def _is_first(entry: Input, option: Choice) -> bool:
    """Whether this option is what its platform starts with."""
    return (entry.defaults or {}).get(option.platform) == option.id


def _number(guide: Guide, entry: Input) -> str:
    """A box for a number, written as people write it; the engine reads it."""
    first = entry.group == "first"
    start = _start(guide, entry)
    control = box(
        type="text",
        class_="mm-input",
        id=f"in-{entry.id}",
        name=entry.id,
        inputmode="decimal",
        value=start if first else None,
        placeholder=None if first else start,
        data_default=start if first else "",
        aria_describedby=f"help-{entry.id} error-{entry.id} strip-{entry.id}",
    )
    kind = _unit(guide, entry)
    unit = TRAILING.get(kind, "")
    sign = tag("span", text(unit), class_="mm-unit", data_unit=kind) if unit else ""
    return tag("div", control, sign, class_="mm-box")


def _unit(guide: Guide, entry: Input) -> str:
    return str(guide.benchmark(entry.benchmark).unit if entry.benchmark else entry.unit)


def _start(guide: Guide, entry: Input) -> str:
    if entry.benchmark:
        return digits(guide.benchmark(entry.benchmark).typical)
    return f"{entry.default:g}" if isinstance(entry.default, int | float) else ""


def _help(guide: Guide, entry: Input) -> str:
    """What the field means, and where its default comes from."""
    words = text(entry.help)
    if not entry.benchmark:
        return words
    record = guide.benchmark(entry.benchmark)
    default = f"Default {amount(record.typical, record.unit)}, range {span(record.low, record.high, record.unit)}"
    said = tag("span", text(default), data_default_of=entry.id)
    return f"{words} {tag('span', said, benchmark_mark(guide, record), class_='mm-value')}"


def _tools() -> str:
    """What can be done with the whole case; needs a script, so it is hidden until there is one."""
    reset = tag("button", "Reset all", type="button", class_="mm-button mm-button--quiet", data_action="reset-all")
    copy = tag("button", "Copy link", type="button", class_="mm-button mm-button--quiet", data_action="copy")
    print_ = tag("button", "Print", type="button", class_="mm-button mm-button--quiet", data_action="print")
    return tag("div", copy, print_, reset, class_="mm-steps", data_role="steps", hidden=True)
