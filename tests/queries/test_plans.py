"""No question of the library reads a whole table that grows with the corpus, where an index should serve."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest

from claimsdb.library import Database, open_database
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GROWING: Final = {
    *("articles", "versions", "passages", "statements", "claims", "attributions"),
    "statement_passages",
    *("claim_actors", "claim_topics", "actors", "actor_names", "listings", "links"),
}

ROWS: Final = """
    CREATE TEMP TABLE n AS
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i FROM n;
    BEGIN;
    INSERT INTO outlets SELECT i, 'Outlet ' || i, 'outlet ' || i FROM n WHERE i <= 20;
    INSERT INTO actors (id, name, kind) SELECT i, 'Actor ' || i, 'person' FROM n WHERE i <= 100;
    INSERT INTO actor_names (actor_id, name, name_folded) SELECT id, name, lower(name) FROM actors;
    INSERT INTO topics SELECT i, nullif(i / 3, 0), 'T' || i, 'T' || i FROM n WHERE i <= 20;
    INSERT INTO articles (id, outlet_id, title, file, published, published_earliest, published_latest)
        SELECT i, i % 20 + 1, 'Title ' || i, i || '.txt', day, day, day
        FROM (SELECT i, date('2000-01-01', i % 150 || ' days') AS day FROM n) WHERE i <= 200;
    INSERT INTO versions (id, article_id, number, text, text_sha256)
        SELECT id, id, 1, 'It fell ten times.', printf('%064d', id) FROM articles;
    INSERT INTO passages (id, version_id, start_char, end_char, quote)
        SELECT i, (i - 1) / 10 + 1, i % 10, i % 10 + 1, substr('It fell ten times', i % 10 + 1, 1) FROM n;
    INSERT INTO claims (id, sentence, kind) SELECT i, 'It fell ' || i || ' times.', 'event' FROM n;
    INSERT INTO statements (id, claim_id, passage_id) SELECT i, i, i FROM n;
    INSERT INTO statement_passages (statement_id, position, passage_id)
        SELECT i, 2, i + 1 FROM n WHERE i % 10 = 3;
    INSERT INTO attributions (statement_id, position, actor_id) SELECT i, 1, max(1, i % 101) FROM n;
    INSERT INTO actor_roles
        (id, actor_id, title, title_folded, since, since_earliest, since_latest, passage_id)
        SELECT id, id, 'T' || (id % 7), 't' || (id % 7), '2000', '2000-01-01', '2000-12-31', id FROM actors;
    INSERT INTO claim_actors (claim_id, actor_id, role) SELECT i, max(1, i / 7 % 101), 'subject' FROM n;
    INSERT INTO claim_topics SELECT i, i % 20 + 1 FROM n;
    COMMIT;
