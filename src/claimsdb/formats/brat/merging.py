"""Brings the lines of a standoff file in step with the statements of the database.

Lines that say what the database says stay as they are, and so do lines that say nothing of that kind. What
else was said of a statement is changed where it stands; a statement that is no more goes with its lines, and
one that no line says gets lines of its own at the end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from claimsdb.formats.brat.claims import BratSayings
from claimsdb.formats.brat.document import read_document
from claimsdb.formats.brat.facets import OF_SPEAKERS, PLAIN, PLAIN_OWN, facet_line
from claimsdb.formats.brat.lines import brat_lines, read_line, renamed
from claimsdb.formats.brat.taking_out import without
from claimsdb.formats.brat.writing import NewLines, sentence_line, speaker_facets
from claimsdb.formats.brat.written_lines import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.records.brat import BratFacet, BratLine, BratSaying

    Told: TypeAlias = tuple[Any, ...]

_ONE_OF: Final = dict.fromkeys(OF_SPEAKERS, OF_SPEAKERS)
"""Types of facets of which one takes the place of another."""


def merged(
    files: Sequence[str], text: str, wanted: Sequence[BratSaying], also: Sequence[BratSaying] = ()
) -> list[BratLine]:
    """Return the lines that say what is wanted, those of some files first; offsets count in ``text``.

    What they say is wanted, or ``also`` true, which gets no lines if it has none.
    """
    true = [*wanted, *also]
    lines = _together(files)
    numbers = Numbers(each.id for each in lines)
    new = NewLines(text, numbers)
    sayings, lines = _read(lines, text)
    if failing := list(_beyond(sayings, true)):
        lines = _Changes(failing, sayings, true, new).made(lines)
        sayings, lines = _read(lines, text)
    while failing := list(_beyond(sayings, true)):
        sayings, lines = _read(without(lines, [each.ids[0] for each in failing]), text)
    for each in _beyond(wanted, sayings):
        lines += (read_line(line, 0) for line in new.saying(each))
    return lines


def _together(files: Sequence[str]) -> list[BratLine]:
    """Return the lines of all files; ids of the first stay as they are, those of others are new."""
    found: list[BratLine] = []
    for place, file in enumerate(files):
        lines = [read_line(line, number) for number, line in brat_lines(file)]
        if place:
            ids = Numbers(each.id for each in found).ids_for(lines)
            lines = [read_line(renamed(each.raw, ids), each.line) for each in lines]
        found += lines
    return found


def _read(lines: Iterable[BratLine], text: str) -> tuple[list[BratSaying], list[BratLine]]:
    document = read_document("".join(f"{each.raw}\n" for each in lines), text, text)
    return list(BratSayings(document, text, Counter()).read()), document.lines


def _told(saying: BratSaying) -> Told:
    """Return all that is said of a statement; what goes without saying may be said or not."""
    facets = set(saying.facets) - (PLAIN if saying.speakers else PLAIN_OWN)
    return saying.sentence, saying.spans, saying.speakers, tuple(sorted(facets))


def _place(saying: BratSaying) -> Told:
    """Return what of a statement can only be told by other lines: where it stands, and who passed it on."""
    nearest = [(each.source, each.cue) for each in saying.speakers[:1]]
    return saying.spans, *nearest, *saying.speakers[1:]


def _beyond(sayings: Iterable[BratSaying], others: Iterable[BratSaying]) -> Iterator[BratSaying]:
    """Yield those for which there is none among the others that says the same, one for one."""
    there = Counter(map(_told, others))
    for each in sayings:
        if there[_told(each)]:
            there[_told(each)] -= 1
        else:
            yield each


class _Changes:
    """What remarks must say instead, where that is all that changed of a statement."""

    def __init__(
        self,
        failing: Iterable[BratSaying],
        sayings: Sequence[BratSaying],
        wanted: Iterable[BratSaying],
        new: NewLines,
    ) -> None:
        self._new = new
        self._instead: dict[str, str | None] = {}
        self._behind: defaultdict[str, list[str]] = defaultdict(list)
        shared = Counter(each for saying in sayings for each in set(saying.ids))
        unsaid: defaultdict[Told, list[BratSaying]] = defaultdict(list)
        for each in _beyond(wanted, sayings):
            unsaid[_place(each)].append(each)
        for saying in failing:
            if (found := unsaid[_place(saying)]) and shared[saying.ids[0]] == 1:
                self._change(saying, found.pop(0))

    def made(self, lines: Iterable[BratLine]) -> list[BratLine]:
        """Return the lines with these changes."""
        return [each for line in lines for each in self._changed(line)]

    def _changed(self, line: BratLine) -> Iterator[BratLine]:
        raw = self._instead.get(line.id, line.raw)
        if raw is not None:
            yield read_line(raw, line.line)
        for each in self._behind.get(line.id, ()):
            yield read_line(each, line.line)

    def _change(self, saying: BratSaying, wanted: BratSaying) -> None:
        about = saying.ids[0]
        if saying.sentence != wanted.sentence:
            if saying.note is None:
                self._behind[about].append(self._new.sentence(wanted.sentence, about))
            else:
                self._instead[saying.note] = sentence_line(saying.note, wanted.sentence, about)
        told = saying.told_by
        facets = list(wanted.facets)
        if saying.speakers[:1] == wanted.speakers[:1]:
            told = tuple(each for each in told if each[1][0] not in OF_SPEAKERS)
        else:
            facets += speaker_facets(wanted.speakers[0])
        self._change_facets(told, facets, about)

    def _change_facets(
        self, told: Iterable[tuple[str, BratFacet]], wanted: Iterable[BratFacet], about: str
    ) -> None:
        left = list(wanted)
        stale = []
        for given, facet in told:
            if facet in left:
                left.remove(facet)
            else:
                stale.append((given, facet))
        for given, facet in stale:
            same = _ONE_OF.get(facet[0], (facet[0],))
            found = next((each for each in left if each[0] in same), None)
            self._instead[given] = None
            if found is not None:
                left.remove(found)
                self._instead[given] = facet_line(given, found, about)
        self._behind[about] += (self._new.facet(each, about) for each in left)
