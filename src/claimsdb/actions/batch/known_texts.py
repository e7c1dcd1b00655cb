"""Which texts may be wordings of articles that are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from claimsdb.database.rows import among
from claimsdb.text.addresses import leads_to_a_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.records.ready import ReadyText

Mark = tuple[str | None, ...]
"""Something by which ``find_known`` in ``actions/articles.py`` would take two texts for one article."""


class Looks(NamedTuple):
    """What ``find_known`` looks at; the fields are those of ``ReadyText``."""

    given_url: str | None
    file: str | None
    origin: str
    is_line: bool
    text_sha256: str
    original_sha256: str
    own_url: str | None = None

    @classmethod
    def of(cls, text: ReadyText) -> Looks:
        """Return what it looks at in a text."""
        own = text.url if text.given_url is None and text.url and leads_to_a_page(text.url) else None
        return cls(
            text.given_url, text.file, text.origin, text.is_line, text.text_sha256, text.original_sha256, own
        )


class Bearers:
    """The articles that any of some texts could be a wording of, by their marks."""

    def __init__(self, connection: Connection, looks: Iterable[Looks]) -> None:
        self._oldest: dict[Mark, int] = {}
        for number, *borne in _borne_in_database(connection, list(looks)):
            for mark in marks_borne(*borne):
                self._oldest[mark] = min(number, self._oldest.get(mark, number))

    def article(self, looks: Looks) -> int | None:
        """Return the article that ``find_known`` would find for a text."""
        found = (self._oldest.get(mark) for mark in _by_address_and_path(looks))
        for number in found:
            if number is not None:
                return number
        words = [self._oldest.get(mark) for mark in _by_words(looks)]
        return min((number for number in words if number is not None), default=None)


class KnownTexts:
    """The marks of the articles that a batch could meet: in the database, and earlier in the batch."""

    def __init__(self, connection: Connection, batch: Iterable[ReadyText]) -> None:
        self._met: set[Mark] = set()
        for _number, *borne in _borne_in_database(connection, [Looks.of(text) for text in batch]):
            self._met |= set(marks_borne(*borne))

    def is_new(self, text: ReadyText) -> bool:
        """Tell whether a text shares no mark with any that is there."""
        return self._met.isdisjoint(marks_looked_for(Looks.of(text)))

    def add(self, text: ReadyText) -> None:
        """Remember a text that was stored."""
        self._met |= set(
            marks_borne(text.url, text.origin, text.file, text.text_sha256, text.original_sha256)
        )


def _borne_in_database(connection: Connection, batch: list[Looks]) -> Iterator[tuple[Any, ...]]:
    columns = "SELECT articles.id, url, origin, file, text_sha256, original_sha256"
    wanted: dict[str, set[str | None]] = {
        "articles.url": {text.given_url or text.own_url for text in batch},
        "articles.file": {text.file for text in batch},
        "versions.origin": {text.origin for text in batch if not text.is_line},
        "versions.text_sha256": {text.text_sha256 for text in batch if text.file is None},
        "versions.original_sha256": {text.original_sha256 for text in batch if text.file is None},
    }
    for condition, values in wanted.items():
        if known := values - {None}:
            # By its address or file an article is known that has no text yet.
            kept = "LEFT JOIN" if condition.startswith("articles") else "JOIN"
            joined = f"FROM articles {kept} versions ON versions.article_id = articles.id WHERE"
            yield from among(connection, f"{columns} {joined} {condition}", known)


def marks_borne(
    url: str | None, origin: str | None, file: str | None, text: str | None, original: str | None
) -> Iterator[Mark]:
    """Yield the marks that an article bears by its address and by one of its wordings."""
    if url is not None:
        yield "url", url
    yield "path", origin
    yield "path and file", origin, file
    yield "words", file, text
    yield "words", file, original


def marks_looked_for(looks: Looks) -> Iterator[Mark]:
    """Yield the marks by which a text is taken for a wording of an article."""
    yield from _by_address_and_path(looks)
    yield from _by_words(looks)
    if looks.own_url:  # which is looked at with care: the words must be like
        yield "url", looks.own_url


def _by_address_and_path(looks: Looks) -> Iterator[Mark]:
    if looks.given_url:
        yield "url", looks.given_url
    if looks.file is not None:
        yield ("path and file", looks.origin, looks.file) if looks.is_line else ("path", looks.origin)


def _by_words(looks: Looks) -> Iterator[Mark]:
    yield "words", looks.file, looks.text_sha256
    yield "words", looks.file, looks.original_sha256
