"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

_NEVER: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, not even escaped: control characters, and halves of characters."""
_QUOTES: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, in quotation marks; what XML cannot hold is left out."""
    return f'"{escape(_NEVER.sub("", text), _QUOTES)}"'


def element(text: str) -> str:
    """Return a text as the content of an element; what XML cannot hold is left out."""
    return escape(_NEVER.sub("", text), {"\r": "&#13;"})
