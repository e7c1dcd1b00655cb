"""``export``: everything, in a format other programs read."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.kept import EXPORTS, table_of
from claimsdb.cli.options import database, group_of

group = group_of(
    "Write everything in a format that other programs read.",
    "claimsdb export csv out/",
    epilog=table_of(EXPORTS),
)


@group.command()
def csv(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write; an earlier export there is replaced.")
    ],
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave cells that a spreadsheet would run as they are.")
    ] = False,
) -> None:
    """Write every table and flat.csv (a row per statement), described for Frictionless and as CSVW.

    Cells that a spreadsheet would run as a formula get an apostrophe in front, unless --raw.

    Example: claimsdb export csv out/
    """
    from claimsdb.cli.progress import shown_texts
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        with shown_texts() as told:
            report = db.export_csv(folder, raw=raw, told=told)
        export_summary(report, ("table", "rows"))


@group.command()
def annotations(
    context: typer.Context,
    target: Annotated[
        Path,
        typer.Argument(
            metavar="TARGET", help="A new or empty folder, or a new file of JSON Lines that ends in .jsonl."
        ),
    ],
) -> None:
    """Write every text with its annotation files, which load as an equal database.

    What they cannot carry is told, with how many of it.

    Example: claimsdb export annotations out/
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_annotations(target), left="Not as it was on the way back")
