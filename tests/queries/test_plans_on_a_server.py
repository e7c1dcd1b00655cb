"""No question reads a table whole that grows with the corpus on PostgreSQL either, with its own statistics.

The server itself tells how it answers (``auto_explain``), so that nothing is asked in another way than
the library asks it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import psycopg
import pytest

from claimsdb.database import postgresql as server
from claimsdb.library import Database, open_database
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.postgresql.server import Server

STATEMENTS: Final = 40_000
EXPLAINED: Final = (
    "LOAD 'auto_explain'",
    "SET auto_explain.log_min_duration = 0",
    "SET auto_explain.log_level = 'notice'",
)
SMALL: Final = {"outlets", "topics", "annotators", "alembic_version"}
"""Tables that do not grow with the corpus."""

ROWS: Final = """
    SET claimsdb.by_hand = 'on';
    INSERT INTO outlets SELECT i, 'Outlet ' || i, 'outlet ' || i FROM generate_series(1, 20) i;
    INSERT INTO actors (id, name, kind) SELECT i, 'Actor ' || i, 'person' FROM generate_series(1, 20000) i;
    INSERT INTO actor_names (actor_id, name, name_folded) SELECT id, name, lower(name) FROM actors;
    INSERT INTO topics SELECT i, nullif(i / 3, 0), 'T' || i, 'T' || i FROM generate_series(1, 20) i;
    INSERT INTO articles (id, outlet_id, title, file, published, published_earliest, published_latest)
        SELECT i, i % 20 + 1, 'Title ' || i, i || '.txt', day, day, day
        FROM (SELECT i, to_char(date '2000-01-01' + i % 3000, 'YYYY-MM-DD') AS day
              FROM generate_series(1, {statements} / 10) i) AS days;
    INSERT INTO versions (id, article_id, number, text, text_sha256)
        SELECT id, id, 1, 'It fell ten times.', lpad(id::text, 64, '0') FROM articles;
    INSERT INTO passages (id, version_id, start_char, end_char, quote)
        SELECT i, (i - 1) / 10 + 1, i % 10, i % 10 + 1, substr('It fell ten times', i % 10 + 1, 1)
        FROM generate_series(1, {statements}) i;
    INSERT INTO claims (id, sentence, kind)
        SELECT i, 'It fell ' || i || ' times.', 'event' FROM generate_series(1, {statements}) i;
    INSERT INTO statements (id, claim_id, passage_id) SELECT i, i, i FROM generate_series(1, {statements}) i;
    INSERT INTO statement_passages (statement_id, position, passage_id)
        SELECT i, 2, i + 1 FROM generate_series(3, {statements}, 10) i;
    INSERT INTO attributions (statement_id, position, actor_id)
        SELECT i, 1, i % 2000 + 1 FROM generate_series(1, {statements}) i;
    INSERT INTO statement_passages (statement_id, role, position, passage_id)
        SELECT i, role, 1, i
        FROM generate_series(1, {statements}) i CROSS JOIN (VALUES ('source'), ('cue')) AS of (role);
    INSERT INTO claim_reviews (id, claim_id, rating)
        SELECT i, i, 'false' FROM generate_series(1, {statements}) i;
    INSERT INTO claim_review_evidence (review_id, position, passage_id)
        SELECT i, 1, i FROM generate_series(1, {statements}) i;
    INSERT INTO annotation_files (article_id, file, sha256)
        SELECT id, id || '.yaml', lpad(id::text, 64, '0') FROM articles;
    INSERT INTO actor_roles
        (id, actor_id, title, title_folded, since, since_earliest, since_latest, passage_id)
        SELECT id, id, 'T' || id % 997, 't' || id % 997, '2000', '2000-01-01', '2000-12-31', id FROM actors
        WHERE id <= 20000;
    INSERT INTO claim_actors (claim_id, actor_id, role)
        SELECT i, i / 7 % 2000 + 1, 'subject' FROM generate_series(1, {statements}) i;
    INSERT INTO claim_topics SELECT i, i % 20 + 1 FROM generate_series(1, {statements}) i;
    INSERT INTO actor_identifiers (actor_id, scheme, value) SELECT id, 'wikidata', 'Q' || id FROM actors;
    INSERT INTO article_authors (article_id, position, name) SELECT id, 1, 'Ann' FROM articles;
    INSERT INTO claim_relations (claim_id, related_claim_id, kind)
        SELECT i, i + 1, 'supports' FROM generate_series(1, {statements} - 1) i;
    INSERT INTO version_facts (version_id, field, position, value, source, inferred)
        SELECT id, 'title', 1, 'Title ' || id, 'og:title', 0 FROM versions;
    INSERT INTO versions (id, article_id, number, text, text_sha256)
        SELECT 100000 + id, id, 2, 'Now: It fell ten times.', lpad((100000 + id)::text, 64, '0')
        FROM articles WHERE id % 4 = 0;
    INSERT INTO passages (id, version_id, start_char, end_char, quote)
        SELECT 1000000 + id, 100000 + version_id, 5 + start_char, 5 + end_char, quote
        FROM passages WHERE version_id % 4 = 0;
    INSERT INTO carryings (id, from_passage_id, version_id, found, outcome, score, passage_id)
        SELECT id - 1000000, id - 1000000, version_id, 'exact', 'exact', 100, id
        FROM passages WHERE id > 1000000;
    INSERT INTO carrying_candidates (carrying_id, number, passage_id, score)
        SELECT id, 1, passage_id, 100 FROM carryings;
    INSERT INTO carrying_decisions (carrying_id, decision) SELECT id, 'reject' FROM carryings;
    INSERT INTO actor_judgements (id, judgement, actor_id, actor_name, other_id, other_name, rationale)
        SELECT i, 'merge', i, 'Actor', 10000 + i, 'Actor', 'one' FROM generate_series(1, 5000) i;
    INSERT INTO actor_edits (judgement_id, field, after) SELECT id, 'kind', 'person' FROM actor_judgements;
    INSERT INTO actor_split_parts (judgement_id, statement_id) SELECT id, id FROM actor_judgements;
    UPDATE actors SET merged_into_id = id - 10000 WHERE id BETWEEN 10001 AND 15000;
    INSERT INTO listings SELECT * FROM listed WHERE true ON CONFLICT DO NOTHING;
    INSERT INTO mentions (version_id, start_char, end_char, name_id, sentence_start, sentence_end)
        SELECT id, 0, 2, id, 0, 18 FROM versions WHERE number = 1;
    UPDATE mention_marks SET names_upto = (SELECT max(id) FROM actor_names);
    INSERT INTO claims_search SELECT id, search_words(sentence) FROM claims;
    INSERT INTO passages_search SELECT id, search_words(quote) FROM passages;
