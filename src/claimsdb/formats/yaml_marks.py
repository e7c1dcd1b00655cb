"""YAML text → plain data and marks, by a strict reading of the parser's events.

Every value is text, except the empty one (nothing, ``~`` or ``null``) and whole numbers where
the caller wants them; so ``NO``, ``12:30`` and ``1.10`` are what they look like. Aliases,
anchors, tags, merge keys, duplicate keys and second documents are refused, and the depth has a
bound, so that no file can cost more than its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from claimsdb.formats.marks import Marks
from claimsdb.formats.yaml_text import Lines, decoded
from claimsdb.formats.yaml_trouble import trouble
from claimsdb.formats.yaml_walk import Walk
from claimsdb.records.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.formats.marks import Path, Plain
    from claimsdb.records.place import Problem

LARGEST: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class MarkedYAML:
    """What a YAML text says, where, and the faults that do not hide the rest of it."""

    data: Plain
    marks: Marks
    problems: tuple[Problem, ...]


def read_yaml(
    raw: bytes,
    *,
    file: str,
    wants_number: Callable[[Path], type | None] = lambda _: None,
    limit: int = LARGEST,
) -> MarkedYAML:
    """Read one YAML document (1.1, as libyaml has it) of at most ``limit`` bytes.

    ``wants_number`` says at which paths a bare whole number is an integer (``int``), and at which a
    decimal is a number too (``float``). Raises
    ``AnnotationRefusedError`` where reading cannot go on: bytes that are not UTF-8, broken
    syntax, nesting deeper than 20, a key that is no text, an empty or a second document.
    """
    text = decoded(raw, file=file, limit=limit)
    walk = Walk(Lines(text, file), wants_number)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            walk.take(event)
    except yaml.MarkedYAMLError as error:
        walk.stop(*trouble(error, text))
    if walk.documents == 0:
        walk.stop(0, "the file says nothing; write at least «claims:» with one claim")
    return MarkedYAML(walk.root, Marks(Place(file, 1, 1), walk.values, walk.keys), tuple(walk.problems))
