"""What the files of each article are called: safe on every file system, and no two alike."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from typing import TYPE_CHECKING, Final

from claimsdb.sources.find import TEXT_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*#\s]+')
_UNSAFE: Final = re.compile(r'[<>:"/\\|?*]|^[.\s]|[.\s]$')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows behind a dot."""

_LONGEST: Final = 100
"""Bytes of a stem: the whole name, with its endings, must stay below 255."""

ENDINGS: Final = {"text/html": ".html", "text/markdown": ".md"}

NOTES: Final = (
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE stems (article INTEGER PRIMARY KEY, stem TEXT, folded TEXT UNIQUE, ending TEXT)",
    "CREATE TABLE whole (actor INTEGER PRIMARY KEY)",
    "BEGIN",
)


def stem_of(file: str | None, title: str | None, number: int) -> str:
    """Return what an article's files could be called: by its file, or its title, or its number."""
    for name in (_without_ending(file or ""), title or ""):
        cleaned = _cleaned(name)
        if any(character.isalnum() for character in cleaned):
            return cleaned
    return f"article-{number}"


def as_called(name: str) -> str:
    """Return a name as it is if it is safe as a file's or a folder's on every system, or else made so."""
    is_seen = all(unicodedata.category(character)[0] != "C" for character in name)
    safe = is_seen and not _UNSAFE.search(name) and len(name.encode()) <= 2 * _LONGEST
    return name if name and safe and not _RESERVED.match(name) else _cleaned(name)


def slug_of(words: str) -> str:
    """Return words as a part of a file name, beginning with a letter."""
    slug = re.sub(r"[\W_]+", "-", _cleaned(words).lower()).strip("-")
    return slug if slug[:1].isalpha() else f"by-{slug}".rstrip("-")


def ending_of(file: str | None, media_type: str | None) -> str:
    """Return the ending that the file of a text has, or should have by what it is."""
    return _known_ending(file or "") or ENDINGS.get(media_type or "", ".txt")


def _known_ending(file: str) -> str:
    return next((each for each in TEXT_ENDINGS if file.lower().endswith(each)), "")


def _without_ending(file: str) -> str:
    name = re.split(r"[/\\]", file)[-1]
    return name[: len(name) - len(_known_ending(name))]


def _cleaned(name: str) -> str:
    seen = "".join(
        character
        for character in unicodedata.normalize("NFC", name)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    whole = _FORBIDDEN.sub("-", seen).lstrip(".-~ ")
    short = whole.encode()[:_LONGEST].decode(errors="ignore").rstrip(".- ")
    return f"_{short}" if _RESERVED.match(short) else short


class Notes:
    """The stems of all articles, and which actors were declared whole, in a file without a name.

    SQLite makes it when it is much and takes it away by itself: memory must not grow with the articles.
    """

    def __init__(self, reserved: Iterable[str]) -> None:
        self._notes = sqlite3.connect("", isolation_level=None)
        for statement in NOTES:
            self._notes.execute(statement)
        for number, stem in enumerate(reserved, start=1):
            self._notes.execute("INSERT INTO stems VALUES (?, ?, ?, '')", (-number, stem, _folded(stem)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._notes.close()

    def name(self, number: int, stem: str, ending: str) -> None:
        """Give an article a stem that is no other's, also where case or form of letters is not told apart."""
        free = next(each for each in _variants(stem, number) if self._is_free(_folded(each)))
        self._notes.execute("INSERT INTO stems VALUES (?, ?, ?, ?)", (number, free, _folded(free), ending))

    def stem(self, number: int) -> str:
        """Return the stem of an article."""
        query = "SELECT stem FROM stems WHERE article = ?"
        return str(self._notes.execute(query, (number,)).fetchone()[0])

    def ending(self, number: int) -> str:
        """Return the ending that an article's text had, or should have."""
        query = "SELECT ending FROM stems WHERE article = ?"
        return str(self._notes.execute(query, (number,)).fetchone()[0])

    def file(self, number: int) -> str:
        """Return what an article's text is called where it is no file."""
        return self.stem(number) + self.ending(number)

    def declare_whole(self, actors: Iterable[int]) -> None:
        """Remember actors all of whose names were written."""
        self._notes.executemany("INSERT OR IGNORE INTO whole VALUES (?)", ((each,) for each in actors))

    def not_whole(self, actors: Iterable[int]) -> list[int]:
        """Return those of some actors whose names were not all written."""
        query = "SELECT 1 FROM whole WHERE actor = ?"
        return [each for each in actors if self._notes.execute(query, (each,)).fetchone() is None]

    def _is_free(self, folded: str) -> bool:
        """Tell whether a stem is nobody's, and none begins with it or is its beginning up to a dot.

        Or `bridge.1.txt` could be the first version of `bridge` and the newest of `bridge.1`.
        """
        parts = folded.split(".")
        for length in range(1, len(parts) + 1):
            if self._has("folded = ?", ".".join(parts[:length])):
                return False
        return not self._has("folded > ? AND folded < ?", f"{folded}.", f"{folded}/")

    def _has(self, condition: str, *values: str) -> bool:
        query = f"SELECT 1 FROM stems WHERE {condition} LIMIT 1"  # noqa: S608 (a condition from above)
        return self._notes.execute(query, values).fetchone() is not None


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", stem).casefold())


def _variants(stem: str, number: int) -> Iterator[str]:
    yield stem
    plain = stem.replace(".", "-")
    yield plain
    yield f"{plain}-{number}"
    count = 2
    while True:
        yield f"{plain}-{number}-{count}"
        count += 1
