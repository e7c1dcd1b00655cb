"""How well and how fast passages are carried to a newer wording, beside the Hypothesis client's algorithm."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.carriers import NoNodeError, hypothesis_client, ours
from benchmarks.chance import Chance
from benchmarks.machine import facts
from benchmarks.revisions import cases as newsroom
from benchmarks.revisions import edits, held_out, prose
from benchmarks.revisions.edited import Edited
from benchmarks.revisions.verdicts import Count, verdicts
from benchmarks.timing import Runs, Work, table, time_works
from benchmarks.tongues import ENGLISH
from claimsdb.anchoring.thresholds import CHOSEN, Thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.revisions.cases import Case
    from benchmarks.revisions.verdicts import Answer

HERE: Final = Path(__file__).parent
SEED: Final = 40_000
"""Where the revisions begin that are measured; those before it were looked at while carrying was made."""

TRIED: Final = (40.0, 45.0, 50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0)
LONG: Final = 1_000_000
PASSAGES_OF_LONG: Final = 1_000


@dataclass(frozen=True, slots=True)
class Tried:
    """What a least likeness in place lets be found of the edited passages, and what it lets be found wrongly.

    All three are in percent: of passages of which 5 to 15, or more, of a hundred characters changed;
    of passages that are gone.
    """

    least: float
    edited: float
    rewritten: float
    wrongly: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: ``counts`` by data and carrier, then by kind of passage."""

    machine: str
    counts: dict[str, dict[str, Count]]
    tried: tuple[Tried, ...]


def read_figures(path: Path) -> Figures:
    """Read figures that were kept."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    counts = {
        name: {kind: Count(**each) for kind, each in kinds.items()}
        for name, kinds in stored["counts"].items()
    }
    return Figures(stored["machine"], counts, tuple(Tried(**each) for each in stored["tried"]))


def report(folder: Path, *, runs: Runs, passages: int, keep: Path | None = None) -> str:
    """Carry as many passages of both kinds of revisions; ``keep`` is a folder for the figures."""
    made = {
        "newsroom": list(newsroom.cases(passages, seed=SEED)),
        "held out": list(held_out.cases(passages)),
    }
    counts, missing = _counts(folder, made)
    if keep is not None:
        tried = tuple(_tried(made["newsroom"], least) for least in TRIED)
        stored = json.dumps(asdict(Figures(facts(), counts, tried)), ensure_ascii=False, indent=1) + "\n"
        (keep / "figures.json").write_text(stored, encoding="utf-8")
    timed = table(time_works(_works(folder), runs=runs, folder=folder))
    tables = "\n".join(chain(missing, _lines(counts)))
    heading = "Carrying, percent right and percent wrong of passages, by kind"
    return f"{heading}\n{tables}\n\nCarrying, whole processes\n{timed}"


def _counts(folder: Path, made: dict[str, list[Case]]) -> tuple[dict[str, dict[str, Count]], list[str]]:
    counts, missing = {}, []
    for name, cases in made.items():
        counts[f"{name}, claimsdb"] = _judged(cases, map(ours, cases))
        try:
            counts[f"{name}, client"] = _judged(cases, hypothesis_client(folder, cases))
        except NoNodeError as problem:
            missing = [f"No comparison with the Hypothesis client: {problem}."]
    for language in sorted({case.language for cases in made.values() for case in cases}):
        cases = [case for each in made.values() for case in each if case.language == language]
        counts[f"{language}, claimsdb"] = _judged(cases, map(ours, cases))
    return counts, missing


def _judged(cases: Sequence[Case], answers: Iterable[Sequence[Answer]]) -> dict[str, Count]:
    return verdicts(zip(cases, answers, strict=True))


def _lines(counts: dict[str, dict[str, Count]]) -> Iterable[str]:
    for name, kinds in counts.items():
        yield f"{name}"
        for kind, count in kinds.items():
            if count.asked:
                yield f"  {kind:15} {count.asked:7,}  {count.rightly:7.2f} right  {count.wrongly:6.2f} wrong"


def _tried(cases: Sequence[Case], least: float) -> Tried:
    thresholds = Thresholds(in_place=least, elsewhere=max(least, CHOSEN.elsewhere))
    carrier: Callable[[Case], Sequence[Answer]] = partial(ours, thresholds=thresholds)
    counts = _judged(cases, map(carrier, cases))
    return Tried(least, counts["edited"].rightly, counts["rewritten"].rightly, counts["gone"].wrongly)


def _works(folder: Path) -> list[Work]:
    path = folder / "long.json"
    path.write_text(json.dumps(_long()), encoding="utf-8")
    name = f"{PASSAGES_OF_LONG:,} passages of {LONG // 10**6} MB, "
    floor = f"{name}str.find of each quote"
    return [
        Work(floor, (sys.executable, str(HERE / "floors" / "find_quotes.py"), str(path))),
        Work(f"{name}carried", (sys.executable, str(HERE / "carry_quotes.py"), str(path)), against=(floor,)),
    ]


def _long() -> tuple[str, str, list[tuple[int, int]]]:
    """Make a long text, revise it here and there, and choose passages."""
    chance = Chance(LONG)
    parts: list[str] = []
    while sum(map(len, parts)) < LONG:
        parts += [prose.paragraph(chance, ENGLISH) for _ in range(50)]
    old = "\n\n".join(parts)
    spans = []
    for _ in range(PASSAGES_OF_LONG):
        start = chance.below(len(old) - 300)
        spans.append((start, start + 40 + chance.below(200)))
    kinds = (edits.update_number, edits.insert_paragraph, edits.delete_sentence, edits.move_paragraph)
    revised = Edited(old)
    for number in range(40):
        kinds[number % len(kinds)](chance, revised, ENGLISH)
    return old, revised.text, spans
