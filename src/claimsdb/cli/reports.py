"""What became of a load, a check or an export, shown to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.cli.listing import show_rows
from claimsdb.cli.output import draw, tell, visible
from claimsdb.cli.tables import draw_table, facts
from claimsdb.records.loading import ADDED, NEW_VERSION, REFUSED, UNCHANGED, UPDATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.cli.listing import Format
    from claimsdb.records.loading import LoadOutcome, LoadReport, VerifyReport
    from claimsdb.records.rows import CopyReport, DatabaseInfo, ExportReport


MOST_NEWS = 100
"""How many notes and changes a load tells one by one; problems are always told."""


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One text of a load, flat: ``source`` is the file (or line) it came by, the counts are of claims."""

    source: str
    outcome: str
    article_id: int | None
    claims_added: int
    claims_changed: int
    claims_removed: int
    claims_left_out: int
    problems: tuple[str, ...]


def show_load(report: LoadReport, form: Format) -> None:
    """Show what became of what was loaded, and every problem on standard error."""
    load_problems(report)
    if form == "table":
        load_summary(report)
    else:
        show_rows(load_rows(report), form, columns={}, shape=LoadRow)


def load_rows(report: LoadReport) -> Iterator[LoadRow]:
    """Yield a row for each text of a load."""
    for each in report.outcomes:
        yield LoadRow(
            source=each.name,
            outcome=each.outcome,
            article_id=each.article_id,
            claims_added=len(each.claims.added),
            claims_changed=len(each.claims.changed),
            claims_removed=len(each.claims.removed),
            claims_left_out=len(each.claims.left_out),
            problems=tuple(map(str, each.problems)) or (each.notes if each.outcome == REFUSED else ()),
        )


def load_problems(report: LoadReport) -> None:
    """Tell every problem, every note a person should look at, and what an edited file changed."""
    for each in report.outcomes:
        for problem in each.problems:
            tell(str(problem))
        for note in each.notes if each.outcome == REFUSED else ():
            tell(note)
    told = [line for each in report.outcomes if each.outcome != REFUSED for line in _news(each)]
    for line in told[:MOST_NEWS]:
        tell(line)
    if len(told) > MOST_NEWS:
        tell(f"… and {len(told) - MOST_NEWS:,} more like these.")


def _news(outcome: LoadOutcome) -> Iterator[str]:
    for note in outcome.notes:
        yield f"{outcome.name}: {note}"
    changes = outcome.claims
    told = {"changed": changes.changed, "removed": changes.removed} | (
        {} if outcome.outcome == ADDED else {"added": changes.added}
    )
    for what, sentences in {**told, "no longer in the file, kept until --prune": changes.left_out}.items():
        for sentence in sentences:
            yield f"{outcome.name}: {what}: {sentence}"


def load_summary(report: LoadReport) -> None:
    """Show how many texts had which outcome, and what that did to claims."""
    headings = ["outcome", "texts", "claims added", "changed", "removed", "left out"]
    outcomes = (ADDED, UPDATED, NEW_VERSION, UNCHANGED, REFUSED)
    draw_table(headings, [list(_counts(report, outcome)) for outcome in outcomes])


def _counts(report: LoadReport, outcome: str) -> Iterator[str]:
    having = [each for each in report.outcomes if each.outcome == outcome]
    yield outcome
    yield f"{len(having):,}"
    for changes in ("added", "changed", "removed", "left_out"):
        yield f"{sum(len(getattr(each.claims, changes)) for each in having):,}"


def verify_summary(report: VerifyReport) -> None:
    """Tell every fault, then show what was looked at."""
    for fault in report.faults:
        row = "" if fault.row_id is None else f" {fault.row_id}"
        tell(f"{fault.table}{row}: {fault.sentence}")
    _counted("checked", report.checked)
    count = len(report.faults)
    tell(f"{count:,} fault{'s' if count > 1 else ''} found." if count else "Everything holds.")


def info_summary(info: DatabaseInfo) -> None:
    """Show where a database is, and what it holds."""
    described = {
        "database": visible(info.location),
        "schema": str(info.schema),
        "size": f"{info.size / 1e6:,.1f} MB",
    }
    draw(facts(described), "")
    _counted("table", info.counts)
    if info.sizes:
        draw("")
        draw_table(
            ["table with its indexes", "MB"], [(name, f"{size / 1e6:,.1f}") for name, size in info.sizes]
        )


def copy_summary(report: CopyReport) -> None:
    """Show what a copy holds, and where it lies."""
    _counted("table", report.counts)
    tell(f"Copied to {visible(report.target)}; every row was compared.")


def export_summary(report: ExportReport) -> None:
    """Show what an export wrote, and where."""
    _counted("file", tuple((f"{name}.csv", count) for name, count in report.counts))
    tell(f"Written to {report.target}")


def _counted(heading: str, counts: tuple[tuple[str, int], ...]) -> None:
    draw_table([heading, "rows"], [(name, f"{count:,}") for name, count in counts])
