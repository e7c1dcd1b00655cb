"""What goes to another process to be read, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claimsdb.records.ready import ReadyText
    from claimsdb.records.sources import RefusedText

MetBefore: TypeAlias = "Callable[[Iterable[str]], set[str]]"
"""Tells which of some SHA-256 are those of annotations or original bytes that are stored."""


class LineKeys(NamedTuple):
    """By what the article of a line is known: its file, its address, and the SHA-256 of its text."""

    file: str | None
    url: str | None
    words: str


class MadeLine(NamedTuple):
    """One line: its number, its SHA-256 without its end, and what it holds, or its keys if it wants care."""

    number: int
    sha256: str
    made: ReadyText | RefusedText | LineKeys


class MadeFile(NamedTuple):
    """One text: its path, the SHA-256 of its annotation file, and what it holds; None if it wants care."""

    text: str | None
    sha256: str | None
    made: ReadyText | RefusedText | None
