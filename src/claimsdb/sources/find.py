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
    UnwritableNameError,
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
    passed over, and links to folders are not followed. Whether a file can be read is seen later.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises where a folder above is closed to us)
            yield from _in_folder(path)
        else:
            yield _refusal(path) or _source_of(path, path.parent)


def _refusal(path: Path) -> RefusedSource | None:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return RefusedSource(str(path), NoSuchFileError(str(path)))
    except OSError as fault:
        return RefusedSource(str(path), UnreadableFileError(str(path), fault.strerror or str(fault)))
    return None


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
        elif entry.name.endswith(KNOWN_ENDINGS) and not os.path.isdir(entry.path):  # noqa: PTH112 (as above)
            yield _source_of(Path(entry.path), top)


def _by_name(entry: os.DirEntry[str]) -> tuple[bool, str]:
    return not entry.name.endswith(ANNOTATION_ENDINGS), entry.name


def _source_of(path: Path, folder: Path) -> Source:
    name = path.relative_to(folder).as_posix()
    if not _is_text(str(path.absolute())):
        return RefusedSource(name.encode(errors="backslashreplace").decode(), UnwritableNameError(str(path)))
    if path.name.endswith(LINES_ENDINGS):
        return LinesSource(name, path)
    if path.name.endswith(ANNOTATION_ENDINGS):
        return TextSource(name, folder, annotation=path)
    if path.name.endswith(TEXT_ENDINGS):
        return TextSource(name, folder, text=path)
    return RefusedSource(str(path), UnknownFileTypeError(str(path), KNOWN))


def _is_text(path: str) -> bool:
    # Python writes the bytes of a name that are not UTF-8 as lone surrogates.
    return not any("\ud800" <= character <= "\udfff" for character in path)


def annotation_beside(text: Path) -> Path | None:
    """Return the annotation file that bears the name of a text, if there is one."""
    candidates = (text.with_name(text.stem + ending) for ending in ANNOTATION_ENDINGS)
    return next(filter(os.path.lexists, candidates), None)


def texts_beside(annotation: Path) -> list[Path]:
    """Return the texts that bear the name of an annotation file."""
    stem = next(
        annotation.name.removesuffix(end) for end in ANNOTATION_ENDINGS if annotation.name.endswith(end)
    )
    return list(filter(os.path.lexists, (annotation.with_name(stem + ending) for ending in TEXT_ENDINGS)))
