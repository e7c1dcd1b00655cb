"""Calls within one process timed in turn, often enough to tell the usual time from the slow one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECONDS: Final = 60.0
"""No call is repeated for longer than this, so that slow ones do not take hours."""


@dataclass(frozen=True, slots=True)
class Call:
    """Something to time. ``against`` names the calls whose times it is divided by."""

    name: str
    run: Callable[[], object]
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How long a call took, in milliseconds: the median, and what 99 of 100 do not exceed."""

    call: Call
    p50: float
    p99: float


def time_calls(calls: Sequence[Call], *, runs: int = 200, seconds: float = SECONDS) -> list[Spread]:
    """Run all calls in turn, round after round; the first round warms up and is not measured."""
    rounds: list[list[float]] = []
    for call in calls:
        call.run()
    end = time.perf_counter() + seconds * len(calls)
    while len(rounds) < runs and (not rounds or time.perf_counter() < end):
        rounds.append([_milliseconds(call) for call in calls])
    columns = zip(*rounds, strict=True)
    return [Spread(call, median(each), _p99(each)) for call, each in zip(calls, columns, strict=True)]


def _milliseconds(call: Call) -> float:
    start = time.perf_counter()
    call.run()
    return (time.perf_counter() - start) * 1000


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100, method="inclusive")[98] if len(times) > 1 else times[0]


def spreads(measured: Sequence[Spread]) -> str:
    """Write timings as plain text, each with its ratios to the floors it names: by p50, by p99."""
    known = {each.call.name: each for each in measured}
    width = max(map(len, known))
    lines = [f"{'':{width}}  {'p50':>11}  {'p99':>11}"]
    for each in measured:
        lines.append(f"{each.call.name:{width}}  {each.p50:8.2f} ms  {each.p99:8.2f} ms")
        lines += [f"{'':{width}}  {_ratio(each, known[floor])}" for floor in each.call.against]
    return "\n".join(lines)


def _ratio(spread: Spread, floor: Spread) -> str:
    return f"{spread.p50 / floor.p50:9.2f} x  {spread.p99 / floor.p99:9.2f} x  {floor.call.name}"
