"""The demo: every step of the main job on the two bundled texts, shown as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from claimsdb.cli.output import draw
from claimsdb.cli.pages import statement_block
from claimsdb.cli.reports import export_summary, load_problems, load_summary
from claimsdb.library import open_database
from claimsdb.paths import data_folder
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database

ABOUT: Final = "Randa Kassis"
SPOKEN_BY: Final = "Al Mayadeen TV"


def show_tour(folder: Path) -> None:
    """Load the bundled texts into a fresh ``demo.db``, show claims by actor, export ``csv/``."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "demo.db"
    fresh.unlink(missing_ok=True)
    with open_database(fresh, create=True) as db:
        _step(f"claimsdb --db {fresh} load {data_folder('seeds').name}")
        report = db.load(data_folder("seeds"))
        load_problems(report)
        load_summary(report)
        _step(f'claimsdb --db {fresh} claims --actor "{ABOUT}" --role about')
        _show(db, ClaimFilter(actor=ABOUT, role="about"))
        _step(f'claimsdb --db {fresh} claims --actor "{SPOKEN_BY}" --role speaker')
        _show(db, ClaimFilter(actor=SPOKEN_BY, role="speaker"))
        _step(f"claimsdb --db {fresh} export csv {folder / 'csv'}")
        export_summary(db.export_csv(folder / "csv"))


def _show(db: Database, wanted: ClaimFilter) -> None:
    for passage in db.claims_in_context(wanted):
        draw(statement_block(passage))


def _step(command: str) -> None:
    draw(Text(f"\n$ {command}", style="bold green"))
