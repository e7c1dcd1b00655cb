"""``export brat``: texts with standoff files."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.exporting import group
from claimsdb.cli.options import database


@group.command()
def brat(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
) -> None:
    """Write each text that statements stand on with its standoff file, as a folder that brat opens.

    Statements become events with Source, Cue and Content, or claims of the article's own; lines that brat's
    files came with go out as they came. Several annotators have a folder each.

    Example: claimsdb export brat standoff/
    """
    from claimsdb.cli.reports import network_summary

    with database(context) as db:
        network_summary(db.export_brat(folder))


def add_commands(_app: typer.Typer) -> None:
    """Nothing more to do: the command stands in the group of ``export``."""
