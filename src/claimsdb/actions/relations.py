"""Relations: which claims bear on each other, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from claimsdb.errors.actions import (
    AmbiguousRelationTargetError,
    SelfRelationError,
    UnknownRelationTargetError,
)
from claimsdb.models import AnnotationFile, Article, Claim, ClaimKey, ClaimRelation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import RelationNote


def relate(
    session: Session, claim: Claim, note: RelationNote, source: AnnotationFile
) -> tuple[ClaimRelation, bool]:
    """Record a relation; return it, and whether that changed anything.

    Raises:
        UnknownRelationTargetError: no claim has the key that the note names.
        AmbiguousRelationTargetError: claims of several files have it.
        SelfRelationError: the key names the claim itself.
    """
    target = target_of(session, note.target, source)
    if target == claim.id:
        raise SelfRelationError(note.target)
    query = select(ClaimRelation).where(
        ClaimRelation.claim_id == claim.id,
        ClaimRelation.related_claim_id == target,
        ClaimRelation.kind == note.kind,
    )
    relation = session.scalar(query)
    if relation is not None and relation.rationale == note.rationale:
        return relation, False
    if relation is None:
        relation = ClaimRelation(
            claim_id=claim.id, related_claim_id=target, kind=note.kind, annotation_file_id=source.id
        )
        session.add(relation)
    relation.rationale = note.rationale
    session.flush()
    return relation, True


def target_of(session: Session, target: str, source: AnnotationFile) -> int:
    """Return the id of the claim that ``KEY`` (of this file) or ``FILE#KEY`` names."""
    file, _, key = target.rpartition("#")
    query = select(ClaimKey.claim_id).where(ClaimKey.key == key).distinct()
    if file:
        query = query.join(AnnotationFile, AnnotationFile.id == ClaimKey.annotation_file_id)
        query = query.join(Article, Article.id == AnnotationFile.article_id)
        query = query.where(or_(Article.file == file, AnnotationFile.file == file))
    else:
        query = query.where(ClaimKey.annotation_file_id == source.id)
    found = session.scalars(query).all()
    if not found:
        raise UnknownRelationTargetError(target)
    if len(found) > 1:
        raise AmbiguousRelationTargetError(target, len(found))
    return found[0]
