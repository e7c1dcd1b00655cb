"""Relations: which claims bear on each other, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from claimsdb.errors.actions import (
    AmbiguousRelationTargetError,
    SelfRelationError,
    UnknownRelationTargetError,
)
from claimsdb.models import AnnotationFile, Article, Claim, ClaimKey, ClaimRelation
from claimsdb.records.vocabulary import SYMMETRICAL

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import RelationNote


@dataclass(frozen=True, slots=True)
class Related:
    """A relation that was asked for, and whether it was not there before."""

    relation: ClaimRelation
    is_new: bool


def relate(
    session: Session,
    claim: Claim,
    note: RelationNote,
    source: AnnotationFile | None = None,
    by: tuple[int | None, int | None] = (None, None),
) -> Related:
    """Record a relation, of a file or by hand; one that is recorded elsewhere keeps its rationale.

    ``by`` are the annotator that the note itself names, and the one of all that is recorded with it.

    Raises:
        UnknownRelationTargetError: no claim has the key that the note names.
        AmbiguousRelationTargetError: claims of several files have it.
        SelfRelationError: the key names the claim itself.
    """
    target = target_of(session, note.target, source)
    if target == claim.id:
        raise SelfRelationError(note.target)
    source_id = source.id if source else None
    relation = between(session, claim.id, target, note.kind)
    is_new = relation is None
    if relation is None:
        relation = ClaimRelation(
            claim_id=claim.id, related_claim_id=target, kind=note.kind, annotation_file_id=source_id
        )
        session.add(relation)
    if relation.annotation_file_id == source_id:
        judged_by, recorded_by = by
        relation.annotator_id = judged_by or relation.annotator_id or recorded_by
    if relation.annotation_file_id == source_id or relation.rationale is None:
        relation.rationale = note.rationale
    session.flush()
    return Related(relation, is_new)


def target_of(session: Session, target: str, source: AnnotationFile | None) -> int:
    """Return the id of the claim that ``KEY`` (of this file; by hand: of any) or ``FILE#KEY`` names."""
    file, _, key = target.rpartition("#")
    query = select(ClaimKey.claim_id).where(ClaimKey.key == key).distinct()
    if file:
        query = query.join(AnnotationFile, AnnotationFile.id == ClaimKey.annotation_file_id)
        query = query.join(Article, Article.id == AnnotationFile.article_id)
        query = query.where(or_(Article.file == file, AnnotationFile.file == file))
    elif source is not None:
        query = query.where(ClaimKey.annotation_file_id == source.id)
    found = session.scalars(query).all()
    if not found:
        raise UnknownRelationTargetError(target)
    if len(found) > 1:
        raise AmbiguousRelationTargetError(target, len(found))
    return found[0]


def carry_relations(session: Session, old: Claim, new: Claim, *, of: int | None = None) -> None:
    """Let the relations of one claim be those of another (only those ``of`` one annotation file, if given).

    One that is there already, or that would relate the claim to itself, is dropped.
    """
    query = select(ClaimRelation).where(_tied_to(old))
    if of is not None:
        query = query.where(ClaimRelation.annotation_file_id == of)
    for relation in session.scalars(query).all():
        ends = (relation.claim_id, relation.related_claim_id)
        first, second = (new.id if end == old.id else end for end in ends)
        if first == second or between(session, first, second, relation.kind):
            session.delete(relation)
        else:
            relation.claim_id, relation.related_claim_id = first, second
        session.flush()


def forget_relations(session: Session, claim: Claim) -> None:
    """Take away every relation from a claim and to it."""
    for relation in session.scalars(select(ClaimRelation).where(_tied_to(claim))).all():
        session.delete(relation)
    session.flush()


def between(session: Session, first: int, second: int, kind: str) -> ClaimRelation | None:
    """Return the relation of a kind between two claims; a symmetrical one may stand either way round."""
    found = _recorded(session, first, second, kind)
    if found is None and kind in SYMMETRICAL:
        found = _recorded(session, second, first, kind)
    return found


def _tied_to(claim: Claim) -> ColumnElement[bool]:
    return or_(ClaimRelation.claim_id == claim.id, ClaimRelation.related_claim_id == claim.id)


def _recorded(session: Session, first: int, second: int, kind: str) -> ClaimRelation | None:
    query = select(ClaimRelation).where(
        ClaimRelation.claim_id == first,
        ClaimRelation.related_claim_id == second,
        ClaimRelation.kind == kind,
    )
    return session.scalar(query)
