"""Bulk annotations: one article a line, and a bad line never stops the others."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_jsonl import bounded_lines, read_jsonl
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records.annotations import Annotation, ClaimNote, StatementNote
from claimsdb.records.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GOOD = b'{"text": "The bridge closed."}'


def outcomes(lines: Iterable[bytes]) -> list[Annotation | AnnotationRefusedError]:
    return list(read_jsonl(lines, file="b.jsonl"))


def fault(line: bytes) -> str:
    """Why the middle one of three lines is refused, while the others are read."""
    before, refused, after = outcomes([GOOD, line, GOOD])
    assert isinstance(before, Annotation)
    assert isinstance(after, Annotation)
    assert isinstance(refused, AnnotationRefusedError)
    return refused.sentence


def test_a_line_is_one_annotation_with_its_text_as_written() -> None:
    claim = '{"claim": "It closed.", "quote": "closed", "when": 2019}'
    line = '{"text": " The bridge\\r\\n closed.\\f", "claims": [' + claim + "]}"
    place = Place("b.jsonl", 1)
    statement = StatementNote("closed", place, quotation="none")
    assert outcomes([line.encode()]) == [
        Annotation(
            place,
            claims=(ClaimNote("It closed.", place, (statement,), when="2019"),),
            text=" The bridge\r\n closed.\f",
        )
    ]


def test_blank_lines_and_a_byte_order_mark_are_passed_over_but_counted() -> None:
    found = outcomes([b"\xef\xbb\xbf\n", b"\n", GOOD, b" \t\r\n", GOOD])
    assert [item.place for item in found if isinstance(item, Annotation)] == [
        Place("b.jsonl", 3),
        Place("b.jsonl", 5),
    ]
    assert len(outcomes([b"\xef\xbb\xbf" + GOOD])) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            b'{"text": "a"',
            "the line is not JSON (Expecting ',' delimiter at character 13): write one object on each",
        ),
        (GOOD + GOOD, "the line is not JSON (Extra data at character 31): write one object on each line"),
        (b'{"text": "a", "text": "b"}', "the key «text» is given twice in one object: keep one of them"),
        (b'{"text": "a", "claimsdb": NaN}', "the line holds a number that cannot be read: «NaN»"),
        (b'{"text": "a", "claimsdb": -Infinity}', "the line holds a number that cannot be read: «-Infinity»"),
        (b'{"text": "a", "claimsdb": 1e999}', "the line holds a number that cannot be read: «1e999»"),
        (
            b'{"text": "a", "claimsdb": ' + b"9" * 9999 + b"}",
            "the line holds a number that cannot be read: «999999999",
        ),
        (b'{"text": "caf\xe9"}', "byte 14 (0xE9) of the line is not UTF-8: save it as UTF-8"),
        (
            b'{"text": "a \\ud83d"}',
            "text: «a \\ud83d» holds half of a surrogate pair: write the whole character",
        ),
        (b'{"text": "a", "\\ud83d": 1}', "the record: «\\ud83d» holds half of a surrogate pair"),
        (
            b'{"text": "a\\u0000"}',
            "text: «a\\x00» holds a NUL character, which no text can hold; take it out",
        ),
        (b'{"claims": []}', "the record: «text» is missing; write the whole wording of the article there"),
        (b'{"text": null}', "the record: «text» is missing; write the whole wording of the article there"),
        (b'{"text": "a", "claims": [{"quote": 5}]}', "claims[0].quote: «5» is a number; write text"),
        (b'["text"]', 'the record: «["text"]» is a list; write a mapping'),
        (b'{"text": "a\\ud83d\\ude42", "k": 1}', "the record: unknown key «k»"),
        (b"[" * 20 + b"[]" + b"]" * 20, "lists and objects are nested more than 20 deep"),
        (
            b"[" * 20 + b"]" * 20,
            "the record: «[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]» is a list; write a mapping",
        ),
        (b"[" * 100_000, "lists and objects are nested more than 20 deep: flatten them"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "lists and objects are nested more than 20 deep: flatten them"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: bytes, sentence: str) -> None:
    assert fault(line).startswith(f"b.jsonl:2: {sentence}")


def test_a_line_tells_all_its_faults() -> None:
    line = (
        b'{"text": "a", "text": "b", "article": {"published": "May", "url": 5}, "claims": [{"quote": true}]}'
    )
    assert [sentence.split(": ")[1] for sentence in fault(line).splitlines()] == [
        "the key «text» is given twice in one object",
        "article.url",
        "claims[0].quote",
        "claims[0]",
        "article.published",
    ]


def test_json_keeps_the_types_that_yaml_reads_as_text() -> None:
    assert "article.title: «true» is a truth value; write text" in fault(
        b'{"text": "a", "article": {"title": true}}'
    )
    assert fault(b'{"text": "a", "article": {"published": true}}').endswith(
        "a truth value; write text or a whole number"
    )
    assert "article.published: «2015.5» is a number" in fault(
        b'{"text": "a", "article": {"published": 2015.5}}'
    )


def test_whole_numbers_may_be_written_with_a_point() -> None:
    claim = b'{"claim": "c", "quote": "a", "when": 2015.0, "occurrence": 2.0}'
    line = b'{"text": "a", "claimsdb": 1.0, "claims": [' + claim + b"]}"
    [item] = outcomes([line])
    assert isinstance(item, Annotation)
    assert (item.claims[0].when, item.claims[0].statements[0].occurrence) == ("2015", 2)


def test_an_overlong_line_is_refused_and_passed_over() -> None:
    lines = [GOOD, b'{"text": "' + b"x" * 200_000 + b'"}', GOOD]
    read = read_jsonl(bounded_lines(io.BytesIO(b"\n".join(lines)), 64), file="b.jsonl", limit=64)
    first, long, last = read
    assert isinstance(first, Annotation)
    assert isinstance(long, AnnotationRefusedError)
    assert long.sentence == "b.jsonl:2: the line has more than 64 bytes: divide the article"
    assert isinstance(last, Annotation)


def test_a_line_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"x" * 20_000_000)
    tracemalloc.start()
    with path.open("rb") as stream:
        sizes = [len(line) for line in bounded_lines(stream, 100_000)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sizes == [100_001]
    assert peak < 2_000_000


@given(st.lists(st.sampled_from([b"x", b"y", b"\r", b"\n"])).map(b"".join), st.integers(1, 12))
def test_bounded_lines_are_those_of_the_stream_cut_at_the_limit(raw: bytes, limit: int) -> None:
    assert list(bounded_lines(io.BytesIO(raw), limit)) == [line[: limit + 1] for line in io.BytesIO(raw)]


@given(
    st.text(max_size=40)
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps)
)
def test_no_line_brings_anything_but_an_outcome(text: str) -> None:
    for item in outcomes([text.encode("utf-8", "surrogatepass").replace(b"\n", b" ")]):
        assert isinstance(item, AnnotationRefusedError)


def test_a_record_means_the_same_in_both_forms() -> None:
    record = {"claims": [{"claim": "It closed.", "quote": "closed", "speakers": ["Reed"], "occurrence": 2}]}
    [line] = outcomes([json.dumps({**record, "text": "x"}).encode()])
    file = read_annotation(json.dumps(record).encode(), file="b.jsonl")
    assert isinstance(line, Annotation)
    assert line.claims[0].statements[0].speakers[0].name == file.claims[0].statements[0].speakers[0].name
    assert line.claims[0].statements[0].occurrence == file.claims[0].statements[0].occurrence


def test_a_relation_to_no_text_at_all_is_refused_like_any_other_fault() -> None:
    line = b'{"text": "It rains.", "claims": [{"key": "a", "claim": "It rains.", "quote": "rains", '
    line += b'"relations": [{"same_as": []}]}]}'

    (refusal,) = read_jsonl([line], file="a.jsonl")

    assert isinstance(refusal, AnnotationRefusedError)
    assert "relations[0].same_as" in refusal.sentence
