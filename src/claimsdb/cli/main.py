"""The front door of the command line: signals and failures turned into a sentence and a status."""

from __future__ import annotations

import gc
import sys
from typing import Final

from claimsdb.cli.ending import (
    EndedBySignal,
    ReaderGone,
    end_on_signals,
    forget_output,
    signal_behind,
)
from claimsdb.cli.output import finish, tell, use_utf8
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.cli import UnreadableArgumentError

FAILED: Final = 1
SELDOM: Final = 100_000
"""New objects between two looks for garbage: what starting makes is none, and looking takes a tenth of it."""


def run() -> None:
    """Run the command line that the user typed, and end the process."""
    end_on_signals()
    gc.set_threshold(SELDOM)
    status = main()
    gc.freeze()  # the system takes it all back at once; looking through it first is in vain
    sys.exit(status)


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; return its exit status.

    0: done. 1: the work found problems, each named. 2: wrong usage. 3: the database cannot be used.
    128 and more: a signal ended it.
    """
    first, rest = globals_first(sys.argv[1:] if arguments is None else arguments)
    use_utf8()
    try:
        return _run([*first, *rest], debug="--debug" in first)
    except ReaderGone:
        forget_output()
        return 0
    except EndedBySignal as ended:
        return ended.exit_code


def _run(arguments: list[str], *, debug: bool) -> int:
    try:
        return _status(arguments)
    except Exception as fault:
        if ended := signal_behind(fault):
            return ended.exit_code
        if debug:
            raise
        return _tell_failure(fault)


def _tell_failure(fault: Exception) -> int:
    if isinstance(fault, ClaimsDBError):
        tell(fault.sentence)
        return fault.exit_code
    kind = type(fault).__name__
    tell(f"claimsdb itself failed ({kind}: {fault}). Add --debug to see where, and report it.")
    return FAILED


def _status(arguments: list[str]) -> int:
    from claimsdb.cli.app import app  # noqa: PLC0415 (Ctrl-C is quiet from before Typer is imported)

    _refuse_unreadable(arguments)
    try:
        app(arguments, prog_name="claimsdb")
    except SystemExit as ended:
        finish()
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _refuse_unreadable(arguments: list[str]) -> None:
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise UnreadableArgumentError(argument) from None


def globals_first(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Part ``--db X`` and ``--debug`` from the rest, so that they may stand after the command as well."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--db":
            value = next(waiting, None)
            if value is None:
                return ["--db"], []  # Typer says that it lacks its value
            first += [argument, value]
        elif argument == "--debug" or argument.startswith("--db="):
            first.append(argument)
        else:
            rest.append(argument)
    return first, rest
