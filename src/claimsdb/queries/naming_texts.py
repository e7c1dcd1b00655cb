"""The newest version of each article with the places where actors are named.

What is kept is read; texts that were not looked through for every name are looked through here, and
nothing is written. So the answer is the same whether all, some or none is kept.
"""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.known_names import KnownNames
from claimsdb.queries.mention_marks import NEWEST
from claimsdb.queries.texts import Texts
from claimsdb.records.mentions import Naming, NamingText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    Found = tuple[int, int, bool]
    Row = tuple[int, int, int, int, int]

BATCH: Final = 100
"""Articles looked at together."""

IS_NEWEST: Final = """
    versions.number = (
        SELECT max(later.number) FROM versions AS later WHERE later.article_id = versions.article_id
    )
"""

EVERY: Final = f"""
    SELECT versions.article_id, versions.id, mention_marks.names_upto >= {NEWEST}
    FROM versions JOIN mention_marks ON mention_marks.version_id = versions.id
    WHERE versions.article_id > :after AND {IS_NEWEST} ORDER BY versions.article_id LIMIT {BATCH}
"""

NAMED: Final = f"""
    SELECT versions.article_id, versions.id, found.kept
    FROM (
        SELECT named.version_id, 1 AS kept
        FROM (SELECT DISTINCT version_id FROM mentions WHERE name_id {{names}}) AS named
        JOIN mention_marks ON mention_marks.version_id = named.version_id
        WHERE mention_marks.names_upto >= {NEWEST}
        UNION ALL
        SELECT version_id, 0 FROM mention_marks WHERE names_upto < {NEWEST}
    ) AS found JOIN versions ON versions.id = found.version_id
    WHERE versions.article_id > :after AND {IS_NEWEST} ORDER BY versions.article_id
"""

STANDING: Final = """
    SELECT here.version_id, here.start_char, here.end_char, here.sentence_start, here.sentence_end,
        coalesce(actors.merged_into_id, actors.id)
    FROM {source} JOIN actor_names ON actor_names.id = here.name_id
    JOIN actors ON actors.id = actor_names.actor_id
    WHERE here.version_id {versions}
    ORDER BY here.version_id, here.start_char
"""
ANY: Final = "mentions AS here"
OF_SOME: Final = """
    mentions AS here JOIN mentions AS named ON named.version_id = here.version_id
    AND named.start_char = here.start_char AND named.name_id {names}
"""
"""All names that stand where those of an actor do: others may bear them too."""


def naming_texts(
    connection: Connection, names: list[int] | None, *, after: int = 0
) -> Iterator[list[NamingText]]:
    """Yield the texts in which some names stand (None: any), some at a time, by their articles' numbers.

    ``after`` is the number of an article, from behind which on they come.
    """
    looking = _Looking(connection, names)
    for batch in _some(connection, names, after) if names is not None else _every(connection, after):
        if texts := looking.at(batch):
            yield texts


def _some(connection: Connection, names: list[int], after: int) -> Iterator[list[Found]]:
    question = NAMED.format(names=among(connection, "names"))
    found = ask(connection, question, {"names": among_value(connection, names), "after": after})
    for start in range(0, len(found), BATCH):
        yield [(article, version, bool(kept)) for article, version, kept in found[start : start + BATCH]]


def _every(connection: Connection, after: int) -> Iterator[list[Found]]:
    while found := ask(connection, EVERY, {"after": after}):
        yield [(article, version, bool(kept)) for article, version, kept in found]
        after = found[-1][0]


class _Looking:
    """Looks at versions for names, kept or not."""

    def __init__(self, connection: Connection, names: list[int] | None) -> None:
        self._connection, self._names = connection, names
        self._wanted = None if names is None else frozenset(names)
        self._texts = Texts(connection)

    def at(self, found: list[Found]) -> list[NamingText]:
        """Return those versions in which any of the names stands."""
        namings = self._kept([version for _article, version, kept in found if kept])
        namings |= {version: self._afresh(version) for _article, version, kept in found if not kept}
        return [
            NamingText(article, version, tuple(namings[version]))
            for article, version, _kept in found
            if namings.get(version)
        ]

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames.read(self._connection)

    def _kept(self, versions: list[int]) -> dict[int, list[Naming]]:
        source = ANY if self._names is None else OF_SOME.format(names=among(self._connection, "names"))
        question = STANDING.format(source=source, versions=among(self._connection, "versions"))
        values = {"versions": among_value(self._connection, versions)}
        if self._names is not None:
            values["names"] = among_value(self._connection, self._names)
        rows = ask(self._connection, question, values)
        return {
            version: list(_namings(row[1:] for row in of_one))
            for version, of_one in groupby(rows, key=lambda row: row[0])
        }

    def _afresh(self, version: int) -> list[Naming]:
        known, text = self._known, self._texts.of(version)
        if self._wanted is not None and not known.stands_any_of(self._wanted, text):
            return []
        stands = known.stands(text)
        if self._wanted is not None:
            starts = {each.start_char for each in stands if each.name_id in self._wanted}
            stands = [each for each in stands if each.start_char in starts]
        return list(
            _namings(
                (
                    each.start_char,
                    each.end_char,
                    each.sentence_start,
                    each.sentence_end,
                    known.actors[each.name_id],
                )
                for each in stands
            )
        )


def _namings(rows: Iterable[Row]) -> Iterator[Naming]:
    """Put the actors who bear one name together; rows are (start, end, sentence's start and end, actor)."""
    for (start, end, *sentence), of_one in groupby(rows, key=lambda row: row[:4]):
        yield Naming(start, end, (sentence[0], sentence[1]), tuple(sorted({row[4] for row in of_one})))
