"""What a person decides of a passage that was carried, and the way back from every decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.books import Books
from claimsdb.actions.carrying import begin, stand
from claimsdb.actions.passages import passage_at
from claimsdb.anchoring.likeness import likeness
from claimsdb.database.clock import now
from claimsdb.errors.carried_passages import (
    NoSuchCandidateError,
    NothingDecidedError,
    NothingToDecideError,
    SeveralPlacesError,
    SupersededError,
    UnknownCarryingError,
)
from claimsdb.models import Carrying, CarryingCandidate, CarryingDecision
from claimsdb.records.annotations import AnnotatorNote

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.texts import Span


def decide(
    session: Session, carrying_id: int, decision: str, annotator_id: int | None, number: int | None = None
) -> None:
    """Record a decision, one of `DECISIONS`, and let the passage stand as it says.

    Args:
        session: The session to write in.
        carrying_id: The number that ``review`` lists.
        decision: ``accept`` what was found, ``choose`` a candidate, ``reject`` all, or ``undo`` the last.
        annotator_id: Who decides.
        number: The candidate chosen, from 1.

    Raises:
        ClaimsDBError: there is no such carrying or candidate, a newer version has come since, or there is
            nothing to decide or to undo.
    """
    carrying = session.get(Carrying, carrying_id)
    if carrying is None:
        raise UnknownCarryingError(carrying_id)
    if not carrying.latest:
        raise SupersededError(carrying_id)
    if decision == "undo":
        _refuse_nothing_to_undo(carrying)
    elif decision == "accept":
        number = _only_candidate(carrying)
    elif decision == "choose":
        _refuse_no_such_candidate(carrying, number)
    elif not carrying.candidates:
        raise NothingToDecideError(carrying_id, carrying.found)
    _record(session, carrying, decision, annotator_id, number)


def decide_by_name(
    session: Session, carrying_id: int, decision: str, by: str | None, number: int | None = None
) -> None:
    """Record a decision as ``decide`` does, by the name of the person."""
    who = AnnotatorNote(by.strip()) if by and by.strip() else None
    decide(session, carrying_id, decision, Books.of(session).registers.annotator(who), number)


def is_vouched_for(carrying: Carrying, span: Span, *, says_the_same: bool) -> bool:
    """Tell whether a file that quotes a span says of a carried passage more than what was found without it.

    A quote that is as it was when the passage was carried ``says_the_same``, which is nothing of the new
    wording, even if it is found elsewhere there: ``occurrence: 2`` may count others now.
    """
    if not carrying.latest:
        return False
    place = carrying.passage
    here = place is not None and (place.start_char, place.end_char) == (span.start_char, span.end_char)
    if here and carrying.review == "waiting":
        return not says_the_same
    return not here and not (says_the_same and place is not None)


def choose_place(session: Session, carrying: Carrying, span: Span, annotator_id: int | None) -> None:
    """Let a passage stand on the words that an edited annotation file now gives for it."""
    passage = passage_at(session, carrying.version, span)
    known = (each.number for each in carrying.candidates if each.passage_id == passage.id)
    number = next(known, None)
    if number is None:
        number = len(carrying.candidates) + 1
        score = likeness(carrying.from_passage.quote, passage.quote)
        carrying.candidates.append(
            CarryingCandidate(number=number, passage_id=passage.id, passage=passage, score=score)
        )
    _record(session, carrying, "choose", annotator_id, number)


def _record(
    session: Session, carrying: Carrying, decision: str, annotator_id: int | None, number: int | None
) -> None:
    carrying.decisions.append(
        CarryingDecision(decision=decision, number=number, annotator_id=annotator_id, decided_at=now())
    )
    session.flush()
    _follow(carrying)
    session.flush()


def _follow(carrying: Carrying) -> None:
    """Put a carrying in the state that its decisions lead to."""
    standing = _standing(carrying)
    begin(carrying)
    if not standing:
        return
    last = standing[-1]
    if last.number is not None:
        stand(carrying, carrying.candidates[last.number - 1])
        return
    carrying.outcome, carrying.review = "gone", "rejected"
    carrying.passage_id = carrying.passage = carrying.score = None


def _standing(carrying: Carrying) -> list[CarryingDecision]:
    """Return the decisions that were not undone."""
    standing: list[CarryingDecision] = []
    for each in carrying.decisions:
        if each.decision == "undo":
            standing.pop()
        else:
            standing.append(each)
    return standing


def _refuse_nothing_to_undo(carrying: Carrying) -> None:
    if not _standing(carrying):
        raise NothingDecidedError(carrying.id)


def _only_candidate(carrying: Carrying) -> int:
    if not carrying.candidates:
        raise NothingToDecideError(carrying.id, carrying.found)
    if len(carrying.candidates) > 1 and carrying.found == "ambiguous":
        raise SeveralPlacesError(carrying.id, len(carrying.candidates))
    return 1


def _refuse_no_such_candidate(carrying: Carrying, number: int | None) -> None:
    if number is None or not 1 <= number <= len(carrying.candidates):
        raise NoSuchCandidateError(carrying.id, number, len(carrying.candidates))
