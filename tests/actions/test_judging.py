from __future__ import annotations

import csv
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.errors.judgements import (
    AlreadyOneError,
    AlreadyTwoError,
    AlreadyUndoneError,
    IdentifierTakenError,
    JudgedOneError,
    JudgedTwoError,
    LaterEditError,
    NameTakenError,
    NoReasonError,
    NothingToEditError,
    NothingToSplitError,
    NotIdentifierError,
    NotInClaimError,
    NotInStatementError,
    SameActorError,
    UndoOfUndoError,
    UnknownJudgementError,
)
from claimsdb.errors.questions import UnknownActorError
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from pathlib import Path

    from claimsdb.library import Database
    from tests.actions.conftest import Desk

CLAIMS = """
    annotator: coder
    actors:
      - {name: Kairat Abdrakhmanov, kind: person, aliases: [Abdrakhmanov]}
      - {name: Kayrat Abdrakhmanov, kind: person, aliases: [Abdrakhmanov]}
      - {name: Bo, kind: person}
    claims:
      - {claim: It was opened., quote: opened the bridge, speakers: [Kairat Abdrakhmanov], about: [Bo]}
      - claim: It is unsafe.
        quote: Engineers warned
        speakers: [Kayrat Abdrakhmanov, Bo]
        about: [Kairat Abdrakhmanov, Kayrat Abdrakhmanov, {object: Bo}]
      - {claim: It is not., quote: denied the warning, speakers: [Bo], stance: denies}
"""
OPENED, UNSAFE, DENIED = 1, 2, 3


@pytest.fixture
def judged(desk: Desk) -> Database:
    assert desk.annotate(CLAIMS).problems == ()
    return desk.database


def said_by(database: Database, actor: str) -> list[str]:
    return [row.claim for row in database.claims(ClaimFilter(actor=actor, role="speaker"))]


def test_two_that_are_merged_are_one_under_the_name_of_the_first(judged: Database) -> None:
    row = judged.merge_actors("Kairat Abdrakhmanov", "Kayrat Abdrakhmanov", why="one  minister ", by="Ann")
    assert (row.judgement, row.why, row.by) == ("merge", "one minister", "Ann")
    assert said_by(judged, "Kayrat Abdrakhmanov") == ["It was opened.", "It is unsafe."]
    (_opened, unsafe, _denied) = judged.claims()
    assert unsafe.speakers == ("Kairat Abdrakhmanov", "Bo")
    assert unsafe.about == ("Kairat Abdrakhmanov", "Bo")
    assert [each.name for each in judged.claim(UNSAFE).about] == ["Kairat Abdrakhmanov", "Bo"]
    kairat, bo = judged.actors()
    assert kairat.names == ("Kairat Abdrakhmanov", "Abdrakhmanov", "Kayrat Abdrakhmanov")
    assert (kairat.statements_by, kairat.statements_about, bo.name) == (2, 1, "Bo")
    detail = judged.actor("Abdrakhmanov")
    assert [each.name for each in detail.merged] == ["Kayrat Abdrakhmanov"]
    assert [each.why for each in detail.judgements] == ["one minister"]


def test_a_merge_that_is_undone_leaves_what_was_recorded(judged: Database) -> None:
    before = judged.claims(), judged.actors()
    judged.merge_actors("Bo", "Kayrat Abdrakhmanov", why="a mistake")
    judged.merge_actors("Kairat Abdrakhmanov", "Bo", why="another")
    assert len(judged.actors()) == 1
    judged.undo_judgement(1)
    assert [row.name for row in judged.actors()] == ["Kairat Abdrakhmanov", "Kayrat Abdrakhmanov"]
    judged.undo_judgement(2, why="two men", by="Ann")
    assert (judged.claims(), judged.actors()) == before
    assert judged.judgements() == []
    everything = judged.judgements(everything=True)
    assert [(row.judgement, row.undoes, row.undone_by) for row in everything] == [
        ("merge", None, 3),
        ("merge", None, 4),
        ("undo", 1, None),
        ("undo", 2, None),
    ]


