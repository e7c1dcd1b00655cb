"""The texts of an archive that was made without them, out of a folder of somebody who has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.sources import NoSuchFileError, UnreadableFileError
from claimsdb.sources.read import inside, read_file
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST: Final = 128_000_000
"""The most bytes of a file that is looked at: as many as one in an archive may have."""


class LicensedTexts:
    """The files of a folder and of those below, by their SHA-256; hidden files and links are passed over."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise NoSuchFileError(str(folder))
        self._folder = folder
        self._paths = {sha256(read_file(path, limit=LARGEST)): path for path in self._walk(folder)}

    def original(self, digest: str) -> bytes | None:
        """Return the bytes with a SHA-256, if a file has them."""
        path = self._paths.get(digest)
        return None if path is None else read_file(inside(path, self._folder), limit=LARGEST)

    def text(self, digest: str, original: str | None, media_type: str | None) -> bytes | None:
        """Return the text with a SHA-256: a file of its own, or what is read from its original."""
        if (own := self.original(digest)) is not None:
            return own
        path = self._paths.get(original or "")
        if path is None:
            return None
        raw = read_file(path, limit=LARGEST)
        return next((text for text in _readings(raw, path.name, media_type) if sha256(text) == digest), None)

    def _walk(self, folder: Path) -> Iterator[Path]:
        try:
            found = sorted(folder.iterdir())
        except OSError as fault:
            raise UnreadableFileError(str(folder), fault.strerror or str(fault)) from fault
        for path in found:
            if path.name.startswith(".") or path.is_symlink():
                continue
            if path.is_dir():
                yield from self._walk(path)
            elif path.is_file() and path.stat().st_size <= LARGEST:
                yield path


def _readings(raw: bytes, name: str, media_type: str | None) -> Iterator[bytes]:
    """Yield what the readers make of a file, whose name may have changed since it was loaded."""
    for called, kind in ((name, None), (name, media_type), ("text", None), ("page.html", media_type)):
        try:
            yield read_text(raw, name=called, media_type=kind).text.encode()
        except ClaimsDBError:  # under this name it is no text; the next may fit
            continue
