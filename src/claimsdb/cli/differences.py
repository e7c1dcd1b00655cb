"""What changed between two wordings, for people: a text with its changes marked, two quotes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimsdb.cli.listing import in_line, plain
from claimsdb.cli.output import visible
from claimsdb.text.shown_runs import CLOSE, OPEN
from claimsdb.text.shown_words import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimsdb.records.history import (
        ArticleDiff,
        CandidateRow,
        DecisionRow,
        DiffRow,
        ReviewRow,
        TouchedPassage,
    )

AROUND: Final = 160
"""How many code points of what did not change are shown beside a change."""

STYLES: Final = {"equal": "", "deleted": "red strike", "inserted": "green"}
MARKS: Final = {"equal": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
"""What stands around words, so that a change is seen without colours."""


def difference_page(diff: ArticleDiff) -> Group:
    """Show what changed in an article, touched passages numbered as ``review`` does."""
    title = f"Article {diff.article_id}, version {diff.from_version} → {diff.to_version}  "
    heading = Text.assemble((title, "dim"), (in_line(diff.title), "bold"))
    if all(piece.kind == "equal" for piece in diff.pieces):
        return Group(heading, "", Text("The words are the same."))
    text = Text()
    for place, piece in enumerate(diff.pieces):
        edges = place > 0, place + 1 < len(diff.pieces)
        for words, style in _piece(piece, diff.touched, edges):
            text.append(words, style=style)
    return Group(heading, "", text, *map(_touched, diff.touched))


def _piece(
    piece: DiffRow, touched: Sequence[TouchedPassage], edges: tuple[bool, bool]
) -> Iterator[tuple[str, str]]:
    opening, closing = MARKS[piece.kind]
    yield opening, STYLES[piece.kind]
    if piece.kind == "inserted":
        yield visible(piece.words), STYLES[piece.kind]
    else:
        yield from _with_passages(piece, touched, edges)
    yield closing, STYLES[piece.kind]


def _with_passages(
    piece: DiffRow, touched: Sequence[TouchedPassage], edges: tuple[bool, bool]
) -> Iterator[tuple[str, str]]:
    """Yield a piece of the older text with the ends of touched passages marked in it."""
    last = edges[1]
    ends: dict[int, str] = {}
    for each in touched:
        if piece.start_char < each.end_char <= piece.end_char:
            ends[each.end_char] = ends.get(each.end_char, "") + f"{CLOSE}[{each.number}]"
    for each in touched:
        if piece.start_char <= each.start_char < piece.end_char:
            ends[each.start_char] = ends.get(each.start_char, "") + OPEN
    cuts = sorted({piece.start_char, piece.end_char, *ends})
    for place, (start, end) in enumerate(zip(cuts, [*cuts[1:], piece.end_char], strict=True)):
        yield ends.get(start, ""), "bold cyan"
        words = piece.words[start - piece.start_char : end - piece.start_char]
        if piece.kind == "equal":
            words = _shortened(words, (edges[0] or place > 0, last or end < piece.end_char))
        yield visible(words), STYLES[piece.kind]


def _shortened(words: str, edges: tuple[bool, bool]) -> str:
    """Leave out what is far from any change; ``edges`` tells on which sides there is one."""
    before = words[:AROUND] if edges[0] else ""
    after = words[-AROUND:] if edges[1] else ""
    return words if len(words) <= len(before) + len(after) + AROUND else f"{before} […] {after}"


def _touched(passage: TouchedPassage) -> Text:
    return Text.assemble(
        (f"\n[{passage.number}] ", "bold cyan"), (passage.outcome, "bold"), f": {_claims(passage)}"
    )


def review_block(row: ReviewRow) -> Group:
    """Show a carried passage: both wordings side by side, the places it may stand at, what was decided."""
    likeness = f", {row.score:.0f} % alike" if row.outcome == "altered" and row.score is not None else ""
    state = f" ({row.review})" if row.review else ""
    heading = Text.assemble(
        (f"{row.number}  ", "bold cyan"),
        (f"{row.outcome}{likeness}{state}", "bold"),
        f"  {_claims(row)}",
    )
    article = in_line(row.title or row.file)
    place = Text(f"article {row.article_id}, {article}", style="dim")
    return Group(heading, place, _side_by_side(row), *map(_decided, row.decisions), "")


def _claims(row: ReviewRow | TouchedPassage) -> str:
    """Write the claims of a passage, with what else than a statement's it is."""
    named = zip(row.roles, row.claims, strict=True)
    return plain([claim if role == "content" else f"{role} of {claim}" for role, claim in named])


def _side_by_side(row: ReviewRow) -> Padding:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(
        Text(f"version {row.from_version}", style="dim"), Text(f"version {row.version}", style="dim")
    )
    found = [_candidate(each, row) for each in row.candidates] or [Text("not there", style="dim")]
    table.add_row(Text(f"“{visible(row.quote)}”"), Group(*found))
    return Padding(table, (0, 0, 0, 2))


def _candidate(candidate: CandidateRow, row: ReviewRow) -> Text:
    here = "→ " if candidate.number == row.stands_at else ""
    return Text.assemble(
        (f"{here}{candidate.number}. ", "bold cyan"),
        (visible(candidate.before), "dim"),
        (f"{OPEN}{visible(candidate.quote)}{CLOSE}", ""),
        (visible(candidate.after), "dim"),
    )


def _decided(decision: DecisionRow) -> Text:
    number = f" {decision.number}" if decision.number is not None else ""
    by = visible(decision.by) if decision.by else UNKNOWN
    return Text(f"  {decision.decision}{number}, by {by}, {decision.decided_at}", style="dim")
