"""The file that an export goes to: written beside its place, and moved there when it is whole."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from claimsdb.errors.exports import CannotWriteError, FileInTheWayError
from claimsdb.exports.place import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_file(target: Path, pieces: Iterable[str], *, beginning: str) -> str:
    """Write a file in UTF-8 and return its path; an earlier export, known by its ``beginning``, is replaced.

    Raises:
        FileInTheWayError: something else lies there.
        CannotWriteError: the system refuses.
    """
    place = Path(os.path.realpath(target))
    try:
        _check(place, beginning.encode())
        place.parent.mkdir(parents=True, exist_ok=True)
        made = place.with_name(f"{PREFIX}{uuid4().hex}")
        try:
            with made.open("x", encoding="utf-8", newline="") as stream:
                stream.writelines(pieces)
            made.replace(place)
        finally:
            made.unlink(missing_ok=True)
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault
    return str(place)


def _check(place: Path, beginning: bytes) -> None:
    if not place.exists():
        return
    if not place.is_file():
        raise FileInTheWayError(str(place))
    with place.open("rb") as stream:
        found = stream.read(len(beginning))
    if found not in (b"", beginning):
        raise FileInTheWayError(str(place))
