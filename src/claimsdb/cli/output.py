"""The two ways out: answers to standard output, everything else to standard error."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Final, TextIO, cast

from claimsdb.cli.ending import ReaderGone, forget_messages, forget_output
from claimsdb.errors.cli import OutputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
UNKNOWN_WIDTH: Final = 80
"""How many columns a terminal has that says it has none."""
_LINE_FILL: Final = re.compile(r" +$", re.MULTILINE)


def visible(text: str) -> str:
    """Return a text that is safe on a terminal: escapes and direction overrides become U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def for_reader(text: str) -> str:
    """Return a text as it is for a program that reads it, and safe if it goes to a terminal."""
    return visible(text) if is_terminal(sys.stdout) else text


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person is looking; a stream that the shell closed is None."""
    return stream is not None and stream.isatty()


def put(text: str) -> None:
    """Write to standard output.

    Raises:
        OutputRefusedError: it is closed or full.
    """
    with _output() as stream:
        stream.write(text)


def finish() -> None:
    """Write out what still waits in the buffer."""
    if sys.stdout is not None:
        with _output() as stream:
            stream.flush()


@contextmanager
def _output() -> Iterator[TextIO]:
    stream = cast("TextIO | None", sys.stdout)
    if stream is None:
        raise OutputRefusedError("it is closed")
    try:
        yield stream
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as fault:
        forget_output()
        raise OutputRefusedError(fault.strerror or str(fault)) from fault


def tell(text: str) -> None:
    """Write a line to standard error, after all that was put before it."""
    finish()
    stream = cast("TextIO | None", sys.stderr)
    if stream is None:
        return
    try:
        stream.write(visible(text) + "\n")
        stream.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError:  # there is nowhere left to say so
        forget_messages()


class _Sheet(StringIO):
    """What Rich draws on, as if it were standard output; only ``put`` writes to that."""

    @property
    def encoding(self) -> str:  # type: ignore[override]  # typeshed lets it be set, io does not
        """Tell which characters there are."""
        return sys.stdout.encoding if sys.stdout else "utf-8"

    def isatty(self) -> bool:
        """Tell whether there are colours."""
        return is_terminal(sys.stdout)


def console() -> Console:
    """Return a console that draws for standard output, data as they are: no markup, no emoji."""
    from rich.console import Console  # noqa: PLC0415 (costs a command that prints JSON a third of its start)

    screen = Console(file=_Sheet(), markup=False, emoji=False, highlight=False)
    screen.width = screen.width or UNKNOWN_WIDTH
    return screen


def draw(*pages: RenderableType, fold: bool = True) -> None:
    """Draw tables and texts on standard output; lines wider than the terminal ``fold`` between words."""
    screen = console()
    for page in pages:
        screen.print(page, soft_wrap=not fold)
    put(_LINE_FILL.sub("", cast("_Sheet", screen.file).getvalue()))


def use_utf8() -> None:
    """Write UTF-8 to files and pipes; on a terminal of another encoding, replace what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(
                encoding=encoding, errors="replace" if encoding is None else "backslashreplace"
            )
