"""``articles``, ``article show`` and ``outlets``: what was published, by whom."""

from typing import Annotated

import typer

from claimsdb.cli.listing import UNKNOWN, as_json, in_line, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, PageOption, database, group_of
from claimsdb.cli.output import draw, put

group = group_of("One article.", "claimsdb article show 2")


def articles(context: typer.Context, form: FormatOption = "table", limit: LimitOption = None) -> None:
    """List the articles; what is not known of one is said to be unknown.

    Example: claimsdb articles --format csv > articles.csv
    """
    from claimsdb.records.rows import ArticleRow

    columns = {
        "": lambda row: str(row.article_id),
        "article": lambda row: f"{in_line(row.title)}\n{in_line(row.file)}",
        "outlet, date": lambda row: f"{in_line(row.outlet)}\n{in_line(row.published)}",
        "authors": lambda row: in_line(row.authors) or UNKNOWN,
        "versions": lambda row: str(row.versions),
        "statements": lambda row: str(row.statements),
    }
    with database(context) as db:
        show_rows(
            db.articles(limit=rows_wanted(form, limit)), form, columns=columns, shape=ArticleRow, limit=limit
        )


@group.command()
def show(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's number, file or title.")],
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
    from claimsdb.records.rows import OutletRow

    columns = {
        "": lambda row: str(row.outlet_id),
        "outlet": lambda row: in_line(row.name),
        "articles": lambda row: str(row.articles),
        "statements": lambda row: str(row.statements),
    }
    with database(context) as db:
        show_rows(
            db.outlets(limit=rows_wanted(form, limit)), form, columns=columns, shape=OutletRow, limit=limit
        )


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(articles)
    app.add_typer(group, name="article")
    app.command()(outlets)
