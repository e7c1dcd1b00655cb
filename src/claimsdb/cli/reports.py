"""What became of a load, a check or an export, shown to a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.cli.listing import show_rows
from claimsdb.cli.output import draw, tell, visible
from claimsdb.cli.tables import draw_table, facts
from claimsdb.records.loading import (
    ADDED,
    FILLED_IN,
    NEW_VERSION,
    REFUSED,
    UNCHANGED,
    UPDATED,
    CarriedClaim,
)
from claimsdb.records.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.cli.listing import Format
    from claimsdb.records.archives import ArchiveReport
    from claimsdb.records.loading import LoadOutcome, VerifyReport
    from claimsdb.records.rows import CopyReport, DatabaseInfo, ExportReport


CHANGES: Final = ("added", "changed", "removed", "left_out")
MOST_NEWS: Final = 100
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
    passages_exact: int
    passages_moved: int
    passages_altered: int
    passages_ambiguous: int
    passages_gone: int
    problems: tuple[str, ...]
    same_text_as: int | None
    notes: tuple[str, ...]


class LoadTally:
    """What became of a load so far: counts, and nothing else, however many texts there are."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._carried: Counter[str] = Counter()
        self._waiting = 0
        self._news = 0
        self._copies = 0
        self._copy: LoadOutcome | None = None

    def take(self, outcome: LoadOutcome) -> None:
        """Count a text; tell its problems, what a person should look at, and what an edited file changed."""
        for problem in outcome.problems:
            tell(str(problem))
        for note in outcome.notes if outcome.outcome == REFUSED else ():
            tell(note)
        for line in _news(outcome) if outcome.outcome != REFUSED else ():
            self._news += 1
            if self._news <= MOST_NEWS:
                tell(line)
        if outcome.same_text_as is not None:
            self._copies += 1
            self._copy = self._copy or outcome
        self._counts[outcome.outcome, "texts"] += 1
        for word, count in _carried(outcome).items():
            self._carried[word] += count
        self._waiting += len({each.number for each in outcome.carried if each.review == "waiting"})
        for changes in CHANGES:
            self._counts[outcome.outcome, changes] += len(getattr(outcome.claims, changes))

    def close(self) -> None:
        """Tell how many notes and changes were not told one by one, and which texts are there already."""
        if self._news > MOST_NEWS:
            tell(f"… and {self._news - MOST_NEWS:,} more like these.")
        if self._carried.total():
            counts = ", ".join(f"{count:,} {word}" for word, count in self._carried.items() if count)
            tell(f"Passages carried to new versions: {counts}.")
        if self._waiting:
            wait = "wait" if self._waiting > 1 else "waits"
            tell(f"{self._waiting:,} {wait} for a person: see `claimsdb review`.")
        if self._copy is not None:
            copy = f"{self._copy.name} is the same text as article {self._copy.same_text_as}"
            more = (
                f", and {self._copies - 1:,} more are other articles' texts too" if self._copies > 1 else ""
            )
            tell(
                f"{copy}{more}: `claimsdb articles --copies` lists copies, which are no independent sources."
            )

    @property
    def refused(self) -> int:
        """Return how many texts were refused."""
        return self._counts[REFUSED, "texts"]

    @property
    def filled_in(self) -> int:
        """Return of how many articles something was unknown until now."""
        return self._counts[FILLED_IN, "texts"]

    def row(self, outcome: str) -> list[str]:
        """Return the row of an outcome in the closing table."""
        return [outcome, *(f"{self._counts[outcome, what]:,}" for what in ("texts", *CHANGES))]


def show_load(outcomes: Iterable[LoadOutcome], form: Format) -> LoadTally:
    """Show what becomes of what is loaded as it comes, and every problem on standard error."""
    tally = LoadTally()
    if form == "table":
        for each in outcomes:
            tally.take(each)
        tally.close()
        load_summary(tally)
    else:
        show_rows(_load_rows(outcomes, tally), form, columns={}, shape=LoadRow)
        tally.close()
    return tally


def _load_rows(outcomes: Iterable[LoadOutcome], tally: LoadTally) -> Iterator[LoadRow]:
    for each in outcomes:
        tally.take(each)
        yield LoadRow(
            source=each.name,
            outcome=each.outcome,
            article_id=each.article_id,
            claims_added=len(each.claims.added),
            claims_changed=len(each.claims.changed),
            claims_removed=len(each.claims.removed),
            claims_left_out=len(each.claims.left_out),
            **{f"passages_{outcome}": count for outcome, count in _carried(each).items()},
            problems=tuple(map(str, each.problems)) or (each.notes if each.outcome == REFUSED else ()),
            same_text_as=each.same_text_as,
            notes=each.notes if each.outcome != REFUSED else (),
        )


def _news(outcome: LoadOutcome) -> Iterator[str]:
    for note in outcome.notes:
        yield f"{outcome.name}: {note}"
    for carried in outcome.carried:
        if carried.outcome != "exact":
            yield f"{outcome.name}: {_told_of(carried)}"
    changes = outcome.claims
    for role in () if outcome.outcome == ADDED else changes.roles:
        yield f"{outcome.name}: role {role}"
    told = {"changed": changes.changed, "removed": changes.removed} | (
        {} if outcome.outcome == ADDED or outcome.is_further_file else {"added": changes.added}
    )
    for what, sentences in {**told, "no longer in the file, kept until --prune": changes.left_out}.items():
        for sentence in sentences:
            yield f"{outcome.name}: {what}: {sentence}"


def _carried(outcome: LoadOutcome) -> dict[str, int]:
    """Count the passages that were carried, by what became of them."""
    numbers = {each.number: each.outcome for each in outcome.carried}
    return {word: sum(each == word for each in numbers.values()) for word in OUTCOMES}


def _told_of(carried: CarriedClaim) -> str:
    waits = f", {carried.review}" if carried.review else ""
    claim = carried.claim if carried.role == "content" else f"{carried.role} of {carried.claim}"
    match carried:
        case CarriedClaim(outcome="altered", score=score, quote=quote, words=words):
            return f"altered ({score:.0f} % alike{waits}): {claim} «{quote}» → «{words}»"
        case CarriedClaim(outcome=outcome, quote=quote):
            return f"{outcome}{waits}: {claim} «{quote}»"


def load_summary(tally: LoadTally) -> None:
    """Show how many texts had which outcome, and what that did to claims."""
    headings = ["outcome", "texts", "claims added", "changed", "removed", "left out"]
    filled = (FILLED_IN,) if tally.filled_in else ()
    outcomes = (ADDED, *filled, UPDATED, NEW_VERSION, UNCHANGED, REFUSED)
    draw_table(headings, [tally.row(outcome) for outcome in outcomes])


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


def export_summary(
    report: ExportReport,
    heads: Sequence[str] = ("written", "how many"),
    *,
    left: str = "Not written",
    then: str = "",
) -> None:
    """Show how much of what was written, what was ``left`` out or reduced, and where all of it lies."""
    draw_table(heads, [(what, f"{count:,}") for what, count in report.counts])
    for what, count in report.left_out:
        tell(f"{left}: {count:,} {what}")
    tell(f"Written to {visible(report.target)}{then}")


def archive_import_summary(report: ArchiveReport) -> None:
    """Show what an archive held, and what became of it."""
    _counted("table", report.counts)
    became = "All of it was there already; nothing changed" if report.unchanged else "Every row was compared"
    tell(f"{became}: {visible(report.target)}")


def _counted(heading: str, counts: tuple[tuple[str, int], ...]) -> None:
    draw_table([heading, "rows"], [(name, f"{count:,}") for name, count in counts])
