"""Cuts JSON Lines into chunks, and makes texts of what was read of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_jsonl import bounded_lines
from claimsdb.records.ready import ReadyText
from claimsdb.records.sources import DoubtfulText, ReadiedText, RefusedText, SeenText
from claimsdb.records.tasks import LineKeys
from claimsdb.sources.lines import (
    LinesTask,
    keys_at_a_glance,
    line_sha256,
    origin_of,
    read_line_again,
)
from claimsdb.sources.numbering import Numbering
from claimsdb.sources.read import open_file
from claimsdb.sources.workers import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from claimsdb.records.sources import Again, LinesSource, ReadText
    from claimsdb.records.tasks import MadeLine, MetBefore

CHUNK: Final = 256_000
"""How many bytes of lines go together: a twentieth of a second's work."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Lines that follow each other: the number of the first, from 1, and where each begins in the file."""

    first: int
    lines: tuple[bytes, ...]
    offsets: tuple[int, ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.lines))


def chunks_of_lines(source: LinesSource, met: MetBefore | None) -> Iterator[Chunk]:
    """Yield the chunks of a file; what it holds twice becomes one text."""
    reading = _LinesReading(source)
    try:
        with open_file(source.path) as stream:
            for cut in _cuts(stream):
                yield reading.chunk(cut, _seen(cut, met) if met else {})
    except ClaimsDBError as reason:
        refusal = RefusedText(source.name, reason)
        yield Chunk(0, 0, LinesTask(source, 1, ()), lambda _made: iter([refusal]))


def _cuts(stream: BinaryIO) -> Iterator[_Cut]:
    first, size, lines, offsets = 1, 0, list[bytes](), [0]
    for line in bounded_lines(stream):
        lines.append(line)
        size += len(line)
        offsets.append(stream.tell())
        if size >= CHUNK:
            yield _Cut(first, tuple(lines), tuple(offsets))
            first, size, lines, offsets = first + len(lines), 0, [], offsets[-1:]
    if lines:
        yield _Cut(first, tuple(lines), tuple(offsets))


def _seen(cut: _Cut, met: MetBefore) -> dict[int, tuple[str, LineKeys]]:
    """Return, by their numbers, the SHA-256 and the keys of the lines that were met before."""
    digests = [line_sha256(line) for line in cut.lines]
    known = met(digests)
    return {
        cut.first + place: (digest, keys)
        for place, digest in enumerate(digests)
        if digest in known and (keys := keys_at_a_glance(cut.lines[place]))
    }


class _LinesReading:
    """Reads one file, and knows which lines and articles it has met."""

    def __init__(self, source: LinesSource) -> None:
        self._source = source
        self._numbering = Numbering(source.path.name)

    def chunk(self, cut: _Cut, seen: Mapping[int, tuple[str, LineKeys]]) -> Chunk:
        """Return the chunk that reads some lines, but for those ``seen`` before."""
        lines = tuple(
            b"" if number in seen else line for number, line in enumerate(cut.lines, start=cut.first)
        )
        task = LinesTask(self._source, cut.first, lines)
        return Chunk(sum(map(len, lines)), cut.size, task, partial(self._merge, cut.first, cut.offsets, seen))

    def _merge(
        self,
        first: int,
        offsets: tuple[int, ...],
        seen: Mapping[int, tuple[str, LineKeys]],
        made: list[MadeLine],
    ) -> Iterator[ReadText]:
        by_number = {each.number: each for each in made}
        for number in sorted({*seen, *by_number}):
            place = (number, offsets[number - first])
            text = (
                self._seen(place, *seen[number]) if number in seen else self._made(place, by_number[number])
            )
            if text is not None:
                yield text

    def _seen(self, place: tuple[int, int], digest: str, keys: LineKeys) -> ReadText | None:
        if self._numbering.is_repeated(digest):
            return None
        called = self._numbering.name(keys)
        return SeenText(
            name=f"{self._source.name}:{place[0]}",
            file=keys.file,
            origin=origin_of(self._source.path),
            is_line=True,
            given_url=keys.url,
            original_sha256=keys.words,
            annotation_file=called,
            annotation_sha256=digest,
            again=self._again(place, called),
        )

    def _made(self, place: tuple[int, int], line: MadeLine) -> ReadText | None:
        made = line.made
        if isinstance(made, RefusedText) and isinstance(made.reason, AnnotationRefusedError):
            return made
        if self._numbering.is_repeated(line.sha256):
            return None
        match made:
            case RefusedText():
                return made
            case ReadyText(file=file, given_url=url, original_sha256=words, annotation_file=usual):
                called = self._numbering.name(LineKeys(file, url, words))
                ready = made if called == usual else made._replace(annotation_file=called)
                return ReadiedText(ready, self._again(place, called))
            case keys:
                called = self._numbering.name(keys)
                return DoubtfulText(f"{self._source.name}:{place[0]}", self._again(place, called))

    def _again(self, place: tuple[int, int], called: str) -> Again:
        return partial(read_line_again, self._source, place, called)
