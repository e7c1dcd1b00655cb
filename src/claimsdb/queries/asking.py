"""Questions put to the driver as they are written, with named values.

The one place of this room where SQLAlchemy stands aside: to build and compile a question anew each
time costs as much as its answer (docs/decisions/0020). A value is written ``:name``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from claimsdb.database.dialect import cursor, dialect_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    Values = Mapping[str, Any]
    Found = tuple[Any, ...]

PAGE: Final = 500
"""Rows that are asked for together."""


def ask(connection: Connection, question: str, values: Values) -> list[Found]:
    """Return all rows of an answer."""
    driver = cursor(connection)
    driver.execute(dialect_of(connection).named(question), values)
    return list(driver.fetchall())


def stream(connection: Connection, question: str, values: Values, *, batch: int) -> Iterator[list[Found]]:
    """Yield the rows of an answer, a batch at a time, with constant memory."""
    dialect = dialect_of(connection)
    with dialect.streaming(connection) as driver:
        driver.execute(dialect.named(question), values)
        while rows := driver.fetchmany(batch):
            yield rows


def among(connection: Connection, name: str) -> str:
    """Write the condition that a column is among the values of a list; see ``among_value``."""
    return dialect_of(connection).among_named(name)


def among_value(connection: Connection, values: list[int]) -> Any:  # noqa: ANN401 (what the driver takes)
    """Return a list as the value of an ``among``."""
    _condition, parameter = dialect_of(connection).among(values)
    return parameter


def pages(connection: Connection, question: str, values: Values | None = None) -> Iterator[Found]:
    """Yield the rows of a question that goes on after the number in their first column, a page at a time."""
    after = 0
    while rows := ask(connection, question, {**(values or {}), "after": after, "page": PAGE}):
        yield from rows
        after = rows[-1][0]


def rows_among(connection: Connection, question: str, numbers: Collection[int]) -> list[Found]:
    """Return the rows of a question whose column before ``{}`` is among some numbers."""
    if not numbers:
        return []
    values = {"numbers": among_value(connection, sorted(numbers))}
    return ask(connection, question.format(among(connection, "numbers")), values)


def grouped(rows: Iterable[Found]) -> dict[int, list[Found]]:
    """Return rows by their first value, without it."""
    found: defaultdict[int, list[Found]] = defaultdict(list)
    for number, *rest in rows:
        found[number].append(tuple(rest))
    return found
