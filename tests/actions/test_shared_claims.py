"""One claim in several files: it grows, or splits; no file changes what another said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.actions.conftest import Desk

ANN = "claimsdb: 1\nclaims:\n  - {key: ann, claim: It fell., kind: event, topics: [Bridges], quote: fell}\n"
BEN = "claimsdb: 1\nclaims:\n  - {key: ben, claim: It fell., about: [The bridge], quote: fell}\n"


@pytest.fixture
def shared(desk: Desk) -> Desk:
    desk.write("ann.txt", "The bridge fell.")
    desk.write("ann.claims.yaml", ANN)
    desk.write("ben.txt", "Yesterday the bridge fell, they say.")
    desk.write("ben.claims.yaml", BEN)
    desk.load()
    return desk


def test_one_sentence_in_two_files_is_one_claim_with_two_statements(shared: Desk) -> None:
    detail = shared.database.claim("ann")
    assert len(detail.statements) == 2
    assert (detail.kind, detail.topics, [each.name for each in detail.about]) == (
        "event",
        ("Bridges",),
        ["The bridge"],
    )
    assert shared.database.claim("ben") == detail


def test_another_event_date_makes_another_claim(shared: Desk) -> None:
    shared.write("ben.claims.yaml", BEN.replace("about:", "when: 2017, about:"))
    assert [each.claims.changed for each in shared.load().outcomes] == [(), ("It fell.",)]
    assert [row.when for row in shared.database.claims()] == [None, "2017"]
    assert shared.database.claim("ann").kind == "event"


def test_a_reworded_shared_claim_splits(shared: Desk) -> None:
    shared.write("ann.claims.yaml", ANN.replace("It fell.", "It collapsed."))
    first, second = shared.load().outcomes
    assert (first.claims.changed, first.claims.added, first.claims.left_out) == (("It collapsed.",), (), ())
    assert second.outcome == "unchanged"
    assert [row.claim for row in shared.database.claims()] == ["It collapsed.", "It fell."]
    assert shared.database.claim("ben").topics == ("Bridges",)
    _first, second = shared.load(prune=True).outcomes
    assert second.claims.changed == ("It fell.",)  # nobody else says it now, so it is what this file says
    assert shared.database.claim("ben").topics == ()


def test_a_shared_claim_never_shrinks(shared: Desk) -> None:
    shared.write("ann.claims.yaml", ANN.replace("topics: [Bridges], ", "").replace("event", "state"))
    outcome = shared.load_one("ann.claims.yaml")
    assert outcome.outcome == "updated"
    assert not outcome.claims
    assert outcome.notes == ("«It fell.» is claimed elsewhere too: its kind stays event, not state",)
    assert shared.database.claim("ann").topics == ("Bridges",)


def test_what_one_file_adds_to_a_shared_claim_is_told(shared: Desk) -> None:
    shared.write("ben.claims.yaml", BEN.replace("about:", "topics: [Rivers], about:"))
    assert shared.load_one("ben.claims.yaml").claims.changed == ("It fell.",)
    assert shared.database.claim("ann").topics == ("Bridges", "Rivers")
    assert shared.load_one("ann.claims.yaml").outcome == "unchanged"


def test_pruning_one_file_leaves_what_the_other_said(shared: Desk) -> None:
    shared.write("ann.claims.yaml", "claimsdb: 1\nclaims: []\n")
    assert shared.load_one("ann.claims.yaml", prune=True).claims.removed == ("It fell.",)
    (row,) = shared.database.claims()
    assert (row.claim, row.file) == ("It fell.", "ben.txt")


def test_relations_of_a_file_go_with_its_reworded_claim(shared: Desk) -> None:
    other = (
        "  - {key: other, claim: It was old., quote: bridge, relations: [{supports: ann, rationale: age}]}\n"
    )
    shared.write("ann.claims.yaml", ANN + other)
    shared.load()
    shared.write("ann.claims.yaml", ANN.replace("It fell.", "It collapsed.") + other)
    assert shared.load_one("ann.claims.yaml").claims.changed == ("It collapsed.",)
    (relation,) = shared.database.claim("other").relations
    assert (relation.claim, relation.rationale) == ("It collapsed.", "age")
    assert shared.database.claim("ben").relations == ()


def test_relations_of_others_follow_a_claim_that_is_merged(desk: Desk) -> None:
    desk.write("a.txt", "The bridge fell.")
    desk.write("a.claims.yaml", "claimsdb: 1\nclaims: [{key: a, claim: It fell., quote: fell}]\n")
    desk.write("b.txt", "The bridge fell. It was old.")
    desk.write(
        "b.claims.yaml",
        "claimsdb: 1\nclaims:\n  - {claim: It collapsed., quote: fell}\n"
        "  - {key: old, claim: It was old., quote: old, relations: [{supports: a.txt#a, rationale: age}]}\n",
    )
    desk.load()
    desk.write("a.claims.yaml", "claimsdb: 1\nclaims: [{key: a, claim: It collapsed., quote: fell}]\n")
    assert desk.load_one("a.claims.yaml").claims.changed == ("It collapsed.",)
    (relation,) = desk.database.claim("old").relations
    assert (relation.claim, relation.rationale) == ("It collapsed.", "age")
    assert desk.count("claims") == 2
