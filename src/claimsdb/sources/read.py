"""Reading a file whole, within bounds."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from claimsdb.errors.sources import (
    FolderForFileError,
    NoSuchFileError,
    NotARegularFileError,
    OutsideFolderError,
    TooLargeError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LARGEST_TEXT: Final = 32_000_000
"""The most bytes that one text or annotation file may have."""


def read_file(path: Path, *, limit: int = LARGEST_TEXT) -> bytes:
    """Return the bytes of an ordinary file.

    Raises:
        ClaimsDBError: it is absent, unreadable, not an ordinary file, or larger than ``limit``.
    """
    with open_file(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise TooLargeError(str(path), size, limit)
        return stream.read(limit + 1)


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file for reading, while the block runs.

    Raises:
        ClaimsDBError: it is absent, unreadable or not an ordinary file.
    """
    try:
        # A pipe would keep open() waiting for ever: O_NONBLOCK lets us look first.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123 (a descriptor, not a path)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NotARegularFileError(str(path))
            yield stream
    except FileNotFoundError:
        raise NoSuchFileError(str(path)) from None
    except IsADirectoryError:
        raise FolderForFileError(str(path)) from None
    except OSError as fault:
        raise UnreadableFileError(str(path), fault.strerror or str(fault)) from fault


def inside(path: Path, folder: Path) -> Path:
    """Return the path, once it is sure that it does not lead out of the folder, by ``..`` or by a link.

    Raises:
        OutsideFolderError: it does.
        UnreadableFileError: it leads nowhere: it is no path, or its links lead to each other.
    """
    try:
        real, top = path.resolve(), folder.resolve()
    except (OSError, RuntimeError, ValueError) as fault:
        raise UnreadableFileError(str(path), str(fault)) from fault
    if not real.is_relative_to(top):
        raise OutsideFolderError(str(path), str(folder))
    return path
