"""How a command ends early: an interrupt, or a reader that has gone away."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType


class InterruptedByUser(BaseException):
    """Ctrl-C. Typer answers KeyboardInterrupt with a message of its own; this passes it by."""


class ReaderGone(BaseException):
    """Standard output was closed by whoever was reading it."""


def end_on_interrupt() -> None:
    """Let Ctrl-C unwind the program, so that transactions roll back and temporary files go."""
    signal.signal(signal.SIGINT, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise InterruptedByUser


def forget_output() -> None:
    """Send what is still waiting for the closed output nowhere, so that Python's exit is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
