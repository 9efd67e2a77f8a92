"""A list is read as people have it, and every one of its rows is accounted for."""

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from micromega import answer
from micromega.errors import InputError
from micromega.shortlist.matching import match_columns
from micromega.shortlist.sheet import decode, read_bytes, read_text
from publish.exercise_lists import MESSY, long_list, workbook

REAL = Path(os.environ.get("CREATOR_LISTS", Path(__file__).parents[3] / "shared" / "creators"))


def checked(text, **args):
    return answer("shortlist", {"text": text, "count": 1000, **args})


def fields(text, **args):
    return {column["header"]: column["field"] for column in checked(text, **args)["columns"]}


def rows(text, show="all", **args):
    return checked(text, show=show, **args)["page"]["rows"]


def accounted(value):
    counts = value["summary"]["counts"]
    return sum(counts[name] for name in ("creators", "unread", "empty", "repeated_headers"))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Followers", "followers"),
        ("Subscribers count", "followers"),
        ("FOLLOWER_COUNT", "followers"),
        ("Abonnenten", "followers"),
        ("Nombre d'abonnés", "followers"),
        ("Подписчики", "followers"),
        ("フォロワー数", "followers"),
        ("followerz", "followers"),
        ("Instagram handle", "handle"),
        ("Tiktoker", "handle"),
        ("Youtube channel", "handle"),
        ("\nViews (Avg.)", "views"),
        ("avgLikes", "likes"),
        ("Kommentare", "comments"),
        ("Engagement Rate (%)", "engagement_rate"),
        ("Price per post (USD)", "price"),
        ("Preis", "price"),
        ("Audience in target country %", "audience_share"),
        ("Last competitor deal", "rival_deal"),
        ("Brand-fit notes", "fit_notes"),
        ("Fake followers", "fake_share"),
        ("Following", "following"),
        ("S.no", ""),
    ],
)
def test_a_header_finds_its_field(header, field):
    found = match_columns(
        [["who is it", header], ["ada", "12"], ["bo", "15"]] if field != "handle" else [["x", header], ["1", "ada"]]
    )
    assert found.columns[1].field == field


def test_the_more_exact_of_two_equal_headers_is_used():
    match = match_columns([["name", "Subscribers", "Subscribers"], ["a", "1.3M", "1312345"], ["b", "97K", "97012"]])
    assert [column.field for column in match.columns] == ["handle", "", "followers"]


def test_columns_come_in_any_order():
    text = "likes\tprice\tfollowers\thandle\n40\t300\t12000\tada"
    assert fields(text) == {"likes": "likes", "price": "price", "followers": "followers", "handle": "handle"}


def test_a_title_above_the_header_is_passed_over():
    assert (
        checked("Our list of spring,,\n,,\nhandle,followers,likes\nada,12000,300")["header"] == "The header is row 3."
    )


def test_a_list_without_a_header_is_told_by_its_cells():
    row = rows("@ada,12000\n@bo,55000")[1]
    assert (row["name"], row["followers"]) == ("@bo", "55,000")


def test_the_reader_can_correct_a_column():
    text = "who,number\nada,12000"
    assert fields(text, fields={"0": "handle", "1": "followers"}) == {"who": "handle", "number": "followers"}


def test_a_column_given_twice_is_refused():
    with pytest.raises(InputError, match="has a column already"):
        checked("a,b\n1,2", fields={"0": "likes", "1": "likes"})


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_is_found(separator):
    assert read_text(separator.join(["a", "b c"]) + "\n" + separator.join(["1", "2"])).rows == [
        ["a", "b c"],
        ["1", "2"],
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfn\xc3\xa9", "né"),
        ("né".encode("utf-16"), "né"),
        ("né,x\nab,cd".encode("utf-16-le"), "né,x\nab,cd"),
        (b"n\xe9", "né"),
        ("né".encode(), "né"),
    ],
)
def test_any_usual_encoding_is_decoded(content, text):
    assert decode(content)[0] == text


def test_a_line_break_inside_a_cell_stays_in_its_cell():
    assert read_text('a,b\n"one\ntwo",3').rows[1] == ["one\ntwo", "3"]


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_list():
    assert len(read_text('a,b\n"one,2\nthree,4\n').rows) == 3


