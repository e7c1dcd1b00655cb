"""CSV that every reader understands and no spreadsheet runs."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimsdb.errors.formats import NoPlainCellError, UnevenRowError
from claimsdb.formats.csv_tables import escape_cell, unescape_cell, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator


def written(*rows: list[object], raw: bool = False) -> str:
    stream = io.StringIO(newline="")
    header = [f"c{number}" for number, _ in enumerate(rows[0], start=1)]
    assert write_csv(stream, header, [rows], raw=raw) == len(rows)
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


def test_rows_are_written_batch_by_batch_as_they_come() -> None:
    stream = io.StringIO(newline="")
    seen: list[str] = []

    def batches() -> Iterator[list[list[object]]]:
        for numbers in ([1, 2], [], [3]):
            seen.append(stream.getvalue())
            yield [[number] for number in numbers]

    assert write_csv(stream, ["a"], batches(), raw=False) == 3
    assert seen == ["a\r\n", "a\r\n1\r\n2\r\n", "a\r\n1\r\n2\r\n"]
    assert stream.getvalue() == "a\r\n1\r\n2\r\n3\r\n"


def test_rows_are_counted_over_all_batches() -> None:
    with pytest.raises(UnevenRowError, match="Row 3 has 2 cells"):
        write_csv(io.StringIO(), ["a"], [[[1], [2]], [[1, 2]]], raw=False)
    with pytest.raises(NoPlainCellError, match="Row 3 holds a dict"):
        write_csv(io.StringIO(), ["a"], [[[1], [2]], [[{}]]], raw=False)


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


NEEDS_QUOTES = re.compile('[,"\r\n;\t]|^\\s|\\s$|^$')


def one_by_one(rows: list[list[object]], *, raw: bool) -> str:
    """Write rows cell by cell: what the columns of a batch must come to, whatever stands beside them."""
    return "".join(",".join(one_cell(value, raw=raw) for value in row) + "\r\n" for row in rows)


def one_cell(value: object, *, raw: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case bytes():
            return one_cell(base64.b64encode(value).decode(), raw=True)
        case str():
            text = value if raw else escape_cell(value)
            doubled = text.replace('"', '""')
            return f'"{doubled}"' if NEEDS_QUOTES.search(text) else text
        case _:
            return str(value)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["", "said", "a b", "=1", " x", "x\u2003", "\u200b=", "\ufeffx", "a;b", "a\tb", "\x1cx"]),
    st.text("'=+-@\t\r\n ;,\"ａ＝x\ufeff"),
    st.text(),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.binary(max_size=4),
)


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1), raw=st.booleans())
@example(rows=[[1, 1, None], [True, None, ""], [1.0, "1", "="]], raw=False)
@example(rows=[[0.0, -0.0, None], [-0.0, 0.0, None]], raw=False)
def test_a_cell_is_written_the_same_whatever_stands_above_it(rows: list[list[object]], raw: bool) -> None:
    assert written(*rows, raw=raw) == "c1,c2,c3\r\n" + one_by_one(rows, raw=raw)
