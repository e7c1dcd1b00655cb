"""Where a new wording may be cut without tearing a word, a number or a character."""

from __future__ import annotations

from typing import Final

from claimsdb.anchoring.graphemes import extends, is_boundary
from claimsdb.anchoring.units import joins_letters

_FARTHEST: Final = 64
_IN_NUMBERS: Final = ".,:٫٬"


def tears(text: str, index: int) -> bool:
    """Say whether a cut before ``index`` goes through a word, a number or a character."""
    if not 0 < index < len(text):
        return False
    left, right = text[index - 1], text[index]
    if right.isspace() or (left.isspace() and not extends(right)):
        return False
    if not is_boundary(text, index):
        return True
    if left.isalnum() or extends(left):
        if right.isalnum():
            return joins_letters(left, right)
        return left.isdigit() and right in _IN_NUMBERS and text[index + 1 : index + 2].isdigit()
    return right.isdigit() and left in _IN_NUMBERS and text[index - 2 : index - 1].isdigit()


def earlier_cut(text: str, index: int) -> int:
    """Return the last place before ``index`` where the text may be cut, not farther than a long word."""
    return next(
        (at for at in range(index - 1, max(index - _FARTHEST, 0), -1) if not tears(text, at)),
        max(index - 1, 0),
    )


def later_cut(text: str, index: int) -> int:
    """Return the first place after ``index`` where the text may be cut, not farther than a long word."""
    end = min(index + _FARTHEST, len(text))
    return next((at for at in range(index + 1, end) if not tears(text, at)), min(index + 1, len(text)))
