"""One JSON document after another, or one with a long list in it → the items, one at a time.

Documents that hold many things hold them in one list: the document itself, or under a key that the
format names, perhaps within an object under another. Only one item is ever in memory.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimsdb.errors.annotations import NotJSONError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LONGEST: Final = 32_000_000
"""The most characters that one item may have."""

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder(strict=True)


@dataclass(frozen=True, slots=True)
class Item:
    """The JSON text of one item, and the line that it begins in, from 1."""

    line: int
    text: str


class JSONItems:
    """The items of a text that comes in chunks.

    ``lists`` are the keys of an object whose list holds the items, ``within`` those that lead to such an
    object.
    """

    def __init__(
        self, chunks: Iterator[str], file: str, *, lists: Collection[str], within: Collection[str] = ()
    ) -> None:
        self._chunks, self._file, self._lists, self._within = chunks, file, lists, within
        self._buffer, self._at, self._line, self._ended = "", 0, 1, False

    def __iter__(self) -> Iterator[Item]:
        """Yield the items.

        Raises:
            NotJSONError: the text is no JSON, or an item is too long or nested too deep.
        """
        while self._next():
            yield from self._document()

    def _document(self) -> Iterator[Item]:
        match self._next():
            case "[":
                yield from self._elements()
            case "{":
                yield from self._object(self._within)
            case _:
                yield self._item()

    def _elements(self) -> Iterator[Item]:
        for _ in self._separated("[", "]"):
            yield self._item()

    def _object(self, within: Collection[str]) -> Iterator[Item]:
        """Yield the items of an object that holds them; another one is an item itself."""
        line, members, length, is_list = self._line, [], 0, False
        for _ in self._separated("{", "}"):
            name = self._whole()
            if not name.startswith('"'):
                raise self._fault("a name in quotation marks must stand here")
            self._pass(":")
            key, begins = json.loads(name), self._next()
            if begins == "[" and key in self._lists:
                is_list = True
                yield from self._elements()
            elif begins == "{" and key in within:
                is_list = True
                yield from self._object(())
            else:
                members.append(f"{name}:{self._whole()}")
                length += len(members[-1])
                self._refuse_long(length)
        if not is_list:
            yield Item(line, f"{{{','.join(members)}}}")

    def _item(self) -> Item:
        self._next()
        line = self._line
        return Item(line, self._whole())

    def _separated(self, begin: str, end: str) -> Iterator[None]:
        """Yield before each part between two brackets."""
        self._pass(begin)
        if self._next() == end:
            self._pass(end)
            return
        while True:
            yield
            if self._next() == end:
                break
            self._pass(",")
        self._pass(end)

    def _whole(self) -> str:
        """Take the JSON text of a value, as many chunks as it has."""
        self._next()
        while True:
            try:
                _value, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as fault:
                if self._ended or not self._more():
                    raise self._fault(fault.msg, at=fault.pos) from fault
            except RecursionError as fault:
                raise self._fault("lists and objects are nested too deep") from fault
            except ValueError as fault:
                raise self._fault(f"a number cannot be read: {fault}") from fault
            else:
                if end < len(self._buffer) or self._ended or not self._more():
                    break
        text = self._buffer[self._at : end]
        self._forward(end)
        return text

    def _next(self) -> str:
        """Pass over white space and return the next character; nothing at the end."""
        while True:
            found = _SPACE.match(self._buffer, self._at)
            assert found is not None
            self._forward(found.end())
            if self._at < len(self._buffer) or not self._more():
                return self._buffer[self._at : self._at + 1]

    def _pass(self, mark: str) -> None:
        found = self._next()
        if found != mark:
            raise self._fault(f"{mark} must stand here, not {found or 'the end of the file'}")
        self._forward(self._at + 1)

    def _forward(self, end: int) -> None:
        self._line += self._buffer.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Read as much again as is waiting, so that a long value is not begun anew too often."""
        left = self._buffer[self._at :]
        self._refuse_long(len(left))
        pieces, wanted = [left], max(len(left), 1)
        while wanted > 0 and (piece := next(self._chunks, "")):
            pieces.append(piece)
            wanted -= len(piece)
        self._ended = wanted > 0
        self._buffer, self._at = "".join(pieces), 0
        return len(pieces) > 1

    def _refuse_long(self, length: int) -> None:
        if length > LONGEST:
            raise self._fault(f"what begins here has more than {LONGEST:,} characters, or does not end")

    def _fault(self, reason: str, *, at: int | None = None) -> NotJSONError:
        line = self._line + (self._buffer.count("\n", self._at, at) if at is not None else 0)
        return NotJSONError(self._file, line, reason)
