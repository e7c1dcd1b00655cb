"""A name as it is said ↔ the parts that bibliographies sort by."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.records.references import NameParts

_EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u3005\u30fb·]+")
"""Han, Kana and Hangul: names in which stand the family name first, and nothing between."""
_PARTICLES: Final = frozenset(
    (
        *("al", "el", "ul", "as", "ar", "ad", "an", "at", "ash", "az", "bin", "ibn", "ben", "bint", "bn"),
        *("von", "vom", "zu", "zur", "zum", "van", "der", "den", "de", "ter", "ten", "te", "'t", "af", "av"),
        *("la", "le", "du", "da", "dos", "das", "di", "del", "della", "dello", "degli", "dei", "y", "e"),
    )
)
_SUFFIXES: Final = frozenset(
    ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq", "esq.", "ph.d.", "phd", "md", "m.d.")
)
_NO_PERSON: Final = frozenset(
    (
        *("the", "of", "and", "for", "und", "et", "&", "news", "agency", "press", "staff", "editors", "team"),
        *("editorial", "desk", "service", "bureau", "ministry", "office", "department", "committee", "group"),
        *("council", "commission", "university", "institute", "foundation", "association", "organisation"),
        *("organization", "union", "party", "government", "company", "corporation", "inc", "inc.", "ltd"),
        *("ltd.", "gmbh", "tv", "radio", "times", "post", "journal", "magazine", "newspaper", "network"),
        *("media", "online", "watch", "international", "national"),
    )
)
"""Words that stand in names of agencies, offices and papers, and hardly in a person's."""

_MOST_WORDS: Final = 5


def said(parts: NameParts) -> str:
    """Return a name as it is said: given name, particle, family name, suffix; in East Asia family first."""
    if parts.literal is not None:
        return parts.literal
    if parts.given and _EAST_ASIAN.fullmatch(parts.family + parts.given):
        return parts.family + parts.given
    name = " ".join(filter(None, (parts.given, _joined(parts.particle, parts.family))))
    return f"{name}{',' if parts.comma and name else ''} {parts.suffix}".strip() if parts.suffix else name


def taken_apart(name: str, kind: str | None = None) -> NameParts:
    """Return the parts of a name that is a person's, or else the name as it is.

    ``kind`` is that of the actor, where it is known. Of another name it is told by its words whether it can
    be a person's; one of a single word, or in Han, Kana or Hangul, is not taken apart, since nothing tells
    where. The parts always make the same name again.
    """
    parts = _parts(name) if kind in {None, "person"} and _is_person(name, kind) else None
    return parts if parts is not None and said(parts) == name else NameParts(literal=name)


def _is_person(name: str, kind: str | None) -> bool:
    words = name.split(",", maxsplit=1)[0].split()
    if not 1 < len(words) <= _MOST_WORDS or _EAST_ASIAN.search(name):
        return False
    return kind is not None or all(map(_may_be_of_person, words))


def _may_be_of_person(word: str) -> bool:
    if word.lower() in _NO_PERSON or any(letter.isdigit() for letter in word):
        return False
    is_short = len(word.strip(".")) <= 2  # noqa: PLR2004 (initials)
    return word.lower() in _PARTICLES | _SUFFIXES or is_short or not (word.isupper() or word.islower())


def _parts(name: str) -> NameParts | None:
    rest, comma, suffix = name.partition(", ")
    words = rest.split(" ")
    if comma and suffix.lower() not in _SUFFIXES:
        return None
    if not comma and len(words) > 2 and words[-1].lower() in _SUFFIXES:  # noqa: PLR2004 (a name before it)
        suffix = words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    given, particle = " ".join(words[:first]), " ".join(words[first:-1])
    return NameParts(words[-1], given, particle, suffix, bool(comma))


def _joined(particle: str, family: str) -> str:
    return f"{particle}{family}" if particle.endswith(("'", "’", "-")) else f"{particle} {family}".strip()
