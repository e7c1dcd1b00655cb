"""Every name that is known, and where they stand in a text: kept or not, mentions are found here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from claimsdb.anchoring.units import sentences
from claimsdb.queries.asking import ask
from claimsdb.text.mentions import MentionFinder

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


class Stand(NamedTuple):
    """A name in a text, as a row of ``mentions`` holds it behind the number of the version."""

    start_char: int
    end_char: int
    name_id: int
    sentence_start: int
    sentence_end: int


NAMES: Final = """
    SELECT actor_names.id, coalesce(actors.merged_into_id, actors.id), actor_names.name
    FROM actor_names JOIN actors ON actors.id = actor_names.actor_id ORDER BY actor_names.id
"""
"""Every name with the actor that it means: the one that stands, where that was merged."""


class KnownNames:
    """The names of all actors at one moment, given as rows of (number, actor's number, name) by number."""

    def __init__(self, rows: list[tuple[int, int, str]]) -> None:
        self.rows = rows
        self._some: tuple[object, MentionFinder] = (None, MentionFinder(()))

    @classmethod
    def read(cls, connection: Connection) -> KnownNames:
        """Read every name."""
        rows = ask(connection, NAMES, {})
        return cls([(number, actor_id, name) for number, actor_id, name in rows])

    @cached_property
    def actors(self) -> dict[int, int]:
        """The number of the actor whom each name means."""
        return {number: actor_id for number, actor_id, _name in self.rows}

    @property
    def newest(self) -> int:
        """The greatest number of a name; 0 if there is none."""
        return self.rows[-1][0] if self.rows else 0

    def stands_any_after(self, number: int, text: str) -> bool:
        """Tell whether a name with a greater number stands in a text."""
        if self._some[0] != number:
            names = [name for its_number, _actor_id, name in self.rows if its_number > number]
            self._some = number, MentionFinder(names)
        return self._some[1].finds_any(text)

    def stands_any_of(self, numbers: Collection[int], text: str) -> bool:
        """Tell whether any of some names stands in a text, be it within a longer name."""
        if self._some[0] is not numbers:
            names = [name for number, _actor_id, name in self.rows if number in numbers]
            self._some = numbers, MentionFinder(names)
        return self._some[1].finds_any(text)

    def stands(self, text: str) -> list[Stand]:
        """Return where all names stand in a text, each with the sentence around it.

        A name with a full stop in it may reach over what looks like the end of a sentence.
        """
        found = list(self._all.find(text))
        if not found:
            return []
        runs = sentences(text)
        starts, ends = [start for start, _ in runs], [end for _, end in runs]
        return [
            Stand(
                start,
                end,
                self.rows[place][0],
                starts[bisect_right(ends, start)],
                ends[bisect_left(ends, end)],
            )
            for start, end, place in found
        ]

    @cached_property
    def _all(self) -> MentionFinder:
        return MentionFinder(name for _number, _actor_id, name in self.rows)
