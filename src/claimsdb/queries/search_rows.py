"""A search by either engine, and what it finds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from claimsdb.database.dialect import SEARCHED
from claimsdb.text.search_words import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

NEWEST: Final = "newest"
ORDERS: Final = ("best", NEWEST)
"""How hits can stand: by how well they fit, or what was recorded last first."""


HITS: Final = {"claims": "claims", "passages": "passages", "further": "passages"}
"""The ways from hits to statements, each with the table of the hits; a passage can stand behind the first."""


class Found(NamedTuple):
    """A statement whose claim or passage has the words; ``key`` is lower for what comes first.

    Where the best come first it is the score, negative. ``form`` is the search form of the wording
    with every hit marked, where the engine gives it.
    """

    key: float
    found_in: str
    claim_id: int
    claim: str
    wording: str
    form: str | None
    article_id: int
    title: str | None
    outlet: str | None
    published: str | None


class Search(ABC):
    """One search; ``asked`` is what the engine is asked in its own way, if it can find anything."""

    BEST: ClassVar[Mapping[str, str]]
    NEWEST: ClassVar[Mapping[str, str]]
    SINCE: ClassVar[Mapping[str, str]]
    HAS_WORDS: ClassVar[str]

    asked: str | None

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def has_further(self) -> bool:
        """Tell whether any statement has passages behind its first."""
        query = "SELECT statement_id FROM statement_passages ORDER BY statement_id LIMIT 1"
        return self._connection.exec_driver_sql(query).first() is not None

    @property
    def ways(self) -> tuple[str, ...]:
        """Return the ways from hits to statements that lead anywhere."""
        return tuple(HITS if self.has_further else SEARCHED)

    def numbers(self, table: str, asked: str) -> str:
        """Return the SQL for the numbers of the rows that are hits; ``asked`` marks its parameter."""
        return numbers_query(table, self.HAS_WORDS, asked)

    def since(self, table: str, most: int) -> int:
        """Return the number of the row after which the newest ``most`` hits lie; 0 if there are no more."""
        for (number,) in self._ask(self.SINCE[table], most):
            return int(number)
        return 0

    def best(self, way: str, since: int) -> Iterator[Found]:
        """Yield the hits after a row, best first."""
        return map(Found._make, self._ask(self.BEST[way], since))

    def newest(self, way: str) -> Iterator[Found]:
        """Yield the hits, newest first."""
        return map(Found._make, self._ask(self.NEWEST[way]))

    def snippet(self, found: Found) -> str:
        """Return the part of a wording around its first hit, every hit marked."""
        return mark(found.wording, self._marked_form(found))

    @abstractmethod
    def _ask(self, query: str, *more: object) -> Iterator[Any]:
        """Run a query with what is asked, and more; the rows come as they are wanted."""

    @abstractmethod
    def _marked_form(self, found: Found) -> str:
        """Return the search form of a wording, its hits marked."""


def numbers_query(table: str, has_words: str, asked: str) -> str:
    """Write the query for the numbers of hits in a table."""
    condition = has_words.format(table=table, asked=asked)
    return f"SELECT rowid FROM {table}_search WHERE {condition}"  # noqa: S608 (our own words)


def hits_query(way: str, source: str, values: dict[str, str], rest: str, *, index: str) -> str:
    """Write the query for hits, and the statements that they lead to in a way.

    ``source`` is what is looked through, by the name of ``index``; ``values`` say how to write
    ``key``, ``wording`` and ``form``, and ``rest`` which rows and in what order.
    """
    stands = {
        "claims": f"statements.id = (SELECT min(id) FROM statements WHERE claim_id = {index}.rowid)",  # noqa: S608 (our own words)
        "passages": f"statements.passage_id = {index}.rowid",
        "further": "statements.id = statement_passages.statement_id",
    }
    passage = "statements.passage_id"
    if way == "further":
        source += (
            f" JOIN statement_passages ON statement_passages.passage_id = {index}.rowid "
            "AND statement_passages.role = 'content'"
        )
        passage = f"{index}.rowid"
    return (
        f"SELECT {values['key']} AS key, '{HITS[way][:-1]}' AS found_in, claims.id, claims.sentence, "  # noqa: S608 (our own words)
        f"{values['wording']} AS wording, {values['form']} AS form, "
        "articles.id, articles.title, outlets.name, articles.published "
        f"FROM {source} JOIN statements ON {stands[way]} "
        "JOIN claims ON claims.id = statements.claim_id "
        f"JOIN passages ON passages.id = {passage} "
        "JOIN versions ON versions.id = passages.version_id "
        "JOIN articles ON articles.id = versions.article_id "
        f"LEFT JOIN outlets ON outlets.id = articles.outlet_id {rest}"
    )
