"""What a page shows of its date and authors without declaring it: a reader's conclusions, marked as such.

Nothing is taken where the page shows two answers. How often each is right stands in docs/decisions/0025.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.text.html import seen_text
from claimsdb.text.page_words import Said, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST: Final = 30
"""How many elements of a kind are looked into; a page has one headline, one date and some authors."""

_HIGHEST: Final = 64
_PUBLISHED: Final = frozenset({"dt-published", "published"})  # h-entry's class, and hAtom's
_WITHOUT_NUMBERS = re.compile(r"[^0-9]{2,100}")


def published_day(page: LexborHTMLParser, day_of: Callable[[str | None], str | None]) -> Said | None:
    """Return the one day of the `<time>` elements that say, by attribute or class, when it was published."""
    return _one_day(filter(_says_published, page.css("time")), day_of, inferred=False)


def shown_day(page: LexborHTMLParser, day_of: Callable[[str | None], str | None]) -> Said | None:
    """Return the one day that `<time>` gives within headers, or on the whole page."""
    times = page.css("time")
    in_header = _one_day(filter(_is_in_header, times), day_of, inferred=True)
    return in_header or _one_day(times, day_of, inferred=True)


def _one_day(
    times: Iterable[LexborNode], day_of: Callable[[str | None], str | None], *, inferred: bool
) -> Said | None:
    days = {day for node, _ in zip(times, range(MOST), strict=False) if (day := day_of(_moment(node)))}
    return Said(days.pop(), "time", inferred) if len(days) == 1 else None


def shown_authors(page: LexborHTMLParser) -> Iterator[Iterable[Said]]:
    """Yield who a page shows as its authors: links to them, and links in a byline."""
    yield _named(page.css("a[rel~=author i]"), "rel:author")
    yield _named(
        (link for line in page.css("[class*=byline i]")[:MOST] for link in line.css("a")), "class:byline"
    )


def _named(links: Iterable[LexborNode], source: str) -> Iterator[Said]:
    names = (seen_text(node) for node, _ in zip(links, range(MOST), strict=False))
    return said((name for name in names if _WITHOUT_NUMBERS.fullmatch(name)), source, inferred=True)


def _moment(time: LexborNode) -> str:
    return time.attributes.get("datetime") or seen_text(time)


def _says_published(time: LexborNode) -> bool:
    attributes = time.attributes
    kinds = (attributes.get("class") or "")[:500].lower().split()
    return "pubdate" in attributes or not _PUBLISHED.isdisjoint(kinds)


def _is_in_header(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(_HIGHEST):
        if parent is None or parent.tag in {"article", "main", "body"}:
            return False
        if parent.tag == "header":
            return True
        parent = parent.parent
    return False
