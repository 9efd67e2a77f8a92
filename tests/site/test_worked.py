"""The case worked by hand on the method page can be worked by hand."""

import re

import pytest

from publish import worked
from publish.guide import UnknownIdError


def cells(markup):
    rows = re.findall(r"<tr>(.*?)</tr>", markup)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_the_products_of_the_worked_score_add_up_to_its_sum():
    table = [row for row in cells(worked.worked_fit(None)) if row[0] not in ("Criterion",)]
    products = [float(row[3].replace(",", "")) for row in table[:-2]]
    assert sum(products) == pytest.approx(float(table[-2][3].replace(",", "")), rel=1e-4)


def test_the_worked_score_is_the_sum_over_the_points():
    *_, sums, score = cells(worked.worked_fit(None))
    assert float(score[3]) == pytest.approx(float(sums[3].replace(",", "")) / float(sums[1]), abs=0.05)


def test_the_winner_of_the_worked_score_is_ahead():
    score = cells(worked.worked_fit(None))[-1]
    assert float(score[3]) > float(score[5])


def test_every_line_of_the_worked_sums_shows_its_working_and_ends_in_its_result():
    rows = cells(worked.worked_numbers(None))[1:]
    assert [row[0] for row in rows if not row[1].endswith(row[2])] == []


def test_the_full_cost_of_the_worked_case_is_fee_plus_hours():
    figure = cells(worked.worked_numbers(None))[1][1]
    fee, hours, rate, total = (float(n.replace(",", "")) for n in re.findall(r"[\d,.]+", figure))
    assert fee + hours * rate == total


def test_a_rule_of_the_model_that_does_not_exist_stops_the_build():
    with pytest.raises(UnknownIdError, match=r'unknown rule of the model "wrolds"; did you mean worlds\?'):
        worked.rule(None, "wrolds")
