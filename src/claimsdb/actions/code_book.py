"""Takes in the labels of another program's code book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.actions.registers import Registers
from claimsdb.database.rows import Rows
from claimsdb.models import Topic
from claimsdb.records.loading import ADDED, UNCHANGED, LoadOutcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.sources import CodeBook


def store_code_book(session: Session, book: CodeBook) -> LoadOutcome:
    """Add the labels that are new, each below the one above it."""
    connection, count = session.connection(), select(func.count()).select_from(Topic)
    before = session.scalar(count) or 0
    rows = Rows(connection)
    registers = Registers(connection, rows)
    registers.look_up((), book.topics)
    for path in book.topics:
        registers.topic(path)
    rows.write(("topics",))
    added = (session.scalar(count) or 0) - before
    if not added:
        return LoadOutcome(book.name, UNCHANGED)
    notes = (f"{added:,} topic{'s' if added > 1 else ''} added",)
    return LoadOutcome(book.name, ADDED, notes=notes)
