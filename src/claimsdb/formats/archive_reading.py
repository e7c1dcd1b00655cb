"""Reads an archive that anybody may have made: within bounds, and only what its manifest lists."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from io import BufferedReader
from typing import TYPE_CHECKING, Any, Final, cast
from zipfile import ZipFile, ZipInfo

from claimsdb.errors.archives import ArchiveRowError, BrokenArchiveError, NotAnArchiveError
from claimsdb.formats.archive_manifest import read_manifest
from claimsdb.formats.archive_writing import MANIFEST, MARK, original_member, table_member, text_member
from claimsdb.formats.zip_bounds import FAULTS, MOST_TIMES, is_strange, swells
from claimsdb.records.archives import Amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import RawIOBase
    from typing import BinaryIO, NoReturn

LARGEST_FILE: Final = 128_000_000
"""The most bytes of a text or an original; one of 32 MB in an old encoding has thrice as many in UTF-8."""
LONGEST_LINE: Final = 256_000_000
"""The most bytes of a row: a passage may be a whole text, with each character escaped."""
LARGEST_MANIFEST: Final = 1_000_000

FILE: Final = re.compile(r"(texts)/[0-9a-f]{64}\.txt|(originals)/[0-9a-f]{64}")


class Archive:
    """An open archive, whose members are those of its manifest."""

    def __init__(self, opened: ZipFile, file: str) -> None:
        self.file = file
        self._zip = opened
        self._members = self._by_name()
        if MARK[0] not in self._members or MANIFEST not in self._members:
            raise NotAnArchiveError(file, "it has no manifest.json, or no mimetype before it")
        if self._read(MARK[0], LARGEST_MANIFEST) != MARK[1]:
            raise NotAnArchiveError(file, "its mimetype is another")
        self.manifest = read_manifest(self._read(MANIFEST, LARGEST_MANIFEST), file)
        self._check_members()

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the rows of a table with the number of their line.

        Raises:
            ArchiveRowError: a line is no JSON object.
            BrokenArchiveError: the member is damaged, or has another number of rows than the manifest says.
        """
        name, number = table_member(table), 0
        with _faults_named(self.file, name), self._zip.open(self._members[name]) as member:
            stream = BufferedReader(cast("RawIOBase", member), 1 << 16)
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                yield number, _object(line, self.file, name, number)
        if number != self.manifest.tables[table].count:
            self._refuse(f"{name} has {number:,} rows, and its manifest says otherwise")

    def text(self, digest: str) -> bytes:
        """Return the bytes of a text, by its SHA-256; they are still to be proven."""
        return self._read(text_member(digest), LARGEST_FILE)

    def original(self, digest: str) -> bytes:
        """Return the bytes that a text was read from, by their SHA-256; they are still to be proven."""
        return self._read(original_member(digest), LARGEST_FILE)

    def _by_name(self) -> dict[str, ZipInfo]:
        members: dict[str, ZipInfo] = {}
        for each in self._zip.infolist():
            if each.filename in members:
                self._refuse(f"it has {each.filename!r} twice")
            if is_strange(each):
                self._refuse(f"{each.filename!r} is encrypted, or compressed otherwise than by DEFLATE")
            members[each.filename] = each
        return members

    def _check_members(self) -> None:
        tables = {table_member(name): each for name, each in self.manifest.tables.items()}
        files = {"texts": Amount(0, 0), "originals": Amount(0, 0)}
        for name, member in self._members.items():
            if name in tables:
                self._check_table(member, tables.pop(name).size)
            elif kind := FILE.fullmatch(name):
                so_far = files[kind[1] or kind[2]]
                files[kind[1] or kind[2]] = Amount(so_far.count + 1, so_far.size + member.file_size)
            elif name not in (MARK[0], MANIFEST):
                self._refuse(f"it has {name!r}, which its manifest does not list")
        if tables or files != {"texts": self.manifest.texts, "originals": self.manifest.originals}:
            self._refuse(f"it does not have all that its manifest lists {', '.join(tables)}".rstrip())

    def _check_table(self, member: ZipInfo, size: int) -> None:
        if member.file_size != size:
            self._refuse(f"{member.filename} has {member.file_size:,} bytes, and its manifest says {size:,}")
        if swells(member):
            self._refuse(f"{member.filename} is more than {MOST_TIMES} times larger than it is compressed")

    def _read(self, name: str, limit: int) -> bytes:
        member = self._members.get(name)
        if member is None:
            self._refuse(f"it has no {name}")
        if member.file_size > limit:
            self._refuse(f"{name} has {member.file_size:,} bytes, and no more than {limit:,} are read")
        with _faults_named(self.file, name), self._zip.open(member) as stream:
            return stream.read(limit + 1)

    def _refuse(self, what: str) -> NoReturn:
        raise BrokenArchiveError(self.file, what)


@contextmanager
def open_archive(stream: BinaryIO, file: str) -> Iterator[Archive]:
    """Open the archive in a file for reading, while the block runs; nothing of it is unpacked to the disk.

    Raises:
        NotAnArchiveError: it is no archive.
        OtherArchiveError: it is of a later version of the format.
        BrokenArchiveError: its members are not those of its manifest.
    """
    try:
        opened = ZipFile(stream)
    except FAULTS as fault:
        raise NotAnArchiveError(file, getattr(fault, "strerror", None) or str(fault)) from fault
    with opened:
        yield Archive(opened, file)


@contextmanager
def _faults_named(file: str, name: str) -> Iterator[None]:
    try:
        yield
    except FAULTS as fault:
        raise BrokenArchiveError(file, f"{name} cannot be read ({fault})") from fault


def _object(line: bytes, file: str, name: str, number: int) -> dict[str, Any]:
    try:
        if len(line) > LONGEST_LINE:
            raise ArchiveRowError(file, name, number, "the line is too long")
        found = json.loads(line.decode())
    except (ValueError, RecursionError):
        raise ArchiveRowError(file, name, number, "this is no JSON in UTF-8") from None
    if not isinstance(found, dict):
        raise ArchiveRowError(file, name, number, "this is no JSON object")
    return found
