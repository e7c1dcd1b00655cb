"""The bytes of one JSON text (RFC 8259) → plain data, by a strict reading.

Python's reader lets pass what other programs read otherwise or not at all: keys given twice,
NaN and Infinity, numbers too large, halves of surrogate pairs. All are refused here.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.marks import DEEPEST, Marks, Node
from claimsdb.formats.wording import shown
from claimsdb.records.place import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimsdb.formats.marks import Plain
    from claimsdb.records.place import Place

_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_LONGEST_NUMBER: Final = 1_000
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def read_json(raw: bytes, place: Place) -> tuple[Node, list[Problem]]:
    """The value with the one place of all its parts, and the keys given twice (the last one counts).

    Raises ``AnnotationRefusedError`` for bytes that are not UTF-8, broken syntax, numbers and
    text that cannot stand, and nesting deeper than 20.
    """
    repeated: list[str] = []
    text = _text(raw, place)
    record = Node(_data(text, place, repeated), Marks(place))
    if _is_too_deep(record.value):
        raise _too_deep(place)
    if _SURROGATE_ESCAPE.search(text) and (problems := _surrogates(record)):
        raise AnnotationRefusedError(problems)
    twice = "is given twice in one object: keep one of them"
    return record, [Problem(place, f"the key {shown(key)} {twice}") for key in repeated]


def _text(raw: bytes, place: Place) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1} (0x{raw[error.start]:02X})"
        raise _refusal(place, f"{found} of the line is not UTF-8: save it as UTF-8") from error


def _data(text: str, place: Place, repeated: list[str]) -> Plain:
    def mapping(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
        record = dict(pairs)
        if len(record) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.extend(key for key, count in counts.items() if count > 1)
        return record

    try:
        data = json.loads(
            text, object_pairs_hook=mapping, parse_constant=_finite, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        found = f"{error.msg} at character {error.pos + 1}"
        raise _refusal(place, f"the line is not JSON ({found}): write one object on each line") from error
    except RecursionError as error:
        raise _too_deep(place) from error
    except ValueError as error:
        raise _refusal(place, f"the line holds a number that cannot be read: {error}") from error
    return cast("Plain", data)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(shown(digits))
    return number


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:  # Python itself refuses to read more than a few thousand
        raise ValueError(shown(digits))
    return int(digits)


def _is_too_deep(data: Plain) -> bool:
    level = _nested([data])
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _nested(_parts(value))]
    return bool(level)


def _nested(values: Iterable[Plain]) -> list[list[Plain] | dict[str, Plain]]:
    return [value for value in values if isinstance(value, (list, dict))]


def _parts(value: list[Plain] | dict[str, Plain]) -> Iterable[Plain]:
    return value.values() if isinstance(value, dict) else value


def _surrogates(record: Node) -> list[Problem]:
    texts = ((node, text) for node in record.walk() for text in (node.value, *node.keys()))
    return [
        node.problem(f"{shown(text)} holds half of a surrogate pair: write the whole character")
        for node, text in texts
        if isinstance(text, str) and _SURROGATE.search(text)
    ]


def _too_deep(place: Place) -> AnnotationRefusedError:
    return _refusal(place, f"lists and objects are nested more than {DEEPEST} deep: flatten them")


def _refusal(place: Place, sentence: str) -> AnnotationRefusedError:
    return AnnotationRefusedError([Problem(place, sentence)])
