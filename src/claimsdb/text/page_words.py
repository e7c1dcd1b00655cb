"""What a page says of itself, made fit to be kept: words with where they stand."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 2000
"""The most characters that a title, a name or an address may have; what is longer is none."""

_WHITE_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")


class Said(NamedTuple):
    """Something that a page says: the words, where they stand, and whether a reader had to infer it."""

    value: str
    source: str
    inferred: bool = False


def said(values: Iterable[str | None], source: str, *, inferred: bool = False) -> Iterator[Said]:
    """Yield the values that say anything, each with its source."""
    for value in values:
        if words := clean(value):
            yield Said(words, source, inferred)


def clean(value: str | None) -> str | None:
    """Collapse white space; what is empty, too long, or holds what no database takes, says nothing."""
    if value is None or len(value) > 2 * LONGEST or _UNSTORABLE.search(value):
        return None
    words = _WHITE_SPACE.sub(" ", value).strip()
    return words if 0 < len(words) <= LONGEST else None


def unescaped(value: str) -> str:
    """Return a text without the character references that some pages leave where nothing reads them."""
    if "&" not in value or len(value) > 2 * LONGEST:
        return value
    return _ENTITY.sub(lambda entity: unescape(entity[0]), value)


def without_tags(value: str) -> str:
    """Return a text without the tags that some pages leave in strings where they mean nothing."""
    return _TAG.sub("", value) if "<" in value and len(value) <= 2 * LONGEST else value


def key(words: str) -> str:
    """Return the words to be compared: no case, no punctuation, single spaces."""
    return _NO_WORD.sub(" ", words.casefold()).strip()


def web_address(value: str | None) -> str | None:
    """Return an absolute address of the web; None for anything else."""
    address = clean(value) or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
