"""Writes an archive: a ZIP of JSON Lines, texts and original bytes, with a manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from claimsdb.formats.archive_manifest import write_manifest
from claimsdb.records.archives import Amount, Manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

MARK: Final = ("mimetype", b"application/vnd.claimsdb.archive+zip")
"""The first member, uncompressed, by whose bytes any program tells the kind of file."""

MANIFEST: Final = "manifest.json"
ANYBODY_READS: Final = 0o644 << 16


class ArchiveWriter:
    """A new archive; it is whole once ``describe`` was called and the block left."""

    def __init__(self, path: Path) -> None:
        self._zip = ZipFile(path, "w")
        self._tables: dict[str, Amount] = {}
        self._files = {"texts": Amount(0, 0), "originals": Amount(0, 0)}
        self._zip.writestr(_member(MARK[0], ZIP_STORED), MARK[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many rows or files of each kind were written."""
        return tuple((name, each.count) for name, each in (self._tables | self._files).items())

    def table(self, name: str, columns: Sequence[str], batches: Iterable[Sequence[Any]]) -> None:
        """Write a table, a JSON object a line."""
        count = size = 0
        with self._zip.open(_member(table_member(name)), "w", force_zip64=True) as stream:
            for rows in batches:
                lines = b"".join(_line(dict(zip(columns, row, strict=True))) for row in rows)
                count, size = count + len(rows), size + stream.write(lines)
        self._tables[name] = Amount(count, size)

    def text(self, digest: str, raw: bytes) -> None:
        """Write a text in UTF-8, once."""
        self._file("texts", text_member(digest), raw)

    def original(self, digest: str, raw: bytes) -> None:
        """Write the bytes that a text was read from, once."""
        self._file("originals", original_member(digest), raw)

    def describe(self, *, schema: int, program: str, made_at: str, with_text: bool) -> None:
        """Write the manifest, last, when the numbers are known."""
        manifest = Manifest(schema, program, made_at, with_text, self._tables, **self._files)
        self._zip.writestr(_member(MANIFEST), write_manifest(manifest))

    def _file(self, kind: str, name: str, raw: bytes) -> None:
        self._zip.writestr(_member(name), raw)
        so_far = self._files[kind]
        self._files[kind] = Amount(so_far.count + 1, so_far.size + len(raw))


def table_member(name: str) -> str:
    """Return the name of a table's file in an archive."""
    return f"tables/{name}.jsonl"


def text_member(digest: str) -> str:
    """Return the name of a text's file in an archive."""
    return f"texts/{digest}.txt"


def original_member(digest: str) -> str:
    """Return the name of the file of original bytes in an archive."""
    return f"originals/{digest}"


def _member(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    member = ZipInfo(name)  # of 1980, so that equal databases make equal files
    member.compress_type = compression
    member.external_attr = ANYBODY_READS
    return member


def _line(row: dict[str, Any]) -> bytes:
    return (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
