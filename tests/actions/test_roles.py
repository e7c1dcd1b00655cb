"""Roles in an annotation file: taken in, edited, let go of, and carried with their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.roles import NoSuchRoleError, RoleKnownError, RoleOfFileError
from tests.actions.conftest import BRIDGE

if TYPE_CHECKING:
    from claimsdb.records.loading import LoadOutcome
    from tests.actions.conftest import Desk


def annotate(desk: Desk, *roles: str, prune: bool = False, more: str = "") -> LoadOutcome:
    listed = "".join(f"\n      - {each}" for each in roles)
    return desk.annotate(
        f"actors:\n  - name: Ann Lee\n    kind: person\n    roles:{listed or ' []'}\n{more}"
        "claims:\n  - {claim: The bridge opened., quote: opened the bridge}\n",
        prune=prune,
    )


def held(desk: Desk) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    return [
        (role.title, role.organisation, role.since, role.until, role.quote) for role in desk.database.roles()
    ]


def faults(outcome: LoadOutcome) -> list[str]:
    return [str(each).partition("/desk/")[2] for each in outcome.problems]


MINISTER = "{title: Minister, of: Syria, from: 2016, to: 2018, quote: The minister}"


def test_a_role_is_kept_with_its_dates_and_its_passage(desk: Desk) -> None:
    outcome = annotate(desk, MINISTER, "{title: engineer, quote: Engineers}", "{title: mayor}")
    assert (outcome.outcome, outcome.problems) == ("added", ())
    assert held(desk) == [
        ("Minister", "Syria", "2016", "2018", "The minister"),
        ("engineer", None, None, None, "Engineers"),
        ("mayor", None, None, None, None),
    ]
    assert desk.database.verify().faults == ()
    assert (
        annotate(desk, MINISTER, "{title: engineer, quote: Engineers}", "{title: mayor}").outcome
        == "unchanged"
    )


def test_a_file_that_dates_and_rewords_a_role_changes_it(desk: Desk) -> None:
    annotate(desk, MINISTER, "{title: engineer, quote: Engineers}")
    numbers = [role.role_id for role in desk.database.roles()]
    outcome = annotate(
        desk,
        "{title: Minister, of: Syria, from: 2016-12, to: 2018, quote: minister opened}",
        "{title: Chief engineer, quote: Engineers}",
    )
    assert outcome.outcome == "updated"
    assert outcome.claims.roles == (
        "changed: Ann Lee, Minister of Syria",
        "changed: Ann Lee, Chief engineer",
    )
    assert held(desk) == [
        ("Minister", "Syria", "2016-12", "2018", "minister opened"),
        ("Chief engineer", None, None, None, "Engineers"),
    ]
    assert [role.role_id for role in desk.database.roles()] == numbers
    assert desk.count("passages") == 3  # and not the one that was quoted before


def test_roles_may_exchange_their_dates(desk: Desk) -> None:
    annotate(desk, "{title: mayor, from: 2016}", "{title: mayor, from: 2017}")
    outcome = annotate(desk, "{title: mayor, from: 2017}", "{title: mayor, from: 2018}")
    assert sorted(role.since or "" for role in desk.database.roles()) == ["2017", "2018"]
    assert outcome.claims.roles == ("changed: Ann Lee, mayor",)


def test_what_the_file_says_no_more_stays_until_it_is_pruned(desk: Desk) -> None:
    annotate(desk, MINISTER, "{title: mayor}")
    outcome = annotate(desk, "{title: mayor}")
    assert outcome.notes[-1:] == ("no longer in the file, kept until --prune: Ann Lee, Minister of Syria",)
    assert len(held(desk)) == 2
    outcome = annotate(desk, "{title: mayor}", prune=True)
    assert (outcome.outcome, outcome.claims.roles) == ("updated", ("removed: Ann Lee, Minister of Syria",))
    assert held(desk) == [("mayor", None, None, None, None)]
    assert desk.count("passages") == 1
    assert annotate(desk, "{title: mayor}", prune=True).outcome == "unchanged"


def test_pruning_leaves_what_was_recorded_by_hand(desk: Desk) -> None:
    annotate(desk, MINISTER)
    by_hand = desk.database.add_role("Ann Lee", "Envoy", since="2015", annotator="Bo")
    annotate(desk, prune=True)
    assert desk.database.roles() == [by_hand]
    assert (by_hand.annotator, by_hand.annotation_file) == ("Bo", None)


def test_two_files_that_give_one_role_share_it(desk: Desk) -> None:
    annotate(desk, "{title: mayor, from: 2017}")
    desk.write("dam.txt", "The mayor fell.")
    desk.write(
        "dam.claims.yaml",
        "actors: [{name: Ann Lee, roles: [{title: MAYOR, from: 2017, quote: The mayor}]}]\n"
        "claims: [{claim: She fell., quote: fell}]\n",
    )
    desk.load("dam.claims.yaml")
    (role,) = desk.database.roles()
    assert (role.title, role.annotation_file, role.quote) == ("mayor", "bridge.claims.yaml", "The mayor")
    assert desk.database.verify().faults == ()


def test_a_passage_that_a_role_stands_on_is_not_forgotten_with_a_statement(desk: Desk) -> None:
    claim = "claims: [{claim: It opened., quote: The minister}]\n"
    actors = "actors: [{name: Ann Lee, roles: [{title: Minister, quote: The minister}]}]\n"
    desk.annotate(actors + claim)
    assert desk.count("passages") == 1
    desk.annotate(actors + claim.replace("The minister", "Monday"), prune=True)
    assert [role.quote for role in desk.database.roles()] == ["The minister"]
    assert desk.count("passages") == 2


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("{of: Syria}", "actors[0].roles[0]: «title» is missing; add it"),
        ("{title: ' '}", "actors[0].roles[0].title: « » is blank; write the text"),
        ("{title: mayor, from: 2017-02-30}", "actors[0].roles[0].from: '2017-02-30' is not a date in EDTF"),
        ("{title: mayor, to: last year}", "actors[0].roles[0].to: 'last year' is not a date in EDTF"),
        (
            "{title: mayor, from: 2018, to: 2017}",
            "actors[0].roles[0].to: A role that begins in «2018» cannot end in «2017»",
        ),
        ("{title: mayor, quote: The king}", 'The quote "The king" does not stand in the text.'),
        ("{title: mayor, quote: bridge}", 'The quote "bridge" stands 3 times in the text.'),
        ("{title: mayor, quote: The minister … bridge on}", "stands in the text in parts"),
        ("{title: mayor, before: The}", "tells where a quote stands, and there is none"),
        ("{title: mayor, since: 2017}", "unknown key «since»"),
        ("{title: mayor}\n      - {title: Mayor}", "That Ann Lee was mayor is said twice"),
    ],
)
def test_what_does_not_hold_is_told_with_its_place_and_leaves_nothing(
    desk: Desk, role: str, sentence: str
) -> None:
    outcome = annotate(desk, role)
    assert outcome.outcome == "refused"
    (fault,) = faults(outcome)
    assert fault.startswith("bridge.claims.yaml:")
    assert sentence in fault
    assert held(desk) == []
    assert desk.count("articles") == 0


def test_an_actor_that_can_be_several_is_refused_and_so_are_its_roles(desk: Desk) -> None:
    annotate(desk, more="  - {name: Ann Lee, kind: state, aliases: [X]}\n")
    outcome = desk.annotate("actors: [{name: Ann Lee, roles: [{title: mayor}]}]\nclaims: []\n")
    assert outcome.outcome == "refused"
    assert "«Ann Lee» can be any of the actors" in faults(outcome)[0]


def test_each_of_two_actors_of_one_name_has_its_own_roles(desk: Desk) -> None:
    outcome = annotate(
        desk, "{title: mayor}", more="  - {name: Ann Lee, kind: group, roles: [{title: jury}]}\n"
    )
    assert outcome.problems == ()
    first, second = desk.database.roles()
    assert (first.actor, first.title, second.actor, second.title) == ("Ann Lee", "mayor", "Ann Lee", "jury")
    assert first.actor_id != second.actor_id


def test_a_role_is_carried_to_a_newer_text_and_told_when_its_words_changed(desk: Desk) -> None:
    annotate(desk, MINISTER, "{title: Engineer, quote: Engineers warned}")
    desk.write(
        "bridge.txt", "At noon. " + BRIDGE.replace("Engineers warned that", "Engineers have warned that")
    )
    outcome = desk.load_one()
    assert outcome.outcome == "new version"
    minister, engineer = desk.database.roles()
    assert (minister.quote, minister.start_char, minister.version, minister.outcome) == (
        "The minister",
        9,
        2,
        "exact",
    )
    assert (engineer.quote, engineer.outcome) == ("Engineers have warned", "altered")
    assert "Ann Lee, Engineer" in {each.claim for each in outcome.carried}
    (review,) = desk.database.reviews()
    assert review.claims == ("Ann Lee, Engineer",)
    desk.database.review(review.number, "accept")
    assert desk.database.verify().faults == ()


def test_an_edited_file_quotes_the_newer_text(desk: Desk) -> None:
    annotate(desk, "{title: Engineer, quote: Engineers warned}")
    desk.write("bridge.txt", BRIDGE.replace("Engineers warned that", "Engineers have warned that"))
    outcome = annotate(desk, "{title: Engineer, quote: Engineers have warned}")
    assert outcome.problems == ()
    (role,) = desk.database.roles()
    assert (role.quote, role.version, role.outcome) == ("Engineers have warned", 2, None)
    assert desk.database.reviews() == []
    assert desk.database.verify().faults == ()


def test_words_that_the_newer_text_has_no_more_stay_where_they_were_quoted(desk: Desk) -> None:
    annotate(desk, "{title: Engineer, quote: Engineers warned}")
    desk.write("bridge.txt", "The minister opened the bridge on Monday.")
    outcome = annotate(desk, "{title: Engineer, from: 2017, quote: Engineers warned}")
    assert outcome.problems == ()
    (role,) = desk.database.roles()
    assert (role.since, role.quote, role.version, role.outcome) == ("2017", "Engineers warned", 1, "gone")


def test_a_role_by_hand_stands_on_the_newest_text(desk: Desk) -> None:
    annotate(desk)
    role = desk.database.add_role("Ann Lee", "Mayor", of="The town", article=1, quote="The mayor")
    assert (role.title, role.organisation, role.quote, role.version) == ("Mayor", "The town", "The mayor", 1)
    with pytest.raises(RoleKnownError, match=f"as role {role.role_id}: `claimsdb actor role remove"):
        desk.database.add_role("ann lee", "mayor", of="THE TOWN")
    assert desk.database.remove_role(role.role_id) == role
    assert desk.count("passages") == 1
    with pytest.raises(NoSuchRoleError):
        desk.database.remove_role(role.role_id)


def test_a_role_of_a_file_is_taken_out_there(desk: Desk) -> None:
    annotate(desk, MINISTER)
    (role,) = desk.database.roles()
    with pytest.raises(RoleOfFileError, match=r"loaded from bridge.claims.yaml: take it out of that file"):
        desk.database.remove_role(role.role_id)


def test_a_line_of_json_lines_has_roles_too(desk: Desk) -> None:
    desk.write(
        "lines.jsonl",
        '{"text": "The mayor fell.", "actors": [{"name": "Ann", "roles": [{"title": "Mayor", "from": 2017,'
        ' "quote": "The mayor"}]}], "claims": [{"claim": "She fell.", "quote": "fell"}]}\n',
    )
    assert desk.load_one("lines.jsonl").outcome == "added"
    assert held(desk) == [("Mayor", None, "2017", None, "The mayor")]
