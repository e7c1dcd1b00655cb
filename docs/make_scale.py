"""Draws the curves of docs/scale.md and fills its tables from docs/scale/figures.json.

``benchmarks/run.py --only curves --claims 1000000 --keep docs/scale`` measures those.
"""
# ruff: noqa: INP001 (a script, run by hand and by a test)

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.chart import Line, chart
from benchmarks.curves import Figures, read_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER: Final = Path(__file__).parent
PAGE: Final = FOLDER / "scale.md"
FIGURES: Final = FOLDER / "scale" / "figures.json"
POSTGRESQL: Final = FOLDER / "scale" / "postgresql.json"
TITLES: Final = {
    "whole": "Whole commands",
    "memory": "Peak memory of whole commands",
    "size": "Size on disk",
    "asking": "Fifty claims of an actor",
    "searching": "Fifty hits of a search, best first",
}
UNITS: Final = {"bytes": ("MB", 1e6)}
MADE: Final = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
BILLION: Final = 10**9
SHOWN: Final = 12
"""Tables and indexes that are named; the rest is summed up."""

DOLLARS_A_GIGABYTE_MONTH: Final = 0.10
"""An assumption: what a gigabyte of network SSD is rented for."""


def files() -> dict[Path, str]:
    """Return what is made: the charts, and the page with its tables filled."""
    figures = read_figures(FIGURES)
    made = {FOLDER / "scale" / f"{name}.svg": _chart(figures, name) for name in TITLES}
    return made | {PAGE: MADE.sub(lambda found: _filled(found, figures), PAGE.read_text(encoding="utf-8"))}


def _filled(found: re.Match[str], figures: Figures) -> str:
    begin, name, end = found.groups()
    body = TITLES.get(name) and _curves(figures, name)
    return begin + (body or PARTS[name](figures)) + end


def _chart(figures: Figures, name: str) -> str:
    curves = [curve for curve in figures.curves if curve.chart == name]
    unit, divisor = UNITS.get(curves[0].unit, (curves[0].unit, 1.0))
    colours = {base: number for number, base in enumerate(dict.fromkeys(_base(each.name) for each in curves))}
    lines = [
        Line(
            each.name,
            colours[_base(each.name)],
            tuple(v / divisor for v in each.values),
            each.name.endswith("p99"),
        )
        for each in curves
    ]
    return chart(TITLES[name], unit, figures.claims, lines)


def _base(name: str) -> str:
    return name.partition(", p")[0]


def _curves(figures: Figures, name: str) -> str:
    curves = [curve for curve in figures.curves if curve.chart == name]
    unit, divisor = UNITS.get(curves[0].unit, (curves[0].unit, 1.0))
    rows = [[curve.name, *(_number(value / divisor) for value in curve.values)] for curve in curves]
    return _table([f"{unit}, at claims:", *(f"{size:,}" for size in figures.claims)], rows)


def _machine(figures: Figures) -> str:
    return f"Measured with {figures.machine}.\n"


def _bytes(figures: Figures) -> str:
    return _sizes(figures.bytes_of, figures.claims[-1])


def _postgresql(_figures: Figures) -> str:
    if not POSTGRESQL.exists():
        return "Not measured yet.\n"
    stored = json.loads(POSTGRESQL.read_text(encoding="utf-8"))
    return f"Measured on PostgreSQL {stored['version']}.\n\n" + _sizes(stored["bytes_of"], stored["claims"])


def _sizes(bytes_of: dict[str, int], claims: int) -> str:
    largest = sorted(bytes_of.items(), key=lambda each: -each[1])
    rest = sum(size for _, size in largest[SHOWN:])
    listed = [*largest[:SHOWN], (f"{len(largest) - SHOWN} others", rest)] if rest else largest
    named = [(f"`{name}`" if name in bytes_of else name, size) for name, size in listed]
    rows = [
        [name, _number(size / 1e6), _number(size / claims), _number(size / claims * BILLION / 1e9)]
        for name, size in [*named, ("**all**", sum(bytes_of.values()))]
    ]
    return _table(["table or index", f"MB at {claims:,} claims", "bytes a claim", "GB at 10⁹"], rows)


def _billion(figures: Figures) -> str:
    claims = figures.claims[-1]
    seconds = {curve.name: curve.values[-1] for curve in figures.curves if curve.chart == "whole"}
    size = sum(figures.bytes_of.values()) / claims * BILLION
    hours = {name: took / claims * BILLION / 3600 for name, took in seconds.items()}
    rows = [
        ["database", f"{size / 1e12:.2f} TB", f"{size / BILLION:,.0f} bytes a claim × 10⁹"],
        *(
            [
                name,
                f"{took:,.0f} hours ({took / 24:,.1f} days)",
                f"{claims / seconds[name]:,.0f} claims a second",
            ]
            for name, took in hours.items()
        ),
        [
            "disk",
            f"{3 * size / 1e12:.1f} TB, {3 * size / 1e9 * DOLLARS_A_GIGABYTE_MONTH:,.0f} dollars a month",
            f"the database, a replica and a backup, at {DOLLARS_A_GIGABYTE_MONTH:.2f} dollars a GB and month",
        ],
    ]
    return _table(["what", "at 10⁹ statements", "from"], rows)


PARTS: Final[dict[str, Callable[[Figures], str]]] = {
    "machine": _machine,
    "bytes": _bytes,
    "postgresql": _postgresql,
    "billion": _billion,
}


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 (three figures)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    def lines() -> Iterator[str]:
        yield f"| {' | '.join(heads)} |"
        yield "|---" + "|--:" * (len(heads) - 1) + "|"
        yield from (f"| {' | '.join(row)} |" for row in rows)

    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    for path, body in files().items():
        path.write_text(body, encoding="utf-8", newline="\n")
