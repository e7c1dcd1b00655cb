"""The folder that a report goes to, and the pages that are put there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from claimsdb.errors.exports import TargetInTheWayError
from claimsdb.exports.place import PREFIX
from claimsdb.formats.html.frame import FRONT, ICON, MARK, MARKED_WITHIN, SECTIONS, STYLE
from claimsdb.records.site import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Item = TypeVar("Item")

CSV: Final = "csv"
BESIDE: Final = "site"
"""The folder of what all pages use."""
ROWS: Final = 500
"""Rows on a page of a list."""
ROOM: Final = 500
"""Statements that are held at once, unless they are all of one thing."""

_PAGE: Final = re.compile(r"(index|\d+(-by|-about)?)(-\d+)?\.html")
_TABLE: Final = re.compile(r"[a-z_]+\.csv|[a-z_.-]+\.json")


@dataclass(frozen=True, slots=True)
class Site:
    """A folder that becomes a site, and what the site is called."""

    folder: Path
    title: str

    def put(self, name: str, page: str) -> None:
        """Write a page by its name below the folder."""
        with (self.folder / name).open("wb") as stream:
            stream.write(page.encode())


def cut(
    rows: Iterable[Item], count: int, first: str = FRONT, stem: str | None = None
) -> Iterator[tuple[Pages, list[Item]]]:
    """Yield each page of a list of so many rows, with its own; an empty list has one page too."""
    stem = first.removesuffix(".html") if stem is None else stem
    rest, of = iter(rows), max(-(-count // ROWS), 1)
    for number in range(1, of + 1):
        yield Pages(first, stem, number, of), list(islice(rest, ROWS))


def in_steps(ask: Callable[[Item | None], Iterable[Item]]) -> Iterator[Item]:
    """Yield the rows of a list, which is asked for what comes after a row, some at a time."""
    after: Item | None = None
    while rows := list(ask(after)):
        yield from rows
        after = rows[-1]


def together(items: Iterable[Item], statements: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """Yield items that are asked for together: no more than ``most``, nor with too many statements.

    One that has more than ``ROOM`` statements stands alone.
    """
    some: list[Item] = []
    held = 0
    for item in items:
        if some and (len(some) == most or held + statements(item) > ROOM):
            yield some
            some, held = [], 0
        some.append(item)
        held += statements(item)
    if some:
        yield some


def earlier_report(place: Path) -> list[str]:
    """Return what stands in a folder of an earlier report, its front page first; none if it is new or empty.

    Raises:
        TargetInTheWayError: something else lies there, or in its folders.
    """
    if not place.exists():
        return []
    if not place.is_dir():
        raise TargetInTheWayError(str(place))
    names = sorted(each.name for each in place.iterdir() if not each.name.startswith(PREFIX))
    if not names:
        return []
    if not _is_marked(place / FRONT):
        raise TargetInTheWayError(str(place))
    for name in (*SECTIONS, CSV, BESIDE):
        _check_folder(place / name)
    return [FRONT, *(name for name in names if name in {*SECTIONS, CSV, BESIDE})]


def _is_marked(front: Path) -> bool:
    if not front.is_file():
        return False
    with front.open("rb") as stream:
        return MARK in stream.read(MARKED_WITHIN)


def _check_folder(folder: Path) -> None:
    """Make sure that everything in a folder of a report is one's own, since it goes away with it."""
    if not folder.is_dir() or folder.is_symlink():
        if folder.exists() or folder.is_symlink():
            raise TargetInTheWayError(str(folder))
        return
    for each in folder.iterdir():
        if not _is_ours(folder.name, each.name) or not each.is_file():
            raise TargetInTheWayError(str(each))


def _is_ours(folder: str, name: str) -> bool:
    if folder == CSV:
        return bool(_TABLE.fullmatch(name))
    if folder == BESIDE:
        return name in {STYLE, ICON}
    return bool(_PAGE.fullmatch(name))
