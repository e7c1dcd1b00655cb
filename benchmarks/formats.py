"""How long each format takes to go out and to come in, beside the export of CSV, and with how much memory."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.corpus import write_texts
from benchmarks.processes import run
from benchmarks.stored import stored
from benchmarks.timing import Work, WorkFailedError, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLAIMSDB: Final = (sys.executable, "-m", "claimsdb", "--db")
SMALLEST: Final = 10
"""Below this many claims the two sizes would be one."""


@dataclass(frozen=True, slots=True)
class Format:
    """What is typed behind ``claimsdb`` to write a format, and to read it into a new database.

    ``{to}`` is what was written, ``{texts}`` a folder with the texts alone (see ``write_texts``).
    """

    name: str
    out: tuple[str, ...]
    back: tuple[str, ...] = ()


FORMATS: Final = (
    Format(
        "csv",
        ("export", "csv", "{to}"),
        (
            *("import", "csv", "{texts}/articles.csv"),
            *("--claims", "{to}/flat.csv", "--map", "article=article_id"),
        ),
    ),
    Format("archive", ("export", "archive", "{to}.zip"), ("import", "archive", "{to}.zip")),
    Format("annotations .jsonl", ("export", "annotations", "{to}.jsonl"), ("load", "{to}.jsonl")),
    Format(
        "web-annotation --lines",
        ("export", "web-annotation", "{to}.jsonl", "--lines"),
        ("import", "web-annotation", "{to}.jsonl", "--texts", "{texts}"),
    ),
    Format(
        "hypothesis --lines",
        ("export", "hypothesis", "{to}.jsonl", "--lines"),
        ("import", "hypothesis", "{to}.jsonl", "--texts", "{texts}"),
    ),
    Format("brat", ("export", "brat", "{to}"), ("import", "brat", "{to}")),
    Format("refi-qda", ("export", "refi-qda", "{to}.qdpx"), ("import", "refi-qda", "{to}.qdpx")),
    Format("dna", ("export", "dna", "{to}.csv")),
    Format("graphml", ("export", "graphml", "{to}.graphml")),
    Format("gexf", ("export", "gexf", "{to}.gexf")),
    Format(
        "claimreview --lines",
        ("export", "claimreview", "{to}.jsonl", "--all-claims", "--lines"),
        ("import", "claimreview", "{to}.jsonl", "--texts", "{texts}"),
    ),
    Format("ftm", ("export", "ftm", "{to}.jsonl")),
    Format("csl-json", ("export", "csl-json", "{to}.json"), ("import", "csl-json", "{to}.json")),
    Format("ris", ("export", "ris", "{to}.ris"), ("import", "ris", "{to}.ris")),
    Format("bibtex", ("export", "bibtex", "{to}.bib")),
    Format("parquet", ("export", "parquet", "{to}")),
    Format("datasette", ("export", "datasette", "{to}.db")),
)
"""The formats that are measured; the first is what the others are divided by. Another one is another line."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a format takes one way: seconds of processor time, and bytes at most."""

    name: str
    seconds: float
    peak: int


def report(folder: Path, *, claims: int) -> str:
    """Measure at a tenth of the claims and at all of them; return the table."""
    sizes = [size for size in (claims // 10, claims) if size >= SMALLEST]
    columns = [list(_costs(folder / f"{size}", size)) for size in sizes]
    first = [column[0] for column in columns]
    heads = "".join(f"{f'{size:,} claims':>30}" for size in sizes)
    width = max(len(cost.name) for cost in columns[0])
    lines = [f"{'':{width}}{heads}"]
    for costs in zip(*columns, strict=True):
        cells = (
            f"{cost.seconds:8.2f} s {cost.seconds / csv.seconds:6.2f} x {cost.peak / 1e6:6.0f} MB"
            for cost, csv in zip(costs, first, strict=True)
        )
        lines.append(f"{costs[0].name:{width}}" + "".join(f"{cell:>30}" for cell in cells))
    return "Formats, whole processes: processor time, its ratio to export csv, peak memory\n" + "\n".join(
        lines
    )


def _costs(folder: Path, claims: int) -> Iterator[Cost]:
    """Yield what each format takes, each in a process of its own."""
    folder.mkdir()
    database, texts = stored(folder, claims), folder / "texts"
    write_texts(texts, claims)
    for number, each in enumerate(FORMATS):
        to = folder / f"written-{number}"
        yield _cost(f"export {each.name}", database, [word.format(to=to) for word in each.out])
        if each.back:
            words = [word.format(to=to, texts=texts) for word in each.back]
            yield _cost(f"import {each.name}", folder / f"read-{number}.db", words)


def _cost(name: str, database: Path, words: list[str]) -> Cost:
    command, folder = (*CLAIMSDB, str(database), *words), database.parent
    ran = run(command, folder=folder, env=environment(folder))
    if ran.status != 0:
        raise WorkFailedError(Work(name, command), ran.said)
    return Cost(name, ran.processor / 1000, ran.peak)
