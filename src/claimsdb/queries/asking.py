"""Questions put to the driver as they are written, with named values.

The one place of this room where SQLAlchemy stands aside: to build and compile a question anew each
time costs as much as its answer (docs/decisions/0020). A value is written ``:name``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimsdb.database.dialect import cursor, dialect_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    Values = Mapping[str, Any]
    Found = tuple[Any, ...]


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
