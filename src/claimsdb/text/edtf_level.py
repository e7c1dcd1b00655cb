"""Which level of EDTF a date needs its reader to know."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.text.edtf import read_when

_PLAIN: Final = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_TIME: Final = r"(?:T[0-9:]{8}(?:Z|[+-][0-9:]+)?)?"
_MARKED: Final = rf"-?{_PLAIN}[?~%]?"
_LEVELS: Final = tuple(
    re.compile("|".join(forms))
    for forms in (
        (rf"{_PLAIN}{_TIME}", rf"{_PLAIN}/{_PLAIN}"),
        (
            rf"-?{_PLAIN}{_TIME}",
            _MARKED,
            r"-?[0-9]{4}-2[1-4][?~%]?",
            r"-?(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX|[0-9]{4}-XX-XX|[0-9]{4}-[0-9]{2}-XX)[?~%]?",
            rf"(?:{_MARKED}|\.\.|)/(?:{_MARKED}|\.\.|)",
        ),
    )
)


def edtf_level(text: str) -> int:
    """Return the lowest level of EDTF, 0, 1 or 2, that has the form of a date.

    The standard gives no level to seasons in intervals, which are told as 2.

    Raises:
        NotEDTFError: the text is no date that can be kept.
    """
    edtf = text.strip()
    read_when(edtf)
    return next((level for level, form in enumerate(_LEVELS) if form.fullmatch(edtf)), 2)
