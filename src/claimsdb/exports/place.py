"""The folder that an export goes to: what may be replaced there, and how."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from claimsdb.errors.exports import FolderNotEmptyError, TargetInTheWayError

PACKAGE: Final = "datapackage.json"
PREFIX: Final = ".claimsdb-export-"
"""How the temporary folders are called in which exports are written."""


def check_target(target: Path) -> list[str]:
    """Return the names of the files of an earlier export in a folder; none if it is new or empty.

    Raises:
        TargetInTheWayError: something else lies there.
    """
    if not target.exists():
        return []
    if not target.is_dir():
        raise TargetInTheWayError(str(target))
    if all(each.name.startswith(PREFIX) for each in target.iterdir()):
        return []
    earlier = _files_of(target / PACKAGE)
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


def _files_of(package: Path) -> list[str]:
    """Return the names of the files that an export of ours wrote, its description included."""
    try:
        described = json.loads(package.read_bytes())
        if "claimsdb" not in described:
            return []
        paths = [Path(each["path"]) for each in described["resources"]]
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
        return []
    return [PACKAGE, *(path.name for path in paths if path == Path(path.name) and path.suffix == ".csv")]


def move_into_place(made: Path, target: Path, earlier: list[str]) -> None:
    """Move a finished folder to its place, or its files into the folder that is there.

    The data package leaves first and comes last, so that a folder with one is always whole.
    """
    if not target.exists():
        made.rename(target)
        return
    old = made.with_name("old")
    old.mkdir()
    leaving = [(target / name, old / name) for name in earlier if (target / name).is_file()]
    coming = [(each, target / each.name) for each in sorted(made.iterdir(), key=_package_last)]
    try:
        _move([*leaving, *coming])
    except BaseException:
        _move_back([*leaving, *coming])
        raise


def _package_last(path: Path) -> tuple[bool, str]:
    return path.name == PACKAGE, path.name


def _move(moves: list[tuple[Path, Path]]) -> None:
    for source, destination in moves:
        if destination.exists():
            raise TargetInTheWayError(str(destination))
        source.rename(destination)


def _move_back(moves: list[tuple[Path, Path]]) -> None:
    for source, destination in reversed(moves):
        if not source.exists():
            destination.rename(source)
