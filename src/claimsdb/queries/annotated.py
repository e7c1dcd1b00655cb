"""What annotation files are written from: article by article, version by version."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from claimsdb.queries.asking import ask, grouped, pages, rows_among
from claimsdb.records.annotation_export import (
    Unit,
    Wording,
    WrittenArticle,
    WrittenClaim,
    WrittenEvidence,
    WrittenLink,
    WrittenRelation,
    WrittenReview,
    WrittenStatement,
)
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

    Found = tuple[Any, ...]

"""Rows that are asked for together."""

ARTICLES: Final = """
    SELECT articles.id, title, outlets.name, published, language, url FROM articles
    LEFT JOIN outlets ON outlets.id = outlet_id
    WHERE articles.id > :after AND EXISTS (SELECT 1 FROM versions WHERE article_id = articles.id)
    ORDER BY articles.id LIMIT :page
"""
CALLED: Final = """
    SELECT articles.id, file, title, media_type FROM articles
    JOIN versions ON versions.article_id = articles.id
    WHERE articles.id > :after
    AND number = (SELECT max(number) FROM versions AS others WHERE others.article_id = articles.id)
    ORDER BY articles.id LIMIT :page
"""
STATED: Final = """
    FROM passages JOIN statements ON statements.passage_id = passages.id
    JOIN claims ON claims.id = statements.claim_id WHERE passages.version_id = :version
"""
STATEMENTS: Final = f"""
    SELECT statements.id, claim_id, annotator_id, stance, quotation, said, start_char, end_char, quote
    {STATED} ORDER BY statements.id
"""
FURTHER: Final = """
    SELECT statement_id, start_char, end_char, quote
    FROM passages JOIN statement_passages ON statement_passages.passage_id = passages.id
    WHERE version_id = :version AND role = 'content' ORDER BY statement_id, position
"""
CHAINS: Final = f"""
    SELECT statement_id, attributions.position, actor_id, label, attributions.quotation
    {STATED.replace("WHERE", "JOIN attributions ON attributions.statement_id = statements.id WHERE")}
    ORDER BY statement_id, attributions.position
"""
WORDS: Final = """
    SELECT statement_id, position, role, start_char, end_char, quote
    FROM passages JOIN statement_passages ON statement_passages.passage_id = passages.id
    WHERE version_id = :version AND role <> 'content'
"""
UNITS: Final = """
    SELECT version_id, annotator_id FROM (
        SELECT version_id, annotator_id, min(statements.id) AS stated, NULL AS given FROM versions
        JOIN passages ON passages.version_id = versions.id
        JOIN statements ON statements.passage_id = passages.id
        WHERE article_id = :article GROUP BY version_id, annotator_id
        UNION ALL
        SELECT version_id, annotator_id, NULL, min(actor_roles.id) FROM versions
        JOIN passages ON passages.version_id = versions.id
        JOIN actor_roles ON actor_roles.passage_id = passages.id
        WHERE article_id = :article GROUP BY version_id, annotator_id
    ) AS recorded
    GROUP BY version_id, annotator_id
    ORDER BY version_id, CASE WHEN min(stated) IS NULL THEN 1 ELSE 0 END, min(stated), min(given)
"""
KEYS: Final = """
    SELECT key, claim_id FROM claim_keys
    JOIN annotation_files ON annotation_files.id = annotation_file_id
    WHERE article_id = :article
    AND EXISTS (SELECT 1 FROM statements JOIN passages ON passages.id = passage_id
                JOIN versions ON versions.id = version_id
                WHERE statements.claim_id = claim_keys.claim_id AND versions.article_id = :article)
    ORDER BY annotation_file_id, key
"""
RELATED: Final = """
    SELECT DISTINCT statements.claim_id FROM versions
    JOIN passages ON passages.version_id = versions.id
    JOIN statements ON statements.passage_id = passages.id
    WHERE article_id = :article AND (
        EXISTS (SELECT 1 FROM claim_relations WHERE related_claim_id = statements.claim_id)
        OR EXISTS (SELECT 1 FROM claim_review_evidence AS evidence
                   WHERE evidence.claim_id = statements.claim_id)
    ) ORDER BY statements.claim_id
