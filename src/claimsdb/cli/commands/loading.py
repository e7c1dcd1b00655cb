"""``load``: texts, annotation files, folders and JSON Lines into the database."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.options import FormatOption, database
from claimsdb.cli.output import tell


def load(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Texts, .claims.yaml files, .jsonl files, folders."),
    ],
    prune: Annotated[
        bool, typer.Option("--prune", help="Take away claims that the files no longer have.")
    ] = False,
    into: Annotated[
        str | None,
        typer.Option("--as", metavar="ARTICLE", help="The article that the one text is a newer wording of."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Keep nothing; say what would become of each text and passage."),
    ] = False,
    form: FormatOption = "table",
) -> None:
    """Load texts with their annotation files; make the database if there is none.

    Each text is all or nothing, and loading it again changes nothing. A changed text of a known
    article becomes a new version, to which every passage is carried.

    Example: claimsdb load articles/ story.txt corpus.jsonl
    """
    from claimsdb.cli.progress import shown_progress
    from claimsdb.cli.reports import show_load

    with (
        database(context, create=True) as db,
        shown_progress(lambda: db.bytes_to_load(*paths), form) as shown,
    ):
        outcomes = db.each_load(*paths, prune=prune, into=into, dry_run=dry_run, read=shown.read)
        tally = show_load(shown.each(outcomes), form)
    if dry_run:
        tell("Nothing was kept: this is what would become of it.")
    raise typer.Exit(1 if tally.refused else 0)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(load)
