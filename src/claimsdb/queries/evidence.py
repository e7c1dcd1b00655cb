"""On whose word one claim stands: how many independent lines of evidence, who was first, who disagrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.corroboration.bearing import Ties
from claimsdb.corroboration.firsts import firsts
from claimsdb.corroboration.lines import independent, lines_of
from claimsdb.queries.accounts import Accounts, told_of
from claimsdb.queries.claim_ties import contradicted, ties_around
from claimsdb.queries.source_names import names_of
from claimsdb.queries.statements import statement_rows
from claimsdb.queries.tables import claims, statements
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
    bearing = Ties(ties_around(connection, [claim_id])).bearing_on(claim_id)
    rivals = contradicted(connection, bearing.said)
    told = told_of(connection, bearing.cluster.union(each.claim for each in rivals))
    case = _Case(connection, told, Accounts.of(connection, told), _rows(connection, told))
    return Evidence(
        claim=case.tally({claim_id}),
        saying=case.tally(bearing.saying),
        cluster=case.tally(bearing.cluster),
        lines=tuple(case.lines(bearing.saying)),
        first=tuple(case.first(bearing.saying)),
        conflicts=tuple(case.conflicts(bearing.said, rivals)),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """All statements that bear on a claim, with the accounts that they give."""

    connection: Connection
    told: list[Told]
    accounts: Accounts
    rows: dict[int, StatementRow]

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
        names = names_of(self.connection, sources, self.accounts.groups)
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
        sentences = _sentences(self.connection, {*said, *whys})
        for claim in sorted(said):
            yield from self._conflict("denied", claim, sentences[claim], None, "denies")
        for claim in dict.fromkeys(each.claim for each in rivals):
            yield from self._conflict("contradicted", claim, sentences[claim], whys[claim], "asserts")

    def _conflict(
        self, kind: str, claim: int, sentence: str, why: str | None, stance: str
    ) -> Iterator[Conflict]:
        if found := self._with_stance(stance, {claim}):
            lines = lines_of(self.accounts.of_statements(found))
            shown = tuple(self.rows[each.statement_id] for each in found)
            yield Conflict(kind, claim, sentence, why, independent(lines), len(lines), shown)

    def _with_stance(self, stance: str, claims: Collection[int]) -> list[Told]:
        return [each for each in self.told if each.claim_id in claims and each.stance == stance]


def _sentences(connection: Connection, numbers: set[int]) -> dict[int, str]:
    query = select(claims.c.id, claims.c.sentence).where(claims.c.id.in_(sorted(numbers)))
    return {row.id: row.sentence for row in connection.execute(query)}


def _rows(connection: Connection, told: list[Told]) -> dict[int, StatementRow]:
    found: dict[int, StatementRow] = {}
    for begin in range(0, len(told), ROWS):
        some = [each.statement_id for each in told[begin : begin + ROWS]]
        found |= {row.statement_id: row for row in statement_rows(connection, [statements.c.id.in_(some)])}
    return found
