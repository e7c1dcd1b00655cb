"""The questions for statements, written out: one text for each shape of filter.

Statements of an actor, or of those who held a role, are walked in ``listings`` (docs/decisions/0020),
one *arm* for each range of it that holds some of them, all arms in the same order; all others along the
articles. What has a first day of publication and what has none are two questions, since the latter comes
last in either order; but the oldest of an actor are one, whose listings have the unknown day as the
greatest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from claimsdb.queries.role_sql import spoken_in_role

UNKNOWN_DAY: Final = 99999999
"""How ``listings.day`` writes that there is no first day."""

KEY: Final = ("day", "article_id", "start_char", "statement_id")

MOST_ARMS: Final = 8
"""How many topics of one name are walked side by side; more are looked up row by row."""

MOST_OWNERS: Final = 40
"""How many actors, merged into one or holders of a role, are walked side by side, for each such topic.

Of more all statements are gathered and sorted.
"""

COLUMNS: Final = """
    claims.id, claims.sentence, claims.kind, claims.event_date, claims.status,
    statements.id, statements.stance, statements.quotation,
    coalesce(standing.quote, passages.quote), coalesce(standing.start_char, passages.start_char),
    coalesce(standing.end_char, passages.end_char),
    CASE WHEN standing.id IS NULL THEN versions.number
        ELSE (SELECT number FROM versions AS newer WHERE newer.id = carryings.version_id) END,
    carryings.outcome,
    articles.id, articles.title, outlets.name, articles.published, articles.file,
    carryings.review, CASE WHEN standing.quote <> passages.quote THEN passages.quote END
"""
"""What a row is made of, in the order of its fields but for who speaks, whom it is about and its topics.

The passage is the one that a statement was made on, or the one that it was carried to.
"""

CARRIED: Final = """
    LEFT JOIN carryings ON carryings.from_passage_id = passages.id AND carryings.latest = 1
    LEFT JOIN passages AS standing ON standing.id = carryings.passage_id
"""

# SQLite reads tables that are joined by CROSS JOIN in the order they are written.
ALONG_ARTICLES: Final = f"""
    FROM articles CROSS JOIN versions CROSS JOIN passages CROSS JOIN statements CROSS JOIN claims
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    {CARRIED}
    WHERE versions.article_id = articles.id AND passages.version_id = versions.id
    AND statements.passage_id = passages.id AND claims.id = statements.claim_id
"""
ANYHOW: Final = f"""
    FROM statements
    JOIN claims ON claims.id = statements.claim_id
    JOIN passages ON passages.id = statements.passage_id
    JOIN versions ON versions.id = passages.version_id
    JOIN articles ON articles.id = versions.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    {CARRIED}
    WHERE 1 = 1
"""
OF_KEYS: Final = f"""
    CROSS JOIN statements CROSS JOIN claims CROSS JOIN passages CROSS JOIN versions CROSS JOIN articles
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    {CARRIED}
    WHERE statements.id = keys.statement_id AND claims.id = statements.claim_id
    AND passages.id = statements.passage_id AND versions.id = passages.version_id
    AND articles.id = versions.article_id
"""


MAY_BE_CONTESTED: Final = """
    (EXISTS (
        SELECT 1 FROM statements AS denial
        WHERE denial.claim_id = statements.claim_id AND denial.stance = 'denies'
    ) OR EXISTS (
        SELECT 1 FROM claim_relations AS tie
        WHERE tie.claim_id = statements.claim_id AND tie.kind IN ('contradicts', 'same_as', 'refines')
    ) OR EXISTS (
        SELECT 1 FROM claim_relations AS tie
        WHERE tie.related_claim_id = statements.claim_id AND tie.kind IN ('contradicts', 'same_as', 'refines')
    ))
"""
"""What must hold of a claim that is asserted and denied or contradicted, by itself or by its ties."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which ends of a range of dates are given."""

    start: bool
    end: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """All of a filter on which the text of its question depends.

    ``sides`` is how somebody takes part whose listings are walked (1 speaks, 0 is spoken about; none:
    nobody's are), ``members`` how many they are: an actor with those merged into it, or the holders of a
    role; ``topics`` how many topics have the name that is asked for, ``among`` and ``among_actors`` how the
    engine looks one up in a list, ``search`` its condition that words are there, and ``speaker_role`` how it
    looks one up among the roles, ``merged`` if actors are. ``certainly``: a date must lie in its range,
    whichever day it is, not only reach into it, and a role must have been held. ``contested``: the claim may
    be, which is then weighed.
    """

    sides: tuple[int, ...] = ()
    members: int = 1
    among_actors: str = ""
    topics: int = 0
    among: str = ""
    outlet: bool = False
    published: Span | None = None
    when: Span | None = None
    certainly: bool = False
    kind: bool = False
    stance: bool = False
    status: bool = False
    search: str = ""
    speaker_role: str = ""
    merged: bool = False
    contested: bool = False
    newest: bool = False
    limited: bool = False
    after: bool = False

    @property
    def parts(self) -> tuple[bool | None, ...]:
        """Return the questions to put: for what has a first day, for what has none, or for both (None)."""
        return (None,) if self.sides and not self.newest else (True, False)

    @property
    def walks_topics(self) -> bool:
        """Tell whether the listings are walked by topic."""
        return bool(self.sides) and 0 < self.topics <= MOST_ARMS


