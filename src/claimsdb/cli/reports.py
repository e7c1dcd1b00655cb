"""What became of a load, a check or an export, shown to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimsdb.cli.listing import empty_table, show_rows
from claimsdb.cli.output import draw, tell
from claimsdb.records.loading import ADDED, NEW_VERSION, REFUSED, UNCHANGED, UPDATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.cli.listing import Format
    from claimsdb.records.loading import LoadOutcome, LoadReport, VerifyReport
    from claimsdb.records.rows import DatabaseInfo, ExportReport


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One text of a load, flat: the counts are of claims."""

    text: str
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
            text=each.name,
            outcome=each.outcome,
            article_id=each.article_id,
            claims_added=len(each.claims.added),
            claims_changed=len(each.claims.changed),
            claims_removed=len(each.claims.removed),
            claims_left_out=len(each.claims.left_out),
            problems=tuple(map(str, each.problems)) or (each.notes if each.outcome == REFUSED else ()),
        )


def load_problems(report: LoadReport) -> None:
    """Tell every problem, and every note a person should look at."""
    for each in report.outcomes:
        for problem in each.problems:
            tell(str(problem))
        for note in each.notes:
            tell(note if each.outcome == REFUSED else f"{each.name}: {note}")
        for sentence in each.claims.left_out:
            tell(f"{each.name}: no longer in the file, kept until --prune: {sentence}")


def load_summary(report: LoadReport) -> None:
    """Show how many texts had which outcome, and what that did to claims."""
    table = empty_table(["texts", "", "claims added", "changed", "removed", "left out"])
    for outcome in (ADDED, UPDATED, NEW_VERSION, UNCHANGED, REFUSED):
        having = [each for each in report.outcomes if each.outcome == outcome]
        table.add_row(outcome, f"{len(having):,}", *_claim_counts(having))
    draw(table)


def _claim_counts(outcomes: list[LoadOutcome]) -> Iterator[str]:
    for changes in ("added", "changed", "removed", "left_out"):
        count = sum(len(getattr(each.claims, changes)) for each in outcomes)
        yield f"{count:,}" if count else ""


def verify_summary(report: VerifyReport) -> None:
    """Tell every fault, then show what was looked at."""
    for fault in report.faults:
        row = "" if fault.row_id is None else f" {fault.row_id}"
        tell(f"{fault.table}{row}: {fault.sentence}")
    _counted("checked", report.checked)
    tell(f"{len(report.faults):,} faults found." if report.faults else "Everything holds.")


def info_summary(info: DatabaseInfo) -> None:
    """Show where a database is, and what it holds."""
    tell(f"{info.location}: schema {info.schema}, {info.size / 1e6:,.1f} MB")
    _counted("table", info.counts)


def export_summary(report: ExportReport) -> None:
    """Show what an export wrote, and where."""
    _counted("file", tuple((f"{name}.csv", count) for name, count in report.counts))
    tell(f"Written to {report.target}")


def _counted(heading: str, counts: tuple[tuple[str, int], ...]) -> None:
    table = empty_table([heading, "rows"])
    for name, count in counts:
        table.add_row(name, f"{count:,}")
    draw(table)
