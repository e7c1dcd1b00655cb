"""Statements of claims that are contested, or that rest on a single source."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.corroboration.bearing import Ties
from claimsdb.corroboration.lines import independent, lines_of
from claimsdb.queries.accounts import Accounts, told_of
from claimsdb.queries.claim_ties import contradicted, ties_around

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.queries.asking import Found
    from claimsdb.records.accounts import Told
    from claimsdb.records.questions import ClaimFilter

BATCH: Final = 500
"""Rows whose claims are weighed together."""


def weighed(connection: Connection, wanted: ClaimFilter, rows: Iterator[Found]) -> Iterator[Found]:
    """Yield those rows, which begin with the number of a claim, whose claims are as wanted."""
    while batch := list(islice(rows, BATCH)):
        scales = _Scales(connection, {row[0] for row in batch})
        yield from (row for row in batch if scales.fits(wanted, row[0]))


class _Scales:
    """Weighs some claims, whose statements and ties are read together."""

    def __init__(self, connection: Connection, claims: Collection[int]) -> None:
        ties = ties_around(connection, claims)
        self._ties = Ties(ties)
        tied = {claim for one, _kind, other in ties for claim in (one, other)}.union(claims)
        self._rivals: dict[int, set[int]] = {}
        for each in contradicted(connection, tied):
            self._rivals.setdefault(each.other, set()).add(each.claim)
        self._connection = connection
        self._told: dict[int, list[Told]] = {}
        self._found: dict[int, bool] = {}
        self._read(tied.union(*self._rivals.values()))

    def fits(self, wanted: ClaimFilter, claim: int) -> bool:
        """Tell whether a claim is as wanted."""
        found = self._found.get(claim)
        if found is None:
            found = not wanted.contested or self._is_contested(claim)
            found = found and (not wanted.single_source or self._has_single_source(claim))
            self._found[claim] = found
        return found

    def _read(self, claims: Iterable[int]) -> None:
        for each in told_of(self._connection, claims):
            self._told.setdefault(each.claim_id, []).append(each)

    def _is_contested(self, claim: int) -> bool:
        bearing = self._ties.bearing_on(claim)
        rivals = {rival for each in bearing.said for rival in self._rivals.get(each, ())}
        against = self._with_stance("denies", bearing.said) or self._with_stance("asserts", rivals)
        return bool(against) and bool(self._with_stance("asserts", bearing.saying))

    def _has_single_source(self, claim: int) -> bool:
        asserted = self._with_stance("asserts", self._ties.bearing_on(claim).saying)
        if len(asserted) <= 1:
            return bool(asserted)
        lines = independent(lines_of(list(Accounts.apart(asserted).by_statement.values())))
        if lines > 1:  # copies of one text, which must be read, can only make it fewer
            accounts = Accounts.of(self._connection, asserted).by_statement
            lines = independent(lines_of(list(accounts.values())))
        return lines == 1

    def _with_stance(self, stance: str, claims: Iterable[int]) -> list[Told]:
        return [each for claim in claims for each in self._told.get(claim, ()) if each.stance == stance]
