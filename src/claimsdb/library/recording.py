"""What people record by hand: claims, relations, reviews, and where a carried passage stands."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimsdb.library.transactions import Transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from claimsdb.formats.marks import Plain
    from claimsdb.records.claim_reviews import ClaimReviewRow
    from claimsdb.records.history import ReviewRow
    from claimsdb.records.relations import ClaimRelationRow
    from claimsdb.records.rows import (
        StatementRow,
    )


class Recording(Transactions):
    """Records by hand what an annotation file could say too, and decisions."""

    def add_claim(
        self, article: str | int, *, annotator: str | None = None, **claim: Plain
    ) -> list[StatementRow]:
        """Record a claim by hand, on a quote of an article's newest text; return its new statements.

        The keywords are the fields of a claim in an annotation file (``claim``, ``quote``,
        ``about``, ``speakers``, ``stance``, …), held to the same schema.

        Raises:
            ClaimsDBError: the article or the quote is not there, a name can mean several actors, or
                a field is not what the schema allows.
        """
        from claimsdb.formats.annotation_record import read_record

        annotation = read_record({"claims": [claim], "annotator": annotator}, called="the claim")
        (note,) = annotation.claims
        from claimsdb.actions.add_claim import add_claim_by_hand
        from claimsdb.queries.lookup import find_article
        from claimsdb.queries.statements import statement_rows
        from claimsdb.queries.tables import statements

        with self._writing() as session:
            article_id = find_article(session.connection(), str(article))
            ids = add_claim_by_hand(session, article_id, note, annotation.annotator)
            return list(statement_rows(session.connection(), [statements.c.id.in_(ids)]))

    def relate_claims(
        self,
        claim: str | int,
        kind: str,
        other: str | int,
        *,
        rationale: str | None = None,
        by: str | None = None,
    ) -> ClaimRelationRow:
        """Record that a claim bears on another; by number, ``KEY`` or ``FILE#KEY``.

        ``kind`` is ``supports``, ``contradicts``, ``same_as``, ``refines`` or ``answers``. The row tells what
        became of the relation, and of a circle of claims that it closes.

        Raises:
            ClaimsDBError: either claim is not there, both are one, the kind is none of these, or an
                annotation file says so already, with another rationale.
        """
        from claimsdb.actions.relating import relate_by_hand

        with self._relating(claim, kind, other) as (session, ends):
            return relate_by_hand(session, kind, ends, rationale, by)

    def unrelate_claims(self, claim: str | int, kind: str, other: str | int) -> ClaimRelationRow:
        """Take a relation away that was recorded by hand; return it.

        Raises:
            ClaimsDBError: there is no such claim or relation, or it stands in an annotation file.
        """
        from claimsdb.actions.relating import unrelate_by_hand

        with self._relating(claim, kind, other) as (session, ends):
            return unrelate_by_hand(session, kind, ends)

    def review_claim(
        self,
        claim: str | int,
        *,
        evidence: Sequence[Mapping[str, Plain]] = (),
        by: str | None = None,
        told: Callable[[str], None] = lambda _note: None,
        **review: Plain,
    ) -> ClaimReviewRow:
        """Record a verdict on a claim by hand; return it. The same again changes nothing.

        The keywords are the fields of a review in an annotation file (``rating``, ``value``, ``worst``,
        ``best``, ``rationale``, ``date``, ``reviewer``, ``url``), held to the same schema. So is each piece
        of evidence; a ``quote`` comes with its ``article`` (number, file or title), in whose newest text it
        stands, and a ``claim`` goes by number too. ``by`` is who records it; ``told`` hears what a person
        should look at, such as a reviewer whose name is new.

        Raises:
            ClaimsDBError: a claim, an article or a quote is not there, a name can mean several actors, or
                a field is not what the schema allows.
        """
        from claimsdb.formats.annotation_record import read_review

        pieces: list[Plain] = [
            {key: str(value) if key == "claim" else value for key, value in each.items() if key != "article"}
            for each in evidence
        ]
        note = read_review({**review, "evidence": pieces}, annotator=by)
        from claimsdb.actions.review_claim import review_by_hand
        from claimsdb.errors.claim_reviews import QuoteWithoutArticleError
        from claimsdb.queries.claim_reviews import list_claim_reviews
        from claimsdb.queries.lookup import find_article, find_claim

        with self._writing() as session:
            connection = session.connection()
            number = find_claim(connection, str(claim))
            named = [each.get("article") for each in evidence]
            for piece, article in zip(note.evidence, named, strict=True):
                if piece.quote is not None and article is None:
                    raise QuoteWithoutArticleError(piece.quote)
            articles = [None if each is None else find_article(connection, str(each)) for each in named]
            review_id, notes = review_by_hand(session, number, note, articles)
            (row,) = list_claim_reviews(connection, number=review_id)
        for each in notes:
            told(each)
        return row

    def unreview_claim(self, number: int) -> ClaimReviewRow:
        """Take a verdict away that was recorded by hand, by the number ``claim_reviews`` gives; return it.

        Raises:
            ClaimsDBError: there is none of the number, or it stands in an annotation file.
        """
        from claimsdb.actions.review_claim import unreview_by_hand
        from claimsdb.queries.claim_reviews import list_claim_reviews

        with self._writing() as session:
            rows = list(list_claim_reviews(session.connection(), number=number))
            unreview_by_hand(session, number)
            return rows[0]

    def review(
        self, number: int, decision: str, *, candidate: int | None = None, by: str | None = None
    ) -> ReviewRow:
        """Decide where a carried passage stands: ``accept``, ``choose`` a candidate, ``reject`` or ``undo``.

        ``number`` is the one that ``reviews`` gives, ``by`` the name of the person; None: not known.

        Raises:
            ClaimsDBError: there is no such passage or candidate, or nothing to decide or undo.
        """
        from claimsdb.actions.carried_passages import decide_by_name
        from claimsdb.queries.carried_passages import list_reviews

        with self._writing() as session:
            decide_by_name(session, number, decision, by, candidate)
            (row,) = list_reviews(session.connection(), waiting=False, number=number)
            return row

    @contextmanager
    def _relating(
        self, claim: str | int, kind: str, other: str | int
    ) -> Iterator[tuple[Session, tuple[int, int]]]:
        """Begin a transaction on two claims that are there, and a kind of relation that there is."""
        from claimsdb.errors.questions import UnknownWordError
        from claimsdb.queries.lookup import find_claim
        from claimsdb.records.vocabulary import RELATIONS

        if kind not in RELATIONS:
            raise UnknownWordError("relation", kind, RELATIONS)
        with self._writing() as session:
            connection = session.connection()
            yield session, (find_claim(connection, str(claim)), find_claim(connection, str(other)))
