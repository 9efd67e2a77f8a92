"""The tools are real HTML from the build: questions, fields and the default case, readable without scripts."""

from __future__ import annotations

from mkdocs_macros.plugin import MacrosPlugin

from micromega.records import dataset, library
from publish.forms_actuals import actuals_form as write_actuals
from publish.forms_calculator import calculator_form as write_calculator
from publish.forms_case import default_case
from publish.forms_quiz import first_question as write_first
from publish.forms_quiz import quiz_form as write_quiz
from publish.forms_shortlist import shortlist_form as write_shortlist
from publish.guide import Guide


def register(env: MacrosPlugin) -> None:
    """Offer the forms as macros of the pages.

    Args:
        env: the environment of mkdocs-macros; it knows the page that is being written.
    """
    guide = Guide(dataset(), library(), lambda: env.page.url)

    @env.macro  # type: ignore[untyped-decorator]
    def quiz_form() -> str:
        """Every question of the quiz, with the way to what each answer means."""
        return write_quiz(guide)

    @env.macro  # type: ignore[untyped-decorator]
    def calculator_form() -> str:
        """The fields of the calculator around the default case, computed at build."""
        return write_calculator(guide, default_case(guide))

    @env.macro  # type: ignore[untyped-decorator]
    def default_result() -> str:
        """The result of the default case alone, for a page that explains it."""
        case = default_case(guide)
        return f'<div class="mm-tool-result">{case.verdict}{case.picture}{case.table}</div>'

    @env.macro  # type: ignore[untyped-decorator]
    def first_question() -> str:
        """The first question of the quiz as links that carry the answer into it."""
        return write_first(guide)

    @env.macro  # type: ignore[untyped-decorator]
    def actuals_form() -> str:
        """Where a forecast is locked or opened, and the places for what Python says about it."""
        return write_actuals(guide)

    @env.macro  # type: ignore[untyped-decorator]
    def shortlist_form() -> str:
        """Where a list of creators goes in, and the places for what Python says about it."""
        return write_shortlist(guide)
