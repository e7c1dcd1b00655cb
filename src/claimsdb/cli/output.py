"""The two ways out: answers to standard output, everything else to standard error."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from claimsdb.cli.ending import ReaderGone

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return a text that is safe on a terminal: escapes and direction overrides become U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def put(text: str) -> None:
    """Write to standard output."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise ReaderGone from None


def finish() -> None:
    """Write out what still waits in the buffer."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def tell(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(visible(text) + "\n")


def console() -> Console:
    """Return a console on standard output that shows data as they are: no markup, no emoji."""
    from rich.console import Console  # noqa: PLC0415 (costs a command that prints JSON a third of its start)

    return Console(markup=False, emoji=False, highlight=False)


def draw(*pages: RenderableType) -> None:
    """Draw tables and texts on standard output."""
    screen = console()
    for page in pages:
        with screen.capture() as captured:
            screen.print(page)
        put(captured.get())


def use_utf8() -> None:
    """Write UTF-8 to files and pipes; on a terminal of another encoding, replace what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace") if stream.isatty() else stream.reconfigure(encoding="utf-8")