def test_every_row_of_a_messy_list_is_accounted_for():
    value = checked(MESSY)
    assert (accounted(value), value["summary"]["counts"]) == (
        8,
        {
            **{"rows": 8, "creators": 3, "unread": 3, "empty": 1, "repeated_headers": 1, "with_remarks": 1},
            **{"look": 0, "fine": 1, "thin": 2},
        },
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (7, "No handle and no name."),
        (8, "The same creator as in row 2."),
        (9, "Neither followers nor views can be read: “a lot”."),
    ],
)
def test_a_row_that_is_not_used_has_its_reason(line, reason):
    assert {row["line"]: row["reason"] for row in rows(MESSY, show="unread")}[line] == reason


def test_a_cell_that_cannot_be_read_is_told():
    assert rows(MESSY)[1]["remarks"] == ["Likes of a post: “#VALUE!” is a spreadsheet error and counts as empty."]


def test_percents_written_as_parts_of_one_are_seen():
    text = "handle,followers,ER\nada,12000,0.031\nbo,15000,0.02"
    assert rows(text)[0]["rate"] == "3.1%"


def test_prices_in_euros_are_turned_into_dollars_and_said_to_be():
    assert "euros" in " ".join(checked("handle,followers,price (EUR)\nada,12000,100")["notes"])


def test_prices_in_an_unknown_currency_are_not_used():
    assert rows("handle,followers,price\nada,12000,£100")[0]["price"] == "not given"


def test_a_workbook_is_read_as_it_is_shown():
    book = workbook([["Handle", "Followers", "ER", "Likes"], ["ada", 12_000, (0.031,), "#DIV/0!"]])
    assert read_bytes("list.xlsx", book).rows[1] == ["ada", "12000", "3.1%", "#DIV/0!"]


def test_a_workbook_gives_the_same_check_as_its_text():
    book = workbook([["Handle", "Followers", "Likes"], ["ada", 12_000, 100], ["bo", 250_000, 90]])
    file = {"name": "list.xlsx", "data": b64encode(book).decode()}
    flags = [row["flags"] for row in answer("shortlist", {"file": file})["page"]["rows"]]
    assert flags == [row["flags"] for row in rows("Handle,Followers,Likes\nada,12000,100\nbo,250000,90")]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04garbage", "damaged"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(content, word):
    with pytest.raises(InputError, match=word):
        read_bytes("list", content)


def test_a_workbook_with_a_document_type_is_refused():
    packed = BytesIO(workbook([["Handle"], ["ada"]]))
    with ZipFile(packed, "a") as parts:
        parts.writestr("xl/sharedStrings.xml", '<!DOCTYPE a [<!ENTITY b "b">]><sst/>')
    with pytest.raises(InputError, match="not a plain XLSX"):
        read_bytes("list.xlsx", packed.getvalue())


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_no_list(text):
    with pytest.raises(InputError, match="holds no list"):
        checked(text)


def test_a_list_without_names_says_what_is_missing():
    assert "No column holds handles" in checked("likes,followers\n3,12000")["missing"][0]


def test_a_long_generated_list_is_accounted_for():
    assert accounted(checked(long_list(500))) == 500


@pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not here")
@pytest.mark.parametrize("name", sorted(path.name for path in REAL.glob("*.csv")) or ["none"])
def test_real_lists_are_read_almost_whole(name):
    value = checked((REAL / name).read_text(encoding="utf-8"), budget=500_000)
    counts = value["summary"]["counts"]
    assert (accounted(value) == counts["rows"] == value["rows"], counts["creators"] >= 0.93 * counts["rows"]) == (
        True,
        True,
    )


def test_a_header_that_counts_in_millions_is_believed():
    assert rows("channel,subs (M)\nada,1.3\nbo,2M")[0]["followers"] == "1.3 million"


def test_a_row_of_totals_is_no_creator():
    assert (
        rows("name,followers\nada,12000\nTotal,12000", show="unread")[0]["reason"] == "A row of totals, not a creator."
    )


def test_any_word_may_head_the_names():
    assert rows("who,Abonnenten\nada,12000\nbo,15000")[0]["name"] == "ada"
