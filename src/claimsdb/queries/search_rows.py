"""What a search finds, the same from either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

BEST: Final = "best"
NEWEST: Final = "newest"
ORDERS: Final = (BEST, NEWEST)
"""How hits can stand: by how well they fit, or what was recorded last first."""

TABLES: Final = {"claims": "claims.sentence", "passages": "passages.quote"}
"""The tables that are searched, and the columns of their words."""


class Found(NamedTuple):
    """A statement whose claim or passage has the words; ``key`` is lower for what comes first.

    ``form`` is the search form of the wording with every hit marked, where the engine gives it.
    """

    key: float
    found_in: str
    claim_id: int
    claim: str
    wording: str
    form: str | None
    score: float | None
    article_id: int
    title: str | None
    outlet: str | None
    published: str | None


class Search(Protocol):
    """One search by one engine."""

    def since(self, table: str, most: int) -> int:
        """Return the number of the row after which the newest hits lie, ``most`` of them; 0 if there are no more."""

    def best(self, table: str, since: int) -> Iterator[Found]:
        """Yield the hits after a row, best first."""

    def newest(self, table: str) -> Iterator[Found]:
        """Yield the hits, newest first."""

    def snippet(self, found: Found) -> str:
        """Return the part of a wording around its first hit, every hit marked."""


def hits_query(table: str, source: str, values: dict[str, str], rest: str, *, index: str) -> str:
    """Write the query for hits in a table.

    ``source`` is what is looked through, by the name of ``index``; ``values`` say how to write
    ``key``, ``wording``, ``form`` and ``score``, and ``rest`` which rows and in what order.
    """
    stands = (
        f"statements.id = (SELECT min(id) FROM statements WHERE claim_id = {index}.rowid)"  # noqa: S608 (our own words)
        if table == "claims"
        else f"statements.passage_id = {index}.rowid"
    )
    return (
        f"SELECT {values['key']} AS key, '{table[:-1]}' AS found_in, claims.id, claims.sentence, "  # noqa: S608 (our own words)
        f"{values['wording']} AS wording, {values['form']} AS form, {values['score']} AS score, "
        "articles.id, articles.title, outlets.name, articles.published "
        f"FROM {source} JOIN statements ON {stands} "
        "JOIN claims ON claims.id = statements.claim_id "
        "JOIN passages ON passages.id = statements.passage_id "
        "JOIN versions ON versions.id = passages.version_id "
        "JOIN articles ON articles.id = versions.article_id "
        f"LEFT JOIN outlets ON outlets.id = articles.outlet_id {rest}"
    )
