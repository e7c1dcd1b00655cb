"""The pages of claims: a few claims at a time, and of one with many statements some of them at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from claimsdb.exports.html.folder import cut, together
from claimsdb.formats.html.claim import claim_page
from claimsdb.formats.html.lists import claims_page
from claimsdb.queries import report
from claimsdb.queries.claims import claims_numbered
from claimsdb.queries.context import in_context
from claimsdb.queries.evidence import bearing_statements, evidence_for_each
from claimsdb.queries.statements import statement_rows
from claimsdb.queries.tables import statements
from claimsdb.records.site import ClaimPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from claimsdb.exports.html.folder import Site
    from claimsdb.records.evidence import Evidence
    from claimsdb.records.rows import PassageInContext
    from claimsdb.records.site import ClaimHead

TOGETHER: Final = 200
"""Claims that are asked for together."""
MOST_WEIGHED: Final = 5_000
"""Statements that evidence is weighed from; of a claim with more of them it is not."""


def write_claims(connection: Connection, site: Site, count: int) -> None:
    """Write the list of claims, and the page or pages of each."""
    for pages, heads in cut(report.claim_heads(connection), count):
        site.put(f"claims/{pages.here}", claims_page(site.title, heads, pages))
        for some in together(heads, lambda each: each.statements, TOGETHER):
            _write(connection, site, some)


def _write(connection: Connection, site: Site, heads: Sequence[ClaimHead]) -> None:
    numbers = {each.claim_id: each.statements for each in heads}
    topics = report.topics(connection, numbers)
    evidence = dict(_evidence(connection, list(numbers)))
    stated = _stated(connection, heads)
    for claim in claims_numbered(connection, list(numbers)):
        found = evidence.get(claim.claim_id)
        weighed = replace(claim, evidence=found)
        in_all = numbers[claim.claim_id]
        for pages, passages in cut(stated(claim.claim_id), in_all, f"{claim.claim_id}.html"):
            languages = report.languages(connection, {each.statement.article_id for each in passages})
            shown = ClaimPage(weighed, passages, in_all, languages, topics, pages, unweighed=found is None)
            site.put(f"claims/{pages.here}", claim_page(site.title, shown))


def _stated(
    connection: Connection, heads: Sequence[ClaimHead]
) -> Callable[[int], Iterable[PassageInContext]]:
    """Return what gives the statements of each claim; those of one alone come as they are read."""
    found = in_context(
        connection,
        statement_rows(connection, [statements.c.claim_id.in_([each.claim_id for each in heads])]),
    )
    if len(heads) == 1:
        return lambda _claim: found
    by_claim: dict[int, list[PassageInContext]] = {}
    for each in found:
        by_claim.setdefault(each.statement.claim_id, []).append(each)
    return lambda claim: by_claim.get(claim, ())


def _evidence(connection: Connection, claims: Sequence[int]) -> Iterator[tuple[int, Evidence]]:
    """Yield the evidence for those claims that have not too many statements, some of them at a time."""
    counts = bearing_statements(connection, claims)
    weighed = [claim for claim, count in counts.items() if count <= MOST_WEIGHED]
    for some in together(weighed, lambda claim: counts[claim], TOGETHER):
        yield from zip(some, evidence_for_each(connection, some), strict=True)