def test_many_that_are_merged_are_asked_for_as_one(desk: Desk) -> None:
    names = [f"Nom {letter}" for letter in "abcdefghij"]
    quotes = (
        "opened",
        "bridge on",
        "Monday",
        "Engineers",
        "warned that",
        "mayor",
        "denied",
        "old",
        "man",
        "said",
    )
    claims = "claims:\n" + "".join(
        f"  - {{claim: Claim {name}., quote: {quote}, speakers: [{name}], about: [{name}],\n"
        "     topics: [A > T, B > T]}\n"
        for name, quote in zip(names, quotes, strict=True)
    )
    assert desk.annotate(claims).problems == ()
    everything = desk.database.claims()
    for name in names[1:]:
        desk.database.merge_actors(names[0], name, why="one")
        rows = desk.database.claims(ClaimFilter(actor=name, topic="T"))
        assert [row.speakers for row in rows] == [("Nom a",)] * len(rows)
        newest = desk.database.claims(ClaimFilter(actor=name, order="newest"), limit=3)
        assert [row.statement_id for row in newest] == sorted(
            (row.statement_id for row in newest), reverse=True
        )
    assert [row.claim for row in rows] == [row.claim for row in everything]
    assert desk.database.count_claims(ClaimFilter(actor="Nom j", topic="T", published="..2020")) == 0


def test_exports_and_views_tell_of_those_that_stand(judged: Database, tmp_path: Path) -> None:
    judged.merge_actors("Kairat Abdrakhmanov", "Kayrat Abdrakhmanov", why="one")
    judged.split_actor("Bo", "Bo II", statements=[DENIED], why="two")
    judged.export_csv(tmp_path / "out")
    with (tmp_path / "out" / "flat.csv").open(encoding="utf-8") as stream:
        flat = [(row["speakers"], row["about"]) for row in csv.DictReader(stream)]
    assert flat == [("; ".join(row.speakers), "; ".join(row.about)) for row in judged.claims()]
    with judged._reading() as connection:
        people = "SELECT name, other_names, statements_by, statements_about FROM people ORDER BY id"
        kairat, bo = connection.exec_driver_sql(people).all()
    assert set(kairat[1].split("; ")) == {"Abdrakhmanov", "Kayrat Abdrakhmanov"}
    assert (tuple(kairat[2:]), tuple(bo)) == ((2, 1), ("Bo", None, 1, 2))


def test_what_was_told_apart_is_proposed_no_more_and_not_merged(judged: Database) -> None:
    pair = ("Kairat Abdrakhmanov", "Kayrat Abdrakhmanov")
    assert [(row.name, row.other) for row in judged.similar_actors()] == [pair]
    judged.distinct_actors(*pair, why="a minister and a poet")
    assert judged.similar_actors() == []
    with pytest.raises(JudgedTwoError, match=r"judgement 1 \(distinct\) says .* “a minister and a poet”"):
        judged.merge_actors(*pair, why="one")
    judged.merge_actors("Bo", pair[0], why="one")
    with pytest.raises(JudgedTwoError):
        judged.merge_actors("Bo", pair[1], why="one")
    with pytest.raises(AlreadyTwoError, match="by judgement 1"):
        judged.distinct_actors("Bo", pair[1], why="two")
    judged.undo_judgement(1)
    assert [(row.name, row.other) for row in judged.similar_actors()] == [(pair[1], "Bo")]
    judged.merge_actors("Bo", pair[1], why="one")
    with pytest.raises(JudgedOneError, match="claimsdb actor undo 4"):
        judged.distinct_actors(*pair, why="two")


def test_a_split_gives_a_new_actor_what_it_covers(judged: Database) -> None:
    before = judged.claims(), judged.actors()
    row = judged.split_actor(
        "Bo", "Bo the Younger", kind="person", statements=[DENIED], claims=[OPENED], why="father and son"
    )
    assert (row.other, row.statements, row.claims) == ("Bo the Younger", (DENIED,), (OPENED,))
    assert said_by(judged, "Bo") == ["It is unsafe."]
    assert said_by(judged, "Bo the Younger") == ["It is not."]
    assert judged.claims()[0].about == ("Bo the Younger",)
    with pytest.raises(JudgedTwoError, match=r"\(split\)"):
        judged.merge_actors("Bo", "Bo the Younger", why="one")
    note = judged.undo_judgement(1).note
    assert note == "Bo the Younger, actor 4, is taken away"
    assert (judged.claims(), judged.actors()) == before


