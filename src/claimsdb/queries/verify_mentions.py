"""Proves the mentions that are kept: they must be what the finder finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import ask
from claimsdb.queries.known_names import KnownNames
from claimsdb.queries.mention_marks import NEWEST
from claimsdb.queries.texts import Texts
from claimsdb.records.loading import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

LOOKED_AT: Final = f"""
    SELECT versions.id, coalesce(names_upto, 0) FROM versions
    LEFT JOIN mention_marks ON version_id = versions.id
    WHERE names_upto IS NULL OR (names_upto > 0 AND names_upto >= {NEWEST}) ORDER BY versions.id
"""
KEPT: Final = """
    SELECT start_char, end_char, name_id, sentence_start, sentence_end FROM mentions
    WHERE version_id = :version ORDER BY start_char, name_id
"""
REMEDY: Final = "type `claimsdb db upgrade --reindex`"


def mention_faults(connection: Connection) -> Iterator[Fault]:
    """Name each text whose mentions are not those that are found in it anew, or that bears no mark.

    Texts that were not looked through for every name are left out: whoever asks has that done.
    """
    names, texts = KnownNames.read(connection), Texts(connection)
    for version, names_upto in ask(connection, LOOKED_AT, {}):
        if not names_upto:
            yield Fault("versions", version, f"it has no mark, so no names are looked for in it: {REMEDY}")
            continue
        found = sorted(names.stands(texts.of(version)), key=lambda each: (each.start_char, each.name_id))
        if list(map(tuple, ask(connection, KEPT, {"version": version}))) != list(map(tuple, found)):
            yield Fault(
                "versions", version, f"the mentions kept of it are not those that stand there: {REMEDY}"
            )
