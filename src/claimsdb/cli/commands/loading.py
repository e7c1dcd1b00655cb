"""``load``: texts, annotation files, folders and JSON Lines into the database."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.options import FormatOption, database


def load(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Texts, .claims.yaml files, .jsonl files, folders."),
    ],
    prune: Annotated[
        bool, typer.Option("--prune", help="Take away claims that the files no longer have.")
    ] = False,
    form: FormatOption = "table",
) -> None:
    """Load texts with their annotation files; make the database if there is none.

    Each text is all or nothing, and loading it again changes nothing.

    Example: claimsdb load articles/ story.txt corpus.jsonl
    """
    from claimsdb.cli.progress import shown_progress
    from claimsdb.cli.reports import show_load

    with (
        database(context, create=True) as db,
        shown_progress(lambda: db.bytes_to_load(*paths), form) as shown,
    ):
        tally = show_load(shown.each(db.each_load(*paths, prune=prune, read=shown.read)), form)
    raise typer.Exit(1 if tally.refused else 0)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(load)
