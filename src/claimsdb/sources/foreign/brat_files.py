"""The texts of a folder of brat, each with its standoff files and whose they are."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.brat import BratTextMissingError, NoBratFolderError
from claimsdb.errors.sources import NoSuchFileError, UnreadableFileError, UnwritableNameError
from claimsdb.formats.brat.config import CONFIGURATION, annotator_in
from claimsdb.sources.files import name_below
from claimsdb.sources.read import inside, read_file
from claimsdb.text.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from claimsdb.formats.marks import Plain

TEXT: Final = ".txt"
STANDOFF: Final = ".ann"
_CUT: Final = re.compile("[._]")
"""What may stand between the name of a text and that of an annotator."""


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


_Found: TypeAlias = tuple[BratText, str | None, str | None]
"""The text of a standoff file, the annotator in its name, and the annotator whose folder it lies in."""


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
        tops = {top for top, _rest in map(_parted, below) if top}
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
    beside = _Beside(by_path, standoffs)
    for path in standoffs:
        found = _text_of(path, folder, by_path) or beside.text_of(path)
        if found is None:
            refused.append((path, BratTextMissingError(str(path))))
            continue
        text, annotator, apart = found
        top, _rest = _parted(name_below(folder, path))
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
        top, rest = _parted(name)
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
        groups[_parted(name)[1]].append(name)
    for rest in [rest for rest, names in groups.items() if rest in below and rest not in names]:
        del groups[rest]  # another text is called so
    same = {rest for rest, names in groups.items() if _are_same([below[each] for each in names])}
    annotators = {_parted(name)[0] for rest in same for name in groups[rest]} - {""}
    names = {name: rest for rest in same for name in groups[rest]}
    for rest, alone in groups.items():
        if len(alone) == 1 and _parted(alone[0])[0] in annotators:
            names[alone[0]] = rest
    return names, annotators


def _are_same(paths: Sequence[Path]) -> bool:
    try:
        return len(paths) > 1 and len({sha256(read_file(each)) for each in paths}) == 1
    except ClaimsDBError:
        return False  # read by itself, it says why


def _parted(name: str) -> tuple[str, str]:
    top, slash, rest = name.partition("/")
    return (top, rest) if slash else ("", name)


def _text_of(standoff: Path, folder: Path, texts: Mapping[Path, BratText]) -> _Found | None:
    """Return the text in the folder of a standoff file, or where that folder is somebody's, above it."""
    top, rest = _parted(name_below(folder, standoff))
    apart = [(folder / PurePosixPath(rest).parent, top)] if top else []
    for place, whose in [(standoff.parent, None), *apart]:
        for name, annotator in _readings(standoff.name.removesuffix(STANDOFF)):
            if text := texts.get(place / f"{name}{TEXT}"):
                return text, annotator, whose
    return None


class _Beside:
    """Finds texts in folders of nothing but texts, beside that of a standoff file."""

    def __init__(self, texts: Mapping[Path, BratText], standoffs: Iterable[Path]) -> None:
        self._texts = texts
        self._folders = _by_parent(texts)
        self._annotated = _by_parent(standoffs)

    def text_of(self, standoff: Path) -> _Found | None:
        """Return the text, if there is one alone; the folder is somebody's if others have standoffs too."""
        own = standoff.parent
        folders = self._folders[own.parent] - self._annotated[own.parent]
        for name, annotator in _readings(standoff.name.removesuffix(STANDOFF)):
            places = (place / f"{name}{TEXT}" for place in folders)
            match [self._texts[each] for each in places if each in self._texts]:
                case [text]:
                    return text, annotator, own.name if len(self._annotated[own.parent]) > 1 else None
                case [_, _, *_]:
                    return None
        return None


def _by_parent(paths: Iterable[Path]) -> defaultdict[Path, set[Path]]:
    """Return the folders of files by the folders above those."""
    found: defaultdict[Path, set[Path]] = defaultdict(set)
    for path in paths:
        found[path.parent.parent].add(path.parent)
    return found


def _readings(stem: str) -> Iterator[tuple[str, str | None]]:
    """Yield what the text of a standoff file may be called, and who then annotated it; the longest first."""
    yield stem, None
    for cut in reversed([each.start() for each in _CUT.finditer(stem) if 0 < each.start() < len(stem) - 1]):
        yield stem[:cut], stem[cut + 1 :]
