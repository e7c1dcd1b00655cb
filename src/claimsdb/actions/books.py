"""What names lead to while one annotation is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.actions.actor_directory import ActorDirectory
from claimsdb.actions.actors import ActorBook
from claimsdb.actions.registers import Registers
from claimsdb.database.rows import RowsAtOnce

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import ClaimNote


@dataclass(frozen=True, slots=True)
class Books:
    """The actors of one annotation, and the registers of everything else that has a name."""

    actors: ActorBook
    registers: Registers

    @classmethod
    def of(cls, session: Session) -> Books:
        """Open the books of a session, in which whatever is new is written at once."""
        connection = session.connection()
        rows = RowsAtOnce(connection)
        return cls(ActorBook(ActorDirectory(connection, rows)), Registers(connection, rows))

    def topics(self, note: ClaimNote) -> list[int]:
        """Return the numbers of the labels that a claim bears."""
        return [self.registers.topic(path) for path in note.topics]
