"""``review``: the passages that a newer version has in other words, decided by a person.

Verdicts on claims are another thing: ``claim review``, in ``claim_reviews.py``.
"""

from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from claimsdb.cli.listing import rows_wanted, show_blocks
from claimsdb.cli.options import FormatOption, LimitOption, database

if TYPE_CHECKING:
    from claimsdb.records.history import ReviewRow

Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The number that `review` lists.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by", envvar="CLAIMSDB_ANNOTATOR", help="Who decides; the name you are logged in by, unless told."
    ),
]

group = typer.Typer(
    help="Passages that a newer version has in other words, or in several places: list them, decide. "
    "Verdicts on claims are another thing: `claim review`.\n\n"
    "Example: claimsdb review accept 2",
    invoke_without_command=True,
)


@group.callback()
def review(
    context: typer.Context,
    article: Annotated[
        str | None, typer.Option(help="Only those of one article, by number, file or title.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that are decided, or that need no decision, too.")
    ] = False,
    form: FormatOption = "table",
    limit: LimitOption = None,
) -> None:
    """List the passages that wait for a person, both wordings side by side; then accept, choose or reject.

    Example: claimsdb review --article 2
    """
    if context.invoked_subcommand is not None:
        return
    with database(context) as db:
        rows = db.reviews(article=article, everything=everything, limit=rows_wanted(form, limit))
    _show(rows, form, limit)


@group.command()
def accept(context: typer.Context, number: Number, by: By = None, form: FormatOption = "table") -> None:
    """Say that an altered passage stands where it was found, in its new words.

    Example: claimsdb review accept 2
    """
    _decide(context, number, "accept", by, form)


@group.command()
def choose(
    context: typer.Context,
    number: Number,
    place: Annotated[int, typer.Argument(metavar="N", min=1, help="The place that is meant, from 1.")],
    by: By = None,
    form: FormatOption = "table",
) -> None:
    """Say at which of several places a passage stands.

    Example: claimsdb review choose 2 1
    """
    _decide(context, number, "choose", by, form, place)


@group.command()
def reject(context: typer.Context, number: Number, by: By = None, form: FormatOption = "table") -> None:
    """Say that a passage stands at none of the places found: it is gone from the newer version.

    Example: claimsdb review reject 2
    """
    _decide(context, number, "reject", by, form)


@group.command()
def undo(context: typer.Context, number: Number, by: By = None, form: FormatOption = "table") -> None:
    """Take the last decision on a passage back.

    Example: claimsdb review undo 2
    """
    _decide(context, number, "undo", by, form)


def _decide(
    context: typer.Context,
    number: int,
    decision: str,
    by: str | None,
    form: FormatOption,
    place: int | None = None,
) -> None:
    with database(context) as db:
        row = db.review(number, decision, candidate=place, by=by or login())
    _show([row], form, None)


def login() -> str | None:
    """Return the name somebody is logged in by, if there is one."""
    try:
        return getuser()
    except (KeyError, OSError):  # no account; who decided is then not known
        return None


def _show(rows: "list[ReviewRow]", form: FormatOption, limit: int | None) -> None:
    from claimsdb.cli.differences import review_block
    from claimsdb.records.history import ReviewRow

    show_blocks(rows, form, block=review_block, shape=ReviewRow, limit=limit)


def add_commands(app: typer.Typer) -> None:
    """Add this file's commands to the program."""
    app.add_typer(group, name="review")
