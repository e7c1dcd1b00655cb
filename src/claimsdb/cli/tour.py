"""The demo: every step of the main job on the two bundled texts, shown as it goes."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from rich.text import Text

from claimsdb.cli.output import draw, visible
from claimsdb.cli.pages import statement_block
from claimsdb.cli.reports import export_summary, show_load
from claimsdb.errors.exports import CannotWriteError
from claimsdb.library import open_database
from claimsdb.paths import data_folder
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database

ABOUT: Final = "Randa Kassis"
SPOKEN_BY: Final = "Al Mayadeen TV"


def show_tour(folder: Path) -> None:
    """Load the bundled texts into ``demo.db``, show claims by actor, export ``csv/``.

    Raises:
        CannotWriteError: the folder cannot be made.
    """
    make_folder(folder)
    where = folder / "demo.db"
    with open_database(where, create=True) as db:
        _step(where, "load", str(data_folder("seeds")))
        show_load(db.each_load(data_folder("seeds")), "table")
        _step(where, "claims", "--actor", ABOUT, "--role", "about")
        _show(db, ClaimFilter(actor=ABOUT, role="about"))
        _step(where, "claims", "--actor", SPOKEN_BY, "--role", "speaker")
        _show(db, ClaimFilter(actor=SPOKEN_BY, role="speaker"))
        _step(where, "export", "csv", str(folder / "csv"))
        export_summary(db.export_csv(folder / "csv"), ("table", "rows"))


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it, if they are not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotWriteError(str(folder), fault.strerror or str(fault)) from fault


def _show(db: Database, wanted: ClaimFilter) -> None:
    for passage in db.claims_in_context(wanted):
        draw(statement_block(passage), "")


def _step(where: Path, *words: str) -> None:
    """Show a command as it can be typed, on one line."""
    command = shlex.join(["claimsdb", "--db", str(where), *words])
    draw(Text(visible(f"\n$ {command}\n"), style="bold green"), fold=False)
