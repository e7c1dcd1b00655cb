"""``actor roles`` and ``actor role add|remove``: what actors were, and when."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final

import typer

from claimsdb.cli.commands.actors import group as actor_group
from claimsdb.cli.listing import in_line, rows_wanted, show_rows
from claimsdb.cli.options import FormatOption, LimitOption, database, group_of
from claimsdb.cli.output import tell
from claimsdb.cli.roles import role_quoted, role_times, role_title
from claimsdb.errors.cli import OnlyWithError

if TYPE_CHECKING:
    from claimsdb.records.roles import RoleRow

COLUMNS: Final[dict[str, Callable[["RoleRow"], str]]] = {
    "": lambda row: str(row.role_id),
    "actor": lambda row: in_line(row.actor),
    "role": role_title,
    "held": role_times,
    "passage": role_quoted,
}

group = group_of(
    "A role that an actor held: record one by hand, or take one away.",
    "claimsdb actor role add Kassis --title Envoy --from 2015",
)


@actor_group.command()
def roles(
    context: typer.Context,
    actor: Annotated[
        str | None, typer.Argument(metavar="[ACTOR]", help="Any name of an actor, or its number.")
    ] = None,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List what actors were, of whom or what, from when to when, and the passage that says so.

    Example: claimsdb actor roles "Kairat Abdrakhmanov"
    """
    from claimsdb.records.roles import RoleRow

    with database(context) as db:
        rows = db.roles(actor, limit=rows_wanted(form, limit))
    show_rows(rows, form, columns=COLUMNS, shape=RoleRow, limit=limit)


@group.command()
def add(
    context: typer.Context,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Any name of the actor, or its number.")],
    title: Annotated[str, typer.Option(help="What the role is called, such as Foreign Minister.")],
    of: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Of which state or organisation, by any name.")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="When it began (EDTF).")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="When it ended (EDTF).")] = None,
    article: Annotated[
        str | None, typer.Option(help="The article that says so, by number, file or title.")
    ] = None,
    quote: Annotated[str | None, typer.Option(help="The passage that says so, copied from its text.")] = None,
    before: Annotated[str | None, typer.Option(help="The words directly before the quote.")] = None,
    after: Annotated[str | None, typer.Option(help="The words directly after it.")] = None,
    occurrence: Annotated[
        int | None, typer.Option(min=1, help="Which of several like passages, from 1.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", envvar="CLAIMSDB_ANNOTATOR", help="Who records it.")
    ] = None,
    form: FormatOption = "table",
) -> None:
    """Record a role that an actor held. A date that is left out is unknown.

    Example: claimsdb actor role add Kassis --title Envoy --of Syria --from 2015
    """
    from claimsdb.records.roles import RoleRow

    if (article is None) != (quote is None):
        raise OnlyWithError(*(("--quote", "--article") if article is None else ("--article", "--quote")))
    with database(context) as db:
        row = db.add_role(
            actor,
            title,
            of=of,
            since=since,
            until=until,
            article=article,
            quote=quote,
            before=before,
            after=after,
            occurrence=occurrence,
            annotator=by,
        )
    show_rows([row], form, columns=COLUMNS, shape=RoleRow)


@group.command()
def remove(
    context: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, help="The number that `actor roles` lists.")
    ],
) -> None:
    """Take a role away that was recorded by hand.

    Example: claimsdb actor role remove 5
    """
    with database(context) as db:
        row = db.remove_role(number)
    tell(f"Taken away: role {number}, {in_line(row.actor)}, {role_title(row)}, {role_times(row)}.")


def add_commands(_app: typer.Typer) -> None:
    """Add this file's commands to the program's group of commands on actors."""
    actor_group.add_typer(group, name="role")
