"""``articles``, ``article show`` and ``outlets``: what was published, by whom."""

from __future__ import annotations

from typing import Annotated

import typer

from claimsdb.cli.listing import as_json, plain, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, PageOption, database
from claimsdb.cli.output import draw, put
from claimsdb.records.rows import ArticleRow, OutletRow

group = typer.Typer(help="One article.", no_args_is_help=True)


def articles(context: typer.Context, form: FormatOption = "table", limit: LimitOption = None) -> None:
    """List the articles; what is not known of one is said to be unknown.

    Example: claimsdb articles --format csv > articles.csv
    """
    columns = {
        "": lambda row: str(row.article_id),
        "article": lambda row: f"{plain(row.title)}\n{plain(row.file)}",
        "outlet": lambda row: plain(row.outlet),
        "published": lambda row: plain(row.published),
        "authors": lambda row: plain(row.authors) or plain(None),
        "versions": lambda row: str(row.versions),
        "statements": lambda row: str(row.statements),
    }
    with database(context) as db:
        show_rows(db.articles(limit=rows_wanted(form, limit)), form, columns=columns, shape=ArticleRow)


@group.command()
def show(
    context: typer.Context,
    article: Annotated[str, typer.Argument(help="The article's number, file or title.")],
    form: PageOption = "page",
) -> None:
    """Show one article: its text with every passage marked and numbered, and the claims on them.

    Example: claimsdb article show 2
    """
    with database(context) as db:
        detail = db.article(article)
    if form == "json":
        put(as_json(detail, indent=2) + "\n")
    else:
        from claimsdb.cli.pages import article_page

        draw(article_page(detail))


def outlets(context: typer.Context, form: FormatOption = "table", limit: LimitOption = None) -> None:
    """List who published, and how much.

    Example: claimsdb outlets
    """
    columns = {
        "": lambda row: str(row.outlet_id),
        "outlet": lambda row: plain(row.name),
        "articles": lambda row: str(row.articles),
        "statements": lambda row: str(row.statements),
    }
    with database(context) as db:
        show_rows(db.outlets(limit=rows_wanted(form, limit)), form, columns=columns, shape=OutletRow)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(articles)
    app.add_typer(group, name="article")
    app.command()(outlets)
