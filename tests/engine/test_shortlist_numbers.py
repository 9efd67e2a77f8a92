"""A cell is read as the person who wrote it meant it, or refused."""

from datetime import date

import pytest

from micromega.shortlist.dates import days_since
from micromega.shortlist.numbers import UnreadableError, decimal_sign, is_empty, is_spreadsheet_error, read_number

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1300000", 1_300_000),
        ("477900000.00", 477_900_000),
        ("1.3M", 1_300_000),
        ("1,3 Mio", 1_300_000),
        ("12,5k", 12_500),
        ("12.5 K", 12_500),
        ("97K", 97_000),
        ("1.2B", 1_200_000_000),
        ("3,4 млн", 3_400_000),
        ("12万", 120_000),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1.234.567", 1_234_567),
        ("1,234,567.8", 1_234_567.8),
        ("1.234.567,8", 1_234_567.8),
        ("1 234 567", 1_234_567),
        ("1\u202f234\xa0567", 1_234_567),
        ("1'234'567", 1_234_567),
        ("1.3E+06", 1_300_000),
        ("~500", 500),
        ("10k+", 10_000),
        (">1M", 1_000_000),
        ("12,400 followers", 12_400),
        ("\u0661\u0662\u0663\u0664", 1234),
        ("\uff11\uff12", 12),
        ("(5)", -5),
        ("\u22125", -5),
        ("0", 0),
    ],
)
def test_a_count_is_read_as_written(cell, value):
    assert read_number(cell).value == value


@pytest.mark.parametrize(
    ("cell", "value", "percent"),
    [("3 %", 3, True), ("0,8%", 0.8, True), ("1.234%", 1.234, True), ("12", 12, False), ("4.5 percent", 4.5, False)],
)
def test_a_percent_keeps_its_decimals(cell, value, percent):
    number = read_number(cell, grouped=False)
    assert (number.value, number.percent) == (value, percent)


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("$1,200", 1200, "usd"),
        ("1.200 €", 1200, "eur"),
        ("USD 450", 450, "usd"),
        ("1.5k€", 1500, "eur"),
        ("£90", 90, "gbp"),
    ],
)
def test_a_price_keeps_its_currency(cell, value, currency):
    number = read_number(cell)
    assert (number.value, number.currency) == (value, currency)


@pytest.mark.parametrize("cell", ["a lot", "10k-50k", "12 / 15", "1.2.3", "k", "12:30", "abc1"])
def test_what_is_no_single_number_is_refused(cell):
    with pytest.raises(UnreadableError):
        read_number(cell)


@pytest.mark.parametrize("cell", ["", "  ", "N/A", "`N/A'", "n/a", "-", "\N{EM DASH}", "NaN%", "null", "None", "?"])
def test_what_says_nothing_is_empty(cell):
    assert is_empty(cell)


@pytest.mark.parametrize(
    "cell", ["#VALUE!", "#VALOR!", "#¡VALOR!", "#N/A", "#DIV/0!", "#REF!", "#WERT!", "#NAME?", "#NULL!"]
)
def test_a_failed_formula_is_told_from_a_number(cell):
    assert is_spreadsheet_error(cell)


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["12,5", "1.234"], ","),
        (["12.5", "1,234"], "."),
        (["12,5k", "7,400"], ""),
        (["1,234", "5,678"], ""),
        (["1.234,5"], ","),
        (["12,5", "12.5"], ""),
    ],
)
def test_a_column_shows_its_decimal_sign(cells, sign):
    assert decimal_sign(cells) == sign


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2026-11-01", 21),
        ("2026-11-01T10:00:00", 21),
        ("22.10.2026", 31),
        ("3 months ago", 90),
        ("vor 2 Wochen", 14),
        ("a year ago", 365),
        ("Oct 2026", 38),
        ("15 août 2026", 99),
        ("46327", 21),
        ("never", None),
    ],
)
def test_a_date_is_read_in_many_ways(cell, days):
    assert days_since(cell, TODAY) == days


@pytest.mark.parametrize("cell", ["03/04/2026", "Nike", "2027-01-01", "soon", "32.13.2026"])
def test_a_date_that_is_not_sure_is_refused(cell):
    with pytest.raises(ValueError, match=r"."):
        days_since(cell, TODAY)
