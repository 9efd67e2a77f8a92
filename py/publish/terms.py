"""A term is explained where it first occurs on a page, by pointer and by keyboard."""

from __future__ import annotations

import re

TOKEN = re.compile(r"<abbr title=\"(?P<meaning>[^\"]*)\">(?P<term>[^<]*)</abbr>|<(?P<end>/?)(?P<name>[a-z0-9]+)[^>]*>")
# Where a stop for the keyboard would be in the way: links and buttons have one, headings and labels are names.
NAMES = frozenset(
    [
        "a",
        "button",
        "summary",
        "label",
        "caption",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "legend",
        "option",
        "code",
        "figcaption",
    ]
)
# "They reach the people" is no term. The noun is not followed by whom.
VERB = re.compile(r"\s+(?:the|a|an|your|their|our|its|his|her|this|that|these|those|them|you|us|it|people|one|more|most|many|new|everyone|everybody|anyone|almost|about|far|out|outside|beyond|only|different|into|for)\b")  # fmt: skip # noqa: E501


def settle(html: str) -> str:
    """The first mention of each term keeps its explanation and becomes a stop for the keyboard; the others are words.

    >>> settle('<article><h2><abbr title="x">CPM</abbr></h2><p><abbr title="x">CPM</abbr>, <abbr title="x">CPM</abbr>')
    '<article><h2>CPM</h2><p><abbr tabindex="0" title="x">CPM</abbr>, CPM'
    >>> settle('<article>to <abbr title="x">reach</abbr> the many; <abbr title="x">reach</abbr> is low')
    '<article>to reach the many; <abbr tabindex="0" title="x">reach</abbr> is low'
    """
    head, sign, body = html.partition("<article")
    explained: set[str] = set()
    inside = 0

    def settled(token: re.Match[str]) -> str:
        nonlocal inside
        term, meaning = token["term"], token["meaning"]
        if term is None:
            if token["name"] in NAMES:
                inside += -1 if token["end"] else 1
            return token[0]
        if inside or meaning in explained or (term == "reach" and VERB.match(body, token.end())):
            return term
        explained.add(meaning)
        return f'<abbr tabindex="0" title="{meaning}">{term}</abbr>'

    return head + sign + TOKEN.sub(settled, body)
