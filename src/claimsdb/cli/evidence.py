"""On whose word a claim stands, on a page: figures, lines of evidence, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from claimsdb.cli.listing import in_line, plain, quoted, standing, where
from claimsdb.cli.output import visible
from claimsdb.cli.pages import speakers_of
from claimsdb.cli.tables import facts
from claimsdb.text.shown_words import caveat, figures, lines_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from claimsdb.records.evidence import Conflict, Evidence, EvidenceLine, FirstStatement
    from claimsdb.records.rows import ClaimDetail, StatementRow


def evidence_blocks(claim: ClaimDetail) -> Iterator[RenderableType]:
    """Yield what shows the evidence of a claim that has it: figures, lines, who was first, and conflicts."""
    evidence = claim.evidence
    if evidence is not None:
        yield Text("\nEvidence", style="bold")
        yield facts(dict(figures(evidence)))
        yield from _lines(evidence, claim.claim_id)
        yield from _first(evidence)
        yield from _against(evidence)


def _lines(evidence: Evidence, claim: int) -> Iterator[RenderableType]:
    for number, line in enumerate(evidence.lines, start=1):
        lead = Text.assemble((f"\n{number}. ", "bold"), (_sources(line), "bold"), (_caveat(line), "yellow"))
        yield Group(lead, *_passages(line.statements, claim))


def _sources(line: EvidenceLine) -> str:
    return " ⇄ ".join(map(visible, line.sources))


def _caveat(line: EvidenceLine) -> str:
    told = caveat(line)
    return f"  ({told})" if told else ""


def _first(evidence: Evidence) -> Iterator[RenderableType]:
    if evidence.first:
        yield Text("\nWho said it first, as far as is recorded", style="bold")
    for each in evidence.first:
        yield Padding(_first_line(each), (0, 0, 0, 2))


def _first_line(first: FirstStatement) -> Text:
    statement = first.statement
    date = f"{first.dated_by} {visible(first.date)}" if first.date else "date unknown"
    place = f"{where(statement)}, statement {statement.statement_id}"
    return Text(f"{first.certainty}: {speakers_of(statement)}, {date}, {place}")


def _against(evidence: Evidence) -> Iterator[RenderableType]:
    if evidence.conflicts:
        yield Text("\nWhere accounts conflict", style="bold red")
    for each in evidence.conflicts:
        yield Group(_conflict(each), *_passages(each.statements, each.claim_id))


def _conflict(conflict: Conflict) -> Text:
    what = "is denied" if conflict.kind == "denied" else "contradicts this and is asserted"
    why = f": {plain(conflict.rationale)}" if conflict.rationale else ""
    count = lines_told(conflict.independent, conflict.at_most)
    return Text(f"claim {conflict.claim_id} “{in_line(conflict.claim)}” {what} ({count}){why}")


def _passages(statements: Iterable[StatementRow], claim: int) -> Iterator[Padding]:
    for each in statements:
        other = f" (as claim {each.claim_id})" if each.claim_id != claim else ""
        place = "  ".join(filter(None, (where(each), standing(each))))
        words = f"{speakers_of(each)} {each.stance}{other}: {visible(quoted(each))}  {place}"
        yield Padding(Text(words, style="dim"), (0, 0, 0, 2))
