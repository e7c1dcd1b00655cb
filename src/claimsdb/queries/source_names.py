"""What sources of accounts are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.queries.tables import actors, articles, outlets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection
    from sqlalchemy.sql import TableClause

    from claimsdb.records.accounts import Source


class SourceNames:
    """What to call sources: those that are somebody's are asked for together, when they are first known."""

    def __init__(self, connection: Connection, known: Iterable[Source]) -> None:
        wanted = list(known)
        self._connection = connection
        self._people = _names(connection, actors, {each.number for each in wanted if each.kind == "actor"})
        self._papers = _names(connection, outlets, {each.number for each in wanted if each.kind == "outlet"})

    def of(self, sources: Iterable[Source], groups: Mapping[int, int]) -> dict[Source, str]:
        """Return what to call some of them; ``groups`` tell which articles are copies of one text."""
        wanted = list(sources)
        texts = {each.number for each in wanted if each.kind == "text"}
        ran = _ran_by(
            self._connection, [article for article, first in groups.items() if first in texts], groups
        )
        return {each: _name(each, self._people, self._papers, ran) for each in wanted}


def _name(
    source: Source, people: Mapping[int, str], papers: Mapping[int, str], ran: Mapping[int, list[str]]
) -> str:
    match source.kind:
        case "actor":
            return people[source.number]
        case "outlet":
            return papers[source.number]
        case "text":
            return f"one text, in {' and '.join(ran[source.number])}"
        case "article":
            return f"article {source.number}, of an unknown outlet"
        case _:
            return f"“{source.label}”, not named, in article {source.number}"


def _names(connection: Connection, table: TableClause, numbers: set[int]) -> dict[int, str]:
    query = select(table.c.id, table.c.name).where(table.c.id.in_(sorted(numbers)))
    return {row.id: row.name for row in connection.execute(query)} if numbers else {}


def _ran_by(connection: Connection, ran: list[int], groups: Mapping[int, int]) -> dict[int, list[str]]:
    """Return by which outlets each text was run, known by its first article."""
    query = (
        select(articles.c.id, outlets.c.name)
        .outerjoin_from(articles, outlets, outlets.c.id == articles.c.outlet_id)
        .where(articles.c.id.in_(ran))
        .order_by(articles.c.id)
    )
    found: dict[int, list[str]] = {}
    for article, outlet in connection.execute(query) if ran else ():
        names = found.setdefault(groups[article], [])
        name = outlet or f"article {article}"
        names += [name] if name not in names else []
    return found
