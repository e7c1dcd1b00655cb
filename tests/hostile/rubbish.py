"""Files that are none of any format, and what can be done to one that is."""

from __future__ import annotations

import copy
import json
import os
import random
import sqlite3
from contextlib import closing, suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DEEP: Final = 1_000_000
ENTITIES: Final = "".join(
    f'<!ENTITY e{number} "{f"&e{number - 1};" * 10 if number else "ha"}">' for number in range(12)
)


def _zip(*names: str, size: int = 10) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"\0" * size)
    return stream.getvalue()


def _sqlite() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)")
        connection.executemany("INSERT INTO notes (words) VALUES (?)", [("word " * 50,)] * 200)
        connection.commit()
        return connection.serialize()


CONTENTS: Final[dict[str, bytes]] = {
    "nothing": b"",
    "a byte-order mark": b"\xef\xbb\xbf",
    "NULs": bytes(100_000),
    "white space": b" \n" * 1000,
    "one byte": b"\xff",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    "brackets": b"[" * DEEP,
    "braces": b'{"a":' * DEEP,
    "lists in a list": b"[" * DEEP + b"]" * DEEP,
    "open quotation": b'"' + b"x" * DEEP,
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE x [{ENTITIES}]><x>&e11;</x>'.encode(),
    "a file read by XML": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "elements in elements": b"<a>" * DEEP,
    "a ZIP of texts": _zip("a.txt", "b.txt"),
    "a ZIP that leads out": _zip("../../out.txt", "/out.txt", "a/../../out.txt"),
    "a ZIP bomb": _zip("a.txt", size=10_000_000),
    "half a ZIP": _zip("a.txt", "b.txt")[:-30],
    "somebody's SQLite": _sqlite(),
    "half of somebody's SQLite": _sqlite()[:20_000],
    "SQLite's first line": b"SQLite format 3\0" + bytes(range(256)) * 40,
    "UTF-16": "[{}]\n".encode("utf-16"),
    "UTF-7": b"+/v8-+AFs-",
    "no UTF-8": b'{"id": "\xff\xfe\x80"}',
    "half a pair": b'[{"id": "\\ud800", "type": "Annotation", "uri": "\\udc00"}]',
    "a huge number": b'[{"id": 1e400}]',
    "a long number": b'[{"id": ' + b"9" * 10_000 + b"}]",
    "NaN": b'[{"id": NaN, "start": Infinity, "end": -Infinity}]',
    "null": b"null",
    "a number": b"17",
    "a truth": b"true",
    "a text": b'"x"',
    "an empty list": b"[]",
    "an empty object": b"{}",
    "a list of lists": b"[[], [[]]]",
    "a list of nulls": b"[null, null]",
    "objects of wrong types": b'{"items": {"a": 1}, "rows": 5, "first": [], "total": "x", "@graph": null}',
    "controls": bytes(range(32)) * 10,
    "a script": b"#!/bin/sh\nrm -rf /\n",
}


def _folder(path: Path) -> None:
    path.mkdir()


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


KINDS: Final[dict[str, Callable[[Path], object]]] = {
    "a folder": _folder,
    "a pipe": os.mkfifo,
    "a link to itself": _circle,
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "no file": lambda _path: None,
}

VALUES: Final[tuple[Any, ...]] = (
    *(None, True, -1, 0, 10**30, 1.5, 1e308, "", " ", "x" * 5000, "\0", "\ud800", "\u202e", "../../x"),
    *([], {}, [[]], [None], {"": {}}, {"id": {"id": {"id": []}}}),
)
"""What takes the place of a value of JSON."""

CELLS: Final = (None, -1, 0, 10**18, 1.5, 1e308, float("inf"), "", "x", "\0", b"\xff\xfe", "x" * 5000)
"""What takes the place of a value of SQLite."""


def damaged(raw: bytes, times: int) -> Iterator[bytes]:
    """Yield a file with bits turned, parts taken out, twice there, or cut off; each time the same ones."""
    chance = random.Random(7)  # noqa: S311 (nobody is to be kept from guessing)
    for number in range(times):
        start = chance.randrange(len(raw))
        end = min(start + chance.choice((1, 2, 8, 100)), len(raw))
        match number % 4:
            case 0:
                turned = bytes(each ^ (1 << chance.randrange(8)) for each in raw[start:end])
                yield raw[:start] + turned + raw[end:]
            case 1:
                yield raw[:start] + raw[end:]
            case 2:
                yield raw[:end] + raw[start:]
            case _:
                yield raw[:start]


def twisted(document: Any, times: int) -> Iterator[str]:
    """Yield a JSON document with another value somewhere, or without one; each time the same ones."""
    chance = random.Random(7)  # noqa: S311 (as above)
    paths = list(_paths(document))
    for _ in range(times):
        *way, key = chance.choice(paths)
        changed = inner = copy.deepcopy(document)
        for each in way:
            inner = inner[each]
        if chance.randrange(8):
            inner[key] = chance.choice(VALUES)
        else:
            del inner[key]
        yield json.dumps(changed)


def _paths(value: Any) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (key,)
        yield from ((key, *rest) for rest in _paths(part))


def tampered(path: Path, times: int) -> Iterator[None]:
    """Put another value into a cell of an SQLite file, or drop a table, and put the file back afterwards."""
    chance, good = random.Random(7), path.read_bytes()  # noqa: S311 (as above)
    with closing(sqlite3.connect(path)) as connection:
        columns = connection.execute(
            "SELECT tables.name, columns.name FROM sqlite_master AS tables "
            "JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
        ).fetchall()
    for number in range(times):
        table, column = chance.choice(columns)
        with closing(sqlite3.connect(path)) as connection, connection:
            if number % 10:
                update = f'UPDATE OR IGNORE "{table}" SET "{column}" = ?'  # noqa: S608 (DNA's own names)
                with suppress(sqlite3.IntegrityError):  # SQLite itself keeps some values out
                    connection.execute(update, (chance.choice(CELLS),))
            else:
                connection.execute(f'DROP TABLE "{table}"')
        yield
        path.write_bytes(good)
