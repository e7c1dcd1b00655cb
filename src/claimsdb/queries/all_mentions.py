"""Every mention in every version, as the table of them has it once all is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.known_names import KnownNames, Stand
from claimsdb.queries.mention_marks import NEWEST
from claimsdb.queries.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    Row = tuple[int, ...]

BATCH: Final = 200
"""Versions looked at together."""

MARKED: Final = f"""
    SELECT version_id, names_upto >= {NEWEST} FROM mention_marks
    WHERE version_id > :after ORDER BY version_id LIMIT {BATCH}
"""
COLUMNS: Final = ("version_id", *Stand._fields)
KEPT: Final = f"SELECT {', '.join(COLUMNS)} FROM mentions WHERE version_id {{versions}}"


def all_mentions(connection: Connection) -> Iterator[list[Row]]:
    """Yield the mentions by version, place and name, some at a time, with the columns in their order.

    In versions that were not looked through for every name they are found here, and not kept.
    """
    names: KnownNames | None = None
    texts, after = Texts(connection), 0
    while marked := ask(connection, MARKED, {"after": after}):
        kept = among_value(connection, [version for version, is_kept in marked if is_kept])
        question = KEPT.format(versions=among(connection, "versions"))
        rows: list[Row] = [tuple(row) for row in ask(connection, question, {"versions": kept})]
        for version in (version for version, is_kept in marked if not is_kept):
            names = names or KnownNames.read(connection)
            rows += [(version, *stand) for stand in names.stands(texts.of(version))]
        yield sorted(rows, key=lambda row: (row[0], row[1], row[3]))
        after = marked[-1][0]
