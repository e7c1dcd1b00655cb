"""Gathers texts and annotation files into chunks, and makes texts of what was read of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.records.ready import ReadyText
from claimsdb.records.sources import (
    DoubtfulText,
    LinesSource,
    ReadiedText,
    RefusedSource,
    RefusedText,
    SeenText,
    TextSource,
)
from claimsdb.sources.files import FilesTask, FileTask, absolute
from claimsdb.sources.find import annotation_beside, texts_beside
from claimsdb.sources.read import inside, read_file
from claimsdb.sources.workers import Chunk
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claimsdb.records.sources import ReadText, Source
    from claimsdb.records.tasks import MadeFile, MetBefore

CHUNK: Final = 256_000
"""How much work goes together, in bytes of JSON Lines; see ``prepare_lines``."""

WORK_OF_YAML: Final = 10
"""How many bytes of JSON are read in the time of one byte of YAML."""

WORK_OF_A_FILE: Final = 1000


@dataclass(frozen=True, slots=True)
class _Item:
    """One text to come: refused already, seen before, or what a task will make of it.

    ``waits`` is for a text that an annotation stands beside: it is read by itself only if no
    annotation was about it, which is known when those before it are read.
    """

    file: FileTask | None
    refused: RefusedText | None = None
    seen: SeenText | None = None
    waits: bool = False


class FilesReading:
    """Reads one source after the other, and knows which files it has met."""

    def __init__(self, met: MetBefore | None) -> None:
        self._met = met
        self._asked: set[str] = set()
        self._texts: set[str] = set()
        self._annotated: set[tuple[str, str | None]] = set()
        self._items: list[_Item] = []
        self._work = self._size = 0

    def is_new(self, path: Path) -> bool:
        """Tell whether a file is met for the first time."""
        new = absolute(path) not in self._asked
        self._asked.add(absolute(path))
        return new

    def chunks_with(self, source: TextSource | RefusedSource) -> Iterator[Chunk]:
        """Take in a source; yield a chunk if there is enough for one."""
        self._take_in(source)
        self._size += size_of(source)
        if self._work >= CHUNK:
            yield from self.rest()

    def rest(self) -> Iterator[Chunk]:
        """Yield the chunk of what was taken in and not yielded yet."""
        if self._items:
            items = self._looked_up(self._items) if self._met else self._items
            files = tuple(
                item.file for item in items if item.file is not None and not item.seen and not item.waits
            )
            work = self._work if files else 0
            yield Chunk(work, self._size, FilesTask(files), partial(self._merge, items))
        self._items, self._work, self._size = [], 0, 0

    def _take_in(self, source: TextSource | RefusedSource) -> None:
        if isinstance(source, RefusedSource):
            self._items.append(_Item(None, RefusedText(source.name, source.reason)))
        elif source.annotation is not None:
            self._take_in_annotation(source, source.annotation)
        elif source.text is not None and absolute(source.text) not in self._texts:
            beside = annotation_beside(source.text)
            if beside is not None:
                self._take_in_annotation(source, beside)
            task = FileTask(source.name, source.folder, source.text, is_annotation=False)
            self._items.append(_Item(task, waits=beside is not None))
            self._work += WORK_OF_A_FILE + (0 if beside else _size(source.text))

    def _take_in_annotation(self, source: TextSource, annotation: Path) -> None:
        if self.is_new(annotation):
            self._items.append(_Item(FileTask(source.name, source.folder, annotation, is_annotation=True)))
            self._work += WORK_OF_A_FILE + WORK_OF_YAML * _size(annotation)

    def _looked_up(self, items: Sequence[_Item]) -> list[_Item]:
        """Return the items, those marked whose bytes were met before."""
        raw = {place: found for place, item in enumerate(items) if (found := _raw(item)) is not None}
        digests = {place: sha256(found) for place, found in raw.items()}
        assert self._met is not None
        known = self._met(digests.values())
        return [
            _Item(item.file, seen=_seen(item.file, raw[place], digests[place]))
            if item.file is not None and digests.get(place) in known
            else item
            for place, item in enumerate(items)
        ]

    def _merge(self, items: Sequence[_Item], made: list[MadeFile]) -> Iterator[ReadText]:
        results = iter(made)
        for item in items:
            if item.refused is not None:
                yield item.refused
            elif item.seen is not None:
                yield from self._seen(item.seen)
            elif item.file is not None and not (item.waits and absolute(item.file.path) in self._texts):
                result = item.file.made() if item.waits else next(results)
                yield from self._made(item.file, result)

    def _seen(self, seen: SeenText) -> Iterator[ReadText]:
        if seen.annotation_file is None:
            if seen.origin not in self._texts:
                yield seen
        elif (key := (seen.origin, seen.annotation_sha256)) not in self._annotated:
            self._annotated.add(key)
            yield seen
        self._texts.add(seen.origin)

    def _made(self, file: FileTask, result: MadeFile) -> Iterator[ReadText]:
        if file.is_annotation:
            if isinstance(result.made, RefusedText):
                # The texts beside it are told of with it, not loaded bare.
                self._texts.update(map(absolute, texts_beside(file.path)))
            key = (result.text, result.sha256)
            repeated = result.text is not None and key in self._annotated
            if result.text is not None:
                self._texts.add(result.text)
                self._annotated.add((result.text, result.sha256))
        else:
            repeated = absolute(file.path) in self._texts
            self._texts.add(absolute(file.path))
        if not repeated:
            yield _text_of(file, result.made)


def size_of(source: Source) -> int:
    """Return how many bytes the file of a source has; 0 if it cannot be told."""
    match source:
        case LinesSource(path=path):
            return _size(path)
        case TextSource(text=text, annotation=annotation):
            return sum(_size(path) for path in (text, annotation) if path is not None)
        case RefusedSource():
            return 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # why it cannot be read is told when it is
        return 0


def _text_of(file: FileTask, made: ReadyText | RefusedText | None) -> ReadText:
    match made:
        case None:
            return DoubtfulText(file.name, file.prepared)
        case RefusedText():
            return made
        case ReadyText():
            return ReadiedText(made, file.prepared)


def _raw(item: _Item) -> bytes | None:
    if item.file is None or item.waits:
        return None
    try:
        return read_file(inside(item.file.path, item.file.folder))
    except ClaimsDBError:  # why it cannot be read is told when it is
        return None


def _seen(file: FileTask, raw: bytes, digest: str) -> SeenText | None:
    try:
        return file.seen(raw, digest)
    except ClaimsDBError:  # as above
        return None
