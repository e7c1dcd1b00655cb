"""What annotations of other programs say, before it is known where in a text they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.annotations import AnnotatorNote, ClaimNote
    from claimsdb.records.sources import RefusedText
    from claimsdb.records.texts import Metadata


@dataclass(frozen=True, slots=True)
class Annotated:
    """Which text an annotation is on: its ``address``, and what else is said of it and of its ``article``.

    ``project`` is the file that brings the text along, if one does. Then its article has the same text, and
    the same address or file if it ``is_named``; else any name that is not made of the project's.
    """

    address: str
    text_sha256: str | None = None
    file: str | None = None
    title: str | None = None
    article: Metadata | None = None
    project: str | None = None
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Words that an annotation points at: what they are, what stands beside them, and where.

    ``start`` and ``end`` are half-open, in a unit of ``anchoring/offsets.py``. Without ``exact`` they are
    whatever stands there.
    """

    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None
    unit: str = "code points"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an annotation is called in messages, whose it is, and from which annotation file it came."""

    name: str
    annotator: AnnotatorNote | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """One annotation on one text: a claim with one statement, whose quote is still to be found.

    ``parts`` are the passages of the statement; ``digest`` tells what is said, wherever it stands.
    """

    on: Annotated
    claim: ClaimNote
    parts: tuple[Selection, ...]
    recorded: Recorded
    digest: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The claims of annotations whose words stand in a text, the digest of them, and what is refused."""

    claims: tuple[ClaimNote, ...]
    sha256: str
    refused: tuple[RefusedText, ...]
