"""Statements → new lines of brat: events with Source, Cue and Content, and claims of the article's own."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from claimsdb.formats.brat.claims import sentence_of
from claimsdb.formats.brat.facets import (
    QUOTATION,
    SPEAKER,
    UNNAMED_SPEAKER,
    facet_line,
    letter_of,
)
from claimsdb.formats.brat.speakers import UNNAMED
from claimsdb.formats.brat.written_lines import parts_of, words_line
from claimsdb.text.one_line import in_one_line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from claimsdb.formats.brat.written_lines import Numbers
    from claimsdb.records.brat import BratFacet, BratSaying, BratSpeaker
    from claimsdb.records.texts import Span

EVENT: Final = "Attribution"
SOURCE: Final = "Source"
CUE: Final = "Cue"
CONTENT: Final = "Content"
OWN: Final = "Claim"


class NewLines:
    """Writes lines on a text with numbers that are free."""

    def __init__(self, text: str, numbers: Numbers) -> None:
        self._text, self._numbers = text, numbers

    def saying(self, saying: BratSaying) -> Iterator[str]:
        """Yield the lines of a statement, each behind those that it leads to."""
        if not saying.speakers:
            about, line = self._words(OWN, saying.spans)
            yield line
        else:
            marked = [self._words(CONTENT, [span]) for span in saying.spans]
            yield from (line for _given, line in marked)
            about = yield from self._chain(saying, [given for given, _line in marked])
        if saying.sentence != sentence_of(saying.spans):
            yield self.sentence(saying.sentence, about)
        for facet in saying.facets:
            yield self.facet(facet, about)

    def sentence(self, sentence: str, about: str) -> str:
        """Return the note that gives a claim's sentence."""
        return sentence_line(f"#{self._numbers.free('#')}", sentence, about)

    def facet(self, facet: BratFacet, about: str) -> str:
        """Return the remark that tells a facet."""
        letter = letter_of(facet)
        return facet_line(f"{letter}{self._numbers.free(letter)}", facet, about)

    def _chain(self, saying: BratSaying, content: Sequence[str]) -> Generator[str, None, str]:
        """Yield the lines of a chain, each link around the one before; return the first event's id."""
        first, stands = "", saying.spans[0]
        for speaker in saying.speakers:
            stands = speaker.cue or speaker.source or stands
            trigger, line = self._words(EVENT, [stands])
            yield line
            given = f"E{self._numbers.free('E')}"
            roles: list[tuple[str, str]] = []
            for role, span in ((SOURCE, speaker.source), (CUE, speaker.cue)):
                if span is not None:
                    other, line = self._words(role, [span])
                    yield line
                    roles.append((role, other))
            roles += ((_numbered(CONTENT, place), each) for place, each in enumerate(content, start=1))
            yield f"{given}\t{EVENT}:{trigger} {' '.join(f'{role}:{other}' for role, other in roles)}"
            for facet in _of_link(speaker):
                yield self.facet(facet, given)
            first, content = first or given, [given]
        return first

    def _words(self, kind: str, spans: Iterable[Span]) -> tuple[str, str]:
        given = f"T{self._numbers.free('T')}"
        parts = chain.from_iterable(map(parts_of, spans))
        return given, words_line(given, kind, parts, self._text)


def sentence_line(given: str, sentence: str, about: str) -> str:
    """Return the note that gives a claim's sentence, under an id."""
    return f"{given}\tAnnotatorNotes {about}\t{sentence}"


def speaker_facets(speaker: BratSpeaker) -> list[BratFacet]:
    """Return what tells who speaks, whatever the words of the source are."""
    if speaker.name is not None:
        return [(SPEAKER, speaker.name)]
    return [(UNNAMED_SPEAKER, speaker.label)] if speaker.label else []


def _of_link(speaker: BratSpeaker) -> Iterator[BratFacet]:
    called = in_one_line(speaker.source.quote) if speaker.source else UNNAMED
    if speaker.label != called:
        yield from speaker_facets(speaker)
    if speaker.quotation is not None:
        yield QUOTATION, speaker.quotation


def _numbered(role: str, place: int) -> str:
    return role if place == 1 else f"{role}{place}"
