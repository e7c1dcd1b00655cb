"""``export html``: everything as a site of pages, to be read in a browser."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats import exporting
from claimsdb.cli.options import database


@exporting.group.command()
def html(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write; an earlier report there is replaced.")
    ],
    title: Annotated[str | None, typer.Option("--title", help="What the report is called.")] = None,
) -> None:
    """Write a report to read in a browser: claims, articles with their passages marked, actors, tables.

    It begins with index.html, and needs no server, no script and no network.

    Example: claimsdb export html report/
    """
    from claimsdb.cli.progress import shown_texts
    from claimsdb.cli.reports import export_summary

    with database(context) as db:
        with shown_texts() as told:
            report = db.export_html(folder, title=title, told=told)
        export_summary(report, ("pages of", "how many"), then=": open index.html there")
