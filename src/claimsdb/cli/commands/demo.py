"""``demo``: the whole way on the two bundled texts."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where to make the demo's database and CSV files.")
    ] = Path("claimsdb-demo"),
) -> None:
    """Load the two bundled texts, show claims by actor, export the tables.

    Where it ran before, the same database is loaded again, which changes nothing.

    Example: claimsdb demo
    """
    from claimsdb.cli.tour import show_tour

    show_tour(folder)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(demo)
