"""Which texts may be wordings of articles that are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.database.rows import among

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.records.ready import ReadyText

Mark = tuple[str | None, ...]
"""Something by which ``find_known`` in ``actions/articles.py`` would take two texts for one article."""


class KnownTexts:
    """The marks of the articles that a batch could meet: in the database, and earlier in the batch."""

    def __init__(self, connection: Connection, batch: Iterable[ReadyText]) -> None:
        self._met: set[Mark] = set()
        self._read(connection, list(batch))

    def is_new(self, text: ReadyText) -> bool:
        """Tell whether a text shares no mark with any that is there."""
        return self._met.isdisjoint(_looked_for(text))

    def add(self, text: ReadyText) -> None:
        """Remember a text that was stored."""
        self._met |= set(_borne(text.url, text.origin, text.file, (text.text_sha256, text.original_sha256)))

    def _read(self, connection: Connection, batch: list[ReadyText]) -> None:
        joined = "FROM versions JOIN articles ON articles.id = versions.article_id WHERE"
        columns = "SELECT url, origin, file, text_sha256, original_sha256"
        wanted: dict[str, set[str | None]] = {
            "articles.url": {text.given_url for text in batch},
            "articles.file": {text.file for text in batch},
            "versions.origin": {text.origin for text in batch if not text.is_line},
            "articles.file IS NULL AND versions.text_sha256": {
                text.text_sha256 for text in batch if text.file is None
            },
            "articles.file IS NULL AND versions.original_sha256": {
                text.original_sha256 for text in batch if text.file is None
            },
        }
        for condition, values in wanted.items():
            if known := values - {None}:
                for url, origin, file, *digests in among(
                    connection, f"{columns} {joined} {condition}", known
                ):
                    self._met |= set(_borne(url, origin, file, digests))


def _borne(
    url: str | None, origin: str | None, file: str | None, digests: Iterable[str | None]
) -> Iterator[Mark]:
    if url is not None:
        yield "url", url
    yield "path", origin
    yield "path and file", origin, file
    for digest in digests:
        yield "words", file, digest


def _looked_for(text: ReadyText) -> Iterator[Mark]:
    if text.given_url:
        yield "url", text.given_url
    if text.file is not None:
        yield ("path and file", text.origin, text.file) if text.is_line else ("path", text.origin)
    yield "words", text.file, text.text_sha256
    yield "words", text.file, text.original_sha256
