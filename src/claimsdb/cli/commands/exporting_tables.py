"""``export parquet`` and ``export datasette``: the tables for those who analyse and publish them."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.exporting import group
from claimsdb.cli.options import database


@group.command()
def parquet(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write; an earlier export there is replaced.")
    ],
) -> None:
    """Write every table and flat.parquet (a row per statement) as Parquet, with types and descriptions.

    It needs DuckDB: pip install 'claimsdb[parquet]'.

    Example: claimsdb export parquet out/
    """
    from claimsdb.cli.progress import shown_texts
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        with shown_texts() as told:
            report = db.export_parquet(folder, told=told)
        export_summary(report, "parquet")


def add_commands(_app: typer.Typer) -> None:
    """Nothing more to do: the commands stand in the group of ``export``."""
