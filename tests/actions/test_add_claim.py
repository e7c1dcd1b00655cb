from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.actions import AmbiguousNameError, KeyByHandError
from claimsdb.errors.anchoring import AmbiguousQuoteError, QuoteNotFoundError

if TYPE_CHECKING:
    from claimsdb.library import Database
    from tests.actions.conftest import Desk


@pytest.fixture
def opened(desk: Desk) -> Database:
    desk.annotate("""
        actors: [{name: Ann Lee, kind: person, aliases: [Lee]}, {name: Bo Lee, aliases: [Lee]}]
        claims: [{claim: It opened., quote: on Monday, topics: [Bridges]}]
    """)
    return desk.database


def test_a_claim_by_hand_has_all_that_a_claim_of_a_file_has(opened: Database) -> None:
    (row,) = opened.add_claim(
        "bridge.txt",
        annotator="Cid",
        claim="The bridge may fail.",
        kind="state",
        when="2017",
        about=["Ann Lee", {"object": "Dan"}],
        topics=["Bridges > Risks"],
        quote="warned that the bridge is unsafe",
        speakers=["Ann Lee", {"unnamed": "engineers"}],
        stance="predicts",
        said="2017-02-15",
    )
    assert (row.claim, row.kind, row.when, row.stance) == (
        "The bridge may fail.",
        "state",
        "2017",
        "predicts",
    )
    assert (row.about, row.speakers, row.topics) == (
        ("Ann Lee", "Dan"),
        ("Ann Lee", "engineers"),
        ("Bridges > Risks",),
    )
    (detail,) = opened.claim(row.claim_id).statements
    assert (detail.said, detail.annotator) == ("2017-02-15", "Cid")


def test_a_claim_that_is_known_gets_another_statement(opened: Database) -> None:
    (row,) = opened.add_claim(1, claim="It opened.", quote="opened the bridge", stance="denies")
    assert (row.claim_id, row.topics) == (1, ("Bridges",))
    assert len(opened.claim(1).statements) == 2


def test_several_statements_are_added_at_once(opened: Database) -> None:
    rows = opened.add_claim(1, claim="A.", statements=[{"quote": "Monday"}, {"quote": "The mayor"}])
    assert [row.quote for row in rows] == ["Monday", "The mayor"]


def test_the_newest_wording_is_quoted(desk: Desk, opened: Database) -> None:
    desk.write("bridge.txt", "Today it was opened on Monday.")
    desk.load()
    (row,) = opened.add_claim(1, claim="Today.", quote="Today")
    assert (row.version, row.start_char, row.end_char) == (2, 0, 5)


@pytest.mark.parametrize(
    ("quote", "error"), [("tunnel", QuoteNotFoundError), ("bridge", AmbiguousQuoteError)]
)
def test_a_quote_must_stand_in_the_text_once(
    desk: Desk, opened: Database, quote: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        opened.add_claim(1, claim="A.", quote=quote, topics=["New"], about=["New"])
    assert [desk.count(table) for table in ("claims", "topics", "actors")] == [1, 1, 2]


def test_an_ambiguous_name_is_refused_and_nothing_stored(desk: Desk, opened: Database) -> None:
    with pytest.raises(AmbiguousNameError, match=r"1 Ann Lee \(person\); 2 Bo Lee \(kind unknown\)"):
        opened.add_claim(1, claim="A.", quote="Monday", speakers=["Lee"])
    assert desk.count("claims") == 1


def test_a_key_is_refused_since_it_would_be_lost(opened: Database) -> None:
    with pytest.raises(KeyByHandError, match="Leave the key out"):
        opened.add_claim(1, claim="A.", quote="Monday", key="a")
