"""A text cut into sentences, and these into words: what two wordings are compared by."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zlib import crc32

from claimsdb.anchoring.graphemes import IGNORED, UNSPACED, extends

if TYPE_CHECKING:
    from collections.abc import Iterator


Run = tuple[int, int]
"""A half-open run of a text's code points, or of a list's numbers."""

_CLOSING: Final = r"""["'”’»)\]』」]*"""
_SENTENCE_END: Final = re.compile(rf"[.!?؟…]+{_CLOSING}\s+|[。！？]+{_CLOSING}\s*|\s*\n\s*")
_LONGEST: Final = 600
"""Characters of a sentence that is compared as one; what is longer is no sentence, and is cut further."""

_LONG_LINE: Final = 48
_CUT_ONE_IN: Final = 16
LETTERS_WITHOUT_SPACES: Final = UNSPACED + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_LETTER_WITHOUT_SPACES: Final = re.compile(f"[{LETTERS_WITHOUT_SPACES}]")
_HAN_DIGITS: Final = "〇零一二三四五六七八九十百千万亿萬億两兆"


def sentences(text: str) -> list[Run]:
    """Return the runs of a text's sentences and lines, in order, without the spaces between them.

    Where punctuation is wanting, a run ends where its last words say so, whatever stands further ahead,
    so that an insertion moves no later cut.
    """
    return [piece for run in _stripped(text) for piece in _short_enough(text, run)]


def _stripped(text: str) -> Iterator[Run]:
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if not _is_wrapped(text, found)]
    for start, end in pairwise([0, *ends, len(text)]):
        yield from _without_spaces(text, start, end)


def _is_wrapped(text: str, end: re.Match[str]) -> bool:
    """Say whether a line was broken there only because it had become long."""
    if end[0].strip() or end[0].count("\n") > 1:
        return False
    return end.start() - text.rfind("\n", 0, end.start()) > _LONG_LINE


def _without_spaces(text: str, start: int, end: int) -> Iterator[Run]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    if bare := piece.strip():
        yield start, start + len(bare)


def _short_enough(text: str, run: Run) -> Iterator[Run]:
    start, end = run
    if end - start <= _LONGEST:
        yield run
        return
    begun = start
    for piece in _pieces(text[start:end]).finditer(text, start, end):
        if piece[1] or crc32(piece[0].encode()) % _CUT_ONE_IN == 0:
            yield from _without_spaces(text, begun, piece.end())
            begun = piece.end()
    yield from _without_spaces(text, begun, end)


def _pieces(text: str) -> re.Pattern[str]:
    """Match words, and in scripts without spaces the letters up to one of those after which is cut."""
    letters = filter(is_letter_without_spaces, set(text))
    cutting = "".join(sorted(each for each in letters if crc32(each.encode()) % _CUT_ONE_IN == 0))
    unspaced = rf"([{LETTERS_WITHOUT_SPACES}]{{0,{_LONGEST}}}?[{cutting}])|" if cutting else "(?!)()|"
    return re.compile(
        rf"{unspaced}[{LETTERS_WITHOUT_SPACES}]{{1,{_LONGEST}}}|[^\W{LETTERS_WITHOUT_SPACES}]{{1,64}}"
    )


def is_letter_without_spaces(character: str) -> bool:
    """Say whether the character is of a script that writes no spaces between words."""
    return _LETTER_WITHOUT_SPACES.match(character) is not None


def joins_letters(left: str, right: str) -> bool:
    """Say whether two letters or digits that stand side by side are of one word or number."""
    if is_letter_without_spaces(left) or is_letter_without_spaces(right):
        return left in _HAN_DIGITS and right in _HAN_DIGITS
    return True


def word_pattern(*texts: str) -> re.Pattern[str]:
    """Match the words of these texts: runs of letters, numbers with their points, spaces, single signs.

    Where a script writes no spaces a word is one character, as its reader sees it: no word ends
    before a mark, within a flag or within a family of emoji.
    """
    extending = re.escape("".join(sorted({each for text in texts for each in set(text) if extends(each)})))
    more = rf"[{extending}{IGNORED}]*(?:(?<=\u200d)[^\w\s][{extending}{IGNORED}]*)*"
    letter = rf"[^\W\d{LETTERS_WITHOUT_SPACES}]{more}"
    forms = [
        rf"\d{more}(?:[.,:٫٬]?\d{more})*",
        f"[{_HAN_DIGITS}]+",
        rf"(?:{letter})+",
        r"\s+",
        r"\.{2,}",
        "[\U0001f1e6-\U0001f1ff]{2}",
    ]
    return re.compile("|".join([*forms, rf"[\s\S]{more}"]))
