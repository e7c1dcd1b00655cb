"""The two texts that come with the program, annotated in full."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from claimsdb.paths import data_folder

if TYPE_CHECKING:
    from claimsdb.library import Database

FIRST, SECOND = "000_8f79c17ccdfd389b.txt", "004_d2651000a0236118.txt"
PEOPLE = {
    "Randa Kassis",
    "Nursultan Nazarbayev",
    "Kairat Abdrakhmanov",
    "Alexander Lavrentiev",
    "Sergey Vershinin",
    "Roshan Amiri",
}


def test_loading_the_seeds_adds_both_without_anything_to_look_at(database: Database) -> None:
    outcomes = database.load(data_folder("seeds")).outcomes
    assert [(each.outcome, each.problems, each.notes) for each in outcomes] == [("added", (), ())] * 2


@pytest.mark.parametrize("prune", [False, True])
def test_loading_the_seeds_again_changes_nothing(seeded: Database, *, prune: bool) -> None:
    assert seeded.load(data_folder("seeds"), prune=prune).count("unchanged") == 2


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_each_text_has_at_least_twenty_claims_on_its_own_words(seeded: Database, name: str) -> None:
    detail = seeded.article(name)
    assert len({row.claim_id for row in detail.statements}) >= 20
    for row in detail.statements:
        assert detail.text[row.start_char : row.end_char] == row.quote


def test_the_first_text_has_no_known_outlet_and_date(seeded: Database) -> None:
    article = seeded.article(FIRST).article
    assert (article.outlet, article.published) == (None, None)
    assert article.authors == ("Roshan Amiri",)


def test_the_second_text_names_its_outlet_or_leaves_it_unknown_but_never_guesses(seeded: Database) -> None:
    article = seeded.article(SECOND).article
    text = seeded.article(SECOND).text
    assert article.outlet is None or article.outlet.split()[0] in text


def test_the_named_people_are_there_and_are_people(seeded: Database) -> None:
    assert {each.name for each in seeded.actors(kind="person")} >= PEOPLE
    for name in PEOPLE:
        assert seeded.actor(name.upper()).actor.name == name


@pytest.mark.parametrize(
    "line", ["Also Read – Saudi", "Also Read – Kazakhstan", "Roshan Amiri is an advocate", "Leave a Reply"]
)
def test_nothing_is_claimed_by_the_furniture_of_the_page(seeded: Database, line: str) -> None:
    detail = seeded.article(FIRST)
    found = re.search(line.replace(" ", r"\s"), detail.text)
    assert found is not None
    start = found.start()
    end = len(detail.text) if line == "Leave a Reply" else detail.text.index("\n", start)
    assert [row.quote for row in detail.statements if start < row.end_char and row.start_char < end] == []


def test_claims_of_the_two_texts_are_related_with_reasons(seeded: Database) -> None:
    files: defaultdict[int, set[str | None]] = defaultdict(set)
    for row in seeded.claims():
        files[row.claim_id].add(row.file)
    with seeded._reading() as connection:
        relations = connection.exec_driver_sql(
            "SELECT claim_id, related_claim_id, rationale FROM claim_relations"
        ).all()
    across = [why for first, second, why in relations if not files[first] & files[second]]
    assert len(across) >= 3
    assert all(across)


def test_the_seeds_hold_in_every_proof(seeded: Database) -> None:
    assert seeded.verify().faults == ()