def test_a_new_actor_stays_while_something_needs_it(judged: Database) -> None:
    judged.split_actor("Bo", "Bo the Younger", statements=[DENIED], why="father and son")
    judged.merge_actors("Bo the Younger", "Kayrat Abdrakhmanov", why="a nickname")
    note = judged.undo_judgement(1).note
    assert note == "Bo the Younger, actor 4, stays: judgement 2 is on it"
    assert said_by(judged, "Bo") == ["It is unsafe.", "It is not."]
    assert judged.undo_judgement(2).note == "Bo the Younger, actor 4, is taken away"
    assert [row.other_id for row in judged.judgements(everything=True)] == [None, 2, None, 2]


def test_an_edited_file_keeps_a_split(desk: Desk, judged: Database) -> None:
    judged.split_actor("Bo", "Bo II", statements=[UNSAFE, DENIED], claims=[OPENED, UNSAFE], why="two men")
    edited = CLAIMS.replace("speakers: [Bo]", "speakers: [Bo, Kairat Abdrakhmanov]").replace(
        "[Kairat Abdrakhmanov, Kayrat Abdrakhmanov, {object: Bo}]", "[{object: Bo}, Kairat Abdrakhmanov]"
    )
    outcome = desk.annotate(edited)
    assert (outcome.outcome, len(outcome.claims.changed)) == ("updated", 2)
    _opened, unsafe, denied = judged.claims()
    assert unsafe.about == ("Bo II", "Kairat Abdrakhmanov")
    assert denied.speakers == ("Bo II", "Kairat Abdrakhmanov")
    assert judged.verify().faults == ()
    assert desk.annotate(edited + "\n").claims.changed == ()
    judged.undo_judgement(1)
    assert judged.claims()[2].speakers == ("Bo", "Kairat Abdrakhmanov")
    assert [row.name for row in judged.actors()] == ["Kairat Abdrakhmanov", "Kayrat Abdrakhmanov", "Bo"]


def test_a_claim_in_other_words_keeps_a_split(desk: Desk, judged: Database) -> None:
    desk.write("other.txt", "The bridge was opened, they said.")
    desk.write(
        "other.claims.yaml",
        """
        claimsdb: 1
        claims: [{claim: It was opened., quote: The bridge was opened, about: [Bo]}]
        """,
    )
    desk.load("other.txt")
    judged.split_actor("Bo", "Bo II", claims=[OPENED], why="two men")
    desk.write("bridge.claims.yaml", "claimsdb: 1\n" + dedent(CLAIMS.replace("was opened.", "is open.")))
    assert desk.load_one("bridge.txt", prune=True).outcome == "updated"
    about = {row.claim: row.about for row in judged.claims()}
    assert (about["It was opened."], about["It is open."]) == (("Bo II",), ("Bo II",))
    assert judged.verify().faults == ()


def test_a_file_that_names_both_means_both(desk: Desk, judged: Database) -> None:
    judged.split_actor("Bo", "Bo II", claims=[OPENED], why="two men")
    desk.annotate(CLAIMS.replace("about: [Bo]", "about: [Bo, Bo II]"))
    assert judged.claims()[0].about == ("Bo", "Bo II")
    desk.write("other.txt", "The bridge was opened, they said.")
    desk.write(
        "other.claims.yaml",
        """
        claimsdb: 1
        claims: [{claim: It was opened., quote: The bridge was opened, about: [Bo II, Kairat Abdrakhmanov]}]
        """,
    )
    assert desk.load_one("other.txt").problems == ()
    assert judged.claims()[0].about == ("Bo", "Bo II", "Kairat Abdrakhmanov")
    assert judged.verify().faults == ()


