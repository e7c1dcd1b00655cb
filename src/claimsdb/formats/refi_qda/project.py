"""The ZIP of a REFI-QDA project: project.qde, and the texts in a folder ``sources``."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from struct import pack
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from claimsdb.errors.qda import BrokenProjectError, NotRefiError, ProjectTooLargeError, SourceTextError
from claimsdb.formats.archive_writing import ANYBODY_READS
from claimsdb.formats.zip_bounds import FAULTS, MOST_TIMES, is_strange, swells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO, NoReturn


NAME: Final = "project.qde"
SOURCES: Final = "sources"
INTERNAL: Final = "internal://"
MARK: Final = (NAME.encode(), b"claimsdb")
_EXTRA: Final = pack("<HH", 0x6C63, len(MARK[1])) + MARK[1]
"""A field of our own in the head of the first member, by which an earlier export is told."""
CHUNK: Final = 2**16
LARGEST: Final = 2**31 - 1
"""Bytes that the standard allows a file to have."""


class QdaZip:
    """An open project; nothing of it is ever unpacked to the disk."""

    def __init__(self, opened: ZipFile, file: str, longest: int) -> None:
        self.file, self._zip, self._longest = file, opened, longest
        self._members: dict[str, ZipInfo] = {}
        for each in opened.infolist():
            name = each.filename.replace("\\", "/").casefold()
            self._check(each, name)
            self._members[name] = each
        roots = [name for name in self._members if name.endswith(".qde") and "/" not in name]
        if len(roots) != 1:
            raise NotRefiError(file, f"this ZIP has no {NAME}" if not roots else "this ZIP has several .qde")
        self._project = self._members[roots[0]]
        self.called = f"{file}/{self._project.filename}"

    def xml(self) -> Iterator[bytes]:
        """Yield the bytes of the project's XML.

        Raises:
            BrokenProjectError: it is damaged.
        """
        with self._faults_named(self._project.filename), self._zip.open(self._project) as stream:
            yield from iter(partial(stream.read, CHUNK), b"")

    def text(self, path: str) -> bytes:
        """Return the bytes of a text, by the path that a source names.

        Raises:
            SourceTextError: it is not inside, or too large.
            BrokenProjectError: it is damaged.
        """
        name = path.removeprefix(INTERNAL).removeprefix("/")
        member = self._members.get(f"{SOURCES}/{name}".casefold())
        if not path.startswith(INTERNAL):
            raise SourceTextError(f"it lies outside of the project, at {path[:100]!r}, and is not read there")
        if member is None:
            raise SourceTextError(f"the project has no {SOURCES}/{name[:100]}")
        if member.file_size > self._longest:
            raise SourceTextError(
                f"it has {member.file_size:,} bytes, and no more than {self._longest:,} are read"
            )
        with self._faults_named(member.filename), self._zip.open(member) as stream:
            return stream.read(self._longest + 1)

    def _check(self, member: ZipInfo, name: str) -> None:
        if name in self._members:
            self._refuse(f"it has {member.filename!r} twice")
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            self._refuse(f"the name {member.filename!r} leads out of it")
        if is_strange(member):
            self._refuse(f"{member.filename!r} is encrypted, or compressed otherwise than by DEFLATE")
        if swells(member):
            self._refuse(f"{member.filename!r} is more than {MOST_TIMES} times larger than it is compressed")

    def _refuse(self, what: str) -> NoReturn:
        raise BrokenProjectError(self.file, what)

    @contextmanager
    def _faults_named(self, name: str) -> Iterator[None]:
        try:
            yield
        except FAULTS as fault:
            raise BrokenProjectError(self.file, f"{name} cannot be read ({fault})") from fault


@contextmanager
def open_zip(stream: IO[bytes], file: str, longest: int) -> Iterator[QdaZip]:
    """Open a project for reading, while the block runs; a text may have ``longest`` bytes.

    Raises:
        NotRefiError: it has no project.qde.
        BrokenProjectError: it is damaged, or made to do harm.
    """
    try:
        opened = ZipFile(stream)
    except FAULTS as fault:
        raise BrokenProjectError(file, f"the ZIP is damaged ({fault})") from fault
    with opened:
        yield QdaZip(opened, file, longest)


class XMLStream:
    """Takes text in UTF-8, no more of it than the standard allows."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._size = stream, 0

    def write(self, text: str) -> None:
        """Write a text.

        Raises:
            ProjectTooLargeError: there would be too much.
        """
        raw = text.encode()
        self._size += len(raw)
        if self._size > LARGEST:
            raise ProjectTooLargeError(LARGEST)
        self._stream.write(raw)


class QdaZipWriter:
    """A new project; equal content makes equal bytes."""

    def __init__(self, path: Path) -> None:
        self._zip = ZipFile(path, "w")

    @contextmanager
    def project(self) -> Iterator[XMLStream]:
        """Give a stream for the XML, before any text."""
        member = _member(NAME)
        member.extra = _EXTRA
        with self._zip.open(member, "w") as stream:
            yield XMLStream(stream)

    def text(self, guid: str, text: str) -> None:
        """Write a text in UTF-8."""
        self._zip.writestr(_member(f"{SOURCES}/{guid}.txt"), text.encode())

    def close(self) -> None:
        """Write the list of the members."""
        self._zip.close()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)  # of 1980
    member.compress_type = ZIP_DEFLATED
    member.external_attr = ANYBODY_READS
    return member
