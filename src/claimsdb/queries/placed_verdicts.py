"""Which claim of the database a review by others is of, where it belongs, and whether it is known."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.selected import Placing
from claimsdb.errors.annotations import NoSuchTextError
from claimsdb.errors.claim_review_files import (
    NoClaimForReviewError,
    NoSuchEvidenceError,
    SeveralClaimsFitError,
)
from claimsdb.queries.annotated import reviews_of
from claimsdb.queries.asking import ask
from claimsdb.queries.sought_text import wording_named
from claimsdb.records.annotations import ClaimNote, FoundEvidence
from claimsdb.records.foreign_claim_reviews import PlacedVerdict
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found
    from claimsdb.records.annotation_export import WrittenEvidence
    from claimsdb.records.annotations import EvidenceNote, ReviewNote
    from claimsdb.records.foreign_claim_reviews import SoughtClaim, SoughtEvidence, SoughtVerdict

SAYING: Final = """
    SELECT id, sentence, event_date, status FROM claims WHERE sentence = :sentence AND event_date IS NULL
    UNION ALL
    SELECT id, sentence, event_date, status FROM claims WHERE sentence = :sentence AND event_date IS NOT NULL
"""
"""There is an index for each of the two."""

HOME: Final = """
    SELECT article_id FROM statements JOIN passages ON passages.id = passage_id
    JOIN versions ON versions.id = version_id WHERE claim_id = :claim ORDER BY statements.id LIMIT 1
"""
RECORDED: Final = """
    SELECT claim_reviews.id, file, article_id, actors.name,
        annotators.name, annotators.kind, annotators.version
    FROM claim_reviews LEFT JOIN annotation_files ON annotation_files.id = annotation_file_id
    LEFT JOIN actors ON actors.id = reviewer_id LEFT JOIN annotators ON annotators.id = annotator_id
    WHERE claim_id = :claim
"""


def placed_verdict(connection: Connection, verdict: SoughtVerdict, file: str) -> PlacedVerdict | None:
    """Return a review with its claim and the article it belongs to: where the claim was stated first.

    It stays where the annotation ``file`` has recorded it before. None: there is a claim, and no review.

    Raises:
        NoClaimForReviewError: the claim is not in the database.
        SeveralClaimsFitError: it can be any of several.
        ClaimsDBError: a text or claim on which it rests is not there.
    """
    claim = _claim(connection, verdict.claim)
    home = ask(connection, HOME, {"claim": claim[0]}) if claim else []
    if claim is None or not home:
        raise NoClaimForReviewError(verdict.claim.sentence, verdict.addresses)
    if verdict.note is None:
        return None
    number, sentence, when, status = claim
    pieces = zip(verdict.note.evidence, verdict.evidence, strict=True)
    note = replace(verdict.note, evidence=tuple(_found(connection, *each) for each in pieces))
    same = list(_same(connection, number, note))
    ours = [article for by, article in same if by == file]
    article = ours[0] if ours else home[0][0]
    said = ClaimNote(sentence, verdict.place, (), when=when, status=status, reviews=(note,))
    return PlacedVerdict(article, said, verdict.digest, len(same) - len(ours))


def _claim(connection: Connection, sought: SoughtClaim) -> Found | None:
    found = ask(connection, SAYING, {"sentence": sought.sentence})
    if sought.is_exact:
        when = parse_edtf(sought.when).edtf if sought.when else None
        return next((each for each in found if each[2] == when), None)
    undated = [each for each in found if each[2] is None]
    if len(found) > 1 and not undated:
        raise SeveralClaimsFitError(sought.sentence, [each[2] for each in found])
    return next(iter(undated or found), None)


def _found(connection: Connection, note: EvidenceNote, sought: SoughtEvidence) -> EvidenceNote:
    """Return a piece of evidence with what it names in the database."""
    found = None
    if sought.claim is not None:
        claim = _claim(connection, sought.claim)
        if claim is None:
            raise NoSuchEvidenceError(sought.claim.sentence)
        found = FoundEvidence(claim_id=claim[0])
    elif sought.on is not None and sought.selection is not None:
        row = wording_named(connection, sought.on)
        if row is None:
            raise NoSuchTextError(sought.on.address)
        named = sought.on.text_sha256
        is_same = None if named is None else named == row.text_sha256
        span = Placing(row.text).find(sought.selection, is_same_text=is_same)
        found = FoundEvidence(version_id=row.id, span=span)
    return replace(note, found=found)


def _same(connection: Connection, claim: int, note: ReviewNote) -> Iterator[tuple[str | None, int]]:
    """Yield the annotation files, with their articles, that have recorded the same of the claim."""
    recorded = {number: rest for number, *rest in ask(connection, RECORDED, {"claim": claim})}
    telling = _telling(note)
    for each in reviews_of(connection, [claim]) if recorded else ():
        file, article, reviewer, *annotator = recorded[each.id]
        said = each.rating, each.value, each.best, each.worst, each.rationale, each.date, reviewer, each.url
        signed = tuple(annotator) if annotator[0] is not None else None
        if (*said, signed, tuple(map(_shown, each.evidence))) == telling:
            yield file, article


def _telling(note: ReviewNote) -> tuple[object, ...]:
    reviewer = note.reviewer.name if note.reviewer else None
    date = parse_edtf(note.date).edtf if note.date else None
    said = note.rating, note.value, note.best, note.worst, note.rationale, date, reviewer, note.url
    return *said, note.annotator and astuple(note.annotator), tuple(map(_told, note.evidence))


def _told(note: EvidenceNote) -> tuple[object, ...]:
    found = note.found or FoundEvidence()
    return found.version_id, found.span, note.url, found.claim_id, note.note


def _shown(piece: WrittenEvidence) -> tuple[object, ...]:
    return piece.version, piece.span, piece.url, piece.claim_id, piece.note
