"""The condition that a statement has words that were looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.database.dialect import SEARCHED
from claimsdb.queries.search import search_by_its_engine

if TYPE_CHECKING:
    from sqlalchemy import Connection

FEW: Final = 5_000
"""Up to as many hits in either table, statements are looked up by hits; beyond, hits by statements."""

BY_HITS: Final = (
    "statements.id IN (SELECT id FROM statements WHERE claim_id IN ({claims}) "
    "UNION ALL SELECT id FROM statements WHERE passage_id IN ({passages}))"
)
BY_STATEMENTS: Final = "(statements.claim_id IN ({claims}) OR statements.passage_id IN ({passages}))"
OR_FURTHER: Final = (
    "({} OR statements.id IN "
    "(SELECT statement_id FROM statement_passages WHERE role = 'content' AND passage_id IN ({{passages}})))"
)


def has_words(connection: Connection, words: str) -> tuple[str, str | None]:
    """Return the condition that a statement's claim or passage has the words, and the value ``:words`` of it.

    Raises:
        NoWordsError: there is no word to look for.
    """
    search = search_by_its_engine(connection, words)
    form = BY_STATEMENTS if any(search.since(table, FEW) for table in SEARCHED) else BY_HITS
    if search.has_further:
        form = OR_FURTHER.format(form)
    return form.format(**{table: search.numbers(table, ":words") for table in SEARCHED}), search.asked
