"""Failures of finding and reading the files a user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoSuchFileError(ClaimsDBError):
    """The path leads nowhere."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no such file or folder. Check the spelling.")


class UnreadableFileError(ClaimsDBError):
    """The system refuses to read the file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be read ({reason}). Check its permissions.")


class FolderForFileError(ClaimsDBError):
    """A folder where a file is wanted."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: this is a directory, and a file is wanted. Name one in it.")


class NotARegularFileError(ClaimsDBError):
    """A pipe, a socket or a device."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: not an ordinary file. Save its contents to a file and load that.")


class UnknownFileTypeError(ClaimsDBError):
    """The ending is none that a reader knows."""

    def __init__(self, path: str, known: str) -> None:
        super().__init__(f"{path}: files of this type are not read. Known endings: {known}.")


class NothingToLoadError(ClaimsDBError):
    """The folder holds no file that a reader knows."""

    def __init__(self, path: str, known: str) -> None:
        super().__init__(f"{path}: nothing to load in this folder. Known endings: {known}.")


class TooLargeError(ClaimsDBError):
    """The file is larger than any text we keep."""

    def __init__(self, path: str, size: int, limit: int) -> None:
        super().__init__(
            f"{path}: {size / 1e6:,.0f} MB is more than the {limit / 1e6:,.0f} MB that one text may have. "
            "Split it."
        )


class OutsideFolderError(ClaimsDBError):
    """A name or a link leads out of the folder that is being loaded."""

    def __init__(self, path: str, folder: str) -> None:
        super().__init__(
            f"{path}: leads out of the folder «{folder}». "
            "Put the text beside its annotation file, or load it by itself."
        )


class TextMissingError(ClaimsDBError):
    """An annotation file without the text it is about."""

    def __init__(self, annotation: str, wanted: str) -> None:
        super().__init__(
            f"{annotation}: its text {wanted} is not there. "
            "Put the text beside it, or name it under `article: file:`."
        )


class AmbiguousTextError(ClaimsDBError):
    """An annotation file that names no text, beside several that bear its name."""

    def __init__(self, annotation: str, names: Sequence[str]) -> None:
        super().__init__(
            f"{annotation}: its text can be any of {', '.join(names)}. "
            "Name the one meant under `article: file:`."
        )


class UnwritableNameError(ClaimsDBError):
    """A file whose name is no text, so that it can be neither kept nor shown."""

    def __init__(self, path: str) -> None:
        shown = path.encode(errors="backslashreplace").decode()
        super().__init__(f"{shown}: the name is not UTF-8. Rename the file or folder.")


class LineGoneError(ClaimsDBError):
    """A line that is no longer in its file."""

    def __init__(self, path: str, number: int) -> None:
        super().__init__(f"{path}:{number}: the file changed while it was loaded. Load it again.")


class SeveralTextsError(ClaimsDBError):
    """More than one text, where one article was named that they are a wording of."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "Only one text can be loaded as a version of an article, and these paths lead to several. "
            "Load them one by one."
        )


class NoRoomForNotesError(ClaimsDBError):
    """What was met in a long file cannot be noted in a temporary file."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"No temporary file can be written ({reason}): what was loaded so far is kept. Make room in the "
            "folder for temporary files, or name another in SQLITE_TMPDIR, and load again."
        )
