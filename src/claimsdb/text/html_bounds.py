"""Pages refused before they are parsed, since the parser compares each attribute of a tag with all others."""

from __future__ import annotations

import re
from typing import Final

from claimsdb.errors.text import CrowdedTagError

MOST_ATTRIBUTES: Final = 1000
"""The most attributes that one tag may have; real pages have some dozens."""

_TELLING: Final = 200  # characters by which a tag is found again

_TAG = re.compile(
    r"""<(?:(?P<comment>!--)|(?P<name>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<attributes>(?:[^>"'=]++|=\s*+(?:"[^"]*+"?+|'[^']*+'?+)?+|["'])*+))"""
)
_ATTRIBUTE = re.compile(r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]++))?+""")
_ENDS: Final = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript")
}
"""Elements whose content holds no tags."""


def refuse_crowded_tags(markup: str, name: str, *, written: str | None = None) -> None:
    """Refuse a page in which a tag has more attributes than can be parsed in reasonable time.

    ``written`` is the file's text, in which lines are counted, where the markup was made of it.

    Raises:
        CrowdedTagError: always then.
    """
    place = 0
    while tag := _TAG.search(markup, place):
        if _is_crowded(tag["attributes"] or ""):
            text = markup if written is None else written
            line = text.count("\n", 0, max(text.find(tag[0][:_TELLING]), 0)) + 1
            raise CrowdedTagError(name, line=line, most=MOST_ATTRIBUTES)
        place = _end(markup, tag)


def _is_crowded(attributes: str) -> bool:
    return (
        len(attributes) > MOST_ATTRIBUTES
        and sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > MOST_ATTRIBUTES
    )


def _end(markup: str, tag: re.Match[str]) -> int:
    """Return where the next tag can begin."""
    if tag["comment"]:
        end = markup.find("-->", tag.end())
        return len(markup) if end < 0 else end
    closing = _ENDS.get(tag["name"].lower())
    if closing is None:
        return tag.end()
    found = closing.search(markup, tag.end())
    return found.start() if found else len(markup)
