"""What a page says of itself in its own markup: Open Graph, schema.org, Dublin Core and HTML's own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from claimsdb.records.texts import Metadata
from claimsdb.text.json_ld import article_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser

    from claimsdb.text.json_ld import ArticleData

_DATES: Final = (
    "article:published_time", "datepublished", "date", "pubdate",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
)  # fmt: skip
_WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_ISO_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:.*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def page_metadata(page: LexborHTMLParser) -> Metadata:
    """Gather what a page says of itself; what it leaves out, or says amiss, is unknown.

    Of several sources the first in this order speaks: for title and outlet Open Graph, then JSON-LD;
    for date and authors JSON-LD, then `<meta>`; for the address the canonical link.
    """
    metas, data = _metas(page), article_data(_json_ld_blocks(page))
    titles = [*metas.get("og:title", ()), *data.says("headline"), *_titles(page)]
    return Metadata(
        title=_first(titles),
        outlet=_first([*metas.get("og:site_name", ()), *data.says("publisher")]),
        published=_first(map(_day, _dates(page, metas, data))),
        authors=_authors(metas, data),
        language=_first(map(_language, [_root_language(page), *metas.get("og:locale", ())])),
        url=_first(map(_web_address, [*_canonical(page), *metas.get("og:url", ())])),
    )


def _metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for node in page.css("meta"):
        for attribute in ("property", "name", "itemprop"):
            key = (node.attributes.get(attribute) or "").strip().lower()
            if key:
                metas.setdefault(key, []).append(node.attributes.get("content") or "")
    return metas


def _json_ld_blocks(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("script"):
        if (node.attributes.get("type") or "").strip().lower() == "application/ld+json":
            yield node.text()


def _titles(page: LexborHTMLParser) -> list[str]:
    """Find the page's `<title>`, which the title of a drawing is not."""
    titles = page.css("title")
    return [node.text() for node in titles if node.parent is not None and node.parent.tag in {"head", "body"}]


def _dates(page: LexborHTMLParser, metas: dict[str, list[str]], data: ArticleData) -> Iterator[str | None]:
    yield from data.says("datePublished")
    for key in _DATES:
        yield from metas.get(key, ())
    for node in page.css("time[itemprop=datePublished]"):
        yield node.attributes.get("datetime")


def _authors(metas: dict[str, list[str]], data: ArticleData) -> tuple[str, ...]:
    profiles = [author for author in metas.get("article:author", ()) if "://" not in author]
    for source in (data.says("author"), metas.get("author", ()), profiles):
        authors = tuple(dict.fromkeys(filter(None, map(_clean, source))))
        if authors:
            return authors
    return ()


def _root_language(page: LexborHTMLParser) -> str | None:
    return page.root.attributes.get("lang") if page.root else None


def _canonical(page: LexborHTMLParser) -> Iterator[str | None]:
    for node in page.css("link"):
        if "canonical" in (node.attributes.get("rel") or "").lower().split():
            yield node.attributes.get("href")


def _first(values: Iterable[str | None]) -> str | None:
    return next(filter(None, map(_clean, values)), None)


def _clean(value: str | None) -> str | None:
    """Collapse white space; what is empty, or holds what no database takes, says nothing."""
    if value is None or _UNSTORABLE.search(value):
        return None
    return _WHITE_SPACE.sub(" ", value).strip() or None


def _day(value: str | None) -> str | None:
    """Take the calendar date of an ISO 8601 date or date-time, as it is written there."""
    written = _ISO_DATE.fullmatch(_clean(value) or "")
    if written is None:
        return None
    try:
        datetime.fromisoformat(written[0])
    except ValueError:
        return None
    return written[1]


def _language(value: str | None) -> str | None:
    tag = (_clean(value) or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def _web_address(value: str | None) -> str | None:
    address = _clean(value) or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
