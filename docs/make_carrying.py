"""Fills the tables of docs/carrying.md from docs/carrying/figures.json.

``benchmarks/run.py --only carrying --claims 12000 --keep docs/carrying`` measures those.
"""
# ruff: noqa: INP001 (a script, run by hand and by a test)

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.carrying import Figures, read_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.revisions.verdicts import Count

PAGE: Final = Path(__file__).parent / "carrying.md"
FIGURES: Final = Path(__file__).parent / "carrying" / "figures.json"
MADE: Final = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
DATA: Final = ("newsroom", "held out")
SHOWN: Final = ("once", "repeated", "edited", "gone")


def files() -> dict[Path, str]:
    """Return what is made: the page with its tables filled."""
    figures = read_figures(FIGURES)
    return {PAGE: MADE.sub(lambda found: _filled(found, figures), PAGE.read_text(encoding="utf-8"))}


def _filled(found: re.Match[str], figures: Figures) -> str:
    begin, name, end = found.groups()
    return begin + PARTS[name](figures) + end


def _counts(figures: Figures) -> str:
    heads = ["", "passages", "claimsdb: right", "wrong", "Hypothesis client: right", "wrong"]
    parts = []
    for data in DATA:
        ours, theirs = figures.counts[f"{data}, claimsdb"], figures.counts.get(f"{data}, client", {})
        rows = [
            [kind, f"{count.asked:,}", *_percent(count), *_percent(theirs.get(kind))]
            for kind, count in ours.items()
        ]
        parts.append(f"{data.capitalize()}, in percent of the passages:\n\n{_table(heads, rows)}")
    return f"Measured with {figures.machine}.\n\n" + "\n".join(parts)


def _languages(figures: Figures) -> str:
    named = [(name.removesuffix(", claimsdb"), kinds) for name, kinds in figures.counts.items()]
    rows = [
        [name, *(" / ".join(_percent(kinds[kind])) for kind in SHOWN)]
        for name, kinds in named
        if "," not in name and name not in DATA
    ]
    return _table(["", *SHOWN], rows)


def _thresholds(figures: Figures) -> str:
    rows = [
        [f"{each.least:.0f}", f"{each.edited:.2f}", f"{each.rewritten:.2f}", f"{each.wrongly:.2f}"]
        for each in figures.tried
    ]
    return _table(["least likeness", "edited: found", "rewritten: found", "gone: wrongly found"], rows)


PARTS: Final[dict[str, Callable[[Figures], str]]] = {
    "counts": _counts,
    "languages": _languages,
    "thresholds": _thresholds,
}


def _percent(count: Count | None) -> list[str]:
    return [f"{count.rightly:.2f}", f"{count.wrongly:.2f}"] if count and count.asked else ["–", "–"]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    for path, body in files().items():
        path.write_text(body, encoding="utf-8", newline="\n")
