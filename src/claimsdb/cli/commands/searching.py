"""``search``: ranked full-text search in claims and passages."""

from typing import Annotated, Literal

import typer

from claimsdb.cli.listing import in_line, plain, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, database


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words, "a phrase", or begin*.')],
    fts: Annotated[bool, typer.Option("--fts", help="Hand the words to the engine as they are.")] = False,
    order: Annotated[
        Literal["best", "newest"],
        typer.Option(help="What comes first. Of a word that stands everywhere the newest are ranked."),
    ] = "best",
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """Find claims by words in their sentence or passage, in any script.

    With a limit, the best are sought in the newest 10,000 claims and the newest 10,000 passages
    that have the words.

    Example: claimsdb search ceasefire mechan*
    """
    from claimsdb.records.rows import SearchHit

    columns = {
        "": lambda row: str(row.claim_id),
        "found": lambda row: in_line(row.snippet),
        "in": lambda row: row.found_in,
        "article": lambda row: f"{in_line(row.title)} ({in_line(row.outlet)}, {plain(row.published)})",
    }
    with database(context) as db:
        hits = db.search(" ".join(words), fts=fts, order=order, limit=rows_wanted(form, limit))
        show_rows(hits, form, columns=columns, shape=SearchHit, limit=limit)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(search)