"""
HOME: Final = """
    SELECT article_id, versions.id, annotator_id FROM statements
    JOIN passages ON passages.id = passage_id JOIN versions ON versions.id = version_id
    WHERE statements.claim_id = :claim
    ORDER BY {} CASE WHEN EXISTS (
        SELECT 1 FROM claim_keys JOIN annotation_files ON annotation_files.id = annotation_file_id
        WHERE claim_keys.claim_id = :claim AND annotation_files.article_id = versions.article_id
    ) THEN 0 ELSE 1 END, article_id, number, statements.id LIMIT 1
"""
SIGNED: Final = "CASE WHEN COALESCE(statements.annotator_id, 0) = :annotator THEN 0 ELSE 1 END,"
QUOTED: Final = """
    (SELECT count(*) FROM claim_review_evidence AS evidence
     JOIN passages AS quoted ON quoted.id = evidence.passage_id
     WHERE review_id = :review AND quoted.version_id = versions.id) DESC,
"""
REVIEWS: Final = """
    SELECT id, claim_id, annotator_id, rating, rating_value, best_rating, worst_rating, rationale, reviewed,
        reviewer_id, url
    FROM claim_reviews WHERE claim_id {} ORDER BY id
"""
EVIDENCE: Final = """
    SELECT review_id, version_id, start_char, end_char, quote, evidence.url, evidence.claim_id, note
    FROM claim_review_evidence AS evidence JOIN claim_reviews ON claim_reviews.id = review_id
    LEFT JOIN passages ON passages.id = passage_id
    WHERE claim_reviews.claim_id {} ORDER BY review_id, position
"""


def each_article(connection: Connection) -> Iterator[WrittenArticle]:
    """Yield every article that has a text in the order of their numbers."""
    return (WrittenArticle(*row) for row in pages(connection, ARTICLES))


def each_name(connection: Connection) -> Iterator[tuple[int, str | None, str | None, str | None]]:
    """Yield every article's number, its file, its title and the media type of its newest version."""
    return ((number, file, title, kind) for number, file, title, kind in pages(connection, CALLED))


def authors_of(connection: Connection, article: int) -> list[tuple[str, int | None]]:
    """Return an article's authors, and which actor each is, where that is known."""
    query = "SELECT name, actor_id FROM article_authors WHERE article_id = :article ORDER BY position"
    return [(name, actor) for name, actor in ask(connection, query, {"article": article})]


def versions_of(connection: Connection, article: int) -> dict[int, int]:
    """Return the versions of an article, the oldest first: their ids, and their numbers."""
    query = "SELECT id, number FROM versions WHERE article_id = :article ORDER BY number"
    return dict(ask(connection, query, {"article": article}))


def wording_of(connection: Connection, version: int) -> Wording:
    """Return the wording of a version."""
    query = "SELECT text, original, media_type, reader_version FROM versions WHERE id = :version"
    ((text, original, *read),) = ask(connection, query, {"version": version})
    return Wording(text, None if original is None else bytes(original), *read)


def annotators_on(connection: Connection, article: int) -> dict[int, list[int | None]]:
    """Return who recorded anything on each version of an article, whose statements came first first."""
    found: defaultdict[int, list[int | None]] = defaultdict(list)
    for version, annotator in ask(connection, UNITS, {"article": article}):
        found[version].append(annotator)
    return found


def statements_on(connection: Connection, version: int) -> list[WrittenStatement]:
    """Return the statements on a version, in the order they were recorded."""
    values = {"version": version}
    chains = _chains(connection, version)
    further = grouped(ask(connection, FURTHER, values))
    found = ask(connection, STATEMENTS, values)
    return [
        WrittenStatement(
            claim,
            annotator,
            stance,
            quotation,
            said,
            (Span(start, end, quote), *(Span(*each) for each in further.get(number, ()))),
            tuple(chains.get(number, ())),
        )
        for number, claim, annotator, stance, quotation, said, start, end, quote in found
    ]


