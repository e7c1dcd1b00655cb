"""An item of RIS → what it says of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.formats.bibliography.references import DOI_AT, doi_of, item_note, tag_of
from claimsdb.formats.wording import shown
from claimsdb.records.references import NameParts
from claimsdb.text.dates import parse_edtf
from claimsdb.text.name_order import said
from claimsdb.text.words_as_dates import SEASONS, date_in_words, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.formats.bibliography.ris import RISItem
    from claimsdb.formats.marks import Plain
    from claimsdb.records.place import Place
    from claimsdb.records.references import ItemNote

TITLE: Final = ("TI", "T1", "CT", "BT")
OUTLET: Final = ("T2", "JF", "JO", "JA", "J2", "PB")
OF_ITS_OWN: Final = ("BOOK", "EBOOK", "RPRT", "THES")
"""Types of what stands in nothing larger: its T2 is a series."""
DATES: Final = ("DA", "PY", "Y1")

_DATE: Final = re.compile(r"([0-9]{4})/([0-9]{1,2})?(?:/([0-9]{1,2})?(?:/(.*))?)?")
_NOTED: Final = re.compile(r"issued:\s*(\S+)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_YEAR: Final = re.compile("[0-9]{4}")
_MOST_PARTS: Final = 3


def ris_note(item: RISItem, place: Place) -> ItemNote:
    """Return what an item says.

    Raises:
        ClaimsDBError: it cannot be read, a field can be none of an article, or nothing of it is kept.
    """
    if item.fault is not None:
        raise item.fault
    notes: list[str] = []
    doi = doi_of(item.first("DO", "M3"))
    article: dict[str, Plain] = {
        "title": item.first(*TITLE),
        "outlet": item.first(*(OUTLET[::-1] if item.kind in OF_ITS_OWN else OUTLET)),
        "published": _published(item, notes),
        "authors": [*map(name_of, item.all("AU", "A1"))],
        "language": tag_of(item.first("LA"), notes),
        "url": _address(item) or (f"{DOI_AT}{doi}" if doi else None),
    }
    key = item.first("ID", "AN", "LB")
    attached = [part for each in item.all("L1", "L4") for part in each.split(";")]
    called = [*([key] if key else []), *([doi] if doi else []), *attached]
    return item_note(place, key, article, called, notes)


def name_of(written: str) -> str:
    """Return a name as it is said; ``Family, Given, Suffix`` is turned round, ``Name,`` is no person's."""
    parts = [each.strip() for each in written.split(",")]
    if len(parts) > 1 and not parts[-1]:
        return written.rstrip().removesuffix(",").rstrip()
    if len(parts) == 1 or len(parts) > _MOST_PARTS:
        return written
    family, given, *suffix = parts
    return said(NameParts(family, given, suffix="".join(suffix), comma=True))


def _address(item: RISItem) -> str | None:
    found = (_ADDRESS.search(each) for each in item.all("UR", "LK", "L2"))
    address = next((each[0].rstrip(";") for each in found if each), None)
    return address or item.first("UR")


def _published(item: RISItem, notes: list[str]) -> str | None:
    noted = (kept(each) for note in item.all("N1") for each in _NOTED.findall(note))
    if (edtf := next(filter(None, noted), None)) is not None:
        return edtf
    year = next((each[0] for each in map(_YEAR.match, item.all("PY", "Y1")) if each), None)
    written = dict.fromkeys(item.all(*DATES))
    dates = [date for each in written if (date := _date(each, year, notes)) is not None]
    return _exact(dates, notes)


def _date(written: str, year: str | None, notes: list[str]) -> str | None:
    found = _DATE.fullmatch(written)
    if found is None:
        date = date_in_words(written) or (date_in_words(f"{written} {year}") if year else None)
        if date is None:
            notes.append(f"the date {shown(written)} cannot be read, and stays unknown")
        return date
    *parts, other = found.groups()
    season = SEASONS.get((other or "").strip().lower())
    is_about = (other or "").strip().lower() in {"circa", "ca", "ca.", "c.", "~"}
    if season and not parts[1]:
        parts[1] = str(season)
    edtf = kept("-".join(part.zfill(2) for part in _known(parts)) + ("~" if is_about else ""))
    if edtf is None or (other and not season and not is_about and not parts[1]):
        notes.append(f"the date {shown(written)} cannot be read {'whole' if edtf else 'and stays unknown'}")
    return edtf


def _known(parts: list[str | None]) -> Iterator[str]:
    for part in parts:
        if not part or not int(part):
            return
        yield part


def _exact(dates: list[str], notes: list[str]) -> str | None:
    """Return the one of some dates that is within all others; if they are several, none."""
    spans = [(parse_edtf(each), each) for each in dates]
    for inner, edtf in spans:
        if all(_within(inner.earliest, inner.latest, outer.earliest, outer.latest) for outer, _edtf in spans):
            return edtf
    if dates:
        notes.append(f"the dates {', '.join(map(shown, dates))} are not one, and the date stays unknown")
    return None


def _within(earliest: str | None, latest: str | None, first: str | None, last: str | None) -> bool:
    low, high = "0000-00-00", "9999-99-99"
    return (first or low) <= (earliest or low) and (latest or high) <= (last or high)
