from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.sources import NoRoomForNotesError
from claimsdb.records.sources import LinesSource, PreparedText, RefusedText
from claimsdb.records.tasks import LineKeys
from claimsdb.sources.numbering import Numbering
from claimsdb.sources.prepare import ready_all
from claimsdb.sources.prepare_lines import chunks_of_lines
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, bytes], Path]


def line(text: str, **article: str) -> bytes:
    return json.dumps({"claimsdb": 1, "text": text, "article": article}).encode()


def prepare(write: Write, *lines: bytes, end: bytes = b"\n") -> list[PreparedText | RefusedText]:
    path = write("below/corpus.jsonl", end.join(lines))
    found = ready_all([path.parent.parent])
    return [text if isinstance(text, RefusedText) else text.again() for text in found]


def annotation_files(found: list[PreparedText | RefusedText]) -> list[str | None]:
    return [text.annotation_file for text in found if isinstance(text, PreparedText)]


def test_each_line_is_a_text_called_by_its_number(write: Write, tmp_path: Path) -> None:
    first, second = prepare(write, line("One.", file="a.txt"), b"", line("Two."))
    assert isinstance(first, PreparedText)
    assert isinstance(second, PreparedText)
    assert (first.name, second.name) == ("below/corpus.jsonl:1", "below/corpus.jsonl:3")
    assert (first.file, second.file) == ("a.txt", None)
    assert (first.source.text, first.original) == ("One.", b"One.")
    assert first.origin == str(tmp_path / "below" / "corpus.jsonl")


def test_a_line_is_the_same_whatever_its_end(write: Write) -> None:
    found = [prepare(write, line("One."), line("Two."), end=end)[0] for end in (b"\n", b"\r\n")]
    found.append(prepare(write, line("One."))[0])
    assert len({text.annotation_sha256 for text in found if isinstance(text, PreparedText)}) == 1


def test_lines_on_one_article_are_told_apart_by_a_number(write: Write) -> None:
    found = prepare(
        write,
        line("One.", file="a.txt"),
        line("Two.", file="a.txt", title="Two"),
        line("One."),
        line("One.", title="Again"),
        line("One.", file="a.txt", url="https://news.example/"),
        line("Other.", url="https://news.example/"),
    )
    assert annotation_files(found) == [
        "corpus.jsonl",
        "corpus.jsonl (2)",
        "corpus.jsonl",
        "corpus.jsonl (2)",
        "corpus.jsonl (3)",
        "corpus.jsonl (4)",
    ]


def test_every_bad_line_is_named_and_a_good_one_taken_once(write: Write) -> None:
    bad = b"not json"
    found = prepare(write, bad, line("One."), bad, line("One."), line("  "))
    assert [(type(text), text.name) for text in found] == [
        (RefusedText, "below/corpus.jsonl:1"),
        (PreparedText, "below/corpus.jsonl:2"),
        (RefusedText, "below/corpus.jsonl:3"),
        (RefusedText, "below/corpus.jsonl:5"),
    ]


def test_lines_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (chunk,) = chunks_of_lines(LinesSource("gone.jsonl", tmp_path / "gone.jsonl"), None)
    (found,) = chunk.merge(chunk.task.made())
    assert isinstance(found, RefusedText)
    assert "no such file" in found.reason.sentence


def test_a_file_without_lines_has_no_texts(write: Write) -> None:
    assert prepare(write, b"", b"  ", b"") == []


def test_memory_does_not_grow_with_the_lines_that_are_told_apart() -> None:
    numbering = Numbering("corpus.jsonl")
    tracemalloc.start()
    for number in range(5000):
        digest = sha256(str(number))
        assert not numbering.is_repeated(digest)
        assert numbering.name(LineKeys(None, None, digest)) == "corpus.jsonl"
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 100_000
    assert numbering.is_repeated(sha256("17"))
    assert numbering.name(LineKeys(None, None, sha256("17"))) == "corpus.jsonl (2)"


def test_no_room_to_note_lines_is_told_in_one_sentence() -> None:
    numbering = Numbering("corpus.jsonl")
    numbering._notes.execute("PRAGMA max_page_count = 5")
    with pytest.raises(NoRoomForNotesError, match=r"No temporary file .*full.*SQLITE_TMPDIR"):
        any(numbering.is_repeated(sha256(str(number))) for number in range(5000))
