"""The texts of a folder of brat, each with its standoff files and whose they are."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.brat import BratTextMissingError, NoBratFolderError
from claimsdb.errors.sources import NoSuchFileError, UnreadableFileError, UnwritableNameError
from claimsdb.formats.brat.config import CONFIGURATION, annotator_in
from claimsdb.sources.files import name_below
from claimsdb.sources.foreign.brat_pairs import STANDOFF, TEXT, BratPairs, parted
from claimsdb.sources.read import inside, read_file
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from claimsdb.formats.marks import Plain


@dataclass(frozen=True, slots=True)
class Standoff:
    """A standoff file, and its annotator as an annotation record has one, if that is known."""

    path: Path
    annotator: Plain


@dataclass(slots=True)
class BratText:
    """A text, how its article is called, and its standoff files."""

    path: Path
    file: str
    standoffs: list[Standoff] = field(default_factory=list)


def find_texts(folder: Path) -> tuple[list[BratText], list[tuple[Path, ClaimsDBError]]]:
    """Return the texts of a folder in the order of their names, and what is refused.

    An export of ours says whose each folder is. In any other, a folder in it is an annotator's if another one
    beside it, or the folder itself, has the same text under the same name. Texts and standoff files may also
    lie in folders side by side; those of several annotators then name them, or have a folder each.

    Raises:
        NoSuchFileError: it is not there.
        NoBratFolderError: there is no standoff file in it, or it is no folder.
        ClaimsDBError: a folder, or a configuration of ours, cannot be read.
    """
    if not folder.exists():
        raise NoSuchFileError(str(folder))
    if not folder.is_dir():
        raise NoBratFolderError(str(folder))
    paths, refused = _paths(folder)
    standoffs = [each for each in paths if each.name.endswith(STANDOFF)]
    is_ours, whose = _annotator_of(folder)
    if not standoffs and not refused and not is_ours:
        raise NoBratFolderError(str(folder))
    below = {name_below(folder, each): each for each in paths if each.name.endswith(TEXT)}
    if is_ours:
        tops = {top for top, _rest in map(parted, below) if top}
        owners = {top: owner for top in sorted(tops) for ours, owner in [_annotator_of(folder / top)] if ours}
        shared = _shared_by(below, owners)
    else:
        shared, annotators = _shared(below)
        owners = {each: each for each in annotators}
    texts: dict[str, BratText] = {}
    by_path = {}
    for name, path in below.items():
        file = shared.get(name, name)
        by_path[path] = texts.setdefault(file, BratText(path, file))
    pairs = BratPairs(folder, by_path, standoffs)
    for path in standoffs:
        found = pairs.text_of(path)
        if found is None:
            refused.append((path, BratTextMissingError(str(path))))
            continue
        text, annotator, apart = found
        top, _rest = parted(name_below(folder, path))
        of_folder = owners.get(top, whose) or apart
        text.standoffs.append(Standoff(path, annotator or of_folder))
    return sorted(texts.values(), key=lambda each: each.file), refused


def _annotator_of(folder: Path) -> tuple[bool, Plain]:
    path = folder / CONFIGURATION
    return annotator_in(read_file(path), str(path)) if path.is_file() else (False, None)


def _shared_by(below: Mapping[str, Path], owners: Container[str]) -> dict[str, str]:
    """Return what texts in folders of annotators are called, by their names, if they are of one wording."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in below:
        top, rest = parted(name)
        groups[rest if top in owners else name].append(name)
    return {
        name: rest
        for rest, names in groups.items()
        if len(names) == 1 or _are_same([below[each] for each in names])
        for name in names
    }


def _paths(folder: Path) -> tuple[list[Path], list[tuple[Path, ClaimsDBError]]]:
    found: list[Path] = []
    refused: list[tuple[Path, ClaimsDBError]] = []
    for above, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            path = Path(above, name)
            if name.startswith(".") or path.suffix not in (TEXT, STANDOFF):
                continue
            try:
                str(path).encode()
                found.append(inside(path, folder))
            except UnicodeEncodeError:
                shown = Path(str(path).encode(errors="backslashreplace").decode())
                refused.append((shown, UnwritableNameError(str(path))))
            except ClaimsDBError as reason:
                refused.append((path, reason))
    return found, refused


def _raise(fault: OSError) -> None:
    raise UnreadableFileError(str(fault.filename), fault.strerror or str(fault)) from fault


def _shared(below: Mapping[str, Path]) -> tuple[dict[str, str], set[str]]:
    """Return what texts in folders of annotators are called, by their names, and those folders."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in below:
        groups[parted(name)[1]].append(name)
    for rest in [rest for rest, names in groups.items() if rest in below and rest not in names]:
        del groups[rest]  # another text is called so
    same = {rest for rest, names in groups.items() if _are_same([below[each] for each in names])}
    annotators = {parted(name)[0] for rest in same for name in groups[rest]} - {""}
    names = {name: rest for rest in same for name in groups[rest]}
    for rest, alone in groups.items():
        if len(alone) == 1 and parted(alone[0])[0] in annotators:
            names[alone[0]] = rest
    return names, annotators


def _are_same(paths: Sequence[Path]) -> bool:
    try:
        return len(paths) > 1 and len({sha256(read_file(each)) for each in paths}) == 1
    except ClaimsDBError:
        return False  # read by itself, it says why
