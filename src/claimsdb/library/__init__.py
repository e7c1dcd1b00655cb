"""The library: a database with the verbs and questions of the command line.

Each method opens one transaction, hands its connection to an action or a question, and commits;
nothing below this room commits. Rooms that only some methods need are imported by them: a
question must not wait for Alembic, nor ``--help`` for SQLAlchemy.
"""

from claimsdb.library.database import (
    Database,
    copy_database,
    import_archive,
    open_database,
    upgrade_database,
)

__all__ = ["Database", "copy_database", "import_archive", "open_database", "upgrade_database"]
