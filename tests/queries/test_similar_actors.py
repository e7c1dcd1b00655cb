from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import NoLikenessError, UnknownActorError, UnknownWordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database

CLAIMS = """
    claimsdb: 1
    actors:
      - {name: Kairat Abdrakhmanov, kind: person}
      - {name: Кайрат Абдрахманов}
      - {name: Randa Kassis, kind: person, identifiers: {wikidata: Q1, https: //a.example}}
      - {name: K., aliases: [رندة قسيس], identifiers: {https: //b.example}}
      - {name: Randa Qassis, kind: person, identifiers: {wikidata: Q2}}
      - {name: Mohammed Alloush, kind: person}
      - {name: Mohammed Ali, kind: person}
      - {name: Hamas, kind: group}
      - {name: Hammas, kind: organisation}
      - {name: Georgia, kind: state}
      - {name: Giorgia, kind: person}
    claims:
      - {claim: It is so., quote: so}
"""


@pytest.fixture
def actors(database: Database, write: Callable[[str, str], Path]) -> Database:
    write("a.claims.yaml", CLAIMS)
    assert not database.load(write("a.txt", "Not so.")).refused
    return database


def test_pairs_that_may_be_one_come_the_likest_first_with_the_reason(actors: Database) -> None:
    rows = actors.similar_actors()
    assert [(row.name, row.other, row.score) for row in rows] == [
        ("Kairat Abdrakhmanov", "Кайрат Абдрахманов", 97),
        ("Randa Kassis", "K.", 95),
        ("K.", "Randa Qassis", 95),
        ("Hamas", "Hammas", 82.1),
    ]
    assert rows[1].reason.startswith("Randa Kassis / رندة قسيس: ")
    assert rows[3].reason.endswith("group / organisation")
    assert (rows[0].actor_id, rows[0].other_id) == (1, 2)


def test_nothing_is_merged(actors: Database) -> None:
    before = actors.actors()
    actors.similar_actors(least=0)
    assert actors.actors() == before


def test_different_identifiers_of_one_scheme_and_kinds_that_cannot_be_one_are_not_proposed(
    actors: Database,
) -> None:
    found = {(row.name, row.other) for row in actors.similar_actors(least=0)}
    assert ("Mohammed Alloush", "Mohammed Ali") in found
    assert ("Randa Kassis", "Randa Qassis") not in found
    assert ("Georgia", "Giorgia") not in found


def test_pairs_with_one_actor_name_it_first(actors: Database) -> None:
    rows = actors.similar_actors("randa qassis")
    assert [(row.name, row.other) for row in rows] == [("Randa Qassis", "K.")]
    assert actors.similar_actors(7) == []
    assert [row.other for row in actors.similar_actors(7, least=60)] == ["Mohammed Alloush"]


def test_pairs_of_one_kind_and_only_the_first(actors: Database) -> None:
    assert actors.similar_actors(kind="person") == []
    assert len(actors.similar_actors(limit=2)) == 2


def test_unknown_names_kinds_and_likenesses_are_told(actors: Database) -> None:
    with pytest.raises(UnknownActorError, match="No actor is called «Nobody»"):
        actors.similar_actors("Nobody")
    with pytest.raises(UnknownWordError, match="person, organisation"):
        actors.similar_actors(kind="people")
    for least in (-1, 101, float("nan")):
        with pytest.raises(NoLikenessError, match="from 0 to 100"):
            actors.similar_actors(least=least)