"""

QUESTIONS: Final[dict[str, Callable[[Database], object]]] = {
    "claims of an actor": lambda db: db.claims(ClaimFilter(actor="Actor 5"), limit=50),
    "newest claims of an actor": lambda db: db.claims(ClaimFilter(actor="Actor 5", order="newest"), limit=50),
    "by outlet": lambda db: db.claims(ClaimFilter(actor="Actor 5", outlet="Outlet 6"), limit=50),
    "by topic": lambda db: db.claims(ClaimFilter(actor="Actor 5", topic="T6"), limit=50),
    "by date": lambda db: db.claims(ClaimFilter(actor="Actor 5", published="2000-02"), limit=50),
    "by date for certain": lambda db: db.claims(
        ClaimFilter(actor="Actor 5", published="2000-02", certainly=True), limit=50
    ),
    "how many by an actor": lambda db: db.count_claims(ClaimFilter(actor="Actor 5", topic="T6")),
    "an actor": lambda db: db.actor("Actor 5"),
    "first claims": lambda db: db.claims(limit=50),
    "first claims of an outlet": lambda db: db.claims(ClaimFilter(outlet="Outlet 6"), limit=50),
    "claims in context": lambda db: db.claims_in_context(ClaimFilter(actor="Actor 5")),
    "roles of an actor": lambda db: db.roles("Actor 5"),
    "a claim": lambda db: db.claim(7),
    "an article": lambda db: db.article(7),
    "an article by title": lambda db: db.article("Title 7"),
    "what waits for a person": lambda db: db.reviews(limit=50),
    "every carried passage of an article": lambda db: db.reviews(article=8, everything=True),
    "a history": lambda db: db.history(8),
    "a comparison": lambda db: db.compare(8),
    "a search": lambda db: db.search("77"),
}


@pytest.fixture(scope="module")
def filled(postgresql: Server) -> Iterator[Database]:
    url = postgresql.database()
    with open_database(url, create=True) as database:
        database.check()
    with psycopg.connect(url, autocommit=True) as shell:
        shell.execute(ROWS.format(statements=STATEMENTS))
        shell.execute("VACUUM (ANALYZE)")
    with open_database(url) as database:
        yield database
    postgresql.drop(url)


def plans(database: Database, question: Callable[[Database], object]) -> str:
    """Return how the server answers what the library asks it, in its own words."""
    told: list[str] = []
    connect = server._connect

    def explained(location: Any) -> psycopg.Connection[Any]:
        connection = connect(location)
        for setting in EXPLAINED:
            connection.execute(setting)
        connection.add_notice_handler(lambda notice: told.append(str(notice.message_primary)))
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "_connect", explained)
        question(database)
    assert any("Query Text" in each for each in told)
    return "\n".join(told)


def whole_tables(found: str) -> set[str]:
    return set(re.findall(r"Seq Scan on (\w+)", found)) - SMALL


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_growing_table_is_read_whole(filled: Database, question: Callable[[Database], object]) -> None:
    found = plans(filled, question)
    assert whole_tables(found) == set(), found


def test_roles_alone_are_read_whole_to_find_those_that_some_words_mean(filled: Database) -> None:
    for wanted in (ClaimFilter(speaker_role="T5"), ClaimFilter(actor="Actor 6", speaker_role="T5")):
        found = plans(filled, partial(Database.claims, wanted=wanted, limit=50))
        assert whole_tables(found) == {"actor_roles"}, found


def test_a_table_read_whole_is_noticed(filled: Database) -> None:
    """The tests above can fail."""
    assert "statements" in whole_tables(
        plans(filled, lambda db: db.count_claims(ClaimFilter(stance="denies")))
    )
