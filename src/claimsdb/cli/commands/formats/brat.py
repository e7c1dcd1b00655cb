"""``export brat`` and ``import brat``: folders of texts with standoff files."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats import exporting, importing
from claimsdb.cli.commands.formats.importing import DryRunOption, KeepGoingOption, take_in
from claimsdb.cli.options import FormatOption, database
from claimsdb.cli.output import tell


@exporting.group.command(name="brat")
def export_brat(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
) -> None:
    """Write each text that statements stand on with its standoff file, as a folder that brat opens.

    Statements become events with Source, Cue and Content, or claims of the article's own; lines that brat's
    files came with go out as they came. Several annotators have a folder each.

    Example: claimsdb export brat standoff/
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_brat(folder))


@importing.group.command(name="brat")
def import_brat(
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
