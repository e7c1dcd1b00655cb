"""Statements with all that is recorded of them, for formats that keep them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class ShownSpan:
    """A passage with some 32 code points of the text on either side, no character torn.

    ``start_utf16`` and ``end_utf16`` are its place in UTF-16 code units, as browsers count.
    """

    span: Span
    prefix: str
    suffix: str
    start_utf16: int
    end_utf16: int


@dataclass(frozen=True, slots=True)
class FullStatement:
    """One statement on the wording that it was made on, whatever it was carried to since.

    ``speakers`` are (name, None) or (None, label), nearest first; ``about`` are (name, role). ``key`` is what
    the statement's own annotation file, ``recorded_in``, calls the claim. Dates are EDTF, moments UTC.
    """

    statement_id: int
    claim: str
    when: str | None
    kind: str | None
    status: str
    stance: str
    quotation: str | None
    said: str | None
    recorded_at: str
    recorded_in: str | None
    annotator: AnnotatorNote | None
    article_id: int
    url: str | None
    file: str | None
    title: str | None
    text_sha256: str
    observed_at: str
    claim_id: int
    key: str | None
    speakers: tuple[tuple[str | None, str | None], ...]
    about: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    passages: tuple[ShownSpan, ...]
