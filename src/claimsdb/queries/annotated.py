"""What annotation files are written from: article by article, version by version."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from claimsdb.queries.asking import among, among_value, ask
from claimsdb.records.annotation_export import (
    Unit,
    Wording,
    WrittenActor,
    WrittenArticle,
    WrittenClaim,
    WrittenEvidence,
    WrittenJudgement,
    WrittenLink,
    WrittenRelation,
    WrittenReview,
    WrittenRole,
    WrittenStatement,
)
from claimsdb.records.annotations import AnnotatorNote
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    Found = tuple[Any, ...]

PAGE: Final = 500
"""Rows that are asked for together."""

ARTICLES: Final = """
    SELECT articles.id, title, outlets.name, published, language, url FROM articles
    LEFT JOIN outlets ON outlets.id = outlet_id
    WHERE articles.id > :after ORDER BY articles.id LIMIT :page
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
ROLES: Final = """
    SELECT actor_id, title, organisation_id, since, until, start_char, end_char, quote
    FROM passages JOIN actor_roles ON actor_roles.passage_id = passages.id
    WHERE version_id = :version AND COALESCE(annotator_id, 0) = :annotator ORDER BY actor_roles.id
"""
ROLES_APART: Final = """
    SELECT id, annotator_id, actor_id, title, organisation_id, since, until FROM actor_roles
    WHERE passage_id IS NULL AND id > :after ORDER BY id LIMIT :page
"""
JUDGED: Final = """
    SELECT id, annotator_id, judgement, actor_id, other_id, rationale FROM actor_judgements AS made
    WHERE judgement = '{}' AND actor_id IS NOT NULL AND other_id IS NOT NULL AND id > :after
    AND NOT EXISTS (SELECT 1 FROM actor_judgements AS undoing WHERE undoing.undoes_id = made.id)
    ORDER BY id LIMIT :page
"""
NAMESAKES: Final = """
    SELECT DISTINCT one.id FROM actors AS one
    JOIN actor_names AS called ON called.actor_id = one.id AND called.name = one.name
    JOIN actor_names AS same ON same.name_folded = called.name_folded AND same.actor_id < one.id
    JOIN actors AS other ON other.id = same.actor_id AND other.name = same.name
    WHERE NOT (one.kind IS NOT NULL AND other.kind IS NOT NULL AND one.kind <> other.kind)
    AND NOT EXISTS (
        SELECT 1 FROM actor_identifiers AS own
        JOIN actor_identifiers AS theirs ON theirs.scheme = own.scheme
        WHERE own.actor_id = one.id AND theirs.actor_id = other.id
    )
"""
"""Actors that a loader would take for an older one of the same main name."""

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
    """Yield every article in the order of their numbers."""
    return (WrittenArticle(*row) for row in _pages(connection, ARTICLES))


def each_name(connection: Connection) -> Iterator[tuple[int, str | None, str | None, str | None]]:
    """Yield every article's number, its file, its title and the media type of its newest version."""
    return ((number, file, title, kind) for number, file, title, kind in _pages(connection, CALLED))


def each_actor(connection: Connection) -> Iterator[list[int]]:
    """Yield the numbers of all actors, some at a time."""
    query = "SELECT id FROM actors WHERE id > :after ORDER BY id LIMIT :page"
    numbers = (number for (number,) in _pages(connection, query))
    while batch := [number for _, number in zip(range(PAGE), numbers, strict=False)]:
        yield batch


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
    further = _grouped(ask(connection, FURTHER, values))
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
    whom = _grouped(_among(connection, about, claims))
    labels = _grouped(_among(connection, topics, claims))
    found = _among(
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
    return [WrittenRelation(*row) for row in _among(connection, query, claims)]


def reviews_of(connection: Connection, claims: Collection[int]) -> list[WrittenReview]:
    """Return the reviews of some claims, with what each rests on."""
    evidence = _grouped(_among(connection, EVIDENCE, claims))
    return [
        WrittenReview._make((number, *told, tuple(_evidence(*each) for each in evidence.get(number, ()))))
        for number, *told in _among(connection, REVIEWS, claims)
    ]


def _evidence(version: int | None, start: int, end: int, quote: str, *told: Any) -> WrittenEvidence:  # noqa: ANN401 (columns)
    span = None if version is None else Span(start, end, quote)
    return WrittenEvidence(version, span, *told)


def roles_on(connection: Connection, version: int, annotator: int | None) -> list[WrittenRole]:
    """Return the roles of which a version tells, by what an annotator recorded."""
    found = ask(connection, ROLES, {"version": version, "annotator": annotator or 0})
    return [WrittenRole._make((*row[:5], Span(*row[5:]))) for row in found]


def roles_apart(connection: Connection) -> Iterator[tuple[int | None, WrittenRole]]:
    """Yield the roles of which no passage tells, and who recorded each."""
    return ((by, WrittenRole._make((*role, None))) for _number, by, *role in _pages(connection, ROLES_APART))


def judged(connection: Connection, judgement: str) -> Iterator[WrittenJudgement]:
    """Yield the judgements of a kind that stand, in the order they were made."""
    return (WrittenJudgement(*row) for row in _pages(connection, JUDGED.format(judgement)))


def actors_numbered(connection: Connection, actors: Collection[int]) -> list[WrittenActor]:
    """Return some actors in the order of their numbers, with all names and identifiers.

    One that nothing tells from an older one of its main name is called by another, that name beside it.
    """
    names = "SELECT actor_id, name, kind, language FROM actor_names WHERE actor_id {} ORDER BY id"
    pairs = "SELECT actor_id, scheme, value FROM actor_identifiers WHERE actor_id {} ORDER BY id"
    named = _grouped(_among(connection, names, actors))
    identified = _grouped(_among(connection, pairs, actors))
    found = _among(connection, "SELECT id, name, kind FROM actors WHERE id {} ORDER BY id", actors)
    namesakes = {number for (number,) in _among(connection, f"{NAMESAKES} AND one.id {{}}", actors)}
    called = {number: f"{name} (actor {number})" for number, name, _kind in found if number in namesakes}
    return [
        WrittenActor(
            number,
            called.get(number) or name,
            kind,
            tuple(
                (each, sort, language)
                for each, sort, language in named.get(number, ())
                if each != (called.get(number) or name)
            ),
            tuple((scheme, value) for scheme, value in identified.get(number, ())),
        )
        for number, name, kind in found
    ]


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


def _pages(connection: Connection, query: str) -> Iterator[Found]:
    after = 0
    while rows := ask(connection, query, {"after": after, "page": PAGE}):
        yield from rows
        after = rows[-1][0]


def _among(connection: Connection, query: str, numbers: Collection[int]) -> list[Found]:
    values = {"numbers": among_value(connection, sorted(numbers))}
    return ask(connection, query.format(among(connection, "numbers")), values)


def _grouped(rows: Iterable[Found]) -> dict[int, list[Found]]:
    """Return rows by their first value, without it."""
    found: defaultdict[int, list[Found]] = defaultdict(list)
    for number, *rest in rows:
        found[number].append(tuple(rest))
    return found
