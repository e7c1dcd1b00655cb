"""What the texts of a folder of brat are called, and the folders of several annotators."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from claimsdb.exports.annotations.stems import Notes, as_called, ending_of, stem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimsdb.records.annotations import AnnotatorNote
    from claimsdb.records.brat import BratWording

_APART = re.compile(r"[/\\]")
_OF_FILES = re.compile(r"\.(?=(?:txt|ann|conf)$)", re.IGNORECASE)


class FileNames(Notes):
    """The stems of wordings, with the folders that they lie in: no two alike."""

    def __init__(self) -> None:
        super().__init__(())

    def stem_for(self, wording: BratWording, *, newest: bool) -> str:
        """Return the stem of a wording, which is called as its file; an older one has its number behind."""
        stem = "/".join((*folders_of(wording.file or ""), _last(wording)))
        self.name(wording.version, stem if newest else f"{stem}.v{wording.number}", "")
        return self.stem(wording.version)

    def _is_free(self, folded: str) -> bool:
        return not self._has("folded = ?", folded)


def folders_of(file: str) -> list[str]:
    """Return the folders that a file lies in, by names that are safe."""
    above = map(_folder, _APART.split(file)[:-1])
    return [each for each in above if each]


def annotators_folders(
    annotators: Mapping[int | None, AnnotatorNote | None], taken: Iterable[str]
) -> dict[int | None, str]:
    """Return the folder of each annotator: of one alone the outermost, as of one that is unknown.

    ``taken`` are the outermost folders that texts lie in.
    """
    if len(annotators) == 1:
        return dict.fromkeys(annotators, "")
    found: dict[int | None, str] = {}
    used = {_folded(each) for each in taken}
    for number, annotator in annotators.items():
        name = "" if annotator is None else _folder(annotator.name).replace(".", "-") or "annotator"
        folder, count = name, 2
        while folder and _folded(folder) in used:
            folder, count = f"{name}-{count}", count + 1
        used.add(_folded(folder))
        found[number] = folder
    return found


def _folder(name: str) -> str:
    return _OF_FILES.sub("-", as_called(name)) if name not in {"", ".", ".."} else ""


def _last(wording: BratWording) -> str:
    last = _APART.split(wording.file or "")[-1]
    stem = last.removesuffix(ending_of(last, None)) if last else ""
    return stem if stem and as_called(stem) == stem else stem_of(wording.file, wording.title, wording.article)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
