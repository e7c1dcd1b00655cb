"""The parts of a text that are shown around a statement's passages, and what is to be marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.rows import PassageInContext

OPEN: Final = "⟦"
CLOSE: Final = "⟧"
SIGNS: Final = {"content": (OPEN, CLOSE), "source": ("⟨", "⟩"), "cue": ("‹", "›")}
"""What stands around a passage, by its role, so that it is seen without colours."""


@dataclass(slots=True)
class Run:
    """A part of a text that is shown without a break; ``start`` is the offset of its first character."""

    version: int
    start: int
    words: str

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that is to be marked, in text[start:end] of a version."""

    role: str
    version: int
    start: int
    end: int
    words: str

    def is_in(self, run: Run) -> bool:
        """Tell whether it is shown in a run, which begins and ends with a sign if it is cut there."""
        words = run.words[max(self.start - run.start, 0) : max(self.end - run.start, 0)]
        return self.version == run.version and run.start <= self.start and words == self.words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a run that the same passages lie on, of these ``roles``, with the signs before them.

    A sign is a role, and whether a passage of it begins there; those that end come first.
    """

    signs: tuple[tuple[str, bool], ...]
    roles: frozenset[str]
    words: str


def runs_of(passage: PassageInContext) -> Iterator[list[Piece]]:
    """Yield the parts of the text that are shown, around each passage of the statement, in pieces."""
    marks = list(_marks(passage))
    for run in _runs(passage):
        yield list(_pieces(run, [each for each in marks if each.is_in(run)]))


def _marks(passage: PassageInContext) -> Iterator[Mark]:
    first = passage.statement
    yield Mark("content", first.version, first.start_char, first.end_char, first.quote)
    others = [("content", each.passage) for each in passage.further]
    for link in passage.chain:
        others += [(role, each) for role, each in (("source", link.source), ("cue", link.cue)) if each]
    for role, each in others:
        yield Mark(role, each.version, each.start_char, each.end_char, each.quote)


def _runs(passage: PassageInContext) -> list[Run]:
    first = passage.statement
    around = [
        (first.version, first.start_char, passage.before, first.quote, passage.after),
        *(
            (each.passage.version, each.passage.start_char, each.before, each.passage.quote, each.after)
            for each in passage.further
        ),
    ]
    runs: list[Run] = []
    shown = ""
    for version, start, before, quote, after in around:
        last = runs[-1] if runs else None
        meet = last is not None and last.version == version and last.end - len(shown) <= start
        if last is not None and meet and start <= last.end - shown.endswith("…"):
            last.words = last.words[: start - last.start] + quote + after
        else:
            runs.append(Run(version, start - len(before), before + quote + after))
        shown = after
    return runs


def _pieces(run: Run, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut a run where passages begin and end; at one place, those that end come first."""
    signs: dict[int, list[tuple[str, bool]]] = {}
    inner_last = sorted(marks, key=lambda each: (each.start, -each.end))
    for each in reversed(inner_last):
        signs.setdefault(each.end, []).append((each.role, False))
    for each in inner_last:
        signs.setdefault(each.start, []).append((each.role, True))
    cuts = sorted({run.start, run.end, *signs})
    for cut, following in zip(cuts, [*cuts[1:], run.end], strict=True):
        roles = frozenset(each.role for each in inner_last if each.start <= cut < each.end)
        yield Piece(tuple(signs.get(cut, ())), roles, run.words[cut - run.start : following - run.start])
