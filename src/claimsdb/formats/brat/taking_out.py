"""Takes lines out of a standoff file, with what leads to them and what stands there for them alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimsdb.formats.brat.lines import read_line
from claimsdb.formats.brat.speakers import CONTENT, ids_of
from claimsdb.records.brat import BratEvent, BratRemark, BratWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimsdb.records.brat import BratLine


def without(lines: Sequence[BratLine], ids: Iterable[str]) -> list[BratLine]:
    """Return the lines without some.

    A role that leads to one of them leaves its event, and the event goes if it has no content any more. Words
    go that only events that went were about, and a relation, an equivalence or a remark if too little of it
    is left.
    """
    gone = set(ids)
    marked = _marked_for(lines, gone)
    left, size = list(lines), -1
    while len(gone) != size:
        size = len(gone)
        left = [kept for each in left for kept in _rest(each, gone)]
        there = {each.id for each in left}
        gone |= {each.id for each in lines if each.id != "*" and each.id not in there}
        marked |= _marked_for(lines, gone)
        gone |= marked - {each for line in left for each in _led_to(line)}
    return left


def _marked_for(lines: Iterable[BratLine], gone: set[str]) -> set[str]:
    """Return the words that events that are gone were about."""
    words = {each.id for each in lines if isinstance(each, BratWords)}
    found = (each.ids for each in lines if isinstance(each, BratEvent) and each.id in gone)
    return {other for ids in found for other in ids if other in words}


def _led_to(line: BratLine) -> Sequence[str]:
    match line:
        case BratEvent():
            return line.ids
        case BratRemark(id="*"):
            return line.about
        case _:
            return ()


def _rest(line: BratLine, gone: set[str]) -> Iterator[BratLine]:
    """Yield what is left of a line: itself, a shorter one, or nothing."""
    match line:
        case BratEvent():
            yield from _rest_of_event(line, gone)
        case BratRemark(id="*"):
            left = [each for each in line.about if each not in gone]
            if len(left) == len(line.about):
                yield line
            elif len(left) > 1:
                yield read_line(f"*\t{line.type} {' '.join(left)}", line.line)
        case BratRemark(about=(other,)) if other in gone:
            return
        case _ if line.id not in gone:
            yield line


def _rest_of_event(event: BratEvent, gone: set[str]) -> Iterator[BratEvent]:
    lost = [each for each in event.roles if each[1] in gone]
    if event.id in gone or event.trigger in gone:
        return
    if not lost:
        yield event
        return
    content = ids_of(event, CONTENT)
    if event.trigger is None or (content and all(each in gone for each in content)):
        return
    raw = event.raw
    for role, other in lost:
        raw = re.sub(rf"\s+{re.escape(role)}:{re.escape(other)}(?!\S)", "", raw)
    shorter = read_line(raw, event.line)
    if isinstance(shorter, BratEvent):
        yield shorter
