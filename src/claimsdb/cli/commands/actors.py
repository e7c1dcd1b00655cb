"""``actors``, ``actor show`` and ``topics``: who takes part, and in what."""

from typing import Annotated, Literal

import typer

from claimsdb.cli.listing import Format, as_json, in_line, plain, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, PageOption, database, group_of
from claimsdb.cli.output import draw, put
from claimsdb.errors.cli import OnlyWithError
from claimsdb.records.questions import LIKELY

Kind = Literal["person", "organisation", "state", "group", "outlet"]

group = group_of("One actor.", 'claimsdb actor show "Randa Kassis"')


def actors(
    context: typer.Context,
    kind: Annotated[Kind | None, typer.Option(help="Only actors of this kind.")] = None,
    similar: Annotated[
        bool, typer.Option("--similar", help="Pairs that may be one actor, by their names in any script.")
    ] = False,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="With --similar: only pairs with this one.")
    ] = None,
    least: Annotated[
        float | None,
        typer.Option(metavar="SCORE", help="With --similar: from this likeness on; 80 unless told."),
    ] = None,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List who speaks and is spoken about, under which names; or who may be the same.

    Example: claimsdb actors --kind person
    """
    from claimsdb.records.rows import ActorRow

    if similar:
        _similar(context, actor, kind, LIKELY if least is None else least, form, limit)
        return
    if actor is not None or least is not None:
        raise OnlyWithError("--least" if actor is None else "--actor", "--similar")
    columns = {
        "": lambda row: str(row.actor_id),
        "name": lambda row: in_line(row.name),
        "kind": lambda row: plain(row.kind),
        "other names": lambda row: in_line(tuple(name for name in row.names if name != row.name)),
        "statements by": lambda row: str(row.statements_by),
        "about": lambda row: str(row.statements_about),
    }
    with database(context) as db:
        rows = db.actors(kind=kind, limit=rows_wanted(form, limit))
        show_rows(rows, form, columns=columns, shape=ActorRow, limit=limit)


def _similar(
    context: typer.Context,
    actor: str | None,
    kind: Kind | None,
    least: float,
    form: Format,
    limit: int | None,
) -> None:
    from claimsdb.records.rows import SimilarActors

    columns = {
        "": lambda row: str(row.actor_id),
        "name": lambda row: in_line(row.name),
        " ": lambda row: str(row.other_id),
        "other": lambda row: in_line(row.other),
        "score": lambda row: f"{row.score:g}",
        "reason": lambda row: in_line(row.reason),
    }
    with database(context) as db:
        rows = db.similar_actors(actor, kind=kind, least=least, limit=rows_wanted(form, limit))
        show_rows(rows, form, columns=columns, shape=SimilarActors, limit=limit)


@group.command()
def show(
    context: typer.Context,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Any name of the actor, or its number.")],
    form: PageOption = "page",
) -> None:
    """Show one actor: names, identifiers, what was claimed by and about it, and which articles name it.

    Example: claimsdb actor show "Randa Kassis"
    """
    from claimsdb.cli.progress import shown_texts

    with database(context) as db, shown_texts() as told:
        detail = db.actor(actor, told=told)
    if form == "json":
        put(as_json(detail, indent=2) + "\n")
    else:
        from claimsdb.cli.pages import actor_page

        draw(actor_page(detail))


def topics(context: typer.Context, form: FormatOption = "table", limit: LimitOption = None) -> None:
    """List the code book, and how many claims bear each label.

    Example: claimsdb topics
    """
    from claimsdb.records.rows import TopicRow

    columns = {
        "": lambda row: str(row.topic_id),
        "topic": lambda row: in_line(row.topic),
        "claims": lambda row: str(row.claims),
        "statements": lambda row: str(row.statements),
    }
    with database(context) as db:
        show_rows(
            db.topics(limit=rows_wanted(form, limit)), form, columns=columns, shape=TopicRow, limit=limit
        )


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.command()(actors)
    app.add_typer(group, name="actor")
    app.command()(topics)
