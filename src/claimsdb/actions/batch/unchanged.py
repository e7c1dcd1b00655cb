"""Which texts are as they were when they were loaded before: as the careful way would say, many at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from claimsdb.actions.batch.known_texts import Bearers, Looks
from claimsdb.database.rows import among
from claimsdb.records.sources import ReadiedText, SeenText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

Source = tuple[str | None, str | None]
"""An annotation by its name and SHA-256; both None for a text alone."""


class Unchanged:
    """Texts looked up together; the answers hold until something is written.

    A text is unchanged if the article that ``find_known`` would find has its original bytes, and
    its annotation under the same name and with the same bytes.
    """

    def __init__(self, connection: Connection, texts: Iterable[SeenText | ReadiedText]) -> None:
        self._connection = connection
        known_by = [(text, _source(text), _original(text)) for text in texts]
        self._annotated = self._read_annotated({digest for _text, (_name, digest), _bytes in known_by})
        self._wordings = self._read_wordings(original for _text, _source, original in known_by)
        looks = {
            id(text): _looks(text, next(iter(wordings.values())))
            for text, _source, original in known_by
            if (wordings := self._wordings[original])
        }
        self._bearers = Bearers(connection, looks.values())
        self._found = {
            id(text): (article, isinstance(text, SeenText) and not text.is_line and source != (None, None))
            for text, source, original in known_by
            if id(text) in looks
            and (article := self._bearers.article(looks[id(text)])) in self._wordings[original]
            and (source == (None, None) or article in self._annotated[source])
        }
        self._unsure = self._read_unsure({article for article, unread in self._found.values() if unread})

    def article(self, text: SeenText | ReadiedText) -> int | None:
        """Return the article of a text that is as it was; None if it is not, or that is not certain."""
        article, unread = self._found.get(id(text), (None, False))
        return None if unread and article in self._unsure else article

    def _read_annotated(self, digests: set[str | None]) -> defaultdict[Source, set[int]]:
        found: defaultdict[Source, set[int]] = defaultdict(set)
        query = "SELECT file, sha256, article_id FROM annotation_files WHERE sha256"
        for name, digest, article in among(self._connection, query, digests - {None}):
            found[name, digest].add(article)
        return found

    def _read_wordings(self, originals: Iterable[str]) -> defaultdict[str, dict[int, str]]:
        found: defaultdict[str, dict[int, str]] = defaultdict(dict)
        query = "SELECT original_sha256, article_id, text_sha256 FROM versions WHERE original_sha256"
        for original, article, text in among(self._connection, query, set(originals)):
            found[original][article] = text
        return found

    def _read_unsure(self, articles: set[int | None]) -> set[int]:
        """Return those of some articles that might not be the ones meant by an annotation not read.

        It may give a web address. If it is the article's only one, that is the article's address.
        """
        query = "SELECT article_id FROM annotation_files WHERE article_id"
        counts = Counter(number for (number,) in among(self._connection, query, articles))
        query = "SELECT url, id FROM articles WHERE id"
        urls = {number: url for url, number in among(self._connection, query, articles) if url is not None}
        oldest: dict[str, int] = {}
        for url, number in among(
            self._connection, "SELECT url, id FROM articles WHERE url", set(urls.values())
        ):
            oldest[url] = min(number, oldest.get(url, number))
        return {number for number, count in counts.items() if count > 1} | {
            number for number, url in urls.items() if oldest[url] != number
        }


def met_before(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Return those SHA-256 that are of annotations, or of original bytes, that were loaded."""
    wanted = set(digests)
    annotations = among(connection, "SELECT sha256 FROM annotation_files WHERE sha256", wanted)
    query = "SELECT original_sha256 FROM versions WHERE original_sha256"
    return {digest for (digest,) in (*annotations, *among(connection, query, wanted))}


def _source(text: SeenText | ReadiedText) -> Source:
    noted = text.ready if isinstance(text, ReadiedText) else text
    return noted.annotation_file, noted.annotation_sha256


def _original(text: SeenText | ReadiedText) -> str:
    return text.ready.original_sha256 if isinstance(text, ReadiedText) else text.original_sha256


def _looks(text: SeenText | ReadiedText, text_sha256: str) -> Looks:
    if isinstance(text, ReadiedText):
        return Looks.of(text.ready)
    return Looks(text.given_url, text.file, text.origin, text.is_line, text_sha256, text.original_sha256)
