"""The commands, put together, and the options that all of them share."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from claimsdb.cli.commands import (
    actors,
    articles,
    carried_passages,
    claim_reviews,
    claims,
    database,
    demo,
    formats,
    judging,
    loading,
    roles,
    searching,
)
from claimsdb.cli.output import put

WHAT: Final = """Who said what, where and when, and the passage that shows it.

Example: claimsdb load articles/ && claimsdb claims --actor "Randa Kassis"
"""

app = typer.Typer(
    name="claimsdb",
    help=WHAT,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for room in (
    *(demo, loading, carried_passages, claims, claim_reviews, articles, actors, judging, roles, searching),
    *(formats, database),
):
    room.add_commands(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        from claimsdb import __version__  # noqa: PLC0415 (named only here)

        put(f"claimsdb {__version__}\n")
        raise typer.Exit


@app.callback()
def global_options(
    context: typer.Context,
    db: Annotated[
        str,
        typer.Option("--db", envvar="CLAIMSDB_DB", help="The database: a path, or a URL.", show_default=True),
    ] = "claims.db",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,  # noqa: ARG001 (read by main)
    version: Annotated[  # noqa: ARG001 (acted on by its callback)
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    context.obj = db