@cache
def rows_sql(shape: Shape, *, dated: bool | None) -> str:
    """Write the question for a part of the rows, one of ``shape.parts``."""
    limit = " LIMIT :limit" if shape.limited else ""
    if shape.sides:
        keys = _united(_arms(shape, dated=dated), _order(shape, KEY) + limit)
        order = _order(shape, tuple(f"keys.{each}" for each in KEY))
        return f"SELECT {COLUMNS} FROM ({keys}) AS keys {OF_KEYS} ORDER BY {order}{limit}"
    day = ("articles.published_earliest",) if dated else ()
    key = (*day, "articles.id", "passages.start_char", "statements.id")
    joined = ANYHOW if shape.topics or shape.when or shape.search else ALONG_ARTICLES
    where = [*_published(shape, dated=bool(dated)), *_on_articles(shape), *_on_statements(shape)]
    if shape.after:
        where.append(_beyond(shape, key))
    return f"SELECT {COLUMNS} {joined} {_all(where)} ORDER BY {_order(shape, key)}{limit}"


@cache
def count_sql(shape: Shape) -> str:
    """Write the question how many there are, of those tables alone that the filter needs."""
    if shape.sides:
        return f"SELECT count(*) FROM ({_united(_arms(shape, dated=None))}) AS keys"
    where = [*_on_articles(shape), *_on_statements(shape)]
    if shape.published:
        where.append(f"({' OR '.join(_both(_published(shape, dated=dated)) for dated in (True, False))})")
    tables = "statements"
    if shape.kind or shape.status or shape.when:
        tables += " JOIN claims ON claims.id = statements.claim_id"
    if shape.outlet or shape.published:
        tables += (
            " JOIN passages ON passages.id = statements.passage_id"
            " JOIN versions ON versions.id = passages.version_id"
            " JOIN articles ON articles.id = versions.article_id"
        )
    return f"SELECT count(*) FROM {tables} WHERE 1 = 1 {_all(where)}"


def _united(arms: list[str], rest: str = "") -> str:
    """Write arms as one; each by itself is in order and stops at the limit."""
    if len(arms) == 1:
        return f"{arms[0]} {_ordered(rest)}"
    each = (f"SELECT * FROM ({arm} {_ordered(rest)}) AS arm" for arm in arms)
    return f"{' UNION '.join(each)} {_ordered(rest)}"


def _ordered(rest: str) -> str:
    return f"ORDER BY {rest}" if rest else ""


def _arms(shape: Shape, *, dated: bool | None) -> list[str]:
    if dated is None and shape.published:
        return [*_arms(shape, dated=True), *_arms(shape, dated=False)]
    return [
        f"{select} {', '.join(KEY)} FROM listings WHERE {of_actor} AND speaks = {side} {_all(where)}"
        for select, of_actor in _owners(shape)
        for side in shape.sides
        for topic in (range(shape.topics) if shape.walks_topics else (None,))
        for where in _ranges(shape, topic, dated=dated)
    ]


def _owners(shape: Shape) -> list[tuple[str, str]]:
    """Return how the statements of each of those are selected whose listings are walked."""
    topics = shape.topics if shape.walks_topics else 1
    if shape.members > 1 and shape.members * topics > MOST_OWNERS:
        return [("SELECT DISTINCT", f"actor_id {shape.among_actors}")]
    return [("SELECT", f"actor_id = :actor{place or ''}") for place in range(shape.members)]


def _ranges(shape: Shape, topic: int | None, *, dated: bool | None) -> list[list[str]]:
    """Return the conditions of each range of days, none of which overlaps another."""
    known = {None: "1 = 1", True: f"day < {UNKNOWN_DAY}", False: f"day = {UNKNOWN_DAY}"}[dated]
    rest = _on_listed_statements(shape)
    if shape.after:
        rest.append(_beyond(shape, KEY))
    asked = shape.published
    if asked is None:
        return [[*_facet(shape, topic), known, *rest]]
    if not dated:
        latest = "published_latest >= :start" if asked.start else "published_latest IS NOT NULL"
        return [["facet = 3", known, *_probes(shape, topic, latest), *rest]]
    end = ["day <= :end_day"] if asked.end else []
    if not asked.start:
        return [[*_facet(shape, topic), known, *end, *rest]]
    inside = [*_facet(shape, topic), known, "day >= :start_day", *end, *rest]
    if shape.certainly:
        return [inside]
    latest = "(published_latest IS NULL OR published_latest >= :start)"
    reaching_in = [
        [f"facet = {facet}", *since, "day < :start_day", *end, *_probes(shape, topic, latest), *rest]
        for facet, since in ((1, ["day >= :month_day"]), (2, ["day >= :year_day"]), (3, []))
    ]
    return [inside, *reaching_in]


