"""The statements of an actor asked for by hand: plain ``sqlite3``, the same rows as ``Database.claims``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    import sqlite3

ACTOR: Final = "SELECT DISTINCT actor_id FROM actor_names WHERE name_folded = ?"
FACETS: Final = {
    "outlet": "SELECT 2 * id + 2 FROM outlets WHERE name = ?",
    "topic": "SELECT 2 * id + 3 FROM topics WHERE path = ?",
}

KEY: Final = "day, article_id, start_char, statement_id"
SIDE: Final = f"SELECT {KEY} FROM listings WHERE actor_id = :actor AND speaks = {{}} AND {{}}"  # noqa: S608
LATEST: Final = """
    EXISTS (SELECT 1 FROM articles WHERE articles.id = article_id
            AND (published_latest >= :first OR published_latest IS NULL))
"""
RANGES: Final = {
    "all": ("facet = :facet",),
    "in a year": (
        "facet = 0 AND day BETWEEN :year AND :year + 9999",
        # no month reaches into a year, nor does another year
        f"facet = 3 AND day < :year AND {LATEST}",
    ),
}
ROWS: Final = """
    SELECT claims.id, claims.sentence, claims.kind, claims.event_date, claims.status,
        statements.id, statements.stance, statements.quotation,
        passages.quote, passages.start_char, passages.end_char, versions.number, NULL,
        articles.id, articles.title, outlets.name, articles.published, articles.file, NULL, NULL
    FROM ({keys}) AS keys
    CROSS JOIN statements ON statements.id = keys.statement_id
    CROSS JOIN claims ON claims.id = statements.claim_id
    CROSS JOIN passages ON passages.id = statements.passage_id
    CROSS JOIN versions ON versions.id = passages.version_id
    CROSS JOIN articles ON articles.id = versions.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    ORDER BY keys.day, keys.article_id, keys.start_char, keys.statement_id
"""
ASKED: Final = {
    name: ROWS.format(
        keys=" UNION ".join(SIDE.format(side, where) for where in ranges for side in (1, 0))
        + f" ORDER BY {KEY} LIMIT :limit"
    )
    for name, ranges in RANGES.items()
}
NAMES: Final = """
    SELECT 0, statement_id, position, 0, coalesce(actors.name, label) FROM attributions
    LEFT JOIN actors ON actors.id = actor_id WHERE statement_id IN ({marks})
    UNION ALL
    SELECT 1, claim_id, position, actor_id, actors.name FROM claim_actors
    JOIN actors ON actors.id = actor_id WHERE claim_id IN ({marks})
    UNION ALL
    SELECT 2, claim_id, 0, 0, path FROM claim_topics
    JOIN topics ON topics.id = topic_id WHERE claim_id IN ({marks})
"""


def claims(  # noqa: PLR0913 (what is asked)
    connection: sqlite3.Connection,
    actor: str,
    *,
    limit: int,
    outlet: str | None = None,
    topic: str | None = None,
    published: str | None = None,
) -> list[tuple[Any, ...]]:
    """Return the first statements by and about an actor, narrowed to an outlet, a topic or a year.

    What speaks, what it is about and its topics stand at the end of each row.
    """
    ((number,),) = connection.execute(ACTOR, [fold_name(actor)]).fetchall()
    values: dict[str, Any] = {"actor": number, "limit": limit, "facet": 0}
    for which, name in (("outlet", outlet), ("topic", topic)):
        if name is not None:
            ((values["facet"],),) = connection.execute(FACETS[which], [name]).fetchall()
    if published is not None:
        values |= {"year": int(published) * 10000, "first": f"{published}-01-01"}
    asked = ASKED["all" if published is None else "in a year"]
    rows = connection.execute(asked, values).fetchall()
    return _with_names(connection, rows)


def _with_names(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    marks = ", ".join("?" * len(rows))
    claims = [row[0] for row in rows]
    names: tuple[dict[int, list[str]], ...] = ({}, {}, {})
    found = connection.execute(NAMES.format(marks=marks), [row[5] for row in rows] + claims + claims)
    for which, owner, _position, _number, name in sorted(found.fetchall()):
        names[which].setdefault(owner, []).append(name)
    speakers, about, topics = names
    return [(*row, speakers.get(row[5], []), about.get(row[0], []), topics.get(row[0], [])) for row in rows]
