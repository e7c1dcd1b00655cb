"""The reviews of claims, in the annotation that states the claim and has the text they quote."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimsdb.exports.annotations.anchors import anchor_of
from claimsdb.exports.annotations.naming import HERE, Naming
from claimsdb.queries.annotated import annotator_numbered, home_of_review, reviews_of
from claimsdb.records.annotations import AnnotatorNote, EvidenceNote, ReviewNote, SpeakerNote

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sqlalchemy import Connection

    from claimsdb.anchoring.find import Haystack
    from claimsdb.records.annotation_export import Unit, WrittenEvidence, WrittenReview


class Reviews:
    """Finds the reviews that belong to a unit; ``left_out`` counts what no annotation can say of them.

    ``target`` names a claim, as the unit calls it, None if no annotation can.
    """

    def __init__(
        self,
        connection: Connection,
        left_out: Counter[str],
        target: Callable[[Unit, int, Collection[int]], str | None],
    ) -> None:
        self._connection, self._left_out, self._target = connection, left_out, target

    def at_home(self, unit: Unit, claims: Collection[int]) -> list[WrittenReview]:
        """Return the reviews of some claims that belong to this unit."""
        found = reviews_of(self._connection, claims)
        return [each for each in found if home_of_review(self._connection, each) == unit]

    def by_claim(
        self,
        unit: Unit,
        reviews: Collection[WrittenReview],
        claims: Collection[int],
        haystack: Haystack,
        naming: Naming,
    ) -> Mapping[int, list[ReviewNote]]:
        """Return the reviews of a unit as notes, by their claims."""
        notes: defaultdict[int, list[ReviewNote]] = defaultdict(list)
        for review in reviews:
            evidence = tuple(
                note for each in review.evidence if (note := self._evidence(unit, each, claims, haystack))
            )
            self._left_out["evidence of reviews that its claim's text does not have"] += len(
                review.evidence
            ) - len(evidence)
            reviewer = None if review.reviewer_id is None else naming.called(review.reviewer_id)
            notes[review.claim_id].append(
                ReviewNote(
                    review.rating,
                    HERE,
                    review.value,
                    review.best,
                    review.worst,
                    review.rationale,
                    review.date,
                    None if reviewer is None else SpeakerNote(HERE, reviewer),
                    review.url,
                    self.signed(unit, review.annotator_id),
                    evidence,
                )
            )
        return notes

    def signed(self, unit: Unit, annotator: int | None) -> AnnotatorNote | None:
        """Return who judged, where it is not the annotator of the unit."""
        if annotator == unit.annotator:
            return None
        if annotator is None:
            self._left_out["relations and reviews that nobody signed, in a file that somebody did"] += 1
            return None
        return annotator_numbered(self._connection, annotator)

    def _evidence(
        self, unit: Unit, piece: WrittenEvidence, claims: Collection[int], haystack: Haystack
    ) -> EvidenceNote | None:
        if piece.url is not None:
            return EvidenceNote(HERE, url=piece.url, note=piece.note)
        if piece.claim_id is not None:
            target = self._target(unit, piece.claim_id, claims)
            return None if target is None else EvidenceNote(HERE, claim=target, note=piece.note)
        anchor = None
        if piece.span is not None and piece.version == unit.version:
            anchor = anchor_of(haystack, [piece.span])
        return None if anchor is None else EvidenceNote(HERE, *anchor, note=piece.note)


def reviewers_of(reviews: Collection[WrittenReview]) -> Iterator[int]:
    """Yield the actors who gave some verdicts."""
    return (each.reviewer_id for each in reviews if each.reviewer_id is not None)
