"""Reads what the user's paths lead to: the texts, and what their annotations say. Nothing is stored here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.records.sources import LinesSource
from claimsdb.sources.find import find_sources
from claimsdb.sources.prepare_files import FilesReading, size_of
from claimsdb.sources.prepare_lines import chunks_of_lines
from claimsdb.sources.workers import Chunk, read_in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from claimsdb.records.sources import ReadText
    from claimsdb.records.tasks import MetBefore


def ready_all(
    paths: Iterable[Path],
    *,
    met: MetBefore | None = None,
    told: Callable[[int], None] | None = None,
    workers: int | None = None,
) -> Generator[ReadText, None, None]:
    """Yield every text that the paths lead to, each once, ready to be stored where nothing is doubtful.

    What was ``met`` before is not read further. ``told`` is called with the bytes that were read.
    ``workers`` is how many other processes may help where there is enough to do; None finds out.
    """
    for chunk, made in read_in_order(_chunks(paths, met), workers=workers):
        yield from chunk.merge(made)
        if told is not None:
            told(chunk.size)


def bytes_to_read(paths: Iterable[Path]) -> int:
    """Return how many bytes the paths lead to, as ``ready_all`` tells of them."""
    return sum(size_of(source) for source in find_sources(paths))


def _chunks(paths: Iterable[Path], met: MetBefore | None) -> Iterator[Chunk]:
    files = FilesReading(met)
    for source in find_sources(paths):
        if isinstance(source, LinesSource):
            yield from files.rest()
            if files.is_new(source.path):
                yield from chunks_of_lines(source, met)
        else:
            yield from files.chunks_with(source)
    yield from files.rest()
