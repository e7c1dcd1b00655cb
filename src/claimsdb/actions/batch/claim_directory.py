"""The claims of the database by their sentence and event date, and those that are being added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimsdb.database.rows import among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from claimsdb.database.rows import Rows

Saying = tuple[str, str | None]
"""What makes two claims one: the sentence and the EDTF date of the event."""


@dataclass(slots=True, eq=False)
class KnownClaim:
    """A claim that is there already, or one that ``is_new`` and will be.

    ``is_split``: it is about an actor that was split in two, whom only the careful way tells apart.
    """

    id: int
    kind: str | None
    status: str
    is_new: bool
    is_stated: bool = True
    about: list[tuple[int, str]] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    is_split: bool = False


class ClaimDirectory:
    """Looks sentences up many at a time, each once, as long as nobody else writes."""

    def __init__(self, connection: Connection, rows: Rows) -> None:
        self._connection, self._rows = connection, rows
        self._by_saying: dict[Saying, KnownClaim] = {}

    def look_up(self, sayings: Iterable[Saying]) -> None:
        """Read which claims say these already."""
        wanted = {saying for saying in sayings if saying not in self._by_saying}
        query = "SELECT id, sentence, event_date, kind, status FROM claims WHERE sentence"
        found = among(self._connection, query, {sentence for sentence, _when in wanted})
        known = {
            number: KnownClaim(number, kind, status, is_new=False, is_stated=False)
            for number, sentence, when, kind, status in found
            if (sentence, when) in wanted
        }
        self._by_saying |= {
            (sentence, when): known[number] for number, sentence, when, *_ in found if number in known
        }
        if known:
            self._describe(known)

    def get(self, saying: Saying) -> KnownClaim | None:
        """Return the claim that says this, if there is one."""
        return self._by_saying.get(saying)

    def add(
        self, saying: Saying, kind: str | None, status: str, about: list[tuple[int, str]], topics: list[int]
    ) -> KnownClaim:
        """Return a new claim, whose rows the caller adds."""
        claim = KnownClaim(self._rows.number("claims"), kind, status, True, True, about, topics)
        self._by_saying[saying] = claim
        return claim

    def _describe(self, known: dict[int, KnownClaim]) -> None:
        connection = self._connection
        stated = "EXISTS (SELECT 1 FROM statements WHERE claim_id = claims.id)"
        for (number,) in among(connection, f"SELECT id FROM claims WHERE {stated} AND id", known):  # noqa: S608 (from above)
            known[number].is_stated = True
        query = "SELECT claim_id, actor_id, role, position FROM claim_actors WHERE claim_id"
        for number, actor, role, _position in sorted(among(connection, query, known), key=_by_position):
            known[number].about.append((actor, role))
        query = "SELECT claim_id FROM actor_split_parts WHERE claim_id"
        for (number,) in among(connection, query, known):
            known[number].is_split = True
        query = "SELECT claim_id, topic_id FROM claim_topics WHERE claim_id"
        for number, topic in among(connection, query, known):
            known[number].topics.append(topic)


def _by_position(row: tuple[int, int, str, int]) -> tuple[int, int]:
    return row[0], row[3]
