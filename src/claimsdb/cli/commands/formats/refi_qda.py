"""``export`` and ``import`` of REFI-QDA: projects and code books of programs for qualitative analysis."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats import exporting, importing
from claimsdb.cli.commands.formats.importing import DryRunOption, KeepGoingOption, take_in
from claimsdb.cli.options import FormatOption, database
from claimsdb.cli.output import tell
from claimsdb.records.choices import Positions


@exporting.group.command(name="refi-qda")
def export_refi_qda(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.qdpx|FILE.qdc", help="Where to write; an earlier export is replaced."),
    ],
) -> None:
    """Write a REFI-QDA project for QualCoder, ATLAS.ti, MAXQDA or NVivo; or its code book alone (.qdc).

    Topics are codes, statements coded selections with the claim as description, annotators users; positions
    count code points. What has no place there is told.

    Example: claimsdb export refi-qda claims.qdpx
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_refi_qda(file))


@importing.group.command(name="refi-qda")
def import_refi_qda(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.qdpx|FILE.qdc", help="A project, or a code book.")],
    positions: Annotated[
        Positions | None,
        typer.Option("--positions", help="What positions count, if nothing in the project proves it."),
    ] = None,
    short_line_ends: Annotated[
        bool, typer.Option("--short-line-ends", help="Count CR LF in a text as one character.")
    ] = False,
    dry_run: DryRunOption = False,
    keep_going: KeepGoingOption = False,
    form: FormatOption = "table",
) -> None:
    """Take in a REFI-QDA project of QualCoder, ATLAS.ti, MAXQDA, NVivo or others, or a code book.

    Codes become topics, coded selections statements, users annotators. The claim is the selection's
    description or note, else its words. What has no place here is told at the end.

    Example: claimsdb import refi-qda interviews.qdpx
    """
    from claimsdb.sources.foreign.qda import QdaFile

    project = QdaFile(file, positions, short_line_ends)
    try:
        take_in(context, project.read(), form, dry_run=dry_run, keep_going=keep_going)
    finally:
        for what, count in project.lost.items():
            tell(f"Not kept: {count:,} {what}.")
