"""Where a passage stands now: where it was carried to, if that is certain, or else where it was quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import case, func

from claimsdb.queries.tables import carryings, newer, passages, standing, versions

if TYPE_CHECKING:
    from sqlalchemy import Select

    Query = TypeVar("Query", bound=Select[Any])

QUOTE: Final = func.coalesce(standing.c.quote, passages.c.quote)
START: Final = func.coalesce(standing.c.start_char, passages.c.start_char)
END: Final = func.coalesce(standing.c.end_char, passages.c.end_char)
VERSION_ID: Final = func.coalesce(standing.c.version_id, passages.c.version_id)
VERSION: Final = case((standing.c.id.is_(None), versions.c.number), else_=newer.c.number)
"""The number of the version, where ``with_newer`` joined it and ``versions`` is the one that was quoted."""
ORIGINAL_QUOTE: Final = case((standing.c.quote != passages.c.quote, passages.c.quote))
"""The words that were quoted, where others stand now."""


def with_standing(query: Query) -> Query:
    """Join what became of each passage of a query."""
    latest = (carryings.c.from_passage_id == passages.c.id) & (carryings.c.latest == 1)
    return query.outerjoin(carryings, latest).outerjoin(standing, standing.c.id == carryings.c.passage_id)


def with_newer(query: Query) -> Query:
    """Join that, and the version that each was carried to."""
    return with_standing(query).outerjoin(newer, newer.c.id == carryings.c.version_id)