def test_names_of_merged_actors_are_not_ambiguous_in_a_file(desk: Desk, judged: Database) -> None:
    claims = "claims: [{claim: He spoke., quote: an old man said, speakers: [Abdrakhmanov]}]\n"
    desk.write("other.txt", "Yes, an old man said.")
    desk.write("other.claims.yaml", "claimsdb: 1\n" + claims)
    (problem,) = desk.load_one("other.txt").problems
    assert "can be any of the actors" in problem.sentence
    judged.merge_actors("Kayrat Abdrakhmanov", "Kairat Abdrakhmanov", why="one")
    assert desk.load_one("other.txt").problems == ()
    judged.undo_judgement(1)
    assert "He spoke." in said_by(judged, "Kayrat Abdrakhmanov")


def test_an_edit_changes_and_its_undo_returns(desk: Desk, judged: Database) -> None:
    before = judged.actors()
    judged.edit_actor("Bo", name="Bo Lee", kind="group", identifiers=["https://www.wikidata.org/wiki/Q42"])
    judged.edit_actor("Bo Lee", aliases=[{"name": "بو", "kind": "full", "language": "ar"}], why="in Arabic")
    actor = judged.actor("بو").actor
    assert (actor.name, actor.kind, actor.names) == ("Bo Lee", "group", ("Bo", "Bo Lee", "بو"))
    assert actor.identifiers == ("wikidata:Q42",)
    edit, alias = judged.judgements("Bo")
    assert edit.changes == (
        "identifier: wikidata:Q42",
        "alias: Bo Lee",
        "name: Bo → Bo Lee",
        "kind: person → group",
    )
    assert (edit.actor, alias.actor) == ("Bo", "Bo Lee")
    assert desk.annotate(CLAIMS + "\n").notes == ()  # the file means the same actor by its old name and kind
    judged.edit_actor("Bo", name="Bo Li")
    with pytest.raises(LaterEditError, match="judgement 3 changed the same later"):
        judged.undo_judgement(1)
    for number in (2, 3, 1):
        judged.undo_judgement(number)
    assert judged.actors() == before


def test_an_actor_can_be_added_and_taken_back(judged: Database) -> None:
    before = judged.actors()
    added = judged.add_actor("Staffan", kind="person", aliases=["Stefan"], identifiers=["isni:0001"])
    assert judged.actor("stefan").actor.actor_id == added.actor_id
    with pytest.raises(NameTakenError, match=r"«Stefan» is already a name of 4 Staffan.*--anyway"):
        judged.add_actor("Stefan")
    with pytest.raises(IdentifierTakenError, match="4 Staffan"):
        judged.add_actor("Other", identifiers=["isni:0001"])
    judged.add_actor("Stefan", anyway=True)
    assert len(judged.actors()) == 5
    assert judged.undo_judgement(1).note == "Staffan, actor 4, is taken away"
    judged.undo_judgement(2)
    assert judged.actors() == before


