"""A standoff file of brat with its text: what of it holds, and what is wrong with the rest."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.brat import (
    BratCircleError,
    BratIdMissingError,
    BratIdTwiceError,
    BratSpanError,
    BratTriggerError,
    BratWordsError,
)
from claimsdb.formats.brat.lines import brat_lines, read_line
from claimsdb.records.brat import BratEvent, BratRemark, BratWords
from claimsdb.records.texts import Span
from claimsdb.text.line_ends import StoredOffsets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimsdb.records.brat import BratLine

_AS_BLANK: Final = {ord("\r"): " ", ord("\n"): " "}
"""Words stand on one line of the file."""
_EVERY_ID: Final = re.compile(r"\bT\w+")
_TELLS_WHO: Final = re.compile(r"\b(?:source|cue|content|claim)\d*:", re.IGNORECASE)


@dataclass(slots=True)
class BratDocument:
    """What holds of a standoff file.

    ``spans`` are the places of each of its ``words``, in the canonical text and without blank parts.
    ``named`` are the ids of words that events and attributions name, also those that are refused.
    ``faults`` are (line, why).
    """

    words: dict[str, BratWords] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    events: dict[str, BratEvent] = field(default_factory=dict)
    remarks: list[BratRemark] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    faults: list[tuple[int, ClaimsDBError]] = field(default_factory=list)

    @property
    def lines(self) -> list[BratLine]:
        """The lines that hold, in the order of the file."""
        found: list[BratLine] = [*self.words.values(), *self.events.values(), *self.remarks]
        return sorted(found, key=lambda each: each.line)


def read_document(standoff: str, stored: str, canonical: str) -> BratDocument:
    """Read a standoff file; ``stored`` is its text as it lies there, ``canonical`` as it is kept."""
    reading = _Reading(stored, canonical)
    for number, line in brat_lines(standoff):
        reading.take(number, line)
    reading.settle_events()
    reading.settle_remarks()
    reading.document.faults.sort(key=lambda fault: fault[0])
    return reading.document


def on_one_line(words: str) -> str:
    """Return words as a line T has them."""
    return words.translate(_AS_BLANK)


class _Reading:
    def __init__(self, stored: str, canonical: str) -> None:
        self.document = BratDocument()
        self._stored, self._canonical = stored, canonical
        self._offsets = StoredOffsets(stored)
        self._lines: dict[str, int] = {}
        self._refused: dict[str, int] = {}
        self._events: dict[str, BratEvent] = {}
        self._remarks: list[BratRemark] = []

    def take(self, number: int, line: str) -> None:
        """Read a line and keep it, or what is wrong with it."""
        given = line.partition("\t")[0]
        if given.startswith("E") or (given.startswith("R") and _TELLS_WHO.search(line)):
            self.document.named.update(_EVERY_ID.findall(line))
        try:
            found = read_line(line, number)
            if given != "*" and self._lines.setdefault(given, number) != number:
                raise BratIdTwiceError(given, self._lines[given])
            self._keep(found)
        except ClaimsDBError as reason:
            self.document.faults.append((number, reason))
            if self._lines.setdefault(given, number) == number:
                self._refused[given] = number

    def _keep(self, found: BratLine) -> None:
        match found:
            case BratWords():
                self.document.spans[found.id] = self._spans(found)
                self.document.words[found.id] = found
            case BratEvent():
                self._events[found.id] = found
            case BratRemark():
                self._remarks.append(found)

    def _spans(self, words: BratWords) -> tuple[Span, ...]:
        for start, end in words.ends:
            if not start < end <= self._offsets.length:
                raise BratSpanError(words.id, start, end, self._offsets.length)
        there = " ".join(self._stored[start:end] for start, end in words.ends)
        short = there.replace("\r\n", "\n")
        if words.words not in {on_one_line(each) for each in (there, short)}:
            raise BratWordsError(words.id, words.words, there)
        spans = tuple(filter(lambda span: span.quote.strip(), (self._span(*each) for each in words.ends)))
        if not spans:  # a byte-order mark alone
            raise BratSpanError(words.id, *words.ends[0], self._offsets.length)
        return spans

    def _span(self, start: int, end: int) -> Span:
        begins, stops = self._offsets.canonical(start), self._offsets.canonical(end)
        return Span(begins, stops, self._canonical[begins:stops])

    def settle_events(self) -> None:
        """Keep the events that lead to what is there, those within others first; refuse the others."""
        events = self._events
        around: defaultdict[str, list[str]] = defaultdict(list)
        inside = {given: {each for each in event.ids if each in events} for given, event in events.items()}
        for given, inner in inside.items():
            for each in inner:
                around[each].append(given)
        waits_for = {given: len(inner) for given, inner in inside.items()}
        ready = deque(given for given, count in waits_for.items() if not count)
        while ready:
            given = ready.popleft()
            self._settle(events[given], waits_for)
            for outer in around[given]:
                waits_for[outer] -= 1
                if not waits_for[outer]:
                    ready.append(outer)
        for given, count in waits_for.items():
            if count:
                self._refuse(events[given], BratCircleError(given))

    def _settle(self, event: BratEvent, events: Mapping[str, int]) -> None:
        try:
            if event.trigger in events:
                raise BratTriggerError(event.id, str(event.trigger))
            self._find(event, event.ids)
            self.document.events[event.id] = event
        except ClaimsDBError as reason:
            self._refuse(event, reason)

    def settle_remarks(self) -> None:
        """Keep the remarks about what is there, and refuse the others."""
        there = {each.id for each in self._remarks}
        for remark in self._remarks:
            try:
                self._find(remark, [each for each in remark.about if each not in there])
                self.document.remarks.append(remark)
            except ClaimsDBError as reason:
                self._refuse(remark, reason)

    def _find(self, line: BratEvent | BratRemark, ids: tuple[str, ...] | list[str]) -> None:
        for each in ids:
            if each not in self.document.words and each not in self.document.events:
                raise BratIdMissingError(line.id, each, self._refused.get(each))

    def _refuse(self, line: BratEvent | BratRemark, reason: ClaimsDBError) -> None:
        self._refused[line.id] = line.line
        self.document.faults.append((line.line, reason))