"""

QUESTIONS: Final[dict[str, Callable[[Database], object]]] = {
    "claims of an actor": lambda db: db.claims(ClaimFilter(actor="Actor 5"), limit=50),
    "all claims of an actor": lambda db: db.claims(ClaimFilter(actor="Actor 5")),
    "newest claims of an actor": lambda db: db.claims(ClaimFilter(actor="Actor 5", order="newest"), limit=50),
    "by outlet": lambda db: db.claims(ClaimFilter(actor="Actor 5", outlet="Outlet 6"), limit=50),
    "by topic": lambda db: db.claims(ClaimFilter(actor="Actor 5", topic="T6"), limit=50),
    "by date": lambda db: db.claims(ClaimFilter(actor="Actor 5", published="2000-02"), limit=50),
    "by date for certain": lambda db: db.claims(
        ClaimFilter(actor="Actor 5", published="2000-02", certainly=True), limit=50
    ),
    "by outlet and date for certain": lambda db: db.claims(
        ClaimFilter(actor="Actor 5", outlet="Outlet 6", published="2000-02..", certainly=True), limit=50
    ),
    "by all of them": lambda db: db.claims(
        ClaimFilter(
            actor="Actor 5", outlet="Outlet 6", topic="T6", published="2000", when="2000", stance="denies"
        )
    ),
    "how many by an actor": lambda db: db.count_claims(ClaimFilter(actor="Actor 5", topic="T6")),
    "by role": lambda db: db.claims(ClaimFilter(speaker_role="T5"), limit=50),
    "by role for certain": lambda db: db.claims(
        ClaimFilter(speaker_role="T5", actor="Actor 5", certainly=True), limit=50
    ),
    "how many by a role": lambda db: db.count_claims(ClaimFilter(speaker_role="T5")),
    "roles of an actor": lambda db: db.roles("Actor 5"),
    "an actor": lambda db: db.actor("Actor 5"),
    "first claims of an outlet": lambda db: db.claims(ClaimFilter(outlet="Outlet 6"), limit=50),
    "newest claims of an outlet": lambda db: db.claims(
        ClaimFilter(outlet="Outlet 6", order="newest"), limit=50
    ),
    "claims in context": lambda db: db.claims_in_context(ClaimFilter(actor="Actor 5")),
    "a claim": lambda db: db.claim(7),
    "an article": lambda db: db.article(7),
    "an article by title": lambda db: db.article("Title 7"),
    "a list of outlets": lambda db: db.outlets(limit=5),
    "a list of topics": lambda db: db.topics(limit=5),
}

IN_ORDER: Final[dict[str, Callable[[Database], object]]] = {
    "first claims": lambda db: db.claims(limit=50),
    "newest claims": lambda db: db.claims(ClaimFilter(order="newest"), limit=50),
    "claims of a kind": lambda db: db.claims(ClaimFilter(kind="event"), limit=50),
    "articles": lambda db: db.articles(limit=5),
}
"""Questions that begin at one end of a table, walk it in order, and stop."""


@pytest.fixture(scope="module", params=["with statistics", "without"])
def filled(
    request: pytest.FixtureRequest, _empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("plans") / "claims.db"
    path.write_bytes(_empty_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(ROWS)
        if request.param == "with statistics":
            connection.execute("ANALYZE")
    with open_database(path) as database:
        database.articles(actor="Actor 5")  # names are looked for in texts when that is first asked
        yield database


def steps(database: Database, question: Callable[[Database], object]) -> list[str]:
    """Return the steps by which SQLite answers what the library asks it."""
    asked: list[str] = []
    with database._reading() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # the one that is kept for the next question
    driver.set_trace_callback(asked.append)
    question(database)
    driver.set_trace_callback(None)
    queries = [each for each in asked if re.match(r"\s*(SELECT|WITH)", each)]
    assert queries
    return [row[3] for each in queries for row in driver.execute(f"EXPLAIN QUERY PLAN {each}")]


def whole_tables(found: list[str]) -> list[str]:
    return [step for step in found if step.startswith("SCAN") and step.split()[1] in GROWING]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_growing_table_is_read_whole(filled: Database, question: Callable[[Database], object]) -> None:
    assert whole_tables(steps(filled, question)) == []


@pytest.mark.parametrize("question", IN_ORDER.values(), ids=IN_ORDER)
def test_one_table_is_walked_in_order_and_left(
    filled: Database, question: Callable[[Database], object]
) -> None:
    found = steps(filled, question)
    walked = whole_tables(found)
    assert all(re.match(r"SCAN (articles|actors|claims)", step) for step in walked)
    assert "USE TEMP B-TREE FOR ORDER BY" not in found
    assert "USE TEMP B-TREE FOR GROUP BY" not in found


def test_the_listings_are_walked_by_their_key(filled: Database) -> None:
    wanted = ClaimFilter(actor="Actor 5", role="speaker", outlet="Outlet 6", order="newest")
    found = steps(filled, lambda db: db.claims(wanted, limit=1))
    assert any("listings USING PRIMARY KEY (actor_id=? AND speaks=? AND facet=?" in step for step in found)


def test_a_growing_table_read_whole_is_noticed(filled: Database) -> None:
    """The tests above can fail."""
    assert whole_tables(steps(filled, lambda db: db.search("nobody") or db.info()))
