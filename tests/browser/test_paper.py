"""The checklist for one creator is one sheet of paper, whatever the paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_checklist_prints_on_one_sheet(new_context: Callable[..., BrowserContext], paper: str) -> None:
    page = new_context().new_page()
    page.goto("check/")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))
    assert len(sheets) == 1
