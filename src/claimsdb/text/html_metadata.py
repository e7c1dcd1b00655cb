"""What a page says of itself in its own markup, each with where it says so.

JSON-LD, Open Graph, microdata, RDFa Lite, `<meta>` as newspapers use it, and HTML's own elements. Of
several sources the first speaks, in the order that docs/decisions/0025 gives reasons for.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimsdb.records.texts import Fact
from claimsdb.text.html import seen_text
from claimsdb.text.json_ld import article_data
from claimsdb.text.microdata import page_items
from claimsdb.text.page_dates import day_in_address, day_of
from claimsdb.text.page_elements import canonical_links, json_ld_blocks, metas, titles
from claimsdb.text.page_languages import language_tag
from claimsdb.text.page_layout import MOST, published_day, shown_authors, shown_day
from claimsdb.text.page_names import authors
from claimsdb.text.page_titles import page_title
from claimsdb.text.page_words import Said, said, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser

_TITLES: Final = (
    "parsely-title", "sailthru.title", "citation_title", "dc.title", "dcterms.title",
    "cxenseparse:title", "headline",
)  # fmt: skip
_OUTLETS: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "dc.date.issued", "dcterms.issued", "citation_online_date", "citation_publication_date",
    "prism.publicationdate", "shareaholic:article_published_time", "rnews:datepublished", "og:pubdate",
    "bt:pubdate", "pubdate", "publishdate", "publish-date", "publish_date", "published_date",
    "publication_date", "published_time",
)  # fmt: skip
_SOME_DATES: Final = (
    "date", "dc.date", "dcterms.date", "citation_date", "date.available", "date.created", "dc.date.created",
    "dcterms.created",
)  # fmt: skip
"""Dates that need not be of publication, but of the text's making, or of anything in its life."""
_AUTHORS: Final = (
    "author", "article:author", "parsely-author", "sailthru.author", "citation_author", "dc.creator",
    "dcterms.creator", "cxenseparse:author", "byl",
)  # fmt: skip
_LANGUAGES: Final = ("content-language", "dc.language", "dcterms.language", "language", "og:locale")
_MOST: Final = 50  # titles and names that are compared with each other
_SPEAKING: Final = ("article:", "og:", "twitter:")


def page_facts(page: LexborHTMLParser) -> tuple[Fact, ...]:
    """Gather what a page says of itself; what it leaves out, or says amiss, is unknown.

    One fact a field, the authors in their order.
    """
    return tuple(_Page(page).facts())


class _Page:
    """A page taken apart."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._page = page
        self._metas = metas(page)
        self._items = page_items(page)
        addresses = self._addresses()
        self._address = next(addresses, None)
        own = [each.value for each in (self._address, *addresses) if each]
        self._data = article_data(json_ld_blocks(page), own)
        self._language = _first(language_tag, self._languages())

    def facts(self) -> Iterator[Fact]:
        outlet = next(self._outlets(), None)
        address = self._address or next(self._data_addresses(), None)
        one_each = {
            "title": page_title(list(islice(self._titles(), _MOST)), islice(self._sites(), _MOST)),
            "outlet": outlet,
            "published": self._published(address),
            "language": self._language,
            "url": address,
        }
        for field, found in one_each.items():
            if found is not None:
                yield Fact(field, 1, found.value, found.source, found.inferred)
        for position, author in enumerate(authors(self._authors()), start=1):
            yield Fact("author", position, author.value, author.source, author.inferred)

    def _titles(self) -> Iterator[Said]:
        yield from self._in_data("headline")
        yield from self._items.get("headline", ())[:1]
        yield from said(map(seen_text, self._page.css("h1")[:MOST]), "h1", inferred=True)
        yield from self._in_metas("og:title")
        yield from self._in_metas(*_TITLES)
        yield from self._in_metas("twitter:title")
        yield from self._in_data("name")
        yield from said(titles(self._page)[:1], "title")

    def _outlets(self) -> Iterator[Said]:
        yield from self._in_metas(_OUTLETS[0])
        yield from self._in_data("publisher")
        yield from self._items.get("publisher", ())
        yield from said(self._data.site_names(), "json-ld:WebSite")
        yield from self._in_metas(*_OUTLETS[1:])

    def _sites(self) -> Iterator[str]:
        yield from (each.value for each in self._outlets())
        yield from (each.value for each in self._in_metas("application-name", "apple-mobile-web-app-title"))
        if self._address:
            host = self._address.value.split("/")[2].removeprefix("www.")
            yield host
            yield host.rpartition(".")[0]

    def _published(self, address: Said | None) -> Said | None:
        language = self._language.value if self._language else None
        day = partial(day_of, language=language)
        return (
            _first(day, self._dates())
            or published_day(self._page, day)
            or _first(day, self._in_data("dateCreated", inferred=True))
            or _day_in(address)
            or shown_day(self._page, day)
            or _first(day, self._in_metas(*_SOME_DATES, inferred=True))
        )

    def _dates(self) -> Iterator[Said]:
        yield from self._in_data("datePublished")
        yield from self._in_metas(*_PUBLISHED)
        yield from self._items.get("datepublished", ())

    def _authors(self) -> Iterator[Iterable[Said]]:
        yield self._in_data("author")
        for name in _AUTHORS:
            yield self._in_metas(name)
        yield self._items.get("author", ())
        yield self._in_data("creator")
        yield self._items.get("creator", ())
        yield from shown_authors(self._page)

    def _languages(self) -> Iterator[Said]:
        yield from said([self._page.root.attributes.get("lang") if self._page.root else None], "html:lang")
        yield from self._in_metas(*_LANGUAGES)
        yield from self._in_data("inLanguage")

    def _addresses(self) -> Iterator[Said]:
        yield from _web(said(canonical_links(self._page), "link:canonical"))
        yield from _web(self._in_metas("og:url", "parsely-link", "twitter:url"))

    def _data_addresses(self) -> Iterator[Said]:
        yield from _web(self._in_data("url"))

    def _in_metas(self, *names: str, inferred: bool = False) -> Iterator[Said]:
        for name in names:
            source = name if name.startswith(_SPEAKING) else f"meta:{name}"
            yield from said(self._metas.get(name, ()), source, inferred=inferred)

    def _in_data(self, key: str, *, inferred: bool = False) -> Iterator[Said]:
        yield from said(self._data.says(key), f"json-ld:{key}", inferred=inferred)


def _day_in(address: Said | None) -> Said | None:
    day = day_in_address(address.value) if address else None
    return Said(day, "url", inferred=True) if day else None


def _web(said_addresses: Iterable[Said]) -> Iterator[Said]:
    return (each for each in said_addresses if web_address(each.value))


def _first(made: Callable[[str], str | None], saids: Iterable[Said]) -> Said | None:
    """Return the first of which something can be made, made so."""
    for each in saids:
        if value := made(each.value):
            return Said(value, each.source, each.inferred)
    return None
