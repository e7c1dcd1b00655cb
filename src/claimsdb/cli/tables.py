"""Tables for people, drawn with Rich; on a narrow terminal, each row as a block of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from claimsdb.cli.output import console, draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

NUMBERS: Final = frozenset(
    {"", "rows", "versions", "statements", "statements by", "about", "claims", "articles", "texts"}
    | {"claims added", "changed", "removed", "left out"}
)
"""Headings of columns that hold a number."""

WORDS: Final = frozenset({"kind", "in"})
"""Headings of columns that hold one word, which folding would only make hard to read."""

NARROWEST: Final = 80
"""A terminal of fewer columns has no room for a table of several."""


def draw_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw rows of cells under their headings; cells fold rather than lose words."""
    wide = console().width >= NARROWEST
    draw(_table(headings, rows) if wide else _blocks(headings, rows))


def facts(named: dict[str, str]) -> Table:
    """Return facts under one another, each with its name."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in named.items():
        grid.add_row(name, value)
    return grid


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    apart = any("\n" in cell for row in rows for cell in row)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", leading=int(apart))
    for heading in headings:
        number = heading in NUMBERS
        table.add_column(
            heading,
            overflow="fold",
            no_wrap=number or heading in WORDS,
            justify="right" if number else "left",
        )
    for row in rows:
        table.add_row(*row)
    return table


def _blocks(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Text:
    blocks = (Text("\n").join(_lines(headings, row)) for row in rows)
    return Text("\n\n").join(blocks)


def _lines(headings: Sequence[str], row: Sequence[str]) -> Iterable[Text]:
    for heading, cell in zip(headings, row, strict=True):
        yield Text.assemble((f"{heading}: " if heading else "", "bold"), cell)
