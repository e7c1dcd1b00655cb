"""A text that only needs to be stored: quotes found, dates bounded, search forms made.

Tuples of plain values, since they come from other processes a million at a time, and a plain tuple
is read from a pipe six times as fast as a record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from claimsdb.records.annotations import ActorNote, AnnotatorNote


ReadyDate: TypeAlias = tuple[str, str | None, str | None]
"""An EDTF date, and the first and last day that it can mean."""

ReadyFact: TypeAlias = tuple[str, int, str, str, int]
"""What a text says of itself: field, position, value, source, 1 if inferred."""

ReadyLink: TypeAlias = tuple[str | None, str | None, str | None]
"""A link of a chain of speakers: actor's name, label of an unnamed speaker, quotation."""

ReadyPassage: TypeAlias = tuple[int, int, str, str, str, int]
"""A further passage of a statement: ``start_char``, ``end_char``, quote, its search form, role, position."""

ReadyStatement: TypeAlias = tuple[
    int,
    int,
    str,
    str,
    tuple[ReadyLink, ...],
    str,
    str | None,
    ReadyDate | None,
    tuple[ReadyPassage, ...],
]
"""A statement: ``start_char``, ``end_char``, quote, its search form; the attribution, nearest first; stance,
quotation, when it was said; the passages behind its first, and those of its speakers."""

ReadyClaim: TypeAlias = tuple[
    str,
    str,
    str | None,
    ReadyDate | None,
    str,
    str | None,
    tuple[tuple[str, str], ...],
    tuple[str, ...],
    tuple[tuple[str, int, str | None], ...],
    tuple[ReadyStatement, ...],
]
"""A claim: sentence, its search form, kind, event date, status, key; whom it is about (actor's name,
role); topics; relations as (kind, place of the other claim in the text, rationale); statements."""

# What stands where in a ReadyClaim, and in a ReadyStatement.
SENTENCE: Final = 0
WORDS: Final = 1
KIND: Final = 2
WHEN: Final = 3
STATUS: Final = 4
KEY: Final = 5
ABOUT: Final = 6
TOPICS: Final = 7
RELATIONS: Final = 8
STATEMENTS: Final = 9
CHAIN: Final = 4
STANCE: Final = 5


class ReadyText(NamedTuple):
    """One text with all that its annotation says; the fields are those of ``PreparedText``.

    ``original`` is None where it is the text in UTF-8. ``given_url`` is the address that the
    annotation gives, ``is_line`` tells a line of JSON Lines. ``names`` are all that actors are called
    by, each with its form for matching.
    """

    name: str
    file: str | None
    origin: str
    is_line: bool
    text: str
    text_sha256: str
    original: bytes | None
    original_sha256: str
    media_type: str
    encoding: str
    reader: str
    reader_version: str
    facts: tuple[ReadyFact, ...]
    title: str | None
    outlet: str | None
    published: ReadyDate | None
    language: str | None
    url: str | None
    given_url: str | None
    authors: tuple[str, ...]
    annotation_file: str | None
    annotation_sha256: str | None
    annotator: AnnotatorNote | None
    actors: tuple[ActorNote, ...]
    names: dict[str, str]
    claims: tuple[ReadyClaim, ...]
    standoff: str | None = None
