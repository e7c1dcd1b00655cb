"""What remarks of brat tell of a statement and of who speaks: stance, topics, dates, names.

An attribute says it where the words are few, a note where they are free. What is of another type, or says
what has no place here, is no facet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claimsdb.errors.dates import NotEDTFError
from claimsdb.records.vocabulary import ABOUT_ROLES, QUOTATIONS, STANCES, STATUSES
from claimsdb.text.dates import parse_edtf
from claimsdb.text.one_line import CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from claimsdb.formats.marks import Plain
    from claimsdb.records.brat import BratFacet, BratRemark

STANCE: Final = "Stance"
QUOTATION: Final = "Quotation"
STATUS: Final = "Status"
KIND: Final = "Kind"
WHEN: Final = "When"
SAID: Final = "Said"
TOPIC: Final = "Topic"
SPEAKER: Final = "Speaker"
UNNAMED_SPEAKER: Final = "UnnamedSpeaker"
ABOUT: Final = {f"About{role.capitalize()}": role for role in ABOUT_ROLES}
CLOSED: Final = {STANCE: STANCES, QUOTATION: QUOTATIONS, STATUS: STATUSES}
"""The attributes, with their values."""
PLAIN: Final = frozenset({(STANCE, "asserts"), (STATUS, "accepted")})
PLAIN_OWN: Final = PLAIN | {(QUOTATION, "none")}
"""What goes without saying, of a statement by somebody and of the article's own."""
TAB: Final = "\t"
OF_SPEAKERS: Final = (SPEAKER, UNNAMED_SPEAKER)
_SEVERAL: Final = (TOPIC, *ABOUT)
_FIELDS: Final = {STANCE: "stance", QUOTATION: "quotation", STATUS: "status", KIND: "kind", WHEN: "when"}
_KIND: Final = re.compile(r"[a-z][a-z0-9_]*")
_NO_TOPIC: Final = re.compile(r"^>(\s|$)|(^|\s)>$|\s>\s+>\s")


def told_of(remarks: Iterable[BratRemark]) -> Iterator[tuple[str, BratFacet]]:
    """Yield what remarks about one line tell, each with the remark's id; the first tells what is one."""
    told: set[str] = set()
    for remark in remarks:
        facet = _facet(remark)
        if facet is None:
            continue
        what = SPEAKER if facet[0] in OF_SPEAKERS else facet[0]
        if what not in told:
            yield remark.id, facet
        if what not in _SEVERAL:
            told.add(what)


def facet_line(given: str, facet: BratFacet, about: str) -> str:
    """Return the line that tells a facet, under an id."""
    kind, value = facet
    return f"{given}\t{kind} {about}{' ' if kind in CLOSED else TAB}{value}"


def letter_of(facet: BratFacet) -> str:
    """Return what the id of a facet's line begins with."""
    return "A" if facet[0] in CLOSED else "#"


def record_of(facets: Iterable[BratFacet]) -> dict[str, Plain]:
    """Return facets as the fields of a claim that is its own statement."""
    record: dict[str, Plain] = {}
    topics: list[Plain] = []
    about: list[Plain] = []
    for kind, value in facets:
        if kind == TOPIC:
            topics.append(value)
        elif kind in ABOUT:
            about.append({ABOUT[kind]: value})
        else:
            record[_FIELDS.get(kind, kind.lower())] = value
    if topics:
        record["topics"] = topics
    if about:
        record["about"] = about
    return record


def _facet(remark: BratRemark) -> BratFacet | None:
    value = " ".join(remark.words.split())
    if remark.id[0] == "A":
        return (remark.type, value) if value in CLOSED.get(remark.type, ()) else None
    holds = _OPEN.get(remark.type) if remark.id[0] == "#" else None
    return (remark.type, value) if holds and holds(value) else None


def _is_line(value: str) -> bool:
    return bool(value) and not CONTROL.search(value)


@lru_cache(maxsize=1000)
def _is_date(value: str) -> bool:
    try:
        parse_edtf(value)
    except NotEDTFError:  # then it is a note as any other
        return False
    return True


def _is_topic(value: str) -> bool:
    return _is_line(value) and not _NO_TOPIC.search(value)


_OPEN: Final[dict[str, Callable[[str], object]]] = {
    KIND: _KIND.fullmatch,
    WHEN: _is_date,
    SAID: _is_date,
    TOPIC: _is_topic,
    **dict.fromkeys((*ABOUT, *OF_SPEAKERS), _is_line),
}
"""The notes, with what their text must be."""
