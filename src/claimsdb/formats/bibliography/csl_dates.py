"""Dates of CSL-JSON ↔ EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.formats.wording import shown
from claimsdb.text.words_as_dates import SEASONS, date_in_words, kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.formats.marks import Plain

_NOTED: Final = re.compile(r"^\s*issued:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_ONE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
_SEASONED: Final = re.compile(r"([0-9]{4})-(2[1-4])(~?)")
_MOST_PARTS, _MOST_DATES = 3, 2
_FALSE: Final = (None, False, 0, "", "0", "false", "False")


class UnreadableDateError(ValueError):
    """A date that is none, told with what was met; it stays unknown."""


def edtf_of(date: Plain, note: str) -> str | None:
    """Return the date of CSL in EDTF; None if there is none.

    A line ``issued: DATE`` in the ``note`` of an item outranks it, as Zotero has it.

    Raises:
        UnreadableDateError: it cannot be read, or could be several dates.
    """
    noted = (date_in_words(found) for found in _NOTED.findall(note))
    if (found := next(filter(None, noted), None)) is not None:
        return found
    if isinstance(date, dict):
        return _of_object(date)
    if date in (None, ""):
        return None
    return _words(date)


def _of_object(date: dict[str, Plain]) -> str | None:
    parts = date.get("date-parts")
    try:
        found = _of_parts(parts, date) if parts is not None else None
    except UnreadableDateError:
        found = next(filter(None, map(_readable, _in_words(date))), None)
        if found is None:
            raise
    if found is not None:
        return found
    words = _in_words(date)
    return _words(words[0]) if words else None


def _in_words(date: dict[str, Plain]) -> list[Plain]:
    return [date[key] for key in ("literal", "raw", "edtf") if date.get(key) not in (None, "")]


def _readable(words: Plain) -> str | None:
    return date_in_words(str(words)) if isinstance(words, str | int) else None


def _words(words: Plain) -> str:
    found = _readable(words)
    if found is None or isinstance(words, bool):
        raise UnreadableDateError(shown(words))
    return found


def _of_parts(dates: Plain, date: dict[str, Plain]) -> str | None:
    if not isinstance(dates, list) or len(dates) > _MOST_DATES:
        raise UnreadableDateError(shown(dates))
    season = _season(date.get("season"))
    circa = "~" if date.get("circa") not in _FALSE else ""
    ends = [f"{one}{circa}" for each in dates if (one := _one(each, season))]
    if not ends:
        return None
    edtf = kept("/".join(ends))
    if edtf is None:
        raise UnreadableDateError(shown(dates))
    return edtf


def _one(parts: Plain, season: int | None) -> str | None:
    """Return one date of up to three parts; trailing parts that are nothing are none."""
    if not isinstance(parts, list):
        raise UnreadableDateError(shown(parts))
    known = list(parts)
    while known and known[-1] in (None, "", 0, "0"):
        known.pop()
    if not known:
        return None
    if len(known) > _MOST_PARTS:
        raise UnreadableDateError(shown(parts))
    year, *rest = known
    written = [_year(year), *(f"{_number(each):02}" for each in rest)]
    return "-".join([*written, str(season)] if season and not rest else written)


def _year(part: Plain) -> str:
    if isinstance(part, str) and not re.fullmatch("[0-9]{4}", part.strip()):  # two digits are of any century
        raise UnreadableDateError(shown(part))
    return f"{_number(part):04}"


def _number(part: Plain) -> int:
    if isinstance(part, str) and re.fullmatch("[0-9]{1,4}", part.strip()):
        return int(part)
    if isinstance(part, float) and part.is_integer():
        part = int(part)
    if isinstance(part, bool) or not isinstance(part, int) or part < 0:
        raise UnreadableDateError(shown(part))
    return part


def _season(season: Plain) -> int | None:
    if season in (None, ""):
        return None
    words = str(season).strip().lower()
    if words in SEASONS:
        return SEASONS[words]
    if words.isascii() and words.isdigit() and int(words) in {1, 2, 3, 4, 21, 22, 23, 24}:
        return 20 + int(words) % 20
    raise UnreadableDateError(shown(season))


def issued(edtf: str) -> tuple[dict[str, Plain], str | None]:
    """Return a date as CSL has it, and the line that a note needs where CSL cannot say all of it."""
    if found := _SEASONED.fullmatch(edtf):
        year, season, circa = found.groups()
        return {"date-parts": [[int(year)]], "season": int(season) - 20, **_circa(circa)}, None
    ends = [_ONE.fullmatch(each) for each in edtf.split("/")]
    found_ends = [each for each in ends if each is not None]
    about = {each[4] for each in found_ends}
    is_whole = len(ends) == len(found_ends) and len(about) == 1
    if not is_whole or any(each[1] == "0000" for each in found_ends):
        return {"literal": edtf}, f"issued: {edtf}"
    parts: Sequence[Plain] = [[int(part) for part in each.group(1, 2, 3) if part] for each in found_ends]
    return {"date-parts": list(parts), **_circa(*about)}, None


def _circa(mark: str) -> dict[str, Plain]:
    return {"circa": True} if mark else {}
