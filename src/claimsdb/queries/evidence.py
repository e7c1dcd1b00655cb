"""On whose word one claim stands: how many independent lines of evidence, who was first, who disagrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.corroboration.bearing import Ties
from claimsdb.corroboration.firsts import firsts
from claimsdb.corroboration.lines import independent, lines_of
from claimsdb.queries.accounts import Accounts, told_of
from claimsdb.queries.claim_ties import contradicted, ties_around
from claimsdb.queries.report import stated
from claimsdb.queries.source_names import SourceNames
from claimsdb.queries.statements import statement_rows
from claimsdb.queries.tables import statements
from claimsdb.records.evidence import Conflict, Evidence, EvidenceLine, FirstStatement, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.claim_ties import Contradiction
    from claimsdb.records.accounts import Told
    from claimsdb.records.rows import StatementRow

ROWS: Final = 500
"""Statements read at a time."""


def evidence_for(connection: Connection, claim_id: int) -> Evidence:
    """Return the evidence for a claim, and what speaks against it, each with its passage."""
    return next(evidence_for_each(connection, [claim_id]))


def evidence_for_each(connection: Connection, claim_ids: Collection[int]) -> Iterator[Evidence]:
    """Yield the evidence for each of some claims, which is asked for together."""
    ties = Ties(ties_around(connection, claim_ids))
    bearings = {each: ties.bearing_on(each) for each in claim_ids}
    said = {claim for each in bearings.values() for claim in each.said}
    rivals = contradicted(connection, said)
    clusters = {claim for each in bearings.values() for claim in each.cluster}
    told = told_of(connection, clusters.union(each.claim for each in rivals))
    cases = _Cases(connection, told)
    for claim_id, bearing in bearings.items():
        its_rivals = [each for each in rivals if each.other in bearing.said]
        case = cases.of(bearing.cluster.union(each.claim for each in its_rivals))
        yield Evidence(
            claim=case.tally({claim_id}),
            saying=case.tally(bearing.saying),
            cluster=case.tally(bearing.cluster),
            lines=tuple(case.lines(bearing.saying)),
            first=tuple(case.first(bearing.saying)),
            conflicts=tuple(case.conflicts(bearing.said, its_rivals)),
        )


def bearing_statements(connection: Connection, claim_ids: Collection[int]) -> dict[int, int]:
    """Return for each of some claims how many statements its evidence is weighed from."""
    ties = Ties(ties_around(connection, claim_ids))
    bearings = {each: ties.bearing_on(each) for each in claim_ids}
    rivals = contradicted(connection, {claim for each in bearings.values() for claim in each.said})
    bearing = {
        claim: bearings[claim].cluster.union(
            each.claim for each in rivals if each.other in bearings[claim].said
        )
        for claim in bearings
    }
    counts = stated(connection, {claim for each in bearing.values() for claim in each})
    return {claim: sum(counts.get(other, 0) for other in others) for claim, others in bearing.items()}


class _Cases:
    """What was told of some claims; of those that are tied, accounts are made out once."""

    def __init__(self, connection: Connection, told: list[Told]) -> None:
        self._connection = connection
        self._told: dict[int, list[Told]] = {}
        for each in told:
            self._told.setdefault(each.claim_id, []).append(each)
        self._rows = _rows(connection, told)
        sources = {source for each in told for source in (*each.chain, each.publisher)}
        self._names = SourceNames(connection, sources)
        self._known: dict[frozenset[int], _Case] = {}

    def of(self, claims: Collection[int]) -> _Case:
        """Return the case that some claims make together."""
        wanted = frozenset(claims)
        if wanted not in self._known:
            told = [each for claim in wanted for each in self._told.get(claim, ())]
            told.sort(key=lambda each: each.statement_id)
            accounts = Accounts.of(self._connection, told)
            self._known[wanted] = _Case(told, accounts, self._rows, self._names)
        return self._known[wanted]


@dataclass(frozen=True, slots=True)
class _Case:
    """All statements that bear on a claim, with the accounts that they give."""

    told: list[Told]
    accounts: Accounts
    rows: dict[int, StatementRow]
    names: SourceNames

    def tally(self, claims: Collection[int]) -> Tally:
        asserted = self._with_stance("asserts", claims)
        accounts = self.accounts.of_statements(asserted)
        lines = lines_of(accounts)
        articles = {each.article_id for each in asserted}
        return Tally(
            claims=tuple(sorted(claims)),
            statements=len(asserted),
            articles=len(articles),
            copies=len(articles) - len({self.accounts.groups[article] for article in articles}),
            outlets=len({each.outlet_id for each in asserted} - {None}),
            speakers=len({each.origin for each in accounts}),
            independent=independent(lines),
            at_most=len(lines),
        )

    def lines(self, claims: Collection[int]) -> Iterator[EvidenceLine]:
        lines = lines_of(self.accounts.of_statements(self._with_stance("asserts", claims)))
        sources = {source for line in lines for source in line.origins}
        names = self.names.of(sources, self.accounts.groups)
        for line in lines:
            yield EvidenceLine(
                sources=tuple(names[source] for source in line.origins),
                independent=line.is_end,
                identified=line.is_identified,
                circular=len(line.origins) > 1,
                statements=tuple(self.rows[number] for number in line.statements),
            )

    def first(self, claims: Collection[int]) -> Iterator[FirstStatement]:
        dated = {each.statement_id: each for each in self._with_stance("asserts", claims)}
        found = firsts((number, each.earliest, each.latest) for number, each in dated.items())
        for number, certainty in found.items():
            told = dated[number]
            yield FirstStatement(certainty, told.date, told.dated_by, self.rows[number])

    def conflicts(self, said: Collection[int], rivals: list[Contradiction]) -> Iterator[Conflict]:
        """Yield those of the claims said with this one that are denied, then those that contradict them."""
        whys = {each.claim: each.rationale for each in reversed(rivals)}
        for claim in sorted(said):
            yield from self._conflict("denied", claim, None, "denies")
        for claim in dict.fromkeys(each.claim for each in rivals):
            yield from self._conflict("contradicted", claim, whys[claim], "asserts")

    def _conflict(self, kind: str, claim: int, why: str | None, stance: str) -> Iterator[Conflict]:
        if found := self._with_stance(stance, {claim}):
            lines = lines_of(self.accounts.of_statements(found))
            shown = tuple(self.rows[each.statement_id] for each in found)
            yield Conflict(kind, claim, shown[0].claim, why, independent(lines), len(lines), shown)

    def _with_stance(self, stance: str, claims: Collection[int]) -> list[Told]:
        return [each for each in self.told if each.claim_id in claims and each.stance == stance]


def _rows(connection: Connection, told: list[Told]) -> dict[int, StatementRow]:
    found: dict[int, StatementRow] = {}
    for begin in range(0, len(told), ROWS):
        some = [each.statement_id for each in told[begin : begin + ROWS]]
        found |= {row.statement_id: row for row in statement_rows(connection, [statements.c.id.in_(some)])}
    return found
