"""How far a long work has come, on standard error, for a person at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimsdb.cli.output import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID

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


@contextmanager
def shown_rows() -> Iterator[Callable[[str, int], None]]:
    """Count rows for each step of a work; nothing is written when standard error is not a terminal."""
    if not is_terminal(sys.stderr):
        yield lambda _what, _rows: None
        return
    from rich.console import Console  # noqa: PLC0415 (see output.console)
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    screen = Console(stderr=True, markup=False, emoji=False, highlight=False)
    with Progress(*columns, console=screen, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def told(what: str, rows: int) -> None:
            if what not in tasks:
                for earlier in tasks.values():
                    progress.update(earlier, visible=False)
                tasks[what] = progress.add_task(what, total=None)
            progress.advance(tasks[what], rows)

        yield told
