"""Where in a text the words of annotations stand, and what they say of it together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.selected import Placing
from claimsdb.errors.annotations import KeyTwiceError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.foreign_note import ELLIPSIS
from claimsdb.formats.wording import shown
from claimsdb.records.foreign_notes import Placed, Selection
from claimsdb.records.place import Problem
from claimsdb.sources.foreign.refusing import refused_at
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.annotations import ClaimNote
    from claimsdb.records.foreign_notes import ForeignNote
    from claimsdb.records.place import Place
    from claimsdb.records.sources import RefusedText


def placed(notes: Sequence[ForeignNote], text: str, text_sha256: str) -> Placed:
    """Find the words of annotations in a text; those whose words do not stand there are refused."""
    placing, claims = Placing(text), Claims()
    said: list[str] = []
    refused: list[RefusedText] = []
    for note in notes:
        try:
            claims.add(_standing(note, placing, text_sha256))
        except ClaimsDBError as reason:
            refused.append(refused_note(note.claim.place, note.recorded.name, reason))
        else:
            said.append(note.digest)
    return Placed(claims.all, sha256("\n".join(sorted(said))), tuple(refused))


def standing_somewhere(note: ForeignNote, text: str) -> ForeignNote | None:
    """Return an annotation where its words stand first in a text; None if they do not stand there."""
    (part,) = note.parts
    try:
        span = Haystack(text).find(part.exact or "", occurrence=1)
    except ClaimsDBError:
        return None
    return replace(note, parts=(Selection(span.quote, start=span.start_char, end=span.end_char),))


def refused_note(place: Place, name: str, reason: ClaimsDBError) -> RefusedText:
    """Return the refusal of an annotation, which says what it is called."""
    called = f"annotation {shown(name)}: " if name else ""
    problems = (
        reason.problems if isinstance(reason, AnnotationRefusedError) else (Problem(place, reason.sentence),)
    )
    named = [Problem(each.place, called + each.sentence) for each in problems]
    return refused_at(place, AnnotationRefusedError(named))


def _standing(note: ForeignNote, placing: Placing, text_sha256: str) -> ClaimNote:
    """Return the claim with its statement where its words stand."""
    named = note.on.text_sha256
    is_same = None if named is None else named == text_sha256
    spans = tuple(placing.find(part, is_same_text=is_same) for part in note.parts)
    (statement,) = note.claim.statements
    quote = ELLIPSIS.join(span.quote for span in spans)
    return replace(note.claim, statements=(replace(statement, quote=quote, spans=spans),))


class Claims:
    """The claims of several annotations, each once with all its statements."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None], ClaimNote] = {}
        self._keys: dict[str, tuple[str, str | None]] = {}

    @property
    def all(self) -> tuple[ClaimNote, ...]:
        """Return the claims in the order they came first."""
        return tuple(self._known.values())

    def add(self, claim: ClaimNote) -> None:
        """Add a claim, or what is said of a known one besides.

        Raises:
            KeyTwiceError: another claim has its key.
        """
        saying = claim.claim, claim.when
        if claim.key is not None and self._keys.setdefault(claim.key, saying) != saying:
            raise KeyTwiceError(claim.key)
        known = self._known.get(saying)
        self._known[saying] = claim if known is None else _united(known, claim)


def _united(known: ClaimNote, more: ClaimNote) -> ClaimNote:
    about = {(each.name, each.role): each for each in (*more.about, *known.about)}
    ordered = dict.fromkeys((each.name, each.role) for each in (*known.about, *more.about))
    return replace(
        known,
        key=known.key or more.key,
        kind=known.kind or more.kind,
        about=tuple(about[each] for each in ordered),
        topics=tuple(dict.fromkeys((*known.topics, *more.topics))),
        statements=known.statements + more.statements,
    )
