"""What a database of Discourse Network Analyzer holds, as far as claimsdb can keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FIELDS: Final = ("person", "organization", "concept", "agreement")
"""The variables of a statement that have a meaning here."""


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """One row of DOCUMENTS; ``published`` is EDTF. Blank is None."""

    number: int
    text: str
    title: str | None
    author: str | None
    source: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """One row of STATEMENTS with the values of its variables; None is not coded.

    ``start`` and ``stop`` are half-open and count UTF-16 code units of the document's text as it is stored.
    """

    number: int
    start: int
    stop: int
    coder: str | None
    concept: str
    person: str | None
    organization: str | None
    agreement: bool
    person_aliases: tuple[str, ...] = ()
    organization_aliases: tuple[str, ...] = ()
