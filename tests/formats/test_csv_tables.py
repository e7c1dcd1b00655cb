"""CSV that every reader understands and no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.errors.formats import NoPlainCellError, UnevenRowError
from claimsdb.formats.csv_tables import escape_cell, unescape_cell, write_csv


def written(*rows: list[object], raw: bool = False) -> str:
    stream = io.StringIO(newline="")
    header = [f"c{number}" for number, _ in enumerate(rows[0], start=1)]
    assert write_csv(stream, header, rows, raw=raw) == len(rows)
    return stream.getvalue()


def test_lines_end_in_crlf_and_quotation_marks_are_doubled() -> None:
    assert written(["a", 'say "no"'], ["b,c", "d\r\ne"]) == 'c1,c2\r\na,"say ""no"""\r\n"b,c","d\r\ne"\r\n'


def test_an_empty_text_is_told_from_the_unknown() -> None:
    assert written([None, "", "x"]) == 'c1,c2,c3\r\n,"",x\r\n'


def test_each_kind_of_value_has_its_plain_form() -> None:
    summer = timezone(timedelta(hours=2))
    row: list[object] = [
        -5, 2.5, True, date(2017, 2, 15), datetime(2017, 2, 15, 9, 30, tzinfo=summer),
        b"\x00\xff", ["Reed", "Leila"], (), datetime(2017, 2, 15, 9, 30, 0, 5, tzinfo=UTC),
    ]  # fmt: skip
    assert written(row).splitlines()[1] == (
        '-5,2.5,true,2017-02-15,2017-02-15T07:30:00Z,AP8=,"Reed; Leila","",2017-02-15T09:30:00.000005Z'
    )


def test_a_time_without_a_zone_is_given_none() -> None:
    moment = datetime.fromisoformat("2017-02-15T09:30:00")
    assert written([moment]).splitlines()[1] == "2017-02-15T09:30:00"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "  =1", '"=1',
     "'=1", "''-1", "\u00a0=1", "\ufeff=1", "\u200b=1", "'\tx"],
)  # fmt: skip
def test_what_a_spreadsheet_may_run_gets_an_apostrophe(text: str) -> None:
    assert escape_cell(text) == f"'{text}"
    assert unescape_cell(f"'{text}") == text


@pytest.mark.parametrize("text", ["a=1", "'tis", "’=1", "1-2", "", "'", " x", "'\"\tx", "—dash"])
def test_all_other_text_stays_as_it_is(text: str) -> None:
    assert escape_cell(text) == text
    assert unescape_cell(text) == text


@given(st.text("'=+-@\t\r\n \"ａ＝x\ufeff") | st.text())
@example("'" * 5 + "=")
def test_escaping_is_undone_exactly_and_no_two_texts_become_one(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text
    assert escape_cell(text)[:1] not in {*"=+-@＝＋－＠\t\r\n"} or text == ""


def test_a_hostile_cell_costs_no_more_than_its_length() -> None:
    text = "'" * 2_000_000
    assert escape_cell(text) == text


def test_a_list_that_begins_like_a_formula_is_escaped_and_a_number_is_not() -> None:
    assert written([["=1", "b"], -1, "-1"]).splitlines()[1] == "\"'=1; b\",-1,'-1"


def test_raw_cells_are_as_stored() -> None:
    assert written(["=1", ["-x"]], raw=True).splitlines()[1] == "=1,-x"


def test_rows_are_written_as_they_come() -> None:
    stream = io.StringIO(newline="")

    def rows() -> list[list[object]]:
        yield_seen.append(stream.getvalue())
        return [[1]]

    yield_seen: list[str] = []
    assert write_csv(stream, ["a"], (row for make in [rows, rows] for row in make()), raw=False) == 2
    assert yield_seen == ["a\r\n", "a\r\n1\r\n"]


def test_a_row_of_another_length_is_refused_by_its_number() -> None:
    with pytest.raises(UnevenRowError) as caught:
        written(["a", "b"], ["a"])
    assert caught.value.sentence == "Row 2 has 1 cells, and the header 2 columns: give each column one cell."


@pytest.mark.parametrize("value", [{"a": 1}, float("nan"), float("inf"), object, ["a", 1]])
def test_a_value_without_a_plain_form_is_refused(value: object) -> None:
    with pytest.raises(NoPlainCellError, match=f"Row 1 holds a {type(value).__name__},"):
        written([value])


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1))
def test_another_reader_reads_what_was_written(rows: list[list[str]]) -> None:
    text = written(*[list[object](row) for row in rows])
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[unescape_cell(cell) for cell in row] for row in read[1:]] == rows