def test_what_cannot_be_judged_is_told(judged: Database) -> None:
    with pytest.raises(UnknownActorError):
        judged.merge_actors("Bo", "Nobody", why="x")
    with pytest.raises(SameActorError, match="names of the same actor, 3"):
        judged.merge_actors("Bo", 3, why="x")
    with pytest.raises(SameActorError):
        judged.distinct_actors("Bo", "bo", why="x")
    with pytest.raises(NoReasonError, match="--why"):
        judged.merge_actors("Bo", 1, why="  ")
    judged.merge_actors("Bo", 1, why="x")
    with pytest.raises(AlreadyOneError, match="by judgement 1"):
        judged.merge_actors(1, "Bo", why="x")
    with pytest.raises(NothingToSplitError):
        judged.split_actor("Bo", "New", why="x")
    with pytest.raises(NotInStatementError, match="its speakers are 1 Kairat"):
        judged.split_actor(3, "New", statements=[OPENED], why="x")
    with pytest.raises(NotInStatementError):
        judged.split_actor(3, "New", statements=[99], why="x")
    with pytest.raises(NotInClaimError, match="it is about nobody"):
        judged.split_actor(3, "New", claims=[DENIED], why="x")
    with pytest.raises(NameTakenError, match="tells them apart"):
        judged.split_actor(3, "Kayrat Abdrakhmanov", statements=[DENIED], why="x")
    with pytest.raises(NothingToEditError):
        judged.edit_actor("Bo", name="Bo", kind="person")
    with pytest.raises(AnnotationRefusedError, match="is blank"):
        judged.edit_actor("Bo", aliases=[" "])
    with pytest.raises(AnnotationRefusedError, match="language"):
        judged.edit_actor("Bo", aliases=[{"name": "X", "language": "???"}])
    with pytest.raises(NotIdentifierError):
        judged.edit_actor("Bo", identifiers=["Q42"])
    with pytest.raises(UnknownJudgementError):
        judged.undo_judgement(9)
    judged.undo_judgement(1)
    with pytest.raises(AlreadyUndoneError, match="by judgement 2"):
        judged.undo_judgement(1)
    with pytest.raises(UndoOfUndoError, match="Judge again"):
        judged.undo_judgement(2)
    assert len(judged.actors()) == 3


JUDGED = CLAIMS.replace(
    "kind: person, aliases: [Abdrakhmanov]}",
    "kind: person, aliases: [Abdrakhmanov], same_as: [{name: Кайрат, why: his own script}],\n"
    "         distinct_from: [{name: Bo, why: another man}]}",
    1,
)


def test_a_file_judges_once_in_the_name_of_its_annotator(desk: Desk) -> None:
    outcome = desk.annotate(JUDGED)
    assert outcome.notes[-2:] == (
        "Kairat Abdrakhmanov and Кайрат are one, by judgement 1",
        "Kairat Abdrakhmanov and Bo are two, by judgement 2",
    )
    database = desk.database
    assert [(row.judgement, row.why, row.by) for row in database.judgements()] == [
        ("merge", "his own script", "coder"),
        ("distinct", "another man", "coder"),
    ]
    assert database.actor("Кайрат").actor.name == "Kairat Abdrakhmanov"
    desk.annotate(JUDGED + "\n")
    assert len(database.judgements(everything=True)) == 2
    database.undo_judgement(1)
    (note,) = (note for note in desk.annotate(JUDGED + "\n\n").notes if "judgement" in note)
    assert note.startswith(
        "judgement 1 on Kairat Abdrakhmanov and Кайрат was undone by 3, and is not made again"
    )
    assert len(database.judgements()) == 1


def test_a_file_whose_judgement_does_not_hold_is_refused(desk: Desk) -> None:
    contrary = CLAIMS.replace(
        "kind: person, aliases: [Abdrakhmanov]}",
        "same_as: [{name: Bo, why: x}], distinct_from: [{name: Bo, why: y}]}",
        1,
    )
    (problem,) = desk.annotate(contrary).problems
    assert "cannot be told apart: they are merged" in problem.sentence
    (problem,) = desk.annotate(contrary.replace(", why: y", "")).problems
    assert "«why» is missing" in problem.sentence
    (problem,) = desk.annotate(
        CLAIMS.replace("{name: Bo, kind", "{name: Bo, same_as: [{name: bo, why: x}], kind"),
    ).problems
    assert "names of the same actor" in problem.sentence
    assert desk.database.actors() == []


def test_a_name_is_clear_in_the_file_that_merges_its_bearers(desk: Desk) -> None:
    claims = CLAIMS.replace(
        "kind: person, aliases: [Abdrakhmanov]}",
        "kind: person, aliases: [Abdrakhmanov], same_as: [{name: Kayrat Abdrakhmanov, why: one man}]}",
        1,
    ).replace("speakers: [Bo], stance", "speakers: [Abdrakhmanov], stance")
    assert desk.annotate(claims).problems == ()
    assert said_by(desk.database, "Kayrat Abdrakhmanov") == ["It was opened.", "It is unsafe.", "It is not."]