def _chains(connection: Connection, version: int) -> dict[int, list[WrittenLink]]:
    """Return the chains of the statements on a version."""
    values = {"version": version}
    words = {
        (number, position, role): Span(*span)
        for number, position, role, *span in ask(connection, WORDS, values)
    }
    found: defaultdict[int, list[WrittenLink]] = defaultdict(list)
    for number, position, *who in ask(connection, CHAINS, values):
        source, cue = (words.get((number, position, role)) for role in ("source", "cue"))
        found[number].append(WrittenLink._make((*who, source, cue)))
    return found


def claims_numbered(connection: Connection, claims: Collection[int]) -> dict[int, WrittenClaim]:
    """Return some claims by their numbers."""
    about = "SELECT claim_id, actor_id, role FROM claim_actors WHERE claim_id {} ORDER BY position, actor_id"
    topics = (
        "SELECT claim_id, path FROM claim_topics JOIN topics ON topics.id = topic_id "
        "WHERE claim_id {} ORDER BY path"
    )
    whom = grouped(rows_among(connection, about, claims))
    labels = grouped(rows_among(connection, topics, claims))
    found = rows_among(
        connection, "SELECT id, sentence, kind, event_date, status FROM claims WHERE id {}", claims
    )
    return {
        number: WrittenClaim(
            sentence,
            kind,
            when,
            status,
            tuple((actor, role) for actor, role in whom.get(number, ())),
            tuple(path for (path,) in labels.get(number, ())),
        )
        for number, sentence, kind, when, status in found
    }


def relations_from(connection: Connection, claims: Collection[int]) -> list[WrittenRelation]:
    """Return the relations of some claims to others."""
    columns = "claim_id, related_claim_id, kind, rationale, annotator_id"
    query = f"SELECT {columns} FROM claim_relations WHERE claim_id {{}} ORDER BY id"  # noqa: S608 (from above)
    return [WrittenRelation(*row) for row in rows_among(connection, query, claims)]


def reviews_of(connection: Connection, claims: Collection[int]) -> list[WrittenReview]:
    """Return the reviews of some claims, with what each rests on."""
    evidence = grouped(rows_among(connection, EVIDENCE, claims))
    return [
        WrittenReview._make((number, *told, tuple(_evidence(*each) for each in evidence.get(number, ()))))
        for number, *told in rows_among(connection, REVIEWS, claims)
    ]


def _evidence(version: int | None, start: int, end: int, quote: str, *told: Any) -> WrittenEvidence:  # noqa: ANN401 (columns)
    span = None if version is None else Span(start, end, quote)
    return WrittenEvidence(version, span, *told)


def annotator_numbered(connection: Connection, annotator: int) -> AnnotatorNote:
    """Return an annotator."""
    query = "SELECT name, kind, version FROM annotators WHERE id = :annotator"
    ((name, kind, version),) = ask(connection, query, {"annotator": annotator})
    return AnnotatorNote(name, kind, version)


def keys_in(connection: Connection, article: int) -> list[tuple[str, int]]:
    """Return the keys that an article's annotation files give to claims that it states."""
    return [(key, claim) for key, claim in ask(connection, KEYS, {"article": article})]


def related_in(connection: Connection, article: int) -> list[int]:
    """Return the claims of an article that others relate to."""
    return [number for (number,) in ask(connection, RELATED, {"article": article})]


def home_of(connection: Connection, claim: int) -> Unit | None:
    """Return where a claim is at home: first where it has a key, then where it was stated first."""
    return _home(connection, "", {"claim": claim})


def home_signed(connection: Connection, claim: int, annotator: int | None) -> Unit | None:
    """Return where an annotator states a claim, or else where it is at home."""
    return _home(connection, SIGNED, {"claim": claim, "annotator": annotator or 0})


def home_of_review(connection: Connection, review: WrittenReview) -> Unit | None:
    """Return where the claim of a review is stated where most of its evidence is, first by its annotator."""
    values = {"claim": review.claim_id, "review": review.id, "annotator": review.annotator_id or 0}
    return _home(connection, QUOTED + SIGNED, values)


def _home(connection: Connection, first: str, values: Mapping[str, Any]) -> Unit | None:
    found = ask(connection, HOME.format(first), values)
    return Unit(*found[0]) if found else None


def shared_addresses(connection: Connection) -> set[str]:
    """Return the addresses that several articles bear."""
    query = "SELECT url FROM articles WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1"
    return {url for (url,) in ask(connection, query, {})}
