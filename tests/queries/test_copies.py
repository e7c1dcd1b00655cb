"""Copies of a text among articles: the same text, near copies in any script, and what is no copy."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import UnknownArticleError
from claimsdb.text.copies import LEAST, Sketches, measured_runs, overlap_of
from claimsdb.text.shingles import MEASURED, kept_runs, runs, words_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

    Write = Callable[[str, str], Path]

LETTERS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшэюя",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}
HAN = "".join(map(chr, range(0x4E00, 0x5200)))


def seeded(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 (texts made the same each time)


def words(chance: random.Random, count: int, script: str = "latin") -> list[str]:
    if script == "han":
        return [chance.choice(HAN) for _ in range(count)]
    return ["".join(chance.choices(LETTERS[script], k=chance.randint(2, 9))) for _ in range(count)]


def text_of(found: list[str], script: str = "latin") -> str:
    if script == "han":
        return "".join(found) + "。"
    return " ".join(found) + "."


def load(database: Database, write: Write, *texts: str, outlets: tuple[str | None, ...] = ()) -> None:
    given = outlets or (None,) * len(texts)
    lines = (
        json.dumps(
            {"text": text, "article": {"file": f"{number}.txt", "title": f"T{number}", "outlet": outlet}}
        )
        for number, (text, outlet) in enumerate(zip(texts, given, strict=True), start=1)
    )
    assert not database.load(write("texts.jsonl", "\n".join(lines))).refused


def pairs(
    database: Database, article: int | None = None, overlap: int = 50
) -> list[tuple[int, int, bool, int]]:
    return [
        (row.article_id, row.other_id, row.same_text, row.overlap)
        for row in database.copies(article, overlap=overlap)
    ]


def test_the_same_text_at_two_addresses_is_told_by_the_load_and_listed(
    database: Database, write: Write
) -> None:
    lines = [
        json.dumps({"text": f"{what} fell.", "article": {"file": f"{number}.txt"}})
        for number, what in enumerate(("Rain", "Snow", "Rain", "Rain"))
    ]
    outcomes = database.load(
        write("a.jsonl", "\n".join(lines[:2])), write("b.jsonl", "\n".join(lines[2:]))
    ).outcomes
    assert [each.same_text_as for each in outcomes] == [None, None, 1, 1]
    assert [each.same_text_as for each in database.load(write("a.jsonl", lines[0])).outcomes] == [None]
    assert pairs(database) == [(1, 3, True, 100), (1, 4, True, 100)]
    assert pairs(database, 3) == [(3, 1, True, 100), (3, 4, True, 100)]
    assert pairs(database, 2) == []


@pytest.mark.parametrize("script", [*LETTERS, "han"])
def test_a_copy_with_chrome_edits_and_a_cut_is_found_in_any_script(
    database: Database, write: Write, script: str
) -> None:
    chance = seeded(f"copies {script}")
    story = words(chance, 300, script)
    copy = [*words(chance, 120, script), *story[:240], *words(chance, 60, script)]
    for place in (150, 200, 260, 300):
        copy[place] = words(chance, 1, script)[0]
    load(
        database,
        write,
        text_of(story, script),
        text_of(copy, script),
        text_of(words(chance, 300, script), script),
    )
    (row,) = database.copies()
    assert (row.article_id, row.other_id, row.same_text) == (1, 2, False)
    assert row.overlap == row.of_article
    assert 65 <= row.overlap <= 80
    assert row.of_other < row.overlap
    assert row.jaccard < row.of_other
    assert database.copies(overlap=85) == []


def test_case_accents_points_and_line_ends_are_no_edits(database: Database, write: Write) -> None:
    story = (
        "Le café était fermé, dit-elle ; « nous partons demain » "
        "et personne ne l’a retenue jusqu’au soir venu."
    )
    load(database, write, story, story.upper().replace(" ", "\n").replace("É", "E\u0301").replace(",", ""))
    assert pairs(database) == [(1, 2, False, 100)]


def test_page_chrome_of_one_outlet_makes_no_pair_and_is_not_measured(
    database: Database, write: Write
) -> None:
    chance = seeded("chrome")
    chrome, story = words(chance, 400), words(chance, 100)
    texts = [text_of([*chrome, *words(chance, 100)]) for _ in range(5)]
    load(
        database,
        write,
        *texts,
        text_of([*chrome, *story]),
        text_of([*story, *words(chance, 30)]),
        outlets=(*["Post"] * 6, "Times"),
    )
    ((one, other, same, overlap),) = pairs(database)
    assert (one, other, same) == (6, 7, False)
    assert overlap >= 85


def test_only_the_newest_text_of_an_article_counts(database: Database, write: Write) -> None:
    chance = seeded("newest")
    story = text_of(words(chance, 100))
    database.load(write("a.txt", story), write("b.txt", story + " Again."))
    assert [row[:2] for row in pairs(database)] == [(1, 2)]
    database.load(write("b.txt", text_of(words(chance, 100))))
    assert pairs(database) == []


def test_of_one_article_every_copy_is_listed_from_its_side(database: Database, write: Write) -> None:
    chance = seeded("one")
    story = words(chance, 200)
    short, long = text_of(story[:120]), text_of(story)
    load(database, write, long, short, short, text_of(words(chance, 50)))
    assert [row[:3] for row in pairs(database)] == [(2, 3, True), (1, 2, False)]
    assert [row[:3] for row in pairs(database, 1)] == [(1, 2, False), (1, 3, False)]
    assert [row[:3] for row in pairs(database, 3)] == [(3, 2, True), (3, 1, False)]
    whole, part = database.copies(1)[0], database.copies(3)[1]
    assert (whole.of_article, whole.of_other) == (part.of_other, part.of_article)
    assert part.of_article == part.overlap == 100
    with pytest.raises(UnknownArticleError):
        database.copies("nowhere.txt")
    assert len(database.copies(1, limit=1)) == 1


def test_texts_that_are_too_short_are_no_near_copies() -> None:
    few = measured_runs(" ".join(map(str, range(LEAST + MEASURED - 2))))
    assert overlap_of(few, few) is None
    enough = measured_runs(" ".join(map(str, range(LEAST + MEASURED - 1))))
    assert overlap_of(enough, enough) is not None


def test_a_run_in_very_many_texts_says_nothing_of_two_of_them() -> None:
    chance = seeded("many")
    shared = words(chance, 200)
    sketches = Sketches()
    for _ in range(60):
        sketches.add(text_of([*shared, *words(chance, 50)]), None)
    assert list(sketches.candidates(50)) == []
    assert sketches.boilerplate


def test_words_are_the_same_numbers_in_every_process() -> None:
    assert words_in("Rain, rain!") == [3075639981, 3075639981]
    assert runs([1, 2, 3, 4, 5, 6]) == [hash((1, 2, 3, 4, 5)), hash((2, 3, 4, 5, 6))]
    assert runs([1, 2, 3, 4]) == []
    assert kept_runs([8, 16, 1, 2, 3, 4, 5, 6, 7]) == [(0, hash((8, 16, 1, 2, 3, 4, 5, 6)))]
