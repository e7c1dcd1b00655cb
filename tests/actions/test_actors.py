from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimsdb.records.loading import LoadOutcome
    from tests.actions.conftest import Desk


def load_story(
    desk: Desk, name: str, actors: str = "", *, speakers: str = "", authors: str = ""
) -> LoadOutcome:
    desk.write(f"{name}.txt", f"The {name} fell.")
    desk.write(
        f"{name}.claims.yaml",
        f"claimsdb: 1\narticle: {{authors: [{authors}]}}\nactors: [{actors}]\n"
        f"claims:\n  - {{claim: The {name} fell., speakers: [{speakers}], quote: fell}}\n",
    )
    return desk.load_one(f"{name}.txt")


def everyone(desk: Desk) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(each.name, each.kind, each.names) for each in desk.database.actors()]


def speaker(desk: Desk, name: str) -> tuple[str, ...]:
    (row,) = desk.database.article(f"{name}.txt").statements
    return row.speakers


ANN = "{name: Ann Lee, kind: person, aliases: [Lee]}"


def test_a_declared_actor_is_known_by_all_its_names(desk: Desk) -> None:
    outcome = load_story(desk, "bridge", ANN, speakers="LÉE")
    assert outcome.notes == ()
    assert everyone(desk) == [("Ann Lee", "person", ("Ann Lee", "Lee"))]
    assert speaker(desk, "bridge") == ("Ann Lee",)


def test_an_undeclared_name_is_a_new_actor_and_told(desk: Desk) -> None:
    outcome = load_story(desk, "bridge", speakers="Bob")
    assert outcome.notes == ("«Bob» is a new actor of unknown kind: declare it under actors: to say more",)
    assert everyone(desk) == [("Bob", None, ("Bob",))]
    assert load_story(desk, "dam", speakers="bob").notes == ()
    assert len(everyone(desk)) == 1


def test_an_alias_known_from_before_is_taken_and_told(desk: Desk) -> None:
    load_story(desk, "bridge", ANN)
    outcome = load_story(desk, "dam", speakers="lee")
    assert outcome.notes == ("«lee» is taken to be Ann Lee, known by that name before",)
    assert speaker(desk, "dam") == ("Ann Lee",)


def test_a_main_name_goes_before_an_alias(desk: Desk) -> None:
    load_story(desk, "bridge", ANN)
    load_story(desk, "tower", "{name: Lee, kind: organisation}")
    load_story(desk, "dam", speakers="Lee")
    assert speaker(desk, "dam") == ("Lee",)


def test_one_name_of_another_kind_is_another_actor_and_told(desk: Desk) -> None:
    load_story(desk, "bridge", "{name: Georgia, kind: state}")
    outcome = load_story(desk, "dam", "{name: Georgia, kind: person}", speakers="Georgia")
    assert [(name, kind) for name, kind, _ in everyone(desk)] == [("Georgia", "state"), ("Georgia", "person")]
    (note,) = outcome.notes
    assert note.startswith(
        "Georgia is a new actor, though «Georgia» is a name of Georgia too: if they are one,"
    )


def test_a_kind_told_later_is_added(desk: Desk) -> None:
    load_story(desk, "bridge", speakers="Ann Lee")
    load_story(desk, "dam", ANN)
    assert everyone(desk) == [("Ann Lee", "person", ("Ann Lee", "Lee"))]


def test_an_identifier_decides_whatever_the_name(desk: Desk) -> None:
    load_story(desk, "bridge", "{name: Ann Lee, kind: person, identifiers: {wikidata: Q1}}")
    load_story(desk, "dam", "{name: A. Lee, identifiers: {wikidata: Q1, viaf: '2'}}", speakers="A. Lee")
    (actor,) = desk.database.actors()
    assert (actor.names, actor.identifiers) == (("Ann Lee", "A. Lee"), ("wikidata:Q1", "viaf:2"))
    assert speaker(desk, "dam") == ("Ann Lee",)


def test_another_identifier_of_the_same_scheme_makes_another_actor(desk: Desk) -> None:
    load_story(desk, "bridge", "{name: Ann Lee, kind: person, identifiers: {wikidata: Q1}}")
    load_story(desk, "dam", "{name: Ann Lee, kind: person, identifiers: {wikidata: Q2}}")
    assert [each.identifiers for each in desk.database.actors()] == [("wikidata:Q1",), ("wikidata:Q2",)]


def test_identifiers_of_two_actors_are_refused(desk: Desk) -> None:
    load_story(
        desk, "bridge", "{name: Ann, identifiers: {wikidata: Q1}}, {name: Bob, identifiers: {viaf: '2'}}"
    )
    outcome = load_story(desk, "dam", "{name: Cid, identifiers: {wikidata: Q1, viaf: '2'}}", speakers="Cid")
    (problem,) = outcome.problems
    assert (problem.place.line, problem.place.column) == (3, 10)
    assert problem.sentence.startswith(
        "«Cid» can be any of the actors 1 Ann (kind unknown); 2 Bob (kind unknown)"
    )
    assert len(everyone(desk)) == 2


def test_an_alias_of_two_actors_is_refused_with_both_and_the_place(desk: Desk) -> None:
    load_story(desk, "bridge", ANN + ", {name: Bo Lee, kind: person, aliases: [Lee]}")
    outcome = load_story(desk, "dam", speakers="{unnamed: some}, Lee")
    (problem,) = outcome.problems
    assert (problem.place.line, problem.place.column) == (5, 56)
    assert problem.sentence == (
        "«Lee» can be any of the actors 1 Ann Lee (person); 2 Bo Lee (person). "
        "Write the full name of the one meant, or declare it under actors: with its kind or identifiers."
    )
    assert load_story(desk, "dam", "{name: Bo Lee, aliases: [Lee]}", speakers="Lee").outcome == "added"
    assert speaker(desk, "dam") == ("Bo Lee",)


def test_an_ambiguous_name_is_told_once_however_often_it_stands(desk: Desk) -> None:
    load_story(desk, "bridge", ANN + ", {name: Bo Lee, kind: person, aliases: [Lee]}")
    outcome = load_story(desk, "dam", "{name: Tom}", speakers="Lee, Lee, Tom, Lee")
    assert len(outcome.problems) == 1


def test_two_files_that_declare_one_actor_add_up_its_names(desk: Desk) -> None:
    load_story(desk, "bridge", ANN)
    load_story(desk, "dam", "{name: ANN LEE, aliases: [A. Lee, Lee, {name: Энн Ли, language: ru}]}")
    load_story(desk, "bridge", ANN + ", {name: Ann Lee, aliases: [Annie]}")
    assert everyone(desk) == [
        ("Ann Lee", "person", ("Ann Lee", "Lee", "A. Lee", "Энн Ли", "ANN LEE", "Annie")),
    ]


def test_an_author_is_linked_to_an_actor_that_is_declared(desk: Desk) -> None:
    load_story(desk, "bridge", ANN, authors="Lee, Someone")
    with desk.database._reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, actor_id FROM article_authors ORDER BY position"
        ).all()
    assert [tuple(row) for row in found] == [("Lee", 1), ("Someone", None)]
    assert len(everyone(desk)) == 1


def test_an_author_known_by_main_name_from_before_is_linked(desk: Desk) -> None:
    load_story(desk, "bridge", ANN)
    load_story(desk, "dam", authors="ann lee")
    with desk.database._reading() as connection:
        found = connection.exec_driver_sql("SELECT name, actor_id FROM article_authors").all()
    assert [tuple(row) for row in found] == [("ann lee", 1)]
