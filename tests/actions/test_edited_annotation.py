"""The annotation file of a story is edited and loaded again: exactly what was edited is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from claimsdb.records.loading import LoadOutcome
    from tests.actions.conftest import Desk

OPENED = "{claim: The minister opened the bridge., quote: The minister opened the bridge}"
UNSAFE = "{claim: The bridge may fail., quote: warned that the bridge is unsafe}"
DENIED = "{claim: The mayor denied it., quote: The mayor denied the warning}"


def told(outcome: LoadOutcome) -> tuple[int, int, int, int]:
    changes = outcome.claims
    return len(changes.added), len(changes.changed), len(changes.removed), len(changes.left_out)


def load_claims(desk: Desk, *claims: str, prune: bool = False) -> LoadOutcome:
    return desk.annotate("claims: [" + ", ".join(claims) + "]", prune=prune)


def settled(desk: Desk) -> bool:
    return desk.load_one().outcome == "unchanged" and desk.load_one(prune=True).outcome == "unchanged"


def test_the_first_load_adds_every_claim(desk: Desk) -> None:
    outcome = load_claims(desk, OPENED, UNSAFE)
    assert (outcome.outcome, told(outcome)) == ("added", (2, 0, 0, 0))
    assert settled(desk)


def test_a_claim_is_added(desk: Desk) -> None:
    load_claims(desk, OPENED)
    outcome = load_claims(desk, UNSAFE, OPENED)
    assert (outcome.outcome, told(outcome)) == ("updated", (1, 0, 0, 0))
    assert outcome.claims.added == ("The bridge may fail.",)
    assert settled(desk)


def test_a_sentence_is_reworded_under_its_key(desk: Desk) -> None:
    load_claims(desk, "{key: k, claim: It opened., quote: The minister opened the bridge}", UNSAFE)
    outcome = load_claims(desk, "{key: k, claim: It was opened., quote: on Monday}", UNSAFE)
    assert (told(outcome), outcome.claims.changed) == ((0, 1, 0, 0), ("It was opened.",))
    assert desk.said() == [
        ("It was opened.", "on Monday"),
        ("The bridge may fail.", "warned that the bridge is unsafe"),
    ]
    assert desk.count("passages") == 2
    assert settled(desk)


def test_a_sentence_without_key_is_known_by_its_passage(desk: Desk) -> None:
    load_claims(desk, OPENED, UNSAFE)
    number = desk.database.claims()[0].claim_id
    outcome = load_claims(desk, OPENED.replace("opened the bridge.,", "has opened the bridge.,"), UNSAFE)
    assert (told(outcome), outcome.claims.changed) == ((0, 1, 0, 0), ("The minister has opened the bridge.",))
    assert desk.database.claims()[0].claim_id == number
    assert settled(desk)


def test_a_sentence_and_its_key_may_change_at_once(desk: Desk) -> None:
    load_claims(desk, "{key: old, claim: It opened., quote: The minister opened the bridge}")
    outcome = load_claims(desk, "{key: new, claim: It was opened., quote: The minister opened the bridge}")
    assert told(outcome) == (0, 1, 0, 0)
    assert settled(desk)


def test_two_reworded_sentences_on_one_passage_are_not_mistaken_for_each_other(desk: Desk) -> None:
    load_claims(desk, "{claim: A., quote: Monday}", "{claim: B., quote: Monday}")
    outcome = load_claims(desk, "{claim: C., quote: Monday}", "{claim: D., quote: Monday}")
    assert told(outcome) == (2, 0, 0, 2)
    assert told(desk.load_one(prune=True)) == (0, 0, 2, 0)
    assert desk.said() == [("C.", "Monday"), ("D.", "Monday")]


def test_a_quote_is_corrected(desk: Desk) -> None:
    load_claims(desk, OPENED, UNSAFE)
    outcome = load_claims(desk, OPENED.replace("the bridge}", "the bridge on Monday}"), UNSAFE)
    assert told(outcome) == (0, 1, 0, 0)
    assert desk.said()[0] == ("The minister opened the bridge.", "The minister opened the bridge on Monday")
    assert desk.count("passages") == 2
    assert settled(desk)


def test_one_of_two_quotes_is_corrected(desk: Desk) -> None:
    both = "{claim: It is unsafe., statements: [{quote: bridge is unsafe}, {quote: an old man said}]}"
    load_claims(desk, both.replace("bridge is unsafe", "Engineers warned"))
    numbers = [row.statement_id for row in desk.database.claims()]
    outcome = load_claims(desk, both.replace("bridge is unsafe", "Engineers"))
    assert told(outcome) == (0, 1, 0, 0)
    assert [row.statement_id for row in desk.database.claims()] == numbers
    assert [quote for _claim, quote in desk.said()] == ["Engineers", "an old man said"]
    assert settled(desk)


@pytest.mark.parametrize(
    "more",
    [
        "stance: denies",
        "speakers: [Ann]",
        "speakers: [{unnamed: officials}]",
        "quotation: direct",
        "said: 2017-02-15",
        "about: [Ann]",
        "about: [{object: Ann}]",
        "topics: [Bridges]",
        "when: 2017-02",
        "kind: event",
        "status: suggested",
    ],
)
def test_each_field_of_a_claim_is_told_as_changed_when_it_comes_and_when_it_goes(
    desk: Desk, more: str
) -> None:
    load_claims(desk, OPENED, UNSAFE)
    outcome = load_claims(desk, OPENED.replace("{", "{" + more + ", "), UNSAFE)
    assert (outcome.outcome, told(outcome)) == ("updated", (0, 1, 0, 0))
    assert settled(desk)
    assert told(load_claims(desk, OPENED, UNSAFE)) == (0, 1, 0, 0)
    (row, _other) = desk.database.claims()
    assert (row.stance, row.quotation, row.speakers, row.about, row.topics) == ("asserts", "none", (), (), ())
    assert (row.when, row.kind, row.status) == (None, None, "accepted")
    assert settled(desk)


def test_a_claim_that_is_left_out_stays_until_it_is_pruned(desk: Desk) -> None:
    load_claims(desk, OPENED.replace("{", "{key: opened, topics: [Bridges], about: [Ann], "), UNSAFE)
    outcome = load_claims(desk, UNSAFE)
    assert (outcome.outcome, told(outcome)) == ("updated", (0, 0, 0, 1))
    assert outcome.claims.left_out == ("The minister opened the bridge.",)
    assert (desk.count("claims"), desk.load_one().outcome) == (2, "unchanged")
    outcome = desk.load_one(prune=True)
    assert (outcome.outcome, told(outcome)) == ("updated", (0, 0, 1, 0))
    assert outcome.claims.removed == ("The minister opened the bridge.",)
    tables = ("claims", "statements", "passages", "claim_keys", "claim_actors", "claim_topics")
    assert [desk.count(table) for table in tables] == [1, 1, 1, 0, 0, 0]
    assert settled(desk)


def test_a_claim_that_returns_is_added_again(desk: Desk) -> None:
    load_claims(desk, OPENED, UNSAFE)
    load_claims(desk, UNSAFE, prune=True)
    assert told(load_claims(desk, OPENED, UNSAFE)) == (1, 0, 0, 0)


def test_a_statement_that_is_left_out_is_named_with_its_quote(desk: Desk) -> None:
    both = "{claim: Unsafe., statements: [{quote: Engineers warned}, {quote: an old man said}]}"
    load_claims(desk, both)
    outcome = load_claims(desk, "{claim: Unsafe., quote: Engineers warned}")
    assert outcome.claims.left_out == ("Unsafe. (on «an old man said»)",)
    assert told(outcome) == (0, 0, 0, 1)
    outcome = desk.load_one(prune=True)
    assert (told(outcome), desk.count("passages")) == ((0, 1, 1, 0), 1)
    assert settled(desk)


def test_a_passage_that_another_claim_stands_on_is_not_pruned(desk: Desk) -> None:
    load_claims(desk, "{claim: A., quote: Monday}", "{claim: B., quote: Monday}")
    load_claims(desk, "{claim: A., quote: Monday}", prune=True)
    assert desk.said() == [("A.", "Monday")]


def test_a_renamed_key_changes_nothing_of_a_claim(desk: Desk) -> None:
    load_claims(desk, OPENED.replace("{", "{key: one, "))
    outcome = load_claims(desk, OPENED.replace("{", "{key: two, "))
    assert (outcome.outcome, told(outcome)) == ("updated", (0, 0, 0, 0))
    assert desk.database.claim("two") == desk.database.claim("one")
    assert told(desk.load_one(prune=True)) == (0, 0, 0, 0)
    assert desk.count("claim_keys") == 1


def test_keys_that_are_exchanged_go_with_their_sentences(desk: Desk) -> None:
    load_claims(desk, OPENED.replace("{", "{key: one, "), UNSAFE.replace("{", "{key: two, "))
    outcome = load_claims(desk, OPENED.replace("{", "{key: two, "), UNSAFE.replace("{", "{key: one, "))
    assert told(outcome) == (0, 0, 0, 0)
    assert desk.database.claim("one").claim == "The bridge may fail."


def test_the_order_of_claims_and_statements_means_nothing(desk: Desk) -> None:
    ann, ben = "{quote: Monday, speakers: [Ann]}", "{quote: Monday, speakers: [Ben]}"
    load_claims(desk, OPENED, UNSAFE, "{claim: Both., statements: [" + ann + ", " + ben + "]}")
    numbers = {(row.claim, row.speakers): row.statement_id for row in desk.database.claims()}
    outcome = load_claims(desk, "{claim: Both., statements: [" + ben + ", " + ann + "]}", UNSAFE, OPENED)
    assert told(outcome) == (0, 0, 0, 0)
    assert {(row.claim, row.speakers): row.statement_id for row in desk.database.claims()} == numbers


def test_a_comment_changes_no_claim(desk: Desk) -> None:
    load_claims(desk, OPENED)
    desk.write(
        "bridge.claims.yaml", "# seen\n" + (desk.folder / "bridge.claims.yaml").read_text(encoding="utf-8")
    )
    outcome = desk.load_one()
    assert (outcome.outcome, told(outcome)) == ("updated", (0, 0, 0, 0))
    assert settled(desk)


def test_one_claim_written_twice_in_a_file_is_one_with_the_union_of_both(desk: Desk) -> None:
    first = "{key: a, claim: Unsafe., quote: Engineers warned, topics: [One]}"
    second = "{key: b, claim: Unsafe., quote: an old man said, topics: [Two]}"
    assert told(load_claims(desk, first, second)) == (1, 0, 0, 0)
    assert (desk.count("claims"), desk.count("statements")) == (1, 2)
    assert desk.database.claims()[0].topics == ("One", "Two")
    assert told(load_claims(desk, OPENED, first, second)) == (1, 0, 0, 0)
    assert settled(desk)


def test_a_claim_reworded_into_another_is_merged_with_it(desk: Desk) -> None:
    load_claims(desk, "{key: a, claim: A., quote: Monday}", "{key: b, claim: B., quote: Engineers}")
    outcome = load_claims(desk, "{key: a, claim: B., quote: Monday}", "{key: b, claim: B., quote: Engineers}")
    assert (told(outcome), outcome.claims.changed) == ((0, 1, 0, 0), ("B.",))
    assert desk.said() == [("B.", "Monday"), ("B.", "Engineers")]
    assert desk.count("claims") == 1
    assert settled(desk)


def test_a_left_out_claim_that_returns_in_the_words_of_another_is_merged_and_its_key_goes(desk: Desk) -> None:
    load_claims(desk, "{key: a, claim: A., when: 2015, quote: Monday}", "{claim: B., quote: Engineers}")
    load_claims(desk, "{claim: B., quote: Engineers}")
    outcome = load_claims(desk, "{claim: B., quote: Engineers}", "{claim: A., quote: Monday}")
    assert told(outcome) == (0, 1, 0, 0)
    assert desk.database.claim("a").when is None
    desk.load_one(prune=True)
    assert (desk.count("claim_keys"), desk.count("claims")) == (0, 2)


def test_a_key_without_use_follows_a_claim_that_is_merged(desk: Desk) -> None:
    load_claims(desk, "{key: a, claim: A., quote: Monday}", "{claim: B., quote: Engineers}")
    load_claims(desk, "{claim: A., quote: Monday}", "{claim: B., quote: Engineers}")
    desk.write("other.txt", "Said.")
    desk.write("other.claims.yaml", "claimsdb: 1\nclaims: [{claim: C., quote: Said}]")
    desk.load()
    desk.write("bridge.claims.yaml", "claimsdb: 1\nclaims: [{claim: C., quote: Monday}]")
    assert desk.load().count("updated") == 1
    assert desk.database.claim("a").claim == "C."


def test_an_annotator_named_later_is_recorded_where_none_was_known(desk: Desk) -> None:
    load_claims(desk, OPENED)
    desk.annotate("annotator: Ann\nclaims: [" + OPENED + "]")
    assert [each.annotator for each in desk.database.claims_in_context()] == ["Ann"]
    desk.annotate("annotator: Ben\nclaims: [" + OPENED + ", " + UNSAFE + "]")
    assert [each.annotator for each in desk.database.claims_in_context()] == ["Ann", "Ben"]


def test_a_claim_added_by_hand_is_touched_by_no_load(desk: Desk) -> None:
    load_claims(desk, OPENED)
    (by_hand,) = desk.database.add_claim("bridge.txt", claim="It may fail.", quote="bridge is unsafe. The")
    desk.database.add_claim(
        "bridge.txt", claim="The minister opened the bridge.", quote="on Monday", stance="denies"
    )
    outcome = load_claims(desk, DENIED, prune=True)
    assert told(outcome) == (1, 0, 1, 0)
    assert desk.said() == [
        ("The minister opened the bridge.", "on Monday"),
        ("It may fail.", by_hand.quote),
        ("The mayor denied it.", "The mayor denied the warning"),
    ]


def test_words_that_one_statement_leaves_another_can_stand_on(desk: Desk) -> None:
    load_claims(desk, "{claim: A., quote: Monday}")
    load_claims(desk, "{claim: A., quote: Engineers}", "{claim: B., quote: Monday}", prune=True)
    assert desk.said() == [("B.", "Monday"), ("A.", "Engineers")]
