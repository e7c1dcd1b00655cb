"""``export archive`` and ``import archive``: everything, in one file that makes an equal database."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats import exporting, importing
from claimsdb.cli.options import database
from claimsdb.cli.output import tell


@exporting.group.command(name="archive")
def export_archive(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.zip", help="Where to write; an earlier archive is replaced.")
    ],
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Leave texts and originals out; keep their SHA-256.")
    ] = False,
) -> None:
    """Write everything to one compressed file, of which import archive makes an equal database.

    Rows are JSON Lines; texts and original bytes are files beside them.

    Example: claimsdb export archive claims.zip
    """
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        export_summary(db.export_archive(file, with_text=not without_text), ("part", "rows"))


@importing.group.command(name="archive")
def import_archive(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="An archive that claimsdb wrote.")],
    texts: Annotated[
        Path | None,
        typer.Option("--texts", help="The folder with the texts of an archive that was made without them."),
    ] = None,
    dry_run: importing.DryRunOption = False,
) -> None:
    """Make an equal database of an archive, in one that is new or empty; all of it or nothing.

    Every row is compared. Where all of it is already, nothing changes.

    Example: claimsdb --db new.db import archive claims.zip
    """
    from claimsdb.cli.progress import shown_rows
    from claimsdb.cli.reports import archive_import_summary
    from claimsdb.library import import_archive as take_in

    with shown_rows() as told:
        report = take_in(context.obj, file, texts=texts, dry_run=dry_run, told=told)
    archive_import_summary(report)
    if dry_run:
        tell("Nothing was kept: this is what would become of it.")
