"""JSON Lines → the records of one annotation a line; a bad line does not stop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation import annotation_of, annotation_problems
from claimsdb.formats.json_strict import read_json
from claimsdb.records.place import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from claimsdb.formats.marks import Node
    from claimsdb.records.annotations import Annotation

LONGEST: Final = 64 * 1024 * 1024
BOM: Final = b"\xef\xbb\xbf"
"""What a file may begin with, and its first line does not hold."""
_PIECE: Final = 64 * 1024


def bounded_lines(stream: BinaryIO, limit: int = LONGEST) -> Iterator[bytes]:
    r"""The lines of a stream with their ``\n``, never holding more than ``limit + 1`` bytes.

    Of a longer line the first ``limit + 1`` bytes come, so that ``read_jsonl`` with the same
    limit can tell and refuse it, and the rest is passed over.
    """
    while line := stream.readline(limit + 1):
        if len(line) > limit:
            _pass_over_rest(stream, line[-1:])
        yield line


def read_jsonl(
    lines: Iterable[bytes], *, file: str, first: int = 1, limit: int = LONGEST
) -> Iterator[Annotation | AnnotationRefusedError]:
    """Read each line of UTF-8 JSON that is not blank: its annotation, or why it is refused.

    ``limit`` is the longest line in bytes, its end included. Places name the line, which
    counts from ``first`` with the blank ones; there is no column. ``text`` is required in each.
    """
    for number, line in enumerate(lines, start=first):
        body = line.removeprefix(BOM) if number == 1 else line
        if body and not body.isspace():
            yield _outcome(body, Place(file, number), limit)


def _outcome(line: bytes, place: Place, limit: int) -> Annotation | AnnotationRefusedError:
    if len(line) > limit:
        sentence = f"the line has more than {limit:,} bytes: divide the article"
        return AnnotationRefusedError([Problem(place, sentence)])
    try:
        return _annotation(line, place)
    except AnnotationRefusedError as error:
        return error


def _annotation(line: bytes, place: Place) -> Annotation:
    record, repeated = read_json(line, place)
    if problems := [*repeated, *_missing_text(record), *annotation_problems(record)]:
        raise AnnotationRefusedError(problems)
    return annotation_of(record)


def _missing_text(record: Node) -> Iterator[Problem]:
    if isinstance(record.value, dict) and record.value.get("text") is None:
        yield record.problem("«text» is missing; write the whole wording of the article there")


def _pass_over_rest(stream: BinaryIO, read: bytes) -> None:
    while read and not read.endswith(b"\n"):
        read = stream.readline(_PIECE)
