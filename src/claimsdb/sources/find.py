"""From the paths a user names to the texts that are to be loaded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimsdb.errors.sources import (
    NoSuchFileError,
    NothingToLoadError,
    UnknownFileTypeError,
    UnreadableFileError,
)
from claimsdb.records.sources import LinesSource, RefusedSource, Source, TextSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEXT_ENDINGS: Final = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")
ANNOTATION_ENDINGS: Final = (".claims.yaml", ".claims.yml")
LINES_ENDINGS: Final = (".jsonl", ".ndjson")
KNOWN_ENDINGS: Final = (*TEXT_ENDINGS, *ANNOTATION_ENDINGS, *LINES_ENDINGS)
KNOWN: Final = ", ".join(KNOWN_ENDINGS)


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield what each path leads to: folders in the order of names, annotation files before bare texts.

    A text whose annotation file stands beside it is led to by that file. Hidden files are
    passed over, and links to folders are not followed.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif os.path.lexists(path):
            yield _source_of(path, path.parent)
        else:
            yield RefusedSource(str(path), NoSuchFileError(str(path)))


def _in_folder(folder: Path) -> Iterator[Source]:
    found = False
    for source in _walk(folder, folder):
        found = True
        yield source
    if not found:
        yield RefusedSource(str(folder), NothingToLoadError(str(folder), KNOWN))


def _walk(folder: Path, top: Path) -> Iterator[Source]:
    try:
        entries = sorted((each for each in os.scandir(folder) if not each.name.startswith(".")), key=_by_name)
    except OSError as fault:
        yield RefusedSource(str(folder), UnreadableFileError(str(folder), fault.strerror or str(fault)))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), top)
        elif entry.name.endswith(KNOWN_ENDINGS) and not entry.is_dir():
            yield _source_of(Path(entry.path), top)


def _by_name(entry: os.DirEntry[str]) -> tuple[bool, str]:
    return not entry.name.endswith(ANNOTATION_ENDINGS), entry.name


def _source_of(path: Path, folder: Path) -> Source:
    name = path.relative_to(folder).as_posix()
    if path.name.endswith(LINES_ENDINGS):
        return LinesSource(name, path)
    if path.name.endswith(ANNOTATION_ENDINGS):
        return TextSource(name, folder, annotation=path)
    if path.name.endswith(TEXT_ENDINGS):
        return TextSource(name, folder, text=path)
    return RefusedSource(str(path), UnknownFileTypeError(str(path), KNOWN))


def annotation_beside(text: Path) -> Path | None:
    """Return the annotation file that bears the name of a text, if there is one."""
    candidates = (text.with_name(text.stem + ending) for ending in ANNOTATION_ENDINGS)
    return next((path for path in candidates if path.is_file()), None)


def text_beside(annotation: Path) -> Path | None:
    """Return the text that bears the name of an annotation file, if there is one."""
    stem = next(
        annotation.name.removesuffix(end) for end in ANNOTATION_ENDINGS if annotation.name.endswith(end)
    )
    candidates = (annotation.with_name(stem + ending) for ending in TEXT_ENDINGS)
    return next((path for path in candidates if os.path.lexists(path)), None)
