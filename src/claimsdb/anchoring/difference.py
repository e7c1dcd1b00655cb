"""The difference between a quote and a passage, word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from claimsdb.anchoring.folding import fold
from claimsdb.anchoring.graphemes import UNSPACED
from claimsdb.errors.anchoring import shorten

_MARKS = r""".,;:!?()\[\]"“”„«»،؛؟、。，：；！？"""
_WORD = re.compile(rf"(?:…|\.\.+|[{_MARKS}]|[{UNSPACED}]|[^\s{_MARKS}…{UNSPACED}]+)\s*")
_LONGEST_RUN = 60


def word_difference(quote: str, passage: str) -> str:
    """Write what leads from quote to passage as ``the [-big-] {+small+} house``.

    Words are runs between white space and punctuation, or single characters where Chinese and
    Japanese write no spaces. Typographic variants are no difference; long runs are shortened in the middle.
    """
    old, new = _WORD.findall(quote.strip()), _WORD.findall(passage.strip())
    pieces = []
    for edit in Levenshtein.opcodes(_folded(old), _folded(new)):
        removed = "".join(old[edit.src_start : edit.src_end])
        added = "".join(new[edit.dest_start : edit.dest_end])
        pieces.append(_marked(edit.tag, removed, added))
    return " ".join(pieces)


def _folded(words: list[str]) -> list[str]:
    return [fold(word).strip() for word in words]


def _marked(tag: str, removed: str, added: str) -> str:
    if tag == "equal":
        return shorten(added, _LONGEST_RUN)
    old = [f"[-{shorten(removed, _LONGEST_RUN)}-]"] if removed else []
    new = [f"{{+{shorten(added, _LONGEST_RUN)}+}}"] if added else []
    return " ".join(old + new)
