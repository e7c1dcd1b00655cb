"""From what a user asks for to the shape of a question and its values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from claimsdb.errors.questions import UnknownWordError
from claimsdb.queries.asking import among, among_value
from claimsdb.queries.lookup import (
    below,
    find_actor,
    find_kind,
    find_outlet,
    find_topics,
    groups_of,
    has_merges,
    members_of,
)
from claimsdb.queries.statement_sql import UNKNOWN_DAY, Shape, Span
from claimsdb.records.vocabulary import STANCES, STATUSES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from claimsdb.records.questions import ClaimFilter
    from claimsdb.records.rows import StatementRow

SIDES: Final = {"speaker": (1,), "about": (0,), "any": (1, 0)}
"""How an actor can take part in a statement: it speaks (1), or the claim is about it (0)."""

ORDERS: Final = ("oldest", "newest")

CLOSED: Final = {"role": tuple(SIDES), "stance": STANCES, "status": STATUSES, "order": ORDERS}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's shape, and its values by name."""

    shape: Shape
    values: dict[str, Any]

    def behind(self, row: StatementRow, start: int) -> Asked:
        """Return the question for what comes after a row, whose statement was made at ``start``."""
        day = first_day(row)
        place = {
            "after_day": (_number(day) if day else UNKNOWN_DAY) if self.shape.sides else day,
            "after_article": row.article_id,
            "after_start": start,
            "after_statement": row.statement_id,
        }
        return Asked(replace(self.shape, after=True), self.values | place)


def asked(connection: Connection, wanted: ClaimFilter, *, limited: bool = False) -> Asked:
    """Turn a filter into a question; ``limited``: the values will have a limit.

    Raises:
        ClaimsDBError: the filter names an actor, outlet, topic, kind, role or word that is not there.
    """
    for field, known in CLOSED.items():
        word = getattr(wanted, field)
        if word is not None and word not in known:
            raise UnknownWordError(field, word, known)
    values: dict[str, Any] = {"kind": None, "stance": wanted.stance, "status": wanted.status}
    taking_part = Asked(Shape(), {})
    if wanted.actor is not None:
        taking_part = of_actor(connection, find_actor(connection, wanted.actor), wanted.role)
        values |= taking_part.values
    if wanted.outlet is not None:
        values["outlet"] = find_outlet(connection, wanted.outlet)
        values["outlet_facet"] = 2 * values["outlet"] + 2
    topics = find_topics(connection, wanted.topic) if wanted.topic is not None else []
    if wanted.kind is not None:
        values["kind"] = find_kind(connection, wanted.kind)
    published = _published(wanted.published, values) if wanted.published is not None else None
    when = _when(wanted.when, values) if wanted.when is not None else None
    search = ""
    if wanted.search is not None:
        from claimsdb.queries.search_condition import has_words  # noqa: PLC0415 (only a search needs its tables)

        search, values["words"] = has_words(connection, wanted.search)
    shape = replace(
        taking_part.shape,
        among=among(connection, "topics"),
        topics=len(topics),
        outlet=wanted.outlet is not None,
        published=published,
        when=when,
        certainly=wanted.certainly and (published or when or wanted.speaker_role) is not None,
        kind=wanted.kind is not None,
        stance=wanted.stance is not None,
        status=wanted.status is not None,
        search=search,
        contested=wanted.contested,
        newest=wanted.order == "newest",
        limited=limited,
    )
    if wanted.speaker_role is not None:
        shape = _spoken_in_role(connection, wanted.speaker_role, shape, values)
    if shape.walks_topics:
        values |= {f"topic{place}": 2 * topic + 3 for place, topic in enumerate(topics)}
    elif topics:
        values["topics"] = among_value(connection, below(connection, topics))
    return Asked(shape, values)


def of_actor(connection: Connection, actor_id: int, role: str) -> Asked:
    """Return the question for the statements of an actor that stands, and of all merged into it."""
    return _walked(connection, members_of(connection, actor_id), SIDES[role])


def _walked(connection: Connection, actors: list[int], sides: tuple[int, ...]) -> Asked:
    """Return the question for the statements in which any of some actors takes part."""
    values: dict[str, Any] = {f"actor{place or ''}": number for place, number in enumerate(actors)}
    if len(actors) == 1:
        return Asked(Shape(sides=sides), values)
    shape = Shape(sides=sides, members=len(actors), among_actors=among(connection, "actors"))
    return Asked(shape, {**values, "actors": among_value(connection, actors)})


def _spoken_in_role(connection: Connection, words: str, shape: Shape, values: dict[str, Any]) -> Shape:
    """Narrow a question to a role; without an actor, the listings of those who held the role are walked."""
    from claimsdb.queries.roles import find_roles  # noqa: PLC0415 (only a role needs its words)

    roles = find_roles(connection, words)
    merged = has_merges(connection)
    values["roles"] = among_value(connection, list(roles))
    shape = replace(shape, speaker_role=among(connection, "roles"), merged=merged)
    if shape.sides:
        return shape
    holders = sorted(set(roles.values()))
    walked = _walked(connection, groups_of(connection, holders) if merged else holders, (1,))
    values |= walked.values
    return replace(shape, sides=(1,), members=walked.shape.members, among_actors=walked.shape.among_actors)


def first_day(row: StatementRow) -> str | None:
    """Return the first day that a row can have been published."""
    from claimsdb.text.dates import parse_edtf  # noqa: PLC0415 (only a page after the first needs its patterns)

    return parse_edtf(row.published).earliest if row.published is not None else None


def _published(asked: str, values: dict[str, Any]) -> Span:
    span = _span(asked, "", values)
    if span.start:
        start = values["start"]
        values["start_day"] = _number(start)
        values["month_day"], values["year_day"] = _number(start[:7] + "-01"), _number(start[:4] + "-01-01")
    if span.end:
        values["end_day"] = _number(values["end"])
    return span


def _when(asked: str, values: dict[str, Any]) -> Span:
    return _span(asked, "when_", values)


def _span(asked: str, prefix: str, values: dict[str, Any]) -> Span:
    from claimsdb.text.dates import parse_range  # noqa: PLC0415 (only a range needs its patterns)

    span = parse_range(asked)
    values |= {f"{prefix}start": span.earliest, f"{prefix}end": span.latest}
    return Span(span.earliest is not None, span.latest is not None)


def _number(day: str) -> int:
    return int(day.replace("-", ""))
