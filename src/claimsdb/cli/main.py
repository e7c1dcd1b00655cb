"""The front door of the command line: global options, and failures turned into a sentence and a status."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from claimsdb.cli.commands import actors, articles, claims, database, demo, exporting, loading, searching
from claimsdb.cli.ending import InterruptedByUser, ReaderGone, end_on_interrupt, forget_output
from claimsdb.cli.output import finish, put, tell, use_utf8
from claimsdb.errors.base import ClaimsDBError

FAILED = 1
INTERRUPTED = 130
"""The status shells give a program that Ctrl-C ended."""

app = typer.Typer(
    name="claimsdb",
    help="Who said what, where and when, and the passage that shows it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for room in (demo, loading, claims, articles, actors, searching, exporting, database):
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
    """Who said what, where and when, and the passage that shows it.

    Example: claimsdb load articles/ && claimsdb claims --actor "Randa Kassis"
    """
    context.obj = db


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; return its exit status.

    0: done. 1: the work found problems, each named. 2: wrong usage. 3: the database cannot be used.
    """
    given = globals_first(sys.argv[1:] if arguments is None else arguments)
    use_utf8()
    end_on_interrupt()
    try:
        return _run(given)
    except ReaderGone:
        forget_output()
        return 0
    except InterruptedByUser:
        return INTERRUPTED
    except ClaimsDBError as failure:
        if "--debug" in given:
            raise
        tell(failure.sentence)
        return failure.exit_code
    except Exception as fault:
        if "--debug" in given:
            raise
        tell(
            f"claimsdb itself failed ({type(fault).__name__}: {fault}). "
            "Add --debug to see where, and report it."
        )
        return FAILED


def _run(arguments: list[str]) -> int:
    try:
        app(arguments, prog_name="claimsdb")
    except SystemExit as ended:
        finish()
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def globals_first(arguments: list[str]) -> list[str]:
    """Move ``--db X`` and ``--debug`` to the front, so that they may stand after the command as well."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--db":
            first += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument == "--debug" or argument.startswith("--db="):
            first.append(argument)
        else:
            rest.append(argument)
    return first + rest


def run() -> None:
    """Run the command line that the user typed, and end the process."""
    sys.exit(main())
