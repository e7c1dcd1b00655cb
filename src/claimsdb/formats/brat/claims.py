"""What a standoff file of brat says about who said what: attributions, and claims of the article's own."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.anchoring.given import proven
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.brat import BratDeepError
from claimsdb.formats.brat.facets import OF_SPEAKERS, told_of
from claimsdb.formats.brat.speakers import CONTENT, CUE, SOURCE, BratSpeakers, ids_of, joined, start_of
from claimsdb.records.brat import BratSaying
from claimsdb.text.one_line import in_one_line

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.formats.brat.document import BratDocument
    from claimsdb.records.brat import BratEvent, BratRemark
    from claimsdb.records.texts import Span

ATTRIBUTION: Final = "attribution"
OWN: Final = ("claim", "content", "statement")
"""The types of words that are a claim of the article's own, where no event uses them."""
NOTE: Final = "annotatornotes"
MOST_LINKS: Final = 100
"""How long a chain of speakers may be."""
_REMARKS: Final = {
    "A": "attributes «{}»",
    "M": "attributes «{}»",
    "N": "normalizations «{}»",
    "#": "notes «{}» that are no claim's sentence",
    "*": "equivalences «{}»",
}


class BratSayings:
    """The sayings of a document.

    ``lost`` counts what is no part of a statement; ``faults`` are, after ``read``, (line, why), and
    ``refused`` the ids of those lines.
    """

    def __init__(self, document: BratDocument, canonical: str, lost: Counter[str]) -> None:
        self.document, self.canonical, self.lost = document, canonical, lost
        events = document.events
        self._told = {given: event for given, event in events.items() if _is_attribution(event)}
        self._around: defaultdict[str, list[BratEvent]] = defaultdict(list)
        for event in self._told.values():
            for other in dict.fromkeys(ids_of(event, CONTENT)):
                if other in self._told:
                    self._around[other].append(event)
        self._notes: defaultdict[str, list[BratRemark]] = defaultdict(list)
        self._remarks: defaultdict[str, list[BratRemark]] = defaultdict(list)
        for remark in self.document.remarks:
            self._remarks[remark.about[0]].append(remark)
            if remark.id.startswith("#") and remark.type.casefold() == NOTE and remark.words.strip():
                self._notes[remark.about[0]].append(remark)
        self._used: set[str] = set()
        self._speakers = BratSpeakers(document, canonical, self._remarks, self._used, lost)
        self.refused: set[str] = set()
        self.faults: list[tuple[int, ClaimsDBError]] = []

    def read(self) -> Iterator[BratSaying]:
        """Yield what was said: first by others, then by the article, each in the order of the file."""
        for event in sorted(self.document.events.values(), key=lambda each: each.line):
            if event.id in self._told:
                yield from self._attributed(event)
            else:
                what = "events" if event.trigger else "relations"
                self.lost[f"{what} of the type «{event.type}»"] += 1
        yield from self._own()
        for remark in self.document.remarks:
            if remark.id not in self._used or remark.id == "*":
                self.lost[_REMARKS[remark.id[0]].format(remark.type)] += 1

    def _attributed(self, event: BratEvent) -> Iterator[BratSaying]:
        ids = ids_of(event, CONTENT)
        content = [each for each in ids if each in self.document.words]
        if foreign := sum(each not in self._told for each in ids) - len(content):
            self.lost["contents that are events or relations without a content of their own"] += foreign
        if content:
            chain = list(islice(self._chain(event), MOST_LINKS + 1))
            if len(chain) > MOST_LINKS:
                self.refuse(event.id, event.line, BratDeepError(event.id, MOST_LINKS))
                return
            yield from self._saying(event.line, content, (event.id, *content), chain)
        elif not ids:
            self.lost[f"events or relations «{event.type}» without a content"] += 1

    def _chain(self, event: BratEvent) -> Iterator[BratEvent]:
        """Yield an attribution, then the one that it is the content of, and so on."""
        while True:
            yield event
            outer = self._around[event.id]
            if not outer:
                return
            if len(outer) > 1:
                self.lost["further attributions around one that is passed on already"] += len(outer) - 1
            event = outer[0]

    def _saying(
        self, line: int, content: Sequence[str], noted: Sequence[str], chain: Sequence[BratEvent]
    ) -> Iterator[BratSaying]:
        parts = (span for each in content for span in joined(self.document.spans[each], self.canonical))
        told = tuple(told_of(self._remarks.get(noted[0], ())))
        self._used.update(given for given, _facet in told)
        note = next((note for each in noted for note in self._notes.get(each, ())), None)
        if note is not None:
            self._used.add(note.id)
        try:
            spans = proven(self.canonical, sorted(parts, key=start_of))
            yield BratSaying(
                line,
                " ".join(note.words.split()) if note else sentence_of(spans),
                spans,
                tuple(self._speakers.speaker(event, place) for place, event in enumerate(chain)),
                tuple(facet for _id, facet in told if facet[0] not in OF_SPEAKERS),
                tuple(event.id for event in chain) or (noted[0],),
                note.id if note else None,
                told,
            )
        except ClaimsDBError as reason:
            self.refuse(noted[0], line, reason)

    def refuse(self, given: str, line: int, reason: ClaimsDBError) -> None:
        """Remember that what a line says cannot be taken."""
        self.refused.add(given)
        self.faults.append((line, reason))

    def _own(self) -> Iterator[BratSaying]:
        """Yield the claims that no event uses."""
        document = self.document
        used = {each for event in self._told.values() for each in event.ids} | document.named
        tied = {each for event in document.events.values() for each in event.ids}
        for given, words in document.words.items():
            if given in used:
                continue
            if words.type.casefold() in OWN:
                yield from self._saying(words.line, [given], [given], [])
            elif given not in tied:
                self.lost[f"words of the type «{words.type}» that no event uses"] += 1


def sentence_of(spans: Iterable[Span]) -> str:
    """Return the sentence of a claim that is told by the words of the text alone."""
    return in_one_line(" ".join(span.quote for span in spans))


def _is_attribution(event: BratEvent) -> bool:
    tells_who = ids_of(event, SOURCE) or ids_of(event, CUE)
    return event.type.casefold() == ATTRIBUTION or bool(ids_of(event, CONTENT) and tells_who)
