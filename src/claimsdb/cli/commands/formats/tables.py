"""``export parquet`` and ``export datasette``: the tables for those who analyse and publish them."""

from pathlib import Path
from typing import Annotated

import typer

from claimsdb.cli.commands.formats.exporting import group
from claimsdb.cli.options import database
from claimsdb.records.choices import TITLE


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
        export_summary(report, ("table", "rows"))


@group.command()
def datasette(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.db", help="Where to write; an earlier export is replaced.")
    ],
    title: Annotated[str, typer.Option("--title", help="What the front page is called.")] = TITLE,
    licence: Annotated[
        str | None, typer.Option("--license", help="The terms on which it is published.")
    ] = None,
    licence_url: Annotated[
        str | None, typer.Option("--license-url", help="The web address of the terms.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Who made the database.")] = None,
    source_url: Annotated[str | None, typer.Option("--source-url", help="The web address of those.")] = None,
    without_text: Annotated[
        bool,
        typer.Option("--without-text", help="Leave the texts of articles out, not the quotes."),
    ] = False,
    originals: Annotated[
        bool, typer.Option("--originals", help="Keep the bytes that texts were read from.")
    ] = False,
) -> None:
    """Write an SQLite file that Datasette publishes, and FILE-metadata.json that says how.

    Tables have labels, links, facets and full-text search; flat has a row per statement.

    Look at it with: datasette site.db --metadata site-metadata.json

    Example: claimsdb export datasette site.db
    """
    from claimsdb.cli.progress import shown_texts
    from claimsdb.cli.reports import export_summary
    from claimsdb.records.tables import Publication

    publication = Publication(title, licence, licence_url, source, source_url)
    with database(context) as db:
        with shown_texts() as told:
            report = db.export_datasette(
                file, publication, with_text=not without_text, with_originals=originals, told=told
            )
        export_summary(report, ("table", "rows"), then=", with its metadata beside it")