def _facet(shape: Shape, topic: int | None) -> list[str]:
    if topic is not None:
        return [f"facet = :topic{topic}", *_probes(shape, None)]
    facet = "facet = :outlet_facet" if shape.outlet else "facet = 0"
    return [facet, *_probes(replace(shape, outlet=False), None)]


def _probes(shape: Shape, topic: int | None, *on_article: str) -> list[str]:
    """Return what must be looked up for each listing, since its range does not say it."""
    probes = []
    if topic is not None:
        same = " AND ".join(f"other.{each} = listings.{each}" for each in ("actor_id", "speaks", *KEY))
        probes.append(
            f"EXISTS (SELECT 1 FROM listings AS other WHERE {same} AND other.facet = :topic{topic})"
        )
    on_article = (*on_article, *_on_articles(shape))
    if on_article:
        probes.append(
            f"EXISTS (SELECT 1 FROM articles WHERE articles.id = listings.article_id {_all(on_article)})"
        )
    return probes


def _on_listed_statements(shape: Shape) -> list[str]:
    where = _on_statements(shape)
    if not where:
        return []
    tables = "statements"
    if shape.kind or shape.status or shape.when:
        tables += " JOIN claims ON claims.id = statements.claim_id"
    if shape.speaker_role:
        tables += " JOIN articles ON articles.id = listings.article_id"
    return [f"EXISTS (SELECT 1 FROM {tables} WHERE statements.id = listings.statement_id {_all(where)})"]


def _on_articles(shape: Shape) -> list[str]:
    where = ["articles.outlet_id = :outlet"] if shape.outlet else []
    if shape.certainly and shape.published and shape.published.start:
        where.append("articles.published_earliest >= :start")
    if shape.certainly and shape.published and shape.published.end:
        where.append("articles.published_latest <= :end")
    return where


def _on_statements(shape: Shape) -> list[str]:
    where = []
    if shape.topics and not shape.walks_topics:
        where.append(
            f"statements.claim_id IN (SELECT claim_id FROM claim_topics WHERE topic_id {shape.among})"
        )
    if shape.kind:
        where.append("claims.kind = :kind")
    if shape.stance:
        where.append("statements.stance = :stance")
    if shape.status:
        where.append("claims.status = :status")
    if shape.when:
        where += _when(shape.when, certainly=shape.certainly)
    if shape.search:
        where.append(shape.search)
    if shape.contested:
        where.append(MAY_BE_CONTESTED)
    if shape.speaker_role:
        where.append(spoken_in_role(shape.speaker_role, certainly=shape.certainly, merged=shape.merged))
    return where


def _when(asked: Span, *, certainly: bool) -> list[str]:
    """Return the conditions on when it happened; what certainly lies in the range has both days it needs."""
    if certainly:
        start, end = "claims.event_earliest >= :when_start", "claims.event_latest <= :when_end"
        return [*([start] if asked.start else []), *([end] if asked.end else [])]
    where = ["(claims.event_earliest IS NOT NULL OR claims.event_latest IS NOT NULL)"]
    if asked.start:
        where.append("(claims.event_latest IS NULL OR claims.event_latest >= :when_start)")
    if asked.end:
        where.append("(claims.event_earliest IS NULL OR claims.event_earliest <= :when_end)")
    return where


def _published(shape: Shape, *, dated: bool) -> list[str]:
    asked = shape.published
    if not dated:
        latest = "articles.published_latest >= :start" if asked and asked.start else None
        known = ["articles.published_latest IS NOT NULL"] if asked else []
        return ["articles.published_earliest IS NULL", *([latest] if latest else known)]
    where = ["articles.published_earliest IS NOT NULL"]
    if asked and asked.start:
        where.append("(articles.published_latest IS NULL OR articles.published_latest >= :start)")
    if asked and asked.end:
        where.append("articles.published_earliest <= :end")
    return where


def _beyond(shape: Shape, key: tuple[str, ...]) -> str:
    names = ("after_day", "after_article", "after_start", "after_statement")[-len(key) :]
    return f"({', '.join(key)}) {'<' if shape.newest else '>'} ({', '.join(f':{each}' for each in names)})"


def _order(shape: Shape, key: tuple[str, ...]) -> str:
    return ", ".join(f"{each} DESC" for each in key) if shape.newest else ", ".join(key)


def _all(where: list[str] | tuple[str, ...]) -> str:
    return "".join(f" AND {each}" for each in where)


def _both(where: list[str]) -> str:
    return f"({' AND '.join(where)})"
