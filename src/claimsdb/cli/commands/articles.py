"""``articles``, ``article show`` and ``outlets``: what was published, by whom."""

from typing import Annotated

import typer

from claimsdb.cli.listing import Format, as_json, carried_here, in_line, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, PageOption, database, group_of
from claimsdb.cli.output import draw, put
from claimsdb.errors.cli import NotTogetherError
from claimsdb.text.shown_words import UNKNOWN

ArticleArgument = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="The article's number, file or title.")
]

group = group_of("One article: its text, its versions, what changed.", "claimsdb article show 2")


def articles(
    context: typer.Context,
    copies: Annotated[
        bool, typer.Option("--copies", help="Pairs that are the same text, or near copies, most alike first.")
    ] = False,
    article: Annotated[
        str | None, typer.Option(help="With --copies: of this article alone, by number, file or title.")
    ] = None,
    overlap: Annotated[
        int, typer.Option(min=1, max=100, help="With --copies: least share of the shorter text, in percent.")
    ] = 50,
    actor: Annotated[
        str | None,
        typer.Option(metavar="ACTOR", help="Only articles that name this actor, claimed or not."),
    ] = None,
    uncoded: Annotated[
        bool, typer.Option("--uncoded", help="Sentences that name an actor and carry no claim yet.")
    ] = False,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List the articles; what is not known of one is said to be unknown.

    Copies are no independent sources. The overlap of two is the share of the five-word runs of the shorter
    text that stand in the longer; page chrome is left out.

    With --uncoded come the sentences of the newest texts that are left to code, of one actor or of all.

    Example: claimsdb articles --uncoded --actor Kassis
    """
    if copies or article is not None:
        for option, given in (("--actor", actor is not None), ("--uncoded", uncoded)):
            if given:
                raise NotTogetherError("--copies" if copies else "--article", option)
        _copies(context, article, overlap, form, limit)
        return
    if uncoded:
        _uncoded(context, actor, form, limit)
        return
    from claimsdb.cli.progress import shown_texts
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
        with shown_texts() as told:
            rows = db.articles(actor=actor, limit=rows_wanted(form, limit), told=told)
        show_rows(rows, form, columns=columns, shape=ArticleRow, limit=limit)


def _uncoded(context: typer.Context, actor: str | None, form: Format, limit: int | None) -> None:
    from claimsdb.cli.progress import shown_texts
    from claimsdb.records.mentions import UncodedPassage

    columns = {
        "": lambda row: str(row.article_id),
        "article": lambda row: (
            f"{in_line(row.title or row.file)}\n{in_line(row.outlet)}, {in_line(row.published)}"
        ),
        "characters": lambda row: f"{row.start_char}–{row.end_char}",
        "passage": lambda row: in_line(row.passage),
        "names": lambda row: in_line(row.actors) + (" (ambiguous)" if row.ambiguous else ""),
    }
    with database(context) as db, shown_texts() as told:
        rows = db.each_uncoded(actor, limit=rows_wanted(form, limit), told=told)
        show_rows(rows, form, columns=columns, shape=UncodedPassage, limit=limit)


def _copies(
    context: typer.Context, article: str | None, overlap: int, form: Format, limit: int | None
) -> None:
    from claimsdb.records.rows import CopyRow

    columns = {
        "": lambda row: str(row.article_id),
        "article": lambda row: f"{in_line(row.title)}\n{in_line(row.outlet)}, {in_line(row.published)}",
        "copy": lambda row: (
            f"{row.other_id}  {in_line(row.other_title)}\n"
            f"{in_line(row.other_outlet)}, {in_line(row.other_published)}"
        ),
        "overlap": lambda row: "same text" if row.same_text else f"{row.overlap} %",
        "of both": lambda row: f"{row.jaccard} %",
    }
    with database(context) as db:
        rows = db.copies(article, overlap=overlap, limit=rows_wanted(form, limit))
        show_rows(rows, form, columns=columns, shape=CopyRow, limit=limit)


@group.command()
def show(
    context: typer.Context,
    article: ArticleArgument,
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


@group.command()
def history(
    context: typer.Context,
    article: ArticleArgument,
    form: FormatOption = "table",
) -> None:
    """List the captured wordings of an article, what changed in each, and what became of its passages.

    Example: claimsdb article history 2
    """
    from claimsdb.records.history import VersionRow

    columns = {
        "version": lambda row: str(row.version),
        "captured": lambda row: f"{row.observed_at}\nfrom {in_line(row.origin)}",
        "SHA-256": lambda row: row.text_sha256[:12],
        "words": lambda row: (
            "" if row.words_added is None else f"+{row.words_added:,} −{row.words_removed:,}"
        ),
        "made here": lambda row: f"{row.statements:,}",
        "carried here": carried_here,
    }
    with database(context) as db:
        show_rows(db.history(article), form, columns=columns, shape=VersionRow, limit=0)


@group.command()
def diff(
    context: typer.Context,
    article: ArticleArgument,
    older: Annotated[
        int | None, typer.Argument(metavar="[A]", min=1, help="The older version; the last but one.")
    ] = None,
    newer: Annotated[int | None, typer.Argument(metavar="[B]", min=1, help="The newer; the next.")] = None,
    form: PageOption = "page",
) -> None:
    """Show what changed between two versions, word by word, with the passages that were touched marked.

    Example: claimsdb article diff 2 1 2
    """
    with database(context) as db:
        found = db.compare(article, older, newer)
    if form == "json":
        put(as_json(found, indent=2) + "\n")
    else:
        from claimsdb.cli.differences import difference_page

        draw(difference_page(found))


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
