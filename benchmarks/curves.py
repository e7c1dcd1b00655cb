"""How times and sizes grow with the number of claims: the figures of docs/scale.md."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.asked import EVERYWHERE_WORD, FREQUENT, MIDDLING, RARE, VERY_COMMON_WORD
from benchmarks.calls import Call, time_calls
from benchmarks.corpus import write_lines
from benchmarks.machine import facts
from benchmarks.timing import Runs, Work, time_works
from claimsdb.library import open_database
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from claimsdb.library import Database

SMALLEST: Final = 30
"""Below this many claims not all that is asked for is there."""

SHOWN: Final = 50
"""How many rows a question is asked for."""

ONCE: Final = Runs(unmeasured=0, measured=1)
SECONDS: Final = 5.0
"""How long a question is asked again and again, at most."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One thing measured at each number of claims; ``chart`` is the picture that it is drawn in."""

    chart: str
    name: str
    unit: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: on what, at how many claims, and the bytes of each table and index at the most."""

    machine: str
    claims: tuple[int, ...]
    curves: tuple[Curve, ...]
    bytes_of: dict[str, int]


Measured = tuple[str, str, str, float]
"""A figure at one number of claims: chart, name, unit, value."""


def read_figures(path: Path) -> Figures:
    """Read figures that were kept."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    curves = (Curve(**(each | {"values": tuple(each["values"])})) for each in stored["curves"])
    return Figures(stored["machine"], tuple(stored["claims"]), tuple(curves), stored["bytes_of"])


def report(folder: Path, *, claims: int, keep: Path | None = None) -> str:
    """Measure at a hundredth and a tenth of the claims, and at all; ``keep`` is a folder for the figures."""
    sizes = sorted({size for size in (claims // 100, claims // 10, claims) if size >= SMALLEST})
    columns = []
    for size in sizes:
        place = folder / f"{size}"
        place.mkdir()
        columns.append(list(_measured(place, size)))
    curves = tuple(map(_curve, zip(*columns, strict=True)))
    figures = Figures(facts(), tuple(sizes), curves, _bytes_of(folder / f"{sizes[-1]}" / "claims.db"))
    if keep is not None:
        stored = json.dumps(asdict(figures), ensure_ascii=False, indent=1) + "\n"
        (keep / "figures.json").write_text(stored, encoding="utf-8")
    return "Growth\n" + _table(figures)


def _curve(same: Sequence[Measured]) -> Curve:
    chart, name, unit, _ = same[0]
    return Curve(chart, name, unit, tuple(value for *_, value in same))


def _measured(folder: Path, claims: int) -> Iterator[Measured]:
    lines, stored = folder / "corpus.jsonl", folder / "claims.db"
    write_lines(lines, claims)
    with open_database(stored, create=True) as database:
        database.check()
    yield from _whole(folder, "load", ("load", str(lines)), claims)
    yield "size", "database", "bytes", float(stored.stat().st_size)
    yield "size", "JSON Lines", "bytes", float(lines.stat().st_size)
    lines.unlink()
    with open_database(stored) as database:
        yield from _asked(database)
    yield from _whole(folder, "export", ("export", "csv", str(folder / "tables")), claims)
    yield from _whole(folder, "verify", ("verify",), claims)


def _whole(folder: Path, name: str, arguments: tuple[str, ...], claims: int) -> Iterator[Measured]:
    command = (sys.executable, "-m", "claimsdb", "--db", str(folder / "claims.db"), *arguments)
    (timing,) = time_works([Work(f"{name} {claims}", command)], runs=ONCE, folder=folder)
    yield "whole", name, "s", timing.best / 1000
    yield "memory", name, "bytes", float(timing.peak)


def _asked(database: Database) -> Iterator[Measured]:
    for chart, calls in (("asking", _questions(database)), ("searching", _searches(database))):
        for spread in time_calls(list(calls), runs=100, seconds=SECONDS):
            yield chart, f"{spread.call.name}, p50", "ms", spread.p50
            yield chart, f"{spread.call.name}, p99", "ms", spread.p99


def _questions(database: Database) -> Iterable[Call]:
    for name, asked in (("frequent", FREQUENT), ("middling", MIDDLING), ("rare", RARE)):
        wanted = ClaimFilter(actor=asked.actor)
        yield Call(f"{name} actor", partial(database.claims, wanted, limit=SHOWN))
    narrow = ClaimFilter(actor=FREQUENT.actor, outlet=FREQUENT.outlet, topic=FREQUENT.topic)
    yield Call("frequent actor, outlet and topic", partial(database.claims, narrow, limit=SHOWN))


def _searches(database: Database) -> Iterable[Call]:
    words = {
        "rare": RARE.word,
        "middling": MIDDLING.word,
        "common": FREQUENT.word,
        "very common": VERY_COMMON_WORD,
        "everywhere": EVERYWHERE_WORD,
    }
    for name, word in words.items():
        yield Call(f"{name} word", partial(database.search, word, limit=SHOWN))


def _bytes_of(path: Path) -> dict[str, int]:
    query = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY sum(pgsize) DESC, name"
    with closing(sqlite3.connect(path)) as connection:
        return {name: int(size) for name, size in connection.execute(query)}


def _table(figures: Figures) -> str:
    names = [f"{each.chart}: {each.name} ({each.unit})" for each in figures.curves]
    width = max(map(len, names))
    heads = [f"{'':{width}}" + "".join(f"{size:>16,}" for size in figures.claims)]
    rows = [
        f"{name:{width}}" + "".join(f"{value:16,.2f}" for value in curve.values)
        for name, curve in zip(names, figures.curves, strict=True)
    ]
    return "\n".join([*heads, *rows])
