"""Runs the benchmarks: ``make bench``, or ``python benchmarks/run.py --claims 1000000 --only loading``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import (
    asking,
    carrying,
    copies,
    curves,
    exporting,
    formats,
    loading,
    naming,
    postgresql,
    searching,
    startup,
)
from benchmarks.machine import facts
from benchmarks.stored import stored
from benchmarks.timing import Runs

if TYPE_CHECKING:
    from collections.abc import Callable

LOAD_RUNS: Final = 3
"""A load takes seconds, so fewer runs tell as much."""

CALLS_A_RUN: Final = 10
"""A question within a process takes milliseconds, so more runs tell its slow ones."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much to measure: runs of short processes and of loads, claims, and where figures are kept."""

    runs: Runs
    loads: Runs
    claims: int
    keep: Path | None

    @property
    def few(self) -> int:
        """How many claims the small database has that a question is compared in."""
        return max(self.claims // 100, min(self.claims, 1000))

    @property
    def calls(self) -> int:
        """How often a question is asked."""
        return self.runs.measured * CALLS_A_RUN


REPORTS: Final[dict[str, Callable[[Path, Wanted], str]]] = {
    "startup": lambda folder, wanted: startup.report(folder, runs=wanted.runs),
    "loading": lambda folder, wanted: loading.report(folder, runs=wanted.loads, claims=wanted.claims),
    "asking": lambda folder, wanted: asking.report(
        stored(folder, wanted.claims),
        small=stored(folder / "small", wanted.few),
        runs=wanted.calls,
    ),
    "searching": lambda folder, wanted: searching.report(stored(folder, wanted.claims), runs=wanted.calls),
    "copies": lambda folder, wanted: copies.report(folder, articles=wanted.claims),
    "exporting": lambda folder, wanted: exporting.report(folder, runs=wanted.loads, claims=wanted.claims),
    "formats": lambda folder, wanted: formats.report(folder, claims=wanted.claims),
    "postgresql": lambda folder, wanted: postgresql.report(
        folder, runs=wanted.loads, claims=wanted.claims, keep=wanted.keep
    ),
    "names": lambda _folder, wanted: naming.report(names=10 * wanted.claims),
    "carrying": lambda folder, wanted: carrying.report(
        folder, runs=wanted.loads, passages=wanted.claims, keep=wanted.keep
    ),
    "curves": lambda folder, wanted: curves.report(folder, claims=wanted.claims, keep=wanted.keep),
}


def main() -> None:
    """Print a table for each benchmark that is named, or for all."""
    asked = _arguments()
    wanted = Wanted(
        Runs(asked.unmeasured, asked.runs),
        Runs(asked.unmeasured, min(asked.runs, LOAD_RUNS)),
        asked.claims,
        asked.keep,
    )
    print(f"{facts()}; {asked.runs} runs of each process in turn, {wanted.loads.measured} of each load")
    for name in asked.only or REPORTS:
        with TemporaryDirectory() as folder:
            print("\n" + REPORTS[name](Path(folder), wanted), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=REPORTS, action="append", help="one benchmark; again for another")
    parser.add_argument("--runs", type=int, default=15, help="measured runs of each process")
    parser.add_argument("--unmeasured", type=int, default=1, help="runs before those, which compile modules")
    parser.add_argument("--claims", type=int, default=10_000, help="claims in the made-up corpus, at most")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to keep what docs/scale.md shows")
    return parser.parse_args()


if __name__ == "__main__":
    main()
