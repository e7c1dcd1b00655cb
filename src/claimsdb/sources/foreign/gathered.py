"""Values put away by their key, in a temporary file, however many there are."""

from __future__ import annotations

import pickle
from array import array
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Generic, TypeVar

from claimsdb.errors.sources import NoRoomForNotesError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from typing import Any, BinaryIO

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")


class Gathered(Generic[K, V]):
    """Values that come in any order and are wanted key by key; memory holds keys, and eight bytes a value."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._places: dict[K, array[int]] = {}

    def put(self, key: K, value: V) -> None:
        """Put a value away.

        Raises:
            NoRoomForNotesError: the temporary file cannot be written.
        """
        try:
            self._places.setdefault(key, array("Q")).append(self._stream.tell())
            pickle.dump(value, self._stream, protocol=pickle.HIGHEST_PROTOCOL)
        except OSError as fault:
            raise NoRoomForNotesError(fault.strerror or str(fault)) from fault

    def groups(self) -> Iterator[tuple[K, list[V]]]:
        """Yield the values of each key, in the order they came, keys in the order they came first."""
        for key in list(self._places):
            yield key, self.take(key)

    def take(self, key: K) -> list[V]:
        """Return the values of a key, in the order they came, for the last time."""
        return [self._value(place) for place in self._places.pop(key, ())]

    def _value(self, place: int) -> V:
        self._stream.seek(place)
        value: V = pickle.load(self._stream)  # noqa: S301 (a file without a name, which only this process wrote)
        return value


@contextmanager
def gathering() -> Iterator[Gathered[Any, Any]]:
    """Give a place to put values away while the block runs.

    Raises:
        NoRoomForNotesError: no temporary file can be made.
    """
    try:
        stream = TemporaryFile()  # noqa: SIM115 (what comes later must not be taken for a fault of opening)
    except OSError as fault:
        raise NoRoomForNotesError(fault.strerror or str(fault)) from fault
    with stream:
        yield Gathered(stream)
