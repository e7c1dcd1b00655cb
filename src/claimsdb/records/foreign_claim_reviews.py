"""What reviews of claims by others say, before it is known which claim of the database they are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.records.annotations import ClaimNote, ReviewNote
    from claimsdb.records.foreign_notes import Annotated, ForeignNote, Selection
    from claimsdb.records.place import Place


@dataclass(frozen=True, slots=True)
class SoughtClaim:
    """A claim by its sentence; if it ``is_exact``, ``when`` is its event date, else that is not known."""

    sentence: str
    when: str | None = None
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class SoughtEvidence:
    """What a piece of evidence names that must be found: words of a text, or a claim."""

    on: Annotated | None = None
    selection: Selection | None = None
    claim: SoughtClaim | None = None


@dataclass(frozen=True, slots=True)
class SoughtVerdict:
    """A review, called ``name`` in messages, of a claim to be found; without a ``note`` it is the claim.

    ``evidence`` is, piece by piece, what is still to be found of that of the ``note``. ``addresses`` are
    those at which the claim is said to appear.
    """

    name: str
    place: Place
    claim: SoughtClaim
    note: ReviewNote | None
    evidence: tuple[SoughtEvidence, ...]
    addresses: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class PlacedVerdict:
    """A review of a claim of the database, which is to be recorded with an ``article``.

    ``said`` is how often others have recorded the same to the letter.
    """

    article: int
    claim: ClaimNote
    digest: str
    said: int


@dataclass(frozen=True, slots=True)
class ReadClaimReview:
    """What one ``ClaimReview`` or ``Claim`` says: where its claim appears, and the verdict on it.

    ``guesses`` are appearances without words, where the claim may stand to the letter; ``quoted`` are the
    texts in which its evidence stands.
    """

    place: Place
    appearances: tuple[ForeignNote, ...]
    guesses: tuple[ForeignNote, ...]
    quoted: tuple[Annotated, ...]
    verdict: SoughtVerdict


PlaceVerdict: TypeAlias = "Callable[[SoughtVerdict, str], PlacedVerdict | None]"
"""Finds the claim of a review that an annotation file of this name records; None: there is no review."""
