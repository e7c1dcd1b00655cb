"""Brings the reviews of an annotation's claims in step with it, each matched with what it was before."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.carried_passages import choose_place, is_vouched_for
from claimsdb.actions.claim_reviews import (
    Evidence,
    add_review,
    record,
    reviews_of,
    take_away,
    verdict_in,
    verdict_of,
)
from claimsdb.actions.passages import passage_at
from claimsdb.actions.quotes import Quotes
from claimsdb.actions.relations import target_of
from claimsdb.anchoring.folding import fold
from claimsdb.errors.claim_reviews import EvidenceInPartsError, SelfEvidenceError
from claimsdb.models import Carrying, Claim, Version
from claimsdb.records.annotations import StatementNote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimsdb.actions.claim_reviews import Verdict
    from claimsdb.actions.intake import Intake
    from claimsdb.models import ClaimReview, Passage
    from claimsdb.records.annotations import ClaimNote, EvidenceNote, FoundEvidence, ReviewNote
    from claimsdb.records.texts import Span


class Reviewing:
    """The reviews that an annotation gives its claims; ``dropped`` are those that it has no more."""

    def __init__(self, intake: Intake) -> None:
        self._intake, self._session = intake, intake.session
        self._quotes = Quotes(intake.version.text)
        self._left = reviews_of(self._session, intake.source)
        self._carried = self._read_carried() if self._left else {}
        self._recorder = intake.books.registers.annotator(intake.annotation.annotator)

    @property
    def dropped(self) -> list[ClaimReview]:
        """Return the reviews that were loaded from the file and that no note has taken."""
        return self._left

    def take_in_all(self, claims: Mapping[ClaimNote, Claim]) -> None:
        """Record the reviews of every claim, once every claim that can be evidence is there."""
        by_claim: dict[int, list[ReviewNote]] = {}
        for note, claim in claims.items():
            by_claim.setdefault(claim.id, []).extend(note.reviews)
        for claim_id, notes in by_claim.items():
            if notes:
                self._take_in(claim_id, notes)

    def drop(self) -> None:
        """Take away what the file has no more."""
        for review in self._left:
            take_away(self._session, review)

    def names_of_dropped(self) -> Iterator[str]:
        """Yield a note on each review that is no longer in the file."""
        for review in self._left:
            sentence = self._session.get_one(Claim, review.claim_id).sentence
            yield f"no longer in the file, kept until --prune: the review «{review.rating}» of «{sentence}»"

    def _read_carried(self) -> dict[int, Carrying]:
        carried = select(Carrying).where(Carrying.version_id == self._intake.version.id)
        return {each.from_passage_id: each for each in self._session.scalars(carried)}

    def _take_in(self, claim_id: int, notes: Sequence[ReviewNote]) -> None:
        verdicts = [verdict_of(note, self._reviewer(note)) for note in notes]
        known = self._matched(claim_id, verdicts)
        for number, (note, verdict) in enumerate(zip(notes, verdicts, strict=True)):
            review = known.get(number)
            before = [each.passage for each in review.evidence if each.passage is not None] if review else []
            evidence = list(self._evidence(claim_id, note, before))
            if len(evidence) < len(note.evidence):
                continue  # a problem was gathered, and nothing will be kept
            self._record(claim_id, note, verdict, review, evidence)

    def _record(
        self,
        claim_id: int,
        note: ReviewNote,
        verdict: Verdict,
        known: ClaimReview | None,
        evidence: list[Evidence],
    ) -> None:
        review = known or add_review(
            self._session,
            claim_id,
            annotator_id=self._recorder,
            annotation_file_id=self._intake.source.id,
        )
        own = self._intake.books.registers.annotator(note.annotator)
        review.annotator_id = own or review.annotator_id or self._recorder
        record(self._session, review, verdict, evidence)

    def _matched(self, claim_id: int, verdicts: Sequence[Verdict]) -> dict[int, ClaimReview]:
        """Return which review each verdict was before: what is alike goes first, what is left one for one."""
        taken: dict[int, ClaimReview] = {}
        for alike in ALIKE:
            for number in (each for each in range(len(verdicts)) if each not in taken):
                there = (each for each in self._left if each.claim_id == claim_id)
                found = next((each for each in there if alike(verdict_in(each), verdicts[number])), None)
                if found is not None:
                    self._left.remove(found)
                    taken[number] = found
        left = [each for each in self._left if each.claim_id == claim_id]
        numbers = [number for number in range(len(verdicts)) if number not in taken]
        if len(left) == len(numbers):
            taken |= dict(zip(numbers, left, strict=True))
            self._left = [each for each in self._left if each not in left]
        return taken

    def _reviewer(self, note: ReviewNote) -> int | None:
        reviewer = None
        if note.reviewer is not None and note.reviewer.name is not None:
            with self._intake.problems.at(note.reviewer.place):
                reviewer = self._intake.books.actors.actor(note.reviewer.name).id
        return reviewer

    def _evidence(self, claim_id: int, note: ReviewNote, before: Sequence[Passage]) -> Iterator[Evidence]:
        for each in note.evidence:
            with self._intake.problems.at(each.place):
                yield self._piece(claim_id, each, before)

    def _piece(self, claim_id: int, note: EvidenceNote, before: Sequence[Passage]) -> Evidence:
        if note.found is not None:
            return self._found(claim_id, note, note.found)
        if note.quote is not None:
            return Evidence(self._passage(note, note.quote, before), None, None, note.note)
        if note.claim is None:
            return Evidence(None, note.url, None, note.note)
        target = target_of(self._session, note.claim, self._intake.source)
        if target == claim_id:
            raise SelfEvidenceError(note.claim)
        return Evidence(None, None, target, note.note)

    def _found(self, claim_id: int, note: EvidenceNote, found: FoundEvidence) -> Evidence:
        if found.claim_id is not None and found.claim_id == claim_id:
            raise SelfEvidenceError(note.claim or "")
        passage = None
        if found.version_id is not None and found.span is not None:
            passage = passage_at(
                self._session, self._session.get_one(Version, found.version_id), found.span
            ).id
        return Evidence(passage, None, found.claim_id, note.note)

    def _passage(self, note: EvidenceNote, quote: str, before: Sequence[Passage]) -> int:
        """Return the passage of a quote; one that was quoted before stays the passage of its own wording."""
        quoted = StatementNote(quote, note.place, note.before, note.after, note.occurrence)
        elsewhere = [each for each in before if each.version_id != self._intake.version.id]
        same = next((each for each in elsewhere if fold(each.quote) == fold(quote)), None)
        spans = self._quotes.find(quoted)
        if not spans and same is not None:
            return same.id
        spans = self._quotes.spans(quoted)
        if len(spans) > 1:
            raise EvidenceInPartsError(quote, len(spans))
        known = next((each for each in elsewhere if self._stands_at(each, spans[0])), same)
        if known is None:
            return passage_at(self._session, self._intake.version, spans[0]).id
        carrying = self._carried.get(known.id)
        if carrying is not None and is_vouched_for(carrying, spans[0], says_the_same=known is same):
            choose_place(self._session, carrying, spans[0], self._recorder)
        return known.id

    def _stands_at(self, passage: Passage, span: Span) -> bool:
        carrying = self._carried.get(passage.id)
        here = carrying.passage if carrying is not None else None
        return here is not None and (here.start_char, here.end_char) == (span.start_char, span.end_char)


def _is_same_address(before: Verdict, now: Verdict) -> bool:
    return now.url is not None and before.url == now.url


def _is_same_day(before: Verdict, now: Verdict) -> bool:
    return _is_same_reviewer(before, now) and before.date == now.date


def _is_same_reviewer(before: Verdict, now: Verdict) -> bool:
    return now.reviewer_id is not None and before.reviewer_id == now.reviewer_id


def _is_same_rating(before: Verdict, now: Verdict) -> bool:
    return before.rating == now.rating and before.reviewer_id == now.reviewer_id


ALIKE = (eq, _is_same_address, _is_same_day, _is_same_reviewer, _is_same_rating)
"""What makes two verdicts the same review, the surest first."""
