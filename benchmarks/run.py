"""Runs the benchmarks: ``make bench``, or ``python benchmarks/run.py --runs 5 --only startup``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import loading, startup
from benchmarks.machine import facts
from benchmarks.timing import Runs

LOAD_RUNS: Final = 3
"""A load takes seconds, so fewer runs tell as much."""


def main() -> None:
    """Print a table for each benchmark that is named, or for all."""
    asked = _arguments()
    runs = Runs(asked.unmeasured, asked.runs)
    loads = Runs(asked.unmeasured, min(asked.runs, LOAD_RUNS))
    print(f"{facts()}; {runs.measured} runs of each process in turn, {loads.measured} of each load")
    with TemporaryDirectory() as folder:
        if asked.only in {None, "startup"}:
            print("\n" + startup.report(Path(folder), runs=runs))
        if asked.only in {None, "loading"}:
            print("\n" + loading.report(Path(folder), runs=loads, claims=asked.claims))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["startup", "loading"], help="one benchmark instead of all")
    parser.add_argument("--runs", type=int, default=15, help="measured runs of each process")
    parser.add_argument("--unmeasured", type=int, default=1, help="runs before those, which compile modules")
    parser.add_argument("--claims", type=int, default=2000, help="claims in the made-up corpus")
    return parser.parse_args()


if __name__ == "__main__":
    main()
