"""The condition that a statement has words that were looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, text

from claimsdb.database.dialect import SEARCHED
from claimsdb.queries.search import search_by_its_engine

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

FEW: Final = 5_000
"""Up to as many hits in either table, statements are looked up by hits; beyond, hits by statements."""

BY_HITS: Final = (
    "statements.id IN (SELECT id FROM statements WHERE claim_id IN ({claims}) "
    "UNION ALL SELECT id FROM statements WHERE passage_id IN ({passages}))"
)
BY_STATEMENTS: Final = "(claims.id IN ({claims}) OR passages.id IN ({passages}))"


def has_words(connection: Connection, words: str) -> ColumnElement[bool]:
    """Return the condition that the claim of a statement or its passage has the words.

    Raises:
        NoWordsError: there is no word to look for.
    """
    search = search_by_its_engine(connection, words)
    form = BY_STATEMENTS if any(search.since(table, FEW) for table in SEARCHED) else BY_HITS
    asked = {table: search.numbers(table, ":words") for table in SEARCHED}
    return and_(text(form.format(**asked)).bindparams(words=search.asked))
