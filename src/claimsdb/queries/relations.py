"""One relation between two claims, with who judged so and where that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.queries.tables import annotation_files, annotators, claim_relations, claims
from claimsdb.records.relations import ClaimRelationRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


def relation_row(
    connection: Connection, number: int, outcome: str, circle: tuple[int, ...] = ()
) -> ClaimRelationRow:
    """Return the relation of a number, with what became of it and the circle that it closes."""
    other = claims.alias("other")
    query = (
        select(
            claim_relations.c.claim_id,
            claims.c.sentence,
            claim_relations.c.kind,
            claim_relations.c.related_claim_id,
            other.c.sentence.label("other"),
            claim_relations.c.rationale,
            annotators.c.name,
            annotation_files.c.file,
        )
        .select_from(claim_relations)
        .join(claims, claims.c.id == claim_relations.c.claim_id)
        .join(other, other.c.id == claim_relations.c.related_claim_id)
        .outerjoin(annotators, annotators.c.id == claim_relations.c.annotator_id)
        .outerjoin(annotation_files, annotation_files.c.id == claim_relations.c.annotation_file_id)
        .where(claim_relations.c.id == number)
    )
    return ClaimRelationRow(*connection.execute(query).one(), outcome, circle)
