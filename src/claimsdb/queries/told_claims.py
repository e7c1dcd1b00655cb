"""Claims one by one, with their appearances and reviews, on the wordings that they were made on."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from claimsdb.queries.annotated import reviews_of
from claimsdb.queries.asking import grouped, pages, rows_among
from claimsdb.queries.authors import authors_by_article
from claimsdb.queries.full_statements import BATCH, statements_of_claims
from claimsdb.queries.told_actors import told_actors
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.told_claims import Appearance, ToldArticle, ToldClaim, ToldEvidence, ToldReview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found
    from claimsdb.records.annotation_export import WrittenEvidence, WrittenReview

TOGETHER: Final = 200
"""Claims whose facts are asked for at once."""

REVIEWED: Final = """
    AND (EXISTS (SELECT 1 FROM claim_reviews WHERE claim_reviews.claim_id = claims.id)
        OR EXISTS (SELECT 1 FROM claim_review_evidence AS piece WHERE piece.claim_id = claims.id))
"""
CLAIMS: Final = """
    SELECT id, sentence, event_date, kind, status FROM claims WHERE id > :after {} ORDER BY id LIMIT :page
"""
SENTENCES: Final = "SELECT id, sentence, event_date FROM claims WHERE id {}"
ABOUT: Final = (
    "SELECT claim_id, actor_id, role FROM claim_actors WHERE claim_id {} ORDER BY position, actor_id"
)
TOPICS: Final = """
    SELECT claim_id, path FROM claim_topics JOIN topics ON topics.id = topic_id
    WHERE claim_id {} ORDER BY path
"""
ANNOTATORS: Final = "SELECT id, name, kind, version FROM annotators WHERE id {}"
NEAREST: Final = """
    SELECT statement_id, actor_id FROM attributions
    WHERE position = 1 AND actor_id IS NOT NULL AND statement_id {}
"""
ARTICLES: Final = """
    SELECT articles.id, title, outlets.name, published, language, url, file
    FROM articles LEFT JOIN outlets ON outlets.id = outlet_id WHERE articles.id {}
"""
WORDINGS: Final = "SELECT id, article_id, text_sha256 FROM versions WHERE id {}"
FIRSTS: Final = """
    WITH dated AS (
        SELECT DISTINCT claim_id, articles.id AS article, published_earliest, published_latest
        FROM statements JOIN passages ON passages.id = passage_id
        JOIN versions ON versions.id = version_id JOIN articles ON articles.id = article_id
        WHERE claim_id {}
    ), bounds AS (SELECT claim_id, min(published_latest) AS latest FROM dated GROUP BY claim_id)
    SELECT dated.claim_id, min(article) FROM dated JOIN bounds ON bounds.claim_id = dated.claim_id
    WHERE latest IS NULL OR published_earliest IS NULL OR published_earliest <= latest
    GROUP BY dated.claim_id HAVING count(*) = 1
"""
"""The one article that can be the first (see ``corroboration/firsts.py``)."""


def told_claims(connection: Connection, *, everything: bool) -> Iterator[ToldClaim]:
    """Yield the claims that are reviewed or evidence of a review, or ``everything``; memory is constant."""
    rows = pages(connection, CLAIMS.format("" if everything else REVIEWED))
    while batch := list(islice(rows, TOGETHER)):
        yield from _told(connection, batch)


def _told(connection: Connection, rows: list[Found]) -> Iterator[ToldClaim]:
    numbers = [row[0] for row in rows]
    about, topics = (grouped(rows_among(connection, query, numbers)) for query in (ABOUT, TOPICS))
    actors = told_actors(connection, {actor for each in about.values() for actor, _role in each})
    firsts: dict[int, int] = dict(rows_among(connection, FIRSTS, numbers))
    reviews = _reviews(connection, numbers)
    by_claim = groupby(_appearances(connection, numbers), lambda each: each.statement.claim_id)
    stated = next(by_claim, None)
    for number, sentence, when, kind, status in rows:
        appearances: Iterable[Appearance] = ()
        if stated is not None and stated[0] == number:
            appearances = stated[1]
        yield ToldClaim(
            sentence,
            when,
            kind,
            status,
            tuple((actors[actor], role) for actor, role in about.get(number, ())),
            tuple(path for (path,) in topics.get(number, ())),
            tuple(reviews.get(number, ())),
            firsts.get(number),
            iter(appearances),
        )
        if appearances:
            stated = next(by_claim, None)


def _appearances(connection: Connection, claims: list[int]) -> Iterator[Appearance]:
    statements = statements_of_claims(connection, claims)
    while batch := list(islice(statements, BATCH)):
        nearest: dict[int, int] = dict(rows_among(connection, NEAREST, [each.statement_id for each in batch]))
        actors = told_actors(connection, set(nearest.values()))
        articles = _articles(connection, {(each.article_id, each.text_sha256) for each in batch})
        for each in batch:
            speaker = nearest.get(each.statement_id)
            article = articles[each.article_id, each.text_sha256]
            yield Appearance(each, article, None if speaker is None else actors[speaker])


def _articles(connection: Connection, wordings: set[tuple[int, str]]) -> dict[tuple[int, str], ToldArticle]:
    numbers = {article for article, _sha256 in wordings}
    authors = authors_by_article(connection, numbers)
    facts = grouped(rows_among(connection, ARTICLES, numbers))

    def told(article: int, sha256: str) -> ToldArticle:
        ((title, outlet, published, language, url, file),) = facts[article]
        by = authors.get(article, ())
        return ToldArticle(title, outlet, published, by, language, url, file, sha256)

    return {each: told(*each) for each in wordings}


def _reviews(connection: Connection, claims: list[int]) -> dict[int, list[ToldReview]]:
    written = reviews_of(connection, claims)
    facts = _FactsOfReviews(connection, written)
    told: dict[int, list[ToldReview]] = {}
    for each in written:
        told.setdefault(each.claim_id, []).append(facts.told(each))
    return told


class _FactsOfReviews:
    """What reviews name by number."""

    def __init__(self, connection: Connection, reviews: list[WrittenReview]) -> None:
        pieces = [piece for each in reviews for piece in each.evidence]
        self._actors = told_actors(connection, {each.reviewer_id for each in reviews if each.reviewer_id})
        signed = {each.annotator_id for each in reviews if each.annotator_id}
        self._annotators = {
            number: AnnotatorNote(*facts) for number, *facts in rows_among(connection, ANNOTATORS, signed)
        }
        sentences = rows_among(connection, SENTENCES, {each.claim_id for each in pieces if each.claim_id})
        self._claims = {number: (sentence, when) for number, sentence, when in sentences}
        versions = rows_among(connection, WORDINGS, {each.version for each in pieces if each.version})
        articles = _articles(connection, {(article, sha256) for _number, article, sha256 in versions})
        self._articles = {number: articles[article, sha256] for number, article, sha256 in versions}

    def told(self, review: WrittenReview) -> ToldReview:
        reviewer, annotator = review.reviewer_id, review.annotator_id
        return ToldReview(
            review.id,
            review.rating,
            review.value,
            review.best,
            review.worst,
            review.rationale,
            review.date,
            None if reviewer is None else self._actors[reviewer],
            review.url,
            None if annotator is None else self._annotators[annotator],
            tuple(map(self._piece, review.evidence)),
        )

    def _piece(self, piece: WrittenEvidence) -> ToldEvidence:
        return ToldEvidence(
            None if piece.version is None else self._articles[piece.version],
            piece.span,
            piece.url,
            None if piece.claim_id is None else self._claims[piece.claim_id],
            piece.note,
        )
