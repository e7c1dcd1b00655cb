"""Who speaks in an attribution of brat, and by which words the text says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.formats.brat.facets import OF_SPEAKERS, QUOTATION, SPEAKER, UNNAMED_SPEAKER, told_of
from claimsdb.records.brat import BratSpeaker
from claimsdb.records.texts import Span
from claimsdb.text.one_line import in_one_line

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from claimsdb.formats.brat.document import BratDocument
    from claimsdb.records.brat import BratEvent, BratRemark

CONTENT: Final = ("content", "claim")
SOURCE: Final = ("source",)
CUE: Final = ("cue",)
UNNAMED: Final = "not named"
"""Who speaks where an event has no source: no speaker at all would be the article itself."""
_NUMBER: Final = re.compile(r"\d+$")


class BratSpeakers:
    """Reads the links of chains.

    ``used`` takes up the remarks that tell of them, ``lost`` counts what no link has a place for.
    """

    def __init__(
        self,
        document: BratDocument,
        canonical: str,
        remarks: Mapping[str, Sequence[BratRemark]],
        used: set[str],
        lost: Counter[str],
    ) -> None:
        self._document, self._canonical = document, canonical
        self._remarks, self._used, self._lost = remarks, used, lost

    def speaker(self, event: BratEvent, place: int) -> BratSpeaker:
        """Return a link of a chain; how the first gives the words is a facet of the statement."""
        sources = self._words(ids_of(event, SOURCE), "sources")
        source = self._first(sources, "sources")
        cue = self._first(self._cues(event, sources), "cues")
        of_link = (*OF_SPEAKERS, *((QUOTATION,) if place else ()))
        found = [each for each in told_of(self._remarks.get(event.id, ())) if each[1][0] in of_link]
        self._used.update(given for given, _facet in found)
        told = dict(facet for _given, facet in found)
        quotation = told.get(QUOTATION)
        if (name := told.get(SPEAKER)) is not None:
            return BratSpeaker(None, source, cue, name, quotation)
        labels = (in_one_line(self._document.words[each].words) for each in sources)
        called = "; ".join(filter(None, labels))
        return BratSpeaker(told.get(UNNAMED_SPEAKER) or called or UNNAMED, source, cue, None, quotation)

    def _cues(self, event: BratEvent, sources: Sequence[str]) -> list[str]:
        """Return the words of the cue: those so marked, or else the trigger, if it marks nothing else."""
        if cues := self._words(ids_of(event, CUE), "cues"):
            return cues
        if not event.trigger or event.trigger in {*ids_of(event, CONTENT), *sources}:
            return []
        inner = (
            each.trigger for other in ids_of(event, CONTENT) if (each := self._document.events.get(other))
        )
        others = {*ids_of(event, CONTENT), *sources, *inner} - {event.trigger}
        spans = self._document.spans
        return [] if spans[event.trigger] in [spans.get(str(each)) for each in others] else [event.trigger]

    def _words(self, ids: Iterable[str], what: str) -> list[str]:
        """Return the words that roles lead to; an event stands for its trigger."""
        events = self._document.events
        found = [events[each].trigger if each in events else each for each in ids]
        if missing := found.count(None):
            self._lost[f"{what} that are relations"] += missing
        return [each for each in found if each is not None]

    def _first(self, ids: Sequence[str], what: str) -> Span | None:
        parts = (span for each in ids for span in self._document.spans[each])
        spans = joined(parts, self._canonical)
        if len(spans) > 1:
            self._lost[f"places of {what} in several parts, beside the first"] += len(spans) - 1
        return spans[0] if spans else None


def ids_of(event: BratEvent, roles: Sequence[str]) -> list[str]:
    """Return what stands in some roles of an event; brat numbers a role that is there again."""
    return [other for role, other in event.roles if _NUMBER.sub("", role).casefold() in roles]


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Join spans with only white space between them: brat cuts what it marks at every line end."""
    found: list[Span] = []
    for span in sorted(spans, key=start_of):
        if found and found[-1].end_char <= span.start_char:
            start, end = found[-1].start_char, span.end_char
            if not text[found[-1].end_char : span.start_char].strip():
                found[-1] = Span(start, end, text[start:end])
                continue
        found.append(span)
    return tuple(found)


def start_of(span: Span) -> int:
    """Return where a span begins."""
    return span.start_char
