"""``search``: ranked full-text search in claims and passages."""

from __future__ import annotations

from typing import Annotated

import typer

from claimsdb.cli.listing import plain, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, database
from claimsdb.records.rows import SearchHit


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help='Words, "a phrase", or begin*.')],
    fts: Annotated[bool, typer.Option("--fts", help="Hand the words to SQLite's FTS5 as they are.")] = False,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """Find claims by words in their sentence or passage, best first, in any script.

    Example: claimsdb search ceasefire mechan*
    """
    columns = {
        "claim": lambda row: str(row.claim_id),
        "found": lambda row: plain(row.snippet),
        "in": lambda row: row.found_in,
        "article": lambda row: f"{plain(row.title)} ({plain(row.outlet)}, {plain(row.published)})",
    }
    with database(context) as db:
        hits = db.search(" ".join(words), fts=fts, limit=rows_wanted(form, limit))
        show_rows(hits, form, columns=columns, shape=SearchHit)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(search)
