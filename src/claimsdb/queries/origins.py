"""Where it comes from what is recorded of an article: from one of its captured pages, or an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.queries.tables import version_facts, versions
from claimsdb.records.rows import OriginRow
from claimsdb.records.texts import Fact
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from claimsdb.records.rows import ArticleRow

    Value = str | tuple[str, ...] | None

ANNOTATION: Final = "annotation"

FIELDS: Final = ("title", "outlet", "published", "authors", "language", "url")


def facts_by_version(connection: Connection, article_id: int) -> dict[int, tuple[Fact, ...]]:
    """Return what the versions of an article say of themselves, by their numbers, the newest first."""
    query = (
        select(versions.c.number, version_facts)
        .join(versions, versions.c.id == version_facts.c.version_id)
        .where(versions.c.article_id == article_id)
        .order_by(versions.c.number.desc(), version_facts.c.field, version_facts.c.position)
    )
    found: dict[int, list[Fact]] = {}
    for row in connection.execute(query):
        fact = Fact(row.field, row.position, row.value, row.source, bool(row.inferred))
        found.setdefault(row.number, []).append(fact)
    return {number: tuple(facts) for number, facts in found.items()}


def origins(article: ArticleRow, facts: dict[int, tuple[Fact, ...]]) -> Iterator[OriginRow]:
    """Yield where each known field of an article comes from.

    That is the newest version which says the same, and if none does an annotation: nothing else is recorded.
    """
    for field in FIELDS:
        value: Value = getattr(article, field)
        if value:
            yield next(
                _saying(field, value, facts), OriginRow(field, ANNOTATION, inferred=False, version=None)
            )


def _saying(field: str, value: Value, facts: dict[int, tuple[Fact, ...]]) -> Iterator[OriginRow]:
    for number, said in facts.items():
        of_field = [fact for fact in said if fact.field == field.removesuffix("s")]
        if of_field and _compared(field, _value(field, of_field)) == _compared(field, value):
            yield OriginRow(field, of_field[0].source, of_field[0].inferred, number)


def _value(field: str, facts: list[Fact]) -> Value:
    return tuple(fact.value for fact in facts) if field == "authors" else facts[0].value


def _compared(field: str, value: Value) -> Value:
    """Return what tells one value from another: an outlet is the same whatever its case and accents."""
    return fold_name(value) if field == "outlet" and isinstance(value, str) else value
