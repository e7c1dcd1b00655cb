"""Who told of some claims on whose word, with copies of one text made out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.copies import copy_groups
from claimsdb.records.accounts import Account, Source, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found

TOLD: Final = """
    SELECT statements.id, claim_id, stance, articles.id, outlet_id,
        said, said_earliest, said_latest, published, published_earliest, published_latest
    FROM statements
    JOIN passages ON passages.id = passage_id
    JOIN versions ON versions.id = version_id
    JOIN articles ON articles.id = article_id
    WHERE claim_id {claims}
    ORDER BY statements.id
"""
CHAINS: Final = """
    SELECT statement_id, coalesce(actors.merged_into_id, actor_id), label
    FROM attributions JOIN statements ON statements.id = statement_id
    LEFT JOIN actors ON actors.id = actor_id
    WHERE claim_id {claims}
    ORDER BY statement_id, position
"""
PUBLISHERS: Final = """
    SELECT DISTINCT outlets.id, actors.id, actors.kind
    FROM outlets
    JOIN actor_names ON actor_names.name_folded = outlets.name_folded
    JOIN actors AS named ON named.id = actor_id
    JOIN actors ON actors.id = coalesce(named.merged_into_id, named.id)
    WHERE coalesce(actors.kind, 'outlet') IN ('outlet', 'organisation') AND outlets.id {outlets}
"""


def told_of(connection: Connection, claims: Iterable[int]) -> list[Told]:
    """Return every statement of some claims, by its number."""
    numbers = sorted(set(claims))
    values = {"claims": among_value(connection, numbers)}
    some = among(connection, "claims")
    chains: defaultdict[int, list[tuple[int | None, str | None]]] = defaultdict(list)
    for statement, actor, label in ask(connection, CHAINS.format(claims=some), values):
        chains[statement].append((actor, label))
    rows = ask(connection, TOLD.format(claims=some), values)
    published_by = publishers(connection, {row[4] for row in rows} - {None})
    return [_told(row, chains[row[0]], published_by) for row in rows]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts that statements give, by the statement's number.

    ``groups`` has for each article the first of those that its text is a copy of, itself if of none.
    """

    by_statement: Mapping[int, Account]
    groups: Mapping[int, int]

    @classmethod
    def of(cls, connection: Connection, told: Sequence[Told]) -> Accounts:
        """Return the accounts with copies of one text known as such: the texts are read."""
        return cls._grouped(told, copy_groups(connection, {each.article_id for each in told}))

    @classmethod
    def apart(cls, told: Sequence[Told]) -> Accounts:
        """Return the accounts as if no text were a copy of another."""
        return cls._grouped(told, {each.article_id: each.article_id for each in told})

    def of_statements(self, told: Iterable[Told]) -> list[Account]:
        """Return the accounts of some statements."""
        return [self.by_statement[each.statement_id] for each in told]

    @classmethod
    def _grouped(cls, told: Sequence[Told], groups: Mapping[int, int]) -> Accounts:
        publishers: defaultdict[int, set[Source]] = defaultdict(set)
        for each in told:
            text = groups[each.article_id]
            publishers[text].add(_publisher(each, text))
        accounts = {}
        for each in told:
            text = groups[each.article_id]
            accounts[each.statement_id] = _account(each, text, publishers[text])
        return cls(accounts, groups)


def _account(told: Told, text: int, publishers: set[Source]) -> Account:
    chain = tuple(Source(each.kind, text, each.label) if each.label else each for each in told.chain)
    shared = Source("text", text) if len(publishers) > 1 else None
    return Account(told.statement_id, chain, _publisher(told, text), shared)


def _publisher(told: Told, text: int) -> Source:
    return told.publisher if told.publisher.is_identified else Source(told.publisher.kind, text)


def _told(
    row: Found, chain: Sequence[tuple[int | None, str | None]], publishers: Mapping[int, Source]
) -> Told:
    number, claim, stance, article, outlet, *dates = row
    said, published = dates[:3], dates[3:]
    date = said if said[0] is not None else published
    by = None if date[0] is None else "said" if said[0] is not None else "published"
    speakers = (
        Source("actor", actor) if actor is not None else Source("unnamed", article, label or "")
        for actor, label in chain
    )
    publisher = (
        Source("article", article) if outlet is None else publishers.get(outlet, Source("outlet", outlet))
    )
    return Told(number, claim, stance, article, outlet, tuple(speakers), publisher, date[0], by, *date[1:])


def publishers(connection: Connection, outlets: set[int]) -> dict[int, Source]:
    """Return which actors outlets are.

    That is the one actor of kind outlet that bears the name, or else the one organisation.
    """
    values = {"outlets": among_value(connection, sorted(outlets))}
    found: defaultdict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    question = PUBLISHERS.format(outlets=among(connection, "outlets"))
    for outlet, actor, kind in ask(connection, question, values) if outlets else ():
        found[outlet][kind or "unknown"].add(actor)
    known = {}
    for outlet, by_kind in found.items():
        bearers = by_kind.get("outlet") or set().union(*by_kind.values())
        if len(bearers) == 1:
            known[outlet] = Source("actor", min(bearers))
    return known
