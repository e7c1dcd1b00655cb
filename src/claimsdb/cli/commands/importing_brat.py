"""``import brat``: folders of texts with standoff files."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.importing import DryRunOption, KeepGoingOption, group, take_in
from claimsdb.cli.options import FormatOption
from claimsdb.cli.output import tell


@group.command()
def brat(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Texts NAME.txt, each with NAME.ann.")],
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in standoff files of brat: events with Source, Cue and Content become statements.

    Words marked as Claim, Content or Statement that no event uses are the article's own. Several annotators
    of a text: NAME.ANNOTATOR.ann, or a folder for each with the same texts. What is no part of a statement is
    kept as lines, which export brat writes back, and told at the end.

    Example: claimsdb import brat corpus/ --keep-going
    """
    from claimsdb.sources.foreign.brat import BratFolder

    corpus = BratFolder(folder)
    try:
        take_in(context, corpus.read(), form, dry_run=dry_run, keep_going=keep_going)
    finally:
        for what, count in corpus.lost.items():
            tell(f"Kept as lines alone: {count:,} {what}.")


def add_commands(_app: typer.Typer) -> None:
    """Nothing more to do: the command stands in the group of ``import``."""
