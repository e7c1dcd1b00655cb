"""The language of a page as a tag of BCP 47."""

from __future__ import annotations

import re
from typing import Final

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NONE: Final = frozenset({"und", "mul", "zxx", "mis", "xx", "xxx"})  # undetermined, several, none


def language_tag(words: str) -> str | None:
    """Return the tag that some words are, or the name of a locale such as ``en_GB``; None if neither."""
    tag = words.partition(".")[0].replace("_", "-")
    return tag if _TAG.fullmatch(tag) and tag.lower() not in _NONE else None
