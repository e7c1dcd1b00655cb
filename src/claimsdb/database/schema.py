"""The schema of a database: which it has, whether it is ours, and bringing it up to date."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from claimsdb.database.dialect import dialect_of
from claimsdb.database.engine import SCHEMA_ONLY, WRITING
from claimsdb.errors.database import (
    NewerDatabaseError,
    NoDatabaseError,
    OlderDatabaseError,
)
from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

SCHEMA: Final = 14
"""The number of the newest migration; an SQLite file keeps it as ``PRAGMA user_version`` too."""


def check_schema(connection: Connection, where: str) -> None:
    """Make sure that the database is ours and of this program's schema.

    Raises:
        NoDatabaseError: the file is empty.
        NotADatabaseError: it is another program's file.
        OlderDatabaseError: it wants ``claimsdb db upgrade``.
        NewerDatabaseError: it wants a newer claimsdb.
    """
    found = schema_number(connection, where)
    if found == 0:
        raise NoDatabaseError(where)
    if found < SCHEMA:
        raise OlderDatabaseError(where, found, SCHEMA)
    if found > SCHEMA:
        raise NewerDatabaseError(where, found, SCHEMA)


def schema_number(connection: Connection, where: str) -> int:
    """Return the schema number of a claimsdb database; 0 for an empty one.

    Raises:
        NotADatabaseError: it is another program's.
    """
    return dialect_of(connection).schema_number(connection, where)


def upgrade_schema(engine: Engine, where: str) -> tuple[int, int]:
    """Bring the database up to date, in one transaction; return the schema numbers before and after."""
    with engine.connect().execution_options(**{WRITING: SCHEMA_ONLY}) as connection, connection.begin():
        before = schema_number(connection, where)
        if before > SCHEMA:
            raise NewerDatabaseError(where, before, SCHEMA)
        if before < SCHEMA:
            migrate(connection, "head")
        return before, SCHEMA


def upgrade_if_new(engine: Engine, where: str) -> None:
    """Give a file that is still empty its schema; an older database waits for its owner's word."""
    with engine.connect() as connection:
        empty = schema_number(connection, where) == 0
    if empty:
        upgrade_schema(engine, where)


def migrate(connection: Connection, revision: str) -> None:
    """Run the migrations up to (or down to) a revision, on a connection in a transaction."""
    from alembic import command  # noqa: PLC0415 (costs a fifth of a second, and only making a database needs it)

    going_down = revision == "base" or (
        revision.isdigit() and int(revision) < schema_number(connection, "the database")
    )
    (command.downgrade if going_down else command.upgrade)(alembic_config(connection), revision)


def alembic_config(connection: Connection, **attributes: Any) -> Config:  # noqa: ANN401 (Alembic's own dictionary)
    """Return Alembic's configuration for a connection; there is no alembic.ini."""
    from alembic.config import Config  # noqa: PLC0415 (see migrate)

    # What Alembic would print is nobody's to read, and the output that it knew when imported may be closed.
    config = Config(stdout=StringIO(), attributes={"connection": connection, **attributes})
    config.set_main_option("script_location", str(data_folder("migrations")).replace("%", "%%"))
    return config
