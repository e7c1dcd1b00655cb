"""Which claim and statement of a file's last load each of its notes means now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.passages import passages_of
from claimsdb.actions.sayings import spot_of, statements_of
from claimsdb.actions.statements import told_by
from claimsdb.anchoring.folding import fold
from claimsdb.anchoring.omissions import is_cut_so
from claimsdb.models import Carrying, Claim, ClaimKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimsdb.actions.intake import Intake
    from claimsdb.actions.sayings import Spot
    from claimsdb.actions.statements import Telling
    from claimsdb.models import Passage, Statement
    from claimsdb.records.annotations import ClaimNote, StatementNote
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """A statement that the file has now; no ``spans`` where the text has no such words any more."""

    note: StatementNote
    spans: tuple[Span, ...]
    telling: Telling


class SaidBefore:
    """What a file said when it was last loaded; ``unmatched`` are the statements that no note has taken.

    A statement on another wording than the file is about now is never moved to this one: it
    stays on the words it was made on, and is known in this one by where it was carried to.
    """

    def __init__(self, intake: Intake) -> None:
        self._session, self._version_id = intake.session, intake.version.id
        carried = select(Carrying).where(Carrying.version_id == intake.version.id)
        self._carried = {each.from_passage_id: each for each in self._session.scalars(carried)}
        self._said_now = {(note.claim, note.when) for note in intake.annotation.claims}
        self._keys_now = {note.key for note in intake.annotation.claims}
        self._taken: set[int] = set()
        keys = select(ClaimKey).where(ClaimKey.annotation_file_id == intake.source.id)
        self.keys = {each.key: each for each in self._session.scalars(keys)}
        self.unmatched = statements_of(self._session, intake.source)
        self.claims = {each.claim_id for each in self.unmatched}
        self._elsewhere = {
            fold(each.passage.quote): each.passage for each in self.unmatched if self._is_elsewhere(each)
        }

    def claim_reworded(self, note: ClaimNote, same: Claim | None, spots: set[Spot]) -> Claim | None:
        """Return the claim that a note says in other words, or None.

        That is the claim of its key, or the only one on its passages; in either case one that
        the file says no more. ``same`` is the claim that has the note's sentence already.
        """
        found = self._keyed(note)
        if found is None and (same is None or same.id not in self.claims):
            found = self._only_one_on(spots)
        if found is not None:
            self._taken.add(found.id)
        return found

    def statements(self, claims: set[int], wanted: Sequence[Wanted]) -> list[Statement | None]:
        """Return for each statement wanted the one, of any of the claims, that it was before.

        First the one on the same passages that tells the same, then the one on the same passages, or
        only on the same first one, then the one with the same words on another wording, then those left
        over, one for one.
        """
        taken: dict[int, Statement] = {}
        for fits in (self._is_same, self._is_on_same_passages, self._begins_there, self._has_same_words):
            for number in _left(wanted, taken):
                known = (each for each in self.unmatched if each.claim_id in claims)
                found = next((each for each in known if fits(each, wanted[number])), None)
                self._take(found, number, taken)
        self._take_left_over(claims, wanted, taken)
        return [taken.get(number) for number in range(len(wanted))]

    def passage_elsewhere(self, quote: str) -> Passage | None:
        """Return the passage of another wording, with these words, that the file stands on already."""
        return self._elsewhere.get(fold(quote))

    def spots(self, spans: Iterable[Span]) -> tuple[Spot, ...]:
        """Return where spans of the present wording are."""
        return tuple((self._version_id, span.start_char, span.end_char) for span in spans)

    def spots_now(self, statement: Statement) -> tuple[Spot, ...]:
        """Return where a statement stands: in the present wording, where it was carried to a place there."""
        return tuple(spot_of(self.standing(passage) or passage) for passage in passages_of(statement))

    def carryings(self, statement: Statement) -> list[Carrying]:
        """Return what became of a statement's passages in the present wording; nothing if it is of that."""
        found = (self._carried.get(passage.id) for passage in passages_of(statement))
        return [each for each in found if each is not None]

    def standing(self, passage: Passage) -> Passage | None:
        """Return where a passage was carried to in the present wording, if that is certain."""
        carrying = self._carried.get(passage.id)
        return carrying.passage if carrying is not None else None

    def carrying_of(self, passage: Passage) -> Carrying | None:
        """Return what became of a passage in the present wording, if it was carried there last."""
        carrying = self._carried.get(passage.id)
        return carrying if carrying is not None and carrying.latest else None

    def has_words(self, statement: Statement, quote: str) -> bool:
        """Tell whether a quote is of the words that a statement was made on."""
        return is_cut_so(fold(quote), (fold(passage.quote) for passage in passages_of(statement)))

    def keys_unused(self) -> list[ClaimKey]:
        """Return the keys that the file has no more."""
        return [each for key, each in self.keys.items() if key not in self._keys_now]

    def _keyed(self, note: ClaimNote) -> Claim | None:
        key = self.keys.get(note.key) if note.key else None
        claim = self._session.get_one(Claim, key.claim_id) if key else None
        return claim if claim is not None and self._is_free(claim) else None

    def _only_one_on(self, spots: set[Spot]) -> Claim | None:
        keyed = {each.claim_id for key, each in self.keys.items() if key in self._keys_now}
        found = {each.claim_id: each.claim for each in self.unmatched if self.spots_now(each)[0] in spots}
        free = [claim for claim in found.values() if self._is_free(claim) and claim.id not in keyed]
        return free[0] if len(free) == 1 else None

    def _is_free(self, claim: Claim) -> bool:
        return (claim.sentence, claim.event_date) not in self._said_now and claim.id not in self._taken

    def _is_same(self, statement: Statement, wanted: Wanted) -> bool:
        return self._is_on_same_passages(statement, wanted) and told_by(statement) == wanted.telling

    def _is_on_same_passages(self, statement: Statement, wanted: Wanted) -> bool:
        return self.spots_now(statement) == self.spots(wanted.spans)

    def _begins_there(self, statement: Statement, wanted: Wanted) -> bool:
        return self.spots_now(statement)[:1] == self.spots(wanted.spans[:1])

    def _has_same_words(self, statement: Statement, wanted: Wanted) -> bool:
        return self._is_elsewhere(statement) and self.has_words(statement, wanted.note.quote)

    def _is_elsewhere(self, statement: Statement) -> bool:
        return statement.passage.version_id != self._version_id

    def _is_known_here(self, statement: Statement) -> bool:
        return not self._is_elsewhere(statement) or bool(self.carryings(statement))

    def _take(self, statement: Statement | None, number: int, taken: dict[int, Statement]) -> None:
        if statement is not None:
            self.unmatched.remove(statement)
            taken[number] = statement

    def _take_left_over(
        self, claims: set[int], wanted: Sequence[Wanted], taken: dict[int, Statement]
    ) -> None:
        left = [each for each in self.unmatched if each.claim_id in claims and self._is_known_here(each)]
        numbers = [number for number in _left(wanted, taken) if wanted[number].spans]
        if len(left) == len(numbers):
            for number, statement in zip(numbers, left, strict=True):
                self._take(statement, number, taken)


def _left(wanted: Sequence[Wanted], taken: Iterable[int]) -> list[int]:
    return [number for number in range(len(wanted)) if number not in set(taken)]
