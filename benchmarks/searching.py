"""How long a search takes in a large database, beside FTS5 asked by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.asked import EVERYWHERE_WORD, FREQUENT, MIDDLING, RARE, VERY_COMMON_WORD
from benchmarks.calls import Call, spreads, time_calls
from benchmarks.floors import sqlite3_search as floor
from benchmarks.startup import DifferentAnswerError
from claimsdb.library import Database, open_database
from claimsdb.queries.search import RANKED, search

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy import Connection

LIMIT: Final = 20
ORDERS: Final = {"best": floor.best, "newest": floor.newest}
WORDS: Final = {
    "rare": RARE.word,
    "middling": MIDDLING.word,
    "common": FREQUENT.word,
    "very common": VERY_COMMON_WORD,
    "everywhere": EVERYWHERE_WORD,
}
"""A word of each sort, as the made-up corpus has them."""


def report(database: Path, *, words: Mapping[str, str] = WORDS, runs: int = 50) -> str:
    """Measure searches in a database for words of several sorts, in both orders; return the table.

    By hand all hits are ranked; claimsdb ranks the newest of a word that has more than ``RANKED``.
    """
    with (
        open_database(database) as opened,
        opened._reading() as connection,  # noqa: SLF001 (what opening a connection costs is told apart)
        closing(sqlite3.connect(database)) as by_hand,
    ):
        calls = [
            call
            for name, word in words.items()
            for order in ORDERS
            for call in _calls(f"{name}, {order} first", word, order, (opened, connection, by_hand))
        ]
        for word in words.values():
            _same_answer(word, opened, by_hand)
        return f"Searching, {LIMIT} hits with snippets, in process\n" + spreads(time_calls(calls, runs=runs))


def _calls(
    name: str, word: str, order: str, readers: tuple[Database, Connection, sqlite3.Connection]
) -> list[Call]:
    database, connection, by_hand = readers
    hand = f"{name}: FTS5 by hand"
    return [
        Call(hand, partial(ORDERS[order], by_hand, word, LIMIT)),
        Call(name, partial(database.search, word, order=order, limit=LIMIT), (hand,)),
        Call(
            f"{name}, on an open connection",
            partial(search, connection, word, order=order, limit=LIMIT),
            (hand,),
        ),
    ]


def _same_answer(word: str, database: Database, by_hand: sqlite3.Connection) -> None:
    """Compare the answers, but not which are best among more hits than are ranked, nor those that tie."""
    newest = [row[1] for row in floor.newest(by_hand, word, LIMIT)]
    if [hit.claim_id for hit in database.search(word, order="newest", limit=LIMIT)] != newest:
        raise DifferentAnswerError
    ranks = [round(-row[0], 4) for row in floor.best(by_hand, word, LIMIT)]
    if len(floor.newest(by_hand, word, RANKED + 1)) > RANKED:
        return
    if [hit.score for hit in database.search(word, limit=LIMIT)] != ranks:
        raise DifferentAnswerError
