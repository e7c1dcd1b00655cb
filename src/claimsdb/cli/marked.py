"""The passages of a statement in their paragraph: its own, and, marked otherwise, those of its speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from claimsdb.cli.output import visible
from claimsdb.text.shown_runs import SIGNS, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.records.rows import ChainLink, FurtherPassage, PassageInContext

SIGN_STYLES: Final = {"content": "cyan", "source": "green", "cue": "magenta"}
GAP: Final = " … "


def marked_passages(passage: PassageInContext) -> Text:
    """Mark the passages of a statement in the text around them; those of speakers where they are shown."""
    page = Text()
    for number, pieces in enumerate(runs_of(passage)):
        page.append(GAP * (number > 0))
        for piece in pieces:
            for role, begins in piece.signs:
                page.append(SIGNS[role][not begins], style=SIGN_STYLES[role])
            page.append(visible(piece.words), style="bold underline" if "content" in piece.roles else "")
    return page


def links_of(passage: PassageInContext) -> Iterator[Padding]:
    """Show the links of a chain of which more is known than who speaks, each on a line.

    First comes what the speaker was at the date of the statement.
    """
    roles = (*passage.speaker_roles, *("" for _ in passage.chain))
    for link, role in zip(passage.chain, roles, strict=False):
        was = [visible(role)] if role else []
        told = [*was, *_quoted(link), *_named("source", link.source), *_named("cue", link.cue)]
        if told:
            speaker = visible(link.name or f"“{link.label}”")
            told_of = Text.assemble(f"{link.position}. {speaker}: ", ("; ".join(told), "dim"))
            yield Padding(told_of, (0, 0, 0, 2))


def _quoted(link: ChainLink) -> Iterator[str]:
    if link.quotation:
        yield f"{link.quotation.replace('_', ' ')} quotation"


def _named(role: str, words: FurtherPassage | None) -> Iterator[str]:
    if words is not None:
        became = f", {words.outcome}, version {words.version}" if words.outcome else ""
        opening, closing = SIGNS[role]
        yield f"{role} {opening}{visible(words.quote)}{closing} {words.start_char}–{words.end_char}{became}"
