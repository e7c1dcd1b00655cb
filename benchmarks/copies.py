"""Which copies are found among made-up articles, which pairs are wrong, and how long it takes.

Some stories are sent to several outlets. Each prints its own words around them, and cuts, edits or retitles
them. All other articles of a topic draw on the same few words and stock phrases.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import combinations
from time import process_time
from typing import TYPE_CHECKING, Final

from benchmarks.chance import Chance
from benchmarks.tongues import ENGLISH
from claimsdb.library import Database, open_database
from claimsdb.queries.tables import versions
from claimsdb.text.copies import measured_runs, overlap_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OVERLAP: Final = 50
OUTLETS: Final = 40
TOPICS: Final = 20
VOCABULARY: Final = 2_000
"""Words of a topic."""

WAYS: Final = ("as sent", "edited", "cut", "edited and cut", "retitled, edited and cut")
"""What an outlet does with a story that it was sent; each prints its own chrome around it too."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the story it tells (None: nobody else does), what was done to it, and its own words."""

    text: str
    outlet: str
    story: int | None
    way: str
    body: str


def corpus(count: int) -> Iterator[Article]:
    """Yield so many articles, a sixth or so of them copies of another; the same each time."""
    chance = Chance(count)
    chrome = [(_sentences(chance, None, 5), _sentences(chance, None, 8)) for _ in range(OUTLETS)]
    phrases = [_sentences(chance, topic, 1)[0] for topic in range(TOPICS) for _ in range(10)]
    made = 0
    while made < count:
        topic = chance.below(TOPICS)
        story = [
            chance.one_of(phrases) if chance.one_in(8) else sentence
            for sentence in _sentences(chance, topic, 15 + chance.below(20))
        ]
        prints = 2 + chance.below(3) if chance.one_in(15) else 1
        first = chance.below(OUTLETS)
        for number in range(min(prints, count - made)):
            way = chance.one_of(WAYS) if number else WAYS[0]
            body = " ".join(_done_to(story, way, chance))
            outlet = (first + number) % OUTLETS
            above, below = (" ".join(each) for each in chrome[outlet])
            yield Article(
                f"{above}\n\n{body}\n\n{below}", f"Outlet {outlet}", made if prints > 1 else None, way, body
            )
        made += prints


def _sentences(chance: Chance, topic: int | None, count: int) -> list[str]:
    begin = 0 if topic is None else (topic + 1) * VOCABULARY
    return [
        " ".join(ENGLISH.word(begin + chance.rank(VOCABULARY)) for _ in range(8 + chance.below(14))) + "."
        for _ in range(count)
    ]


def _done_to(story: list[str], way: str, chance: Chance) -> list[str]:
    done = list(story)
    if "retitled" in way:
        done[0] = _sentences(chance, None, 1)[0]
    if "cut" in way:
        done = done[: max(1, len(done) * (60 + chance.below(40)) // 100)]
    if "edited" in way:
        one_in = 20 + chance.below(80)
        done = [
            " ".join(
                ENGLISH.word(chance.below(10_000)) if chance.one_in(one_in) else word for word in each.split()
            )
            for each in done
        ]
    return done


def report(folder: Path, *, articles: int) -> str:
    """Load made-up articles, list their copies, and compare them with what was made; return the table."""
    made = list(corpus(articles))
    with open_database(folder / "copies.db", create=True) as database:
        database.load(_written(folder, made))
        floor = _seconds_to_read(database)
        begun = process_time()
        rows = database.copies(overlap=OVERLAP)
        seconds = process_time() - begun
    found = {(row.article_id - 1, row.other_id - 1): row.overlap for row in rows}
    true = _true_pairs(made)
    lines = [
        f"Copies among {len(made):,} articles: pairs that share {OVERLAP} % or more of the shorter",
        f"{'the second is':<28}{'pairs':>8}{'found':>8}{'recall':>9}",
        *(_line(way, {pair for pair in true if made[pair[1]].way == way}, found) for way in WAYS),
        _line("all", set(true), found),
        f"found and no copies of each other: {len(_wrong(found, made))} of {len(found):,}",
        f"overlap told and that of the bodies alone: {_error(found, true):.1f} points apart on average",
        f"{seconds:.2f} s of the processor, {seconds / floor:.1f} x reading texts and finding their words",
    ]
    return "\n".join(lines)


def _written(folder: Path, made: list[Article]) -> Path:
    path = folder / "copies.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number, each in enumerate(made):
            article = {"file": f"{number}.txt", "outlet": each.outlet}
            stream.write(json.dumps({"text": each.text, "article": article}, ensure_ascii=False) + "\n")
    return path


def _seconds_to_read(database: Database) -> float:
    word = re.compile(r"\w+")
    begun = process_time()
    with database._reading() as connection:  # noqa: SLF001 (the same connection, and nothing else of ours)
        for (text,) in connection.execute(versions.select().with_only_columns(versions.c.text)):
            word.findall(text.casefold())
    return process_time() - begun


def _true_pairs(made: list[Article]) -> dict[tuple[int, int], int]:
    stories: dict[int, list[int]] = {}
    for number, each in enumerate(made):
        if each.story is not None:
            stories.setdefault(each.story, []).append(number)
    true = {}
    for members in stories.values():
        for one, another in combinations(members, 2):
            shared = overlap_of(measured_runs(made[one].body), measured_runs(made[another].body))
            if shared is not None and shared.of_shorter >= OVERLAP:
                true[one, another] = shared.of_shorter
    return true


def _line(what: str, pairs: set[tuple[int, int]], found: dict[tuple[int, int], int]) -> str:
    count = len(pairs & found.keys())
    return f"{what:<28}{len(pairs):>8,}{count:>8,}{count / max(len(pairs), 1):>9.1%}"


def _wrong(found: dict[tuple[int, int], int], made: list[Article]) -> list[tuple[int, int]]:
    return [
        (one, another)
        for one, another in found
        if made[one].story is None or made[one].story != made[another].story
    ]


def _error(found: dict[tuple[int, int], int], true: dict[tuple[int, int], int]) -> float:
    apart = [abs(found[pair] - true[pair]) for pair in found.keys() & true.keys()]
    return sum(apart) / max(len(apart), 1)
