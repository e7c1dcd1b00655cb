"""How far a long work has come, on standard error, for a person at a terminal."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

from claimsdb.cli.output import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

    from claimsdb.cli.listing import Format
    from claimsdb.records.loading import LoadOutcome


class Shown(Protocol):
    """What is told of a load while it goes on."""

    def read(self, size: int) -> None:
        """Tell that some more bytes were read."""

    def each(self, outcomes: Iterable[LoadOutcome]) -> Iterator[LoadOutcome]:
        """Pass outcomes on, and count them."""


class _Unseen:
    """Nobody is looking."""

    def read(self, size: int) -> None:
        pass

    def each(self, outcomes: Iterable[LoadOutcome]) -> Iterator[LoadOutcome]:
        return iter(outcomes)


class _Seen:
    """A line that is drawn over: texts, claims, how many a second, and how long it will take."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("Loading", total=total, texts=0, claims=0, pace="")
        self._texts = self._claims = 0

    def read(self, size: int) -> None:
        self._progress.advance(self._task, size)

    def each(self, outcomes: Iterable[LoadOutcome]) -> Iterator[LoadOutcome]:
        for outcome in outcomes:
            self._texts += 1
            self._claims += len(outcome.claims.added)
            self._progress.update(self._task, texts=self._texts, claims=self._claims, pace=self._pace())
            yield outcome
        self._progress.stop()  # what is told next stands in its place

    def _pace(self) -> str:
        seconds = self._progress.tasks[0].elapsed or 1.0
        return f"{self._texts / seconds:,.0f} texts/s, {self._claims / seconds:,.0f} claims/s"


@contextmanager
def shown_progress(bytes_to_load: Callable[[], int], form: Format) -> Iterator[Shown]:
    """Show how far a load is; nothing is written when standard error is no terminal, or rows are asked for.

    ``bytes_to_load`` is only called if somebody is looking.
    """
    if form != "table" or not is_terminal(sys.stderr):
        yield _Unseen()
        return
    from rich.console import Console  # noqa: PLC0415 (see output.console)
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.fields[texts]:,} texts, {task.fields[claims]:,} claims"),
        TextColumn("{task.percentage:.0f} %  {task.fields[pace]}"),
        TimeRemainingColumn(),
    )
    screen = Console(stderr=True, markup=False, emoji=False, highlight=False)
    with Progress(*columns, console=screen, transient=True, redirect_stdout=False) as progress:
        yield _Seen(progress, bytes_to_load())


@contextmanager
def shown_rows() -> Iterator[Callable[[str, int], None]]:
    """Count rows for each step of a work, such as ``copying claims``; nothing when nobody is looking."""
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
        task = progress.add_task("", total=None)

        def told(what: str, rows: int) -> None:
            if progress.tasks[task].description != what:
                progress.reset(task, description=what, total=None)
            progress.advance(task, rows)

        yield told


@contextmanager
def shown_texts() -> Iterator[Callable[[int, int], None]]:
    """Count the texts that are looked through for names; nothing when nobody is looking, or none need be."""
    if not is_terminal(sys.stderr):
        yield lambda _done, _all: None
        return
    with ExitStack() as stack:
        shown: list[Progress] = []

        def told(done: int, total: int) -> None:
            if not shown:
                shown.append(stack.enter_context(_counting_texts()))
            shown[0].update(shown[0].task_ids[0], completed=done, total=total)
            if done == total:
                shown[0].stop()  # what is shown next stands in its place

        yield told


def _counting_texts() -> Progress:
    from rich.console import Console  # noqa: PLC0415 (see output.console)
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,} of {task.total:,} texts"),
        TimeRemainingColumn(),
    )
    screen = Console(stderr=True, markup=False, emoji=False, highlight=False)
    progress = Progress(*columns, console=screen, transient=True, redirect_stdout=False)
    progress.add_task("Looking for names in", total=None)
    return progress
