"""What a reader makes of a file's bytes, and where a quote stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself. ``None`` is unknown; nothing here is ever guessed.

    ``published`` is an EDTF date (ISO 8601-2), ``language`` a BCP 47 tag.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a captured page says of itself, and where: ``source`` is such as ``og:title``.

    ``field`` is one of `FACT_FIELDS`; ``position`` counts the authors from 1 and is 1 elsewhere.
    ``inferred`` says that the page does not declare it: a reader concluded it.
    """

    field: str
    position: int
    value: str
    source: str
    inferred: bool


def metadata_of(facts: Sequence[Fact]) -> Metadata:
    """Return what an article says of itself, without where it says so."""
    said = {fact.field: fact.value for fact in facts}
    authors = tuple(fact.value for fact in facts if fact.field == "author")
    return Metadata(
        said.get("title"),
        said.get("outlet"),
        said.get("published"),
        authors,
        said.get("language"),
        said.get("url"),
    )


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""The canonical text of one captured wording, and how it was read.

    ``text`` has ``\n`` line ends, no NUL, no byte-order mark and no lone surrogate;
    offsets into it count Unicode code points. ``reader`` and ``reader_version`` name
    the reader on which those offsets depend. ``metadata`` is what ``facts`` say, which
    also tell where they stand.
    """

    text: str
    media_type: str
    encoding: str
    reader: str
    reader_version: str
    metadata: Metadata = field(default_factory=Metadata)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open run ``[start_char, end_char)`` of Unicode code points, with its own wording."""

    start_char: int
    end_char: int
    quote: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage most like a quote that is absent: its span, likeness 0–100, and a word diff."""

    span: Span
    score: float
    difference: str
