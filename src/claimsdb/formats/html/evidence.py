"""On whose word a claim stands, as ``claim show --evidence`` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.formats.html.markup import Html, joined, tag, text
from claimsdb.formats.html.words import (
    claim_link,
    date,
    facts,
    heading,
    place_of,
    quoted,
    speakers,
    standing,
    words,
)
from claimsdb.text.shown_words import caveat, figures, lines_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.records.evidence import Conflict, Evidence, EvidenceLine, FirstStatement
    from claimsdb.records.rows import StatementRow

SHOWN: Final = 100
"""So many lines are shown, and so many statements of each; of more it is told how many there are."""


def evidence_section(evidence: Evidence, claim: int) -> Html:
    """Return what there is for and against a claim."""
    known = facts((what, text(told)) for what, told in figures(evidence))
    return tag(
        "section",
        heading(2, "Evidence", id="evidence"),
        known,
        *_lines(evidence.lines, claim),
        *_first(evidence.first),
        *_against(evidence.conflicts),
    )


def _lines(lines: Sequence[EvidenceLine], claim: int) -> Iterator[Html]:
    if lines:
        yield heading(3, "Lines of evidence")
        items = (tag("li", _sources(line), _statements(line.statements, claim)) for line in lines[:SHOWN])
        yield tag("ol", *items, class_="lines")
        yield from _rest(len(lines), "lines")


def _sources(line: EvidenceLine) -> Html:
    names = joined((words(each) for each in line.sources), " ⇄ ")
    told = caveat(line)
    return tag("p", tag("strong", names), tag("span", f" ({told})", class_="caveat") if told else None)


def _first(first: Sequence[FirstStatement]) -> Iterator[Html]:
    if first:
        yield heading(3, "Who said it first, as far as is recorded")
        yield tag("ul", *(tag("li", _first_line(each)) for each in first[:SHOWN]))
        yield from _rest(len(first), "statements")


def _first_line(first: FirstStatement) -> Html:
    row = first.statement
    when = joined((f"{first.dated_by} ", date(first.date))) if first.date else text("date unknown")
    return joined((f"{first.certainty}: ", speakers(row.speakers), ", ", when, ", ", place_of(row)))


def _against(conflicts: Sequence[Conflict]) -> Iterator[Html]:
    if conflicts:
        yield heading(3, "Where accounts conflict")
    for each in conflicts[:SHOWN]:
        what = "is denied" if each.kind == "denied" else "contradicts this and is asserted"
        count = lines_told(each.independent, each.at_most)
        why = joined((": ", words(each.rationale))) if each.rationale else None
        yield tag("p", claim_link(each.claim_id, each.claim), f" {what} ({count})", why, class_="conflict")
        yield _statements(each.statements, each.claim_id)
    yield from _rest(len(conflicts), "conflicts")


def _statements(rows: Sequence[StatementRow], claim: int) -> Html:
    items = (tag("li", *_statement(each, claim)) for each in rows[:SHOWN])
    return joined((tag("ul", *items), *_rest(len(rows), "statements")))


def _statement(row: StatementRow, claim: int) -> Iterable[Html | str]:
    yield speakers(row.speakers)
    yield f" {row.stance}"
    if row.claim_id != claim:
        yield joined((" (as ", claim_link(row.claim_id, row.claim), ")"))
    yield joined((": ", quoted(row), " ", place_of(row)))
    if became := standing(row):
        yield joined((" ", became))


def _rest(number: int, what: str) -> Iterator[Html]:
    if number > SHOWN:
        yield tag("p", f"… and {number - SHOWN:,} more {what}.")
