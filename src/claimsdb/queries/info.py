"""What a database holds, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.database.dialect import dialect_of
from claimsdb.database.schema import schema_number
from claimsdb.queries import tables
from claimsdb.records.rows import DatabaseInfo

if TYPE_CHECKING:
    from sqlalchemy import Connection

COUNTED = (
    tables.outlets,
    tables.articles,
    tables.versions,
    tables.passages,
    tables.actors,
    tables.claims,
    tables.statements,
    tables.topics,
    tables.claim_relations,
    tables.claim_reviews,
    tables.annotators,
)


def describe(connection: Connection, where: str) -> DatabaseInfo:
    """Return the schema number, the sizes in bytes and the number of rows in each table."""
    dialect = dialect_of(connection)
    return DatabaseInfo(
        location=where,
        schema=schema_number(connection, where),
        size=dialect.size(connection),
        counts=tuple(
            (table.name, int(connection.execute(select(func.count()).select_from(table)).scalar_one()))
            for table in COUNTED
        ),
        sizes=tuple(sorted(dialect.sizes(connection).items(), key=lambda each: (-each[1], each[0]))),
    )
