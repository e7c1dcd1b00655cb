"""Relations between claims that a person records by hand, and takes away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.books import Books
from claimsdb.actions.relations import between
from claimsdb.errors.actions import SelfRelationError
from claimsdb.errors.claim_reviews import NotRelatedError, RelationOfFileError
from claimsdb.models import AnnotationFile, ClaimRelation
from claimsdb.queries.circles import circle
from claimsdb.queries.relations import relation_row
from claimsdb.records.annotations import AnnotatorNote

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.relations import ClaimRelationRow


def relate_by_hand(
    session: Session, kind: str, ends: tuple[int, int], rationale: str | None, by: str | None
) -> ClaimRelationRow:
    """Record that a claim bears on another, by their numbers.

    The same again changes nothing, another rationale that alone.

    Raises:
        SelfRelationError: both are the same claim.
        RelationOfFileError: an annotation file says so already, with another rationale.
    """
    claim_id, other_id = ends
    if claim_id == other_id:
        raise SelfRelationError(str(other_id))
    connection = session.connection()
    rationale = rationale.strip() or None if rationale else None
    relation = between(session, claim_id, other_id, kind)
    if relation is not None and rationale in {None, relation.rationale}:
        return relation_row(connection, relation.id, "unchanged")
    if relation is not None:
        _refuse_of_file(session, relation)
        relation.rationale = rationale
        relation.annotator_id = _annotator(session, by) or relation.annotator_id
        session.flush()
        return relation_row(connection, relation.id, "changed")
    closes = circle(connection, kind, claim_id, other_id)
    relation = ClaimRelation(
        claim_id=claim_id,
        related_claim_id=other_id,
        kind=kind,
        rationale=rationale,
        annotator_id=_annotator(session, by),
    )
    session.add(relation)
    session.flush()
    return relation_row(connection, relation.id, "added", closes)


def unrelate_by_hand(session: Session, kind: str, ends: tuple[int, int]) -> ClaimRelationRow:
    """Take a relation away that was recorded by hand; return it as it was.

    Raises:
        NotRelatedError: there is none.
        RelationOfFileError: it stands in an annotation file, which would bring it back.
    """
    relation = between(session, *ends, kind)
    if relation is None:
        raise NotRelatedError(kind, ends, _there(session, ends))
    _refuse_of_file(session, relation)
    row = relation_row(session.connection(), relation.id, "removed")
    session.delete(relation)
    session.flush()
    return row


def _annotator(session: Session, by: str | None) -> int | None:
    who = AnnotatorNote(by.strip()) if by and by.strip() else None
    return Books.of(session).registers.annotator(who)


def _refuse_of_file(session: Session, relation: ClaimRelation) -> None:
    if relation.annotation_file_id is not None:
        file = session.get_one(AnnotationFile, relation.annotation_file_id).file
        raise RelationOfFileError(relation.kind, (relation.claim_id, relation.related_claim_id), file)


def _there(session: Session, ends: tuple[int, int]) -> list[tuple[int, str, int]]:
    """Return all that is between two claims, either way."""
    query = (
        select(ClaimRelation.claim_id, ClaimRelation.kind, ClaimRelation.related_claim_id)
        .where(ClaimRelation.claim_id.in_(ends), ClaimRelation.related_claim_id.in_(ends))
        .order_by(ClaimRelation.id)
    )
    return [(first, kind, second) for first, kind, second in session.execute(query)]
