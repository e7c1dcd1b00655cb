"""A judgement on actors, written for people: in a table, or under the actor that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.cli.listing import in_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from claimsdb.records.judgements import JudgementRow


def word_of(row: JudgementRow) -> str:
    """Write what was judged, and whether it was undone."""
    if row.undoes is not None:
        return f"undo {row.undoes}"
    return row.judgement if row.undone_by is None else f"{row.judgement} (undone by {row.undone_by})"


def called(number: int | None, name: str | None) -> str:
    """Write an actor as it was called when it was judged, with its number if it is still there."""
    return in_line(name) if number is None else f"{number} {in_line(name)}"


def what_of(row: JudgementRow) -> str:
    """Write what a judgement changed, or in which statements and claims it means another."""
    statements = (f"statement {number}" for number in row.statements)
    return in_line((*row.changes, *statements, *(f"claim {number}" for number in row.claims)))


def judgement_lines(judgements: Iterable[JudgementRow]) -> Iterator[RenderableType]:
    """Draw the judgements on an actor, a line each."""
    from rich.text import Text  # noqa: PLC0415 (only a page is drawn)

    for place, row in enumerate(judgements):
        if not place:
            yield Text("\nJudgements:", style="bold")
        two = " / ".join(filter(None, (called(row.actor_id, row.actor), row.other and in_line(row.other))))
        what = f" ({what_of(row)})" if what_of(row) else ""
        why = f": {in_line(row.why)}" if row.why else ""
        told = f"  by {in_line(row.by)}, {in_line(row.judged_at)}"
        yield Text.assemble(f"{row.judgement_id}. {word_of(row)} {two}{what}{why}", (told, "dim"))
