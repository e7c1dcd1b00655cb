"""Standoff files of brat: the text of a file → its lines, each by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.errors.brat import BratLineError, NotBratLineError
from claimsdb.records.brat import BratEvent, BratRemark, BratWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimsdb.records.brat import BratLine

WRITTEN: Final = {
    "T": "T1 | TYPE START END[;START END …] | WORDS",
    "E": "E1 | TYPE:TRIGGER ROLE:ID …",
    "R": "R1 | TYPE ROLE:ID ROLE:ID",
    "A": "A1 | TYPE ID [VALUE]",
    "M": "M1 | TYPE ID [VALUE]",
    "N": "N1 | TYPE ID RESOURCE:ENTRY | NAME",
    "#": "#1 | AnnotatorNotes ID | NOTE",
    "*": "* | Equiv ID ID …",
}
"""How each kind of line is written, a tab at each bar."""
BOM: Final = "\ufeff"
_ID: Final = re.compile(r"[TERAMN#]\w*\d\S*|\*")
_TEXT_BOUND: Final = re.compile(r"(\S+) ([0-9]{1,15} [0-9]{1,15}(?:;[0-9]{1,15} [0-9]{1,15})*)")
_NAMED: Final = re.compile(r"([^\s:]+):(\S+)")
_TOKEN: Final = re.compile(r"(\s+)")
_ABOUT: Final = re.compile(r"(\S+) (\S+)(?: (.*))?")


def brat_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a standoff file that are not blank, with their numbers from 1."""
    for number, line in enumerate(text.removeprefix(BOM).split("\n"), start=1):
        if line.strip():
            yield number, line.removesuffix("\r")


def read_line(line: str, number: int) -> BratLine:
    """Read one line.

    Raises:
        NotBratLineError: it is of no kind that brat writes.
        BratLineError: it is not written as its kind is.
    """
    given, tab, rest = line.partition("\t")
    if not tab or not _ID.fullmatch(given):
        raise NotBratLineError(line)
    read = _words if given[0] == "T" else _event if given[0] in "ER" else _remark
    found = None if "\0" in line else read(line, given, number, rest)  # which no database takes
    if found is None:
        raise BratLineError(line, WRITTEN[given[0]])
    return found


def renamed(line: str, ids: Mapping[str, str]) -> str:
    """Return a line with other ids, its own and those that it leads to."""
    given, tab, rest = line.partition("\t")
    body, last, words = rest.partition("\t")
    if given[0] in "ER":
        body = _NAMED.sub(lambda found: f"{found[1]}:{ids.get(found[2], found[2])}", body)
    elif given[0] != "T":
        kind, *about = _TOKEN.split(body)
        if given == "*":
            about = [ids.get(each, each) for each in about]
        elif len(about) > 1:
            about[1] = ids.get(about[1], about[1])
        body = "".join((kind, *about))
    return f"{ids.get(given, given)}{tab}{body}{last}{words}"


def _words(line: str, given: str, number: int, rest: str) -> BratWords | None:
    body, _tab, words = rest.partition("\t")
    if not (found := _TEXT_BOUND.fullmatch(body)) or not words.strip():
        return None
    ends = (part.split(" ") for part in found[2].split(";"))
    places = tuple((int(start), int(end)) for start, end in ends)
    return BratWords(given, number, found[1], places, words, line)


def _event(line: str, given: str, number: int, rest: str) -> BratEvent | None:
    head, *roles = rest.partition("\t")[0].split() or [""]
    trigger = _NAMED.fullmatch(head)
    named = [_NAMED.fullmatch(each) for each in roles]
    if (trigger is None) == (given[0] == "E") or not head:
        return None
    if not all(named) or (given[0] == "R" and len(named) < 2):  # noqa: PLR2004 (a relation is of two)
        return None
    of, by = (trigger[1], trigger[2]) if trigger else (head, None)
    return BratEvent(given, number, of, by, tuple((each[1], each[2]) for each in named if each), line)


def _remark(line: str, given: str, number: int, rest: str) -> BratRemark | None:
    body, _tab, words = rest.partition("\t")
    if given == "*":
        kind, *about = body.split() or [""]
        return BratRemark(given, number, kind, tuple(about), "", line) if len(about) > 1 else None
    if not (found := _ABOUT.fullmatch(body.rstrip(" "))):
        return None
    told = (found[3] or "").strip() if given[0] in "AM" else words
    return BratRemark(given, number, found[1], (found[2],), told, line)
