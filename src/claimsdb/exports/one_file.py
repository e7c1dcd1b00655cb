"""The one file that an export goes to: written beside its place, and moved there when it is whole."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimsdb.errors.exports import CannotWriteError, FileInTheWayError
from claimsdb.exports.place import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

LOOKED_AT: Final = 2_000
"""The bytes by which an earlier export is told."""


@contextmanager
def one_file(target: Path, marks: tuple[bytes, ...]) -> Iterator[TextIO]:
    """Give a stream of UTF-8 that becomes the file once the block is done (see ``one_place``)."""
    with one_place(target, marks) as made, made.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def one_place(target: Path, marks: tuple[bytes, ...]) -> Iterator[Path]:
    """Give a path whose file becomes the target once the block is done; a failure leaves what was there.

    A file that is there is replaced only if it is empty or has all ``marks`` at its beginning, as an earlier
    export has.

    Raises:
        FileInTheWayError: something else lies there.
        CannotWriteError: the system refuses.
    """
    place = Path(os.path.realpath(target))
    try:
        if os.path.lexists(place) and not _may_be_replaced(place, marks):
            raise FileInTheWayError(str(target))
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=place.parent) as staging:
            made = Path(staging) / "new"
            yield made
            made.replace(place)
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault


def _may_be_replaced(place: Path, marks: tuple[bytes, ...]) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    return not head or all(mark in head for mark in marks)
