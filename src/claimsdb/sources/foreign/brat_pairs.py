"""Which text of a folder of brat a standoff file is of, and what its name or folder says of the annotator."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.sources.files import name_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from claimsdb.sources.foreign.brat_files import BratText

    Found: TypeAlias = tuple[BratText, str | None, str | None]
    """The text of a standoff file, the annotator in its name, and the annotator whose folder it lies in."""

TEXT: Final = ".txt"
STANDOFF: Final = ".ann"
_CUT: Final = re.compile("[._]")
"""What may stand between the name of a text and that of an annotator."""


class BratPairs:
    """The texts of a folder by their paths, found by their standoff files."""

    def __init__(self, folder: Path, texts: Mapping[Path, BratText], standoffs: Iterable[Path]) -> None:
        self._folder = folder
        self._texts = texts
        self._with_texts = _by_parent(texts)
        self._with_standoffs = _by_parent(standoffs)

    def text_of(self, standoff: Path) -> Found | None:
        """Return the text of a standoff file, from its own folder first."""
        return self._at_home(standoff) or self._beside(standoff)

    def _at_home(self, standoff: Path) -> Found | None:
        """Look in the folder of a standoff file and, since that may be somebody's, in the one above it."""
        top, rest = parted(name_below(self._folder, standoff))
        apart = [(self._folder / PurePosixPath(rest).parent, top)] if top else []
        for place, whose in [(standoff.parent, None), *apart]:
            for name, annotator in _readings(standoff):
                if text := self._texts.get(place / name):
                    return text, annotator, whose
        return None

    def _beside(self, standoff: Path) -> Found | None:
        """Look in folders of nothing but texts beside; if others have standoffs too, each is somebody's."""
        own = standoff.parent
        annotated = self._with_standoffs[own.parent]
        for name, annotator in _readings(standoff):
            places = (place / name for place in self._with_texts[own.parent] - annotated)
            match [self._texts[each] for each in places if each in self._texts]:
                case [text]:
                    return text, annotator, own.name if len(annotated) > 1 else None
                case [_, _, *_]:
                    return None
        return None


def parted(name: str) -> tuple[str, str]:
    """Return the topmost folder of a name, or nothing, and the rest."""
    top, slash, rest = name.partition("/")
    return (top, rest) if slash else ("", name)


def _by_parent(paths: Iterable[Path]) -> defaultdict[Path, set[Path]]:
    """Return the folders of files by the folders above those."""
    found: defaultdict[Path, set[Path]] = defaultdict(set)
    for path in paths:
        found[path.parent.parent].add(path.parent)
    return found


def _readings(standoff: Path) -> Iterator[tuple[str, str | None]]:
    """Yield what the text of a standoff file may be called, and who then annotated it; the longest first."""
    stem = standoff.name.removesuffix(STANDOFF)
    yield f"{stem}{TEXT}", None
    for cut in reversed([each.start() for each in _CUT.finditer(stem) if 0 < each.start() < len(stem) - 1]):
        yield f"{stem[:cut]}{TEXT}", stem[cut + 1 :]
