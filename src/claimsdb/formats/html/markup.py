"""HTML that is safe by the way it is made: whatever is not made here is text, and escaped."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Value: TypeAlias = str | int | None

_WITHOUT: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
"""What HTML has no way to write: control characters, halves of characters, and what is no character."""
_NEVER: Final = re.compile(f"[{_WITHOUT}]")
_MUST_CHANGE: Final = re.compile(f"[&<>\"'{_WITHOUT}]")
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Html(str):
    """Markup. Only this file makes any."""

    __slots__ = ()


def text(words: str) -> Html:
    """Return a text as the content of an element or the value of an attribute; U+FFFD for what is neither."""
    if isinstance(words, Html):
        return words
    if _MUST_CHANGE.search(words) is None:
        return Html(words)
    return Html(escape(_NEVER.sub("\ufffd", words)))


def plain(words: str) -> str:
    """Return a text on one line without signs of direction, for where no markup can hold them apart."""
    return _DIRECTIONS.sub("", " ".join(words.split()))


def joined(pieces: Iterable[str | None], between: str = "") -> Html:
    """Return pieces one after the other; what is no markup is text, and None is left out."""
    return Html(text(between).join([text(each) for each in pieces if each is not None]))


def tag(name: str, /, *content: str | None, **attributes: Value) -> Html:
    """Return an element; what of its content is no markup is text.

    In names of attributes a final ``_`` is dropped and others become hyphens; None is left out.
    """
    return Html(f"<{name}{_attributes(attributes)}>{joined(content)}</{name}>")


def void(name: str, /, **attributes: Value) -> Html:
    """Return an element that has no content, and no end tag."""
    return Html(f"<{name}{_attributes(attributes)}>")


def document(*content: Html) -> Html:
    """Return a whole document of what stands in ``html``."""
    return Html(f"<!DOCTYPE html>\n{joined(content)}\n")


def _attributes(attributes: Mapping[str, Value]) -> str:
    if not attributes:
        return ""
    return "".join(
        [f' {_called(name)}="{text(str(value))}"' for name, value in attributes.items() if value is not None]
    )


@cache
def _called(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
