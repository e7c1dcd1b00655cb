"""How far a long work has come, on standard error, for a person at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimsdb.cli.output import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimsdb.records.loading import LoadOutcome


@contextmanager
def shown_progress(verb: str) -> Iterator[Callable[[LoadOutcome], None]]:
    """Count texts while they are loaded; nothing is written when standard error is not a terminal."""
    if not is_terminal(sys.stderr):
        yield lambda _outcome: None
        return
    from rich.console import Console  # noqa: PLC0415 (see output.console)
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,} texts"),
        TimeElapsedColumn(),
    )
    screen = Console(stderr=True, markup=False, emoji=False, highlight=False)
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task(verb, total=None)
        yield lambda _outcome: progress.advance(task)
