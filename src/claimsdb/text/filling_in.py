"""What is known of an article and what is said of it: gaps are filled, and what is known stays."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from claimsdb.records.texts import Metadata
from claimsdb.text.addresses import spellings
from claimsdb.text.dates import parse_edtf
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS: Final = tuple(each.name for each in fields(Metadata))
_CALLED: Final = {"published": "date", "authors": "author"}
_OPEN: Final = "0000-00-00", "9999-99-99"


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known then, which fields are new, and what is said otherwise, a sentence a field."""

    metadata: Metadata
    fields: tuple[str, ...]
    kept: tuple[str, ...]


def fill_in(known: Metadata, said: Metadata) -> Filled:
    """Fill the gaps of what is known with what is said."""
    gaps = {name: getattr(said, name) for name in FIELDS if getattr(said, name) and not getattr(known, name)}
    return Filled(replace(known, **gaps), tuple(gaps), tuple(_kept(known, said)))


def _kept(known: Metadata, said: Metadata) -> Iterator[str]:
    for name in FIELDS:
        ours, theirs = getattr(known, name), getattr(said, name)
        if ours and theirs and not agree(name, ours, theirs):
            yield f"the {_CALLED.get(name, name)} stays “{_shown(ours)}”, not “{_shown(theirs)}”"


def agree(name: str, ours: str | tuple[str, ...], theirs: str | tuple[str, ...]) -> bool:
    """Tell whether a field that is known need not be told to be said otherwise.

    Names and titles are the same whatever their case and accents; a date or a language that is said less
    exactly than it is known contradicts nothing.
    """
    if isinstance(ours, tuple) or isinstance(theirs, tuple):
        return [fold_name(each) for each in ours] == [fold_name(each) for each in theirs]
    if name == "published":
        return ours == theirs or _lies_within(ours, theirs)
    if name == "language":
        return f"{ours.lower()}-".startswith(f"{theirs.lower()}-")
    if name == "url":
        return ours == theirs or not set(spellings(ours)[1:]).isdisjoint(spellings(theirs)[1:])
    return fold_name(ours) == fold_name(theirs)


def _lies_within(ours: str, theirs: str) -> bool:
    inner, outer = parse_edtf(ours), parse_edtf(theirs)
    first, last = _OPEN
    return (outer.earliest or first) <= (inner.earliest or first) and (inner.latest or last) <= (
        outer.latest or last
    )


def can_agree(known: Metadata, said: Metadata) -> bool:
    """Tell whether nothing that is both known and said keeps two articles apart; dates may overlap."""
    return all(
        not getattr(known, name)
        or not getattr(said, name)
        or agree(name, getattr(known, name), getattr(said, name))
        or agree(name, getattr(said, name), getattr(known, name))
        for name in ("outlet", "published", "url")
    )


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
