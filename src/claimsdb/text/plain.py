"""The characters that every text is free of, whatever its kind; all that plain text needs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from claimsdb.errors.text import BlankTextError, LoneSurrogateError

READER: Final = "claimsdb-plain"
READER_VERSION: Final = "1"
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def tidy(text: str, name: str) -> str:
    r"""Drop the byte-order mark, write line ends as ``\n``, and NUL, which databases refuse, as U+FFFD.

    Raises:
        LoneSurrogateError: the text holds half a surrogate pair.
    """
    if surrogate := _SURROGATE.search(text):
        raise LoneSurrogateError(name, index=surrogate.start(), surrogate=surrogate[0])
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def refuse_blank(text: str, name: str) -> None:
    """Refuse a text in which nothing can be seen: white space, control and format characters only.

    Raises:
        BlankTextError: always then.
    """
    if all(unicodedata.category(character) in _INVISIBLE for character in text):
        raise BlankTextError(name)
