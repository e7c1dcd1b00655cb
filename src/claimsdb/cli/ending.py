"""How a command ends early: a signal, or a reader that has gone away."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from types import FrameType
    from typing import TextIO

SIGNALLED: Final = 128
"""What shells add to the number of the signal that ended a program."""


class EndedBySignal(BaseException):
    """Ctrl-C, a closed terminal, or a polite kill.

    Typer answers KeyboardInterrupt with a message of its own; this passes it by.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = SIGNALLED + number


class ReaderGone(BaseException):
    """The output was closed by whoever was reading it."""


def end_on_signals() -> None:
    """Let signals unwind the program, so that transactions roll back and temporary files go.

    Those that the program was started to ignore, as by ``nohup``, stay ignored. A second signal
    of a kind ends the program at once.
    """
    sys.unraisablehook = _end_where_nothing_can_be_raised
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _unwind)


def _unwind(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    _say_nothing_more()
    raise EndedBySignal(number)


def _say_nothing_more() -> None:
    """Stop the log: SQLAlchemy writes down whatever is raised while it closes a connection.

    A log that is not there yet, or only half imported when the signal comes, has nothing to say; to import
    it here would fail in the latter case.
    """
    stop_the_log = getattr(sys.modules.get("logging"), "disable", None)
    if stop_the_log is not None:
        stop_the_log()


def signal_behind(fault: BaseException | None) -> EndedBySignal | None:
    """Return the signal that a failure came of: in some places Python makes another failure of it."""
    while fault is not None and not isinstance(fault, EndedBySignal):
        fault = fault.__cause__ or fault.__context__
    return fault


def _end_where_nothing_can_be_raised(fault: sys.UnraisableHookArgs) -> None:
    if isinstance(fault.exc_value, EndedBySignal):
        signal.raise_signal(fault.exc_value.exit_code - SIGNALLED)
    sys.__unraisablehook__(fault)


def forget_output() -> None:
    """Send what still waits for a closed or full standard output nowhere, so that Python's exit is quiet."""
    _forget(sys.__stdout__)


def forget_messages() -> None:
    """Send what still waits for a full standard error nowhere: Python would end with status 120 for it."""
    _forget(sys.__stderr__)


def _forget(stream: TextIO | None) -> None:
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
