"""Text as the search index holds it: the Python twin of the views that migration 0003 makes."""

from __future__ import annotations

import re
from typing import Final

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Characters of scripts that are written without spaces between words."""

_UNSPACED: Final = re.compile(f"([{UNSPACED}])")
_GAP: Final = re.compile(f"(?<=[{UNSPACED}])  ?(?=[{UNSPACED}])")
_DROPPED: Final = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_FOLDED: Final = str.maketrans(
    "\u0622\u0623\u0625\u0671\u0649\u06cc\u06a9\u0629\u0451\u0401",
    "\u0627\u0627\u0627\u0627\u064a\u064a\u0643\u0647\u0435\u0415",
)


def search_form(text: str) -> str:
    """Return a text as the index holds it: unspaced scripts letter by letter, Arabic without vowel signs."""
    return _UNSPACED.sub(r" \1 ", _DROPPED.sub("", text).translate(_FOLDED))


def readable(snippet: str) -> str:
    """Close the gaps that the search form opens between letters of unspaced scripts."""
    return _GAP.sub("", snippet)
