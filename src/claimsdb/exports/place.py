"""The folder that an export goes to: what may be replaced there, and how."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from claimsdb.errors.exports import (
    CannotWriteError,
    FolderNotEmptyError,
    OtherExportError,
    TargetInTheWayError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE: Final = "datapackage.json"
CSVW: Final = "csv-metadata.json"
PREFIX: Final = ".claimsdb-export-"
"""How the temporary folders are called in which exports are written."""


@contextmanager
def one_folder(
    target: Path, earlier_in: Callable[[Path], list[str]], *, last: str = PACKAGE
) -> Iterator[Path]:
    """Give a folder, beside the target, that is moved there once the block is done.

    ``earlier_in`` returns what of an earlier export lies there (see ``check_target``), which is replaced;
    what else lies beside it stays, and a failure at any moment leaves all as it was.

    Raises:
        TargetInTheWayError: something else lies there.
        OtherExportError: an export in another format lies there.
        CannotWriteError: the system refuses.
    """
    place = Path(os.path.realpath(target))
    try:
        earlier = earlier_in(place)
        home = place if place.is_dir() else place.parent
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=home) as staging:
            made = Path(staging) / "new"
            made.mkdir()
            yield made
            move_into_place(made, place, earlier, last=last)
    except OSError as fault:
        raise CannotWriteError(str(target), fault.strerror or str(fault)) from fault


def check_target(target: Path, form: str = "csv") -> list[str]:
    """Return the names of the files of an earlier export in a folder; none if it is new or empty.

    Raises:
        TargetInTheWayError: something else lies there.
        OtherExportError: an export in another format lies there.
    """
    if not target.exists():
        return []
    if not target.is_dir():
        raise TargetInTheWayError(str(target))
    if all(each.name.startswith(PREFIX) for each in target.iterdir()):
        return []
    earlier = _files_of(target / PACKAGE, form)
    if not earlier:
        raise TargetInTheWayError(str(target))
    return earlier


def refuse_filled(target: Path) -> None:
    """Refuse a place that is no new or empty folder.

    Raises:
        FolderNotEmptyError: something lies there.
    """
    if os.path.lexists(target) and (not target.is_dir() or _holds_something(target)):
        raise FolderNotEmptyError(str(target))


def _holds_something(folder: Path) -> bool:
    return any(not each.name.startswith(PREFIX) for each in folder.iterdir())


def _files_of(package: Path, form: str) -> list[str]:
    """Return the names of the files that an export of ours wrote, its descriptions included."""
    try:
        described = json.loads(package.read_bytes())
        if "claimsdb" not in described:
            return []
        paths = [Path(each["path"]) for each in described["resources"]]
        ours: dict[str, Any] = dict(described["claimsdb"])
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
        return []
    if ours.get("files", "csv") != form:
        raise OtherExportError(str(package.parent))
    beside = [CSVW] if ours.get("csvw") == CSVW else []
    tables = (path.name for path in paths if path == Path(path.name) and path.suffix == f".{form}")
    return [PACKAGE, *(name for name in (*beside, *tables) if (package.parent / name).is_file())]


def move_into_place(made: Path, target: Path, earlier: list[str], *, last: str = PACKAGE) -> None:
    """Move a finished folder to its place, or what is in it into the folder that is there.

    What is named first of the ``earlier``, the data package, leaves first and comes ``last``, so that a
    folder with one is always whole.
    """
    if not target.exists():
        made.rename(target)
        return
    old = made.with_name("old")
    old.mkdir()
    leaving = [(target / name, old / name) for name in earlier]
    coming = [(each, target / each.name) for each in sorted(made.iterdir(), key=_in_order(last))]
    try:
        _move([*leaving, *coming])
    except BaseException:
        _move_back([*leaving, *coming])
        raise


def _in_order(last: str) -> Callable[[Path], tuple[bool, str]]:
    return lambda path: (path.name == last, path.name)


def _move(moves: list[tuple[Path, Path]]) -> None:
    for source, destination in moves:
        if destination.exists():
            raise TargetInTheWayError(str(destination))
        source.rename(destination)


def _move_back(moves: list[tuple[Path, Path]]) -> None:
    for source, destination in reversed(moves):
        if not source.exists():
            destination.rename(source)
