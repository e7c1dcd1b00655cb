"""Whole processes timed in turn, so that what slows the machine down slows all of them alike."""

from __future__ import annotations

import os
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.processes import Ran, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Work:
    """A process to time. ``against`` names the works whose times it is divided by."""

    name: str
    command: tuple[str, ...]
    against: tuple[str, ...] = ()
    before: Callable[[], object] | None = None


class WorkFailedError(Exception):
    """A process that was to be timed ended badly."""

    def __init__(self, work: Work, said: str) -> None:
        super().__init__(f"{work.name}: {' '.join(work.command)}\n{said}")


@dataclass(frozen=True, slots=True)
class Runs:
    """How often each work is run: first unmeasured, so that its modules are compiled, then measured."""

    unmeasured: int
    measured: int


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a work took, in milliseconds: the best run and the median; and its peak memory in bytes."""

    work: Work
    best: float
    median: float
    peak: int


def time_works(works: Sequence[Work], *, runs: Runs, folder: Path) -> list[Timing]:
    """Run all works in turn, as often as wanted, each round one after another.

    Raises:
        WorkFailedError: a work does not end with 0; what fails cannot be measured.
    """
    rounds = [[_run(work, folder) for work in works] for _ in range(runs.unmeasured + runs.measured)]
    columns = zip(*rounds[runs.unmeasured :], strict=True)
    return [_timing(work, each) for work, each in zip(works, columns, strict=True)]


def _run(work: Work, folder: Path) -> Ran:
    if work.before is not None:
        work.before()
    ran = run(work.command, folder=folder, env=environment(folder))
    if ran.status != 0:
        raise WorkFailedError(work, ran.said)
    return ran


def _timing(work: Work, ran: Sequence[Ran]) -> Timing:
    times = [each.milliseconds for each in ran]
    return Timing(work, min(times), median(times), max(each.peak for each in ran))


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a process that is timed; its modules are compiled in a folder."""
    # Users have their modules compiled; the unmeasured run sees to it, whatever was here before.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def table(timings: Sequence[Timing]) -> str:
    """Write timings as plain text, each with its ratios to the floors it names: by best run, by median."""
    known = {timing.work.name: timing for timing in timings}
    width = max(map(len, known))
    lines = [f"{'':{width}}  {'best':>8}  {'median':>8}  {'memory':>7}"]
    for timing in timings:
        took = f"{timing.best:5.0f} ms  {timing.median:5.0f} ms  {timing.peak / 1e6:4.0f} MB"
        lines.append(f"{timing.work.name:{width}}  {took}")
        lines += [f"{'':{width}}  {_ratio(timing, known[floor])}" for floor in timing.work.against]
    return "\n".join(lines)


def _ratio(timing: Timing, floor: Timing) -> str:
    best, typical = timing.best / floor.best, timing.median / floor.median
    return f"{best:6.2f} x  {typical:6.2f} x  {floor.work.name}"
