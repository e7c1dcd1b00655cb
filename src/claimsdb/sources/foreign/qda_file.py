"""A REFI-QDA file as it lies on the disk: a ZIP with a project, a project alone, or a code book."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from claimsdb.errors.qda import NotRefiError, SourceTextError
from claimsdb.formats.refi_qda.project import open_zip
from claimsdb.sources.read import LARGEST_TEXT, open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

CHUNK: Final = 2**16
ZIP_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06")
EMPTY: Final = "the file is empty"


class Container(Protocol):
    """What holds the XML of a project or code book, and perhaps texts."""

    called: str

    def xml(self) -> Iterator[bytes]:
        """Yield the bytes of the XML."""

    def text(self, path: str) -> bytes:
        """Return the bytes of a text, by the path that a source names."""


class _Alone:
    """XML that is no part of a ZIP."""

    def __init__(self, stream: BinaryIO, called: str) -> None:
        self._stream, self.called = stream, called

    def xml(self) -> Iterator[bytes]:
        self._stream.seek(0)
        yield from iter(partial(self._stream.read, CHUNK), b"")

    def text(self, path: str) -> bytes:
        raise SourceTextError(f"there is no ZIP around the project, in which {path[:100]!r} would be")


@contextmanager
def open_qda(path: Path) -> Iterator[Container]:
    """Open a file while the block runs, whatever it is called.

    Raises:
        ClaimsDBError: it is no ordinary file, cannot be read, or is no REFI-QDA file.
    """
    with open_file(path) as stream:
        head = stream.read(len(ZIP_MARKS[0]))
        stream.seek(0)
        if not head:
            raise NotRefiError(str(path), EMPTY)
        if head in ZIP_MARKS:
            with open_zip(stream, str(path), LARGEST_TEXT) as project:
                yield project
        else:
            yield _Alone(stream, str(path))
