"""The texts of a folder, by what annotations of other programs call them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.references import SeveralFilesNamedError
from claimsdb.errors.sources import NoSuchFileError
from claimsdb.records.annotations import Annotation, ArticleNote
from claimsdb.records.place import Place
from claimsdb.records.sources import PreparedText, RefusedSource, TextSource
from claimsdb.records.texts import Metadata
from claimsdb.sources.files import absolute, name_below
from claimsdb.sources.find import find_sources
from claimsdb.sources.read import inside, read_file
from claimsdb.text.digest import sha256
from claimsdb.text.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimsdb.records.foreign_notes import Annotated


class TextsAtHand:
    """The texts of a folder; without a folder there are none."""

    def __init__(self, folder: Path | None) -> None:
        if folder is not None and not folder.is_dir():
            raise NoSuchFileError(str(folder))
        self._folder = folder

    def find(self, on: Annotated) -> PreparedText | None:
        """Return the text that an annotation is on, with the address and title given; None if there is none.

        It is known by its SHA-256; else by its name, whole or the last part of an address, if only one text
        has it; else by the address that it gives itself.

        Raises:
            ClaimsDBError: the text is there and cannot be read.
        """
        path = self._path(on)
        if path is None:
            return None
        text = self._text(path)
        given = {"url": on.address} if _is_web(on.address) else {}
        if on.title is not None and text.source.metadata.title is None:
            given["title"] = on.title
        article = ArticleNote(Metadata(**given), given=frozenset(given))  # type: ignore[arg-type]
        return replace(text, annotation=Annotation(Place(str(path)), article))

    def named(self, names: Iterable[str]) -> PreparedText | None:
        """Return the text whose file has the first of some names that any has; None if none has.

        Raises:
            SeveralFilesNamedError: several files have it.
            ClaimsDBError: the text is there and cannot be read.
        """
        if self._folder is None:
            return None
        name = next((each for each in names if each in self._by_name), None)
        if name is None:
            return None
        paths = self._by_name[name]
        if len(paths) > 1:
            raise SeveralFilesNamedError(name, [*map(str, paths)])
        return self._text(paths[0])

    def _text(self, path: Path) -> PreparedText:
        assert self._folder is not None
        return text_in(inside(path, self._folder), name_below(self._folder, path))

    def _path(self, on: Annotated) -> Path | None:
        if self._folder is None:
            return None
        if on.text_sha256 is not None and (found := self._by_words.get(on.text_sha256)):
            return found
        for name in names_of(on):
            if len(paths := self._by_name.get(name, [])) == 1:
                return paths[0]
        return self._by_address.get(on.address)

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        named: dict[str, list[Path]] = {}
        for path in self._paths():
            assert self._folder is not None
            for name in dict.fromkeys((name_below(self._folder, path), path.name, path.stem)):
                named.setdefault(name, []).append(path)
        return named

    @property
    def _by_words(self) -> dict[str, Path]:
        return self._read[0]

    @property
    def _by_address(self) -> dict[str, Path]:
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[dict[str, Path], dict[str, Path]]:
        words: dict[str, Path] = {}
        addresses: dict[str, Path] = {}
        for path in self._paths():
            try:
                source = read_text(read_file(path), name=str(path))
            except ClaimsDBError:
                continue  # no text that was annotated; asked for by name, it says why
            words.setdefault(sha256(source.text), path)
            if source.metadata.url is not None:
                addresses.setdefault(source.metadata.url, path)
        return words, addresses

    def _paths(self) -> Iterator[Path]:
        assert self._folder is not None
        for found in find_sources([self._folder]):
            match found:
                case TextSource(text=Path() as path):
                    yield path
                case RefusedSource(reason=reason):
                    raise reason


def text_in(path: Path, name: str) -> PreparedText:
    """Return the text in a file, which is to be known by a name, with nothing said of it.

    Raises:
        ClaimsDBError: the file cannot be read.
    """
    original = read_file(path)
    source = read_text(original, name=str(path))
    return PreparedText(name, name, absolute(path), source, original, Annotation(Place(str(path))))


def names_of(on: Annotated) -> list[str]:
    """Return what a file with the text may be called: as said, or as the end of its address."""
    try:
        path = unquote(urlsplit(on.address).path)
    except ValueError:
        path = on.address
    ending = PurePosixPath(path)
    given = [on.file, on.address, path.removeprefix("/"), ending.name, ending.stem]
    return [name for name in dict.fromkeys(given) if name]


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))
