"""A changed text becomes a new version, and every passage is carried to it with its outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import UnknownArticleError
from claimsdb.errors.sources import SeveralTextsError
from tests.engines import Where, everything_in

if TYPE_CHECKING:
    from claimsdb.records.rows import StatementRow
    from tests.actions.conftest import Desk

STORY = """\
The minister opened the new bridge over the river on Monday morning.

Engineers warned that the old cables are rusty. The mayor denied every warning they gave.

It cost 40 million euros, the treasurer said. Nobody was hurt when the first lorry crossed it.
"""
CLAIMS = """
claims:
  - claim: The minister opened the bridge.
    quote: The minister opened the new bridge over the river
  - claim: The cables are rusty.
    quote: the old cables are rusty
    speakers: [Engineers]
  - claim: The bridge cost 40 million euros.
    quote: It cost 40 million euros
  - claim: Nobody was hurt.
    quote: Nobody was hurt when the first lorry crossed it
"""
LATER = """\
Latest news, weather and sport

Engineers warned that the old cables are rusty. The mayor denied every warning they gave.

It cost 45 million euros, the treasurer said.

The minister opened the new bridge over the river on Monday morning.
"""


@pytest.fixture
def coded(desk: Desk) -> Desk:
    desk.write("bridge.txt", STORY)
    assert desk.annotate(CLAIMS).outcome == "added"
    return desk


@pytest.fixture
def changed(coded: Desk) -> Desk:
    coded.write("bridge.txt", LATER)
    coded.load()
    return coded


def of(desk: Desk, claim: str) -> StatementRow:
    (row,) = (row for row in desk.database.claims() if row.claim == claim)
    return row


def outcomes(desk: Desk) -> dict[str, str | None]:
    return {row.quote if row.version == 1 else row.claim: row.outcome for row in desk.database.claims()}


def test_each_passage_has_its_outcome(changed: Desk) -> None:
    assert {row.claim: row.outcome for row in changed.database.claims()} == {
        "The minister opened the bridge.": "moved",
        "The cables are rusty.": "exact",
        "The bridge cost 40 million euros.": "altered",
        "Nobody was hurt.": "gone",
    }


def test_a_row_is_shown_where_its_words_stand_now(changed: Desk) -> None:
    for row in changed.database.claims():
        text = LATER if row.version == 2 else STORY
        assert text[row.start_char : row.end_char] == row.quote
    assert of(changed, "Nobody was hurt.").version == 1


def test_other_words_are_never_shown_without_those_that_were_quoted(changed: Desk) -> None:
    row = of(changed, "The bridge cost 40 million euros.")
    assert (row.quote, row.original_quote, row.review) == (
        "It cost 45 million euros",
        "It cost 40 million euros",
        "waiting",
    )


def test_the_old_passages_stay_on_the_old_version(changed: Desk) -> None:
    with changed.database._reading() as connection:
        query = "SELECT quote FROM statements JOIN passages ON passages.id = passage_id WHERE version_id = 1"
        assert len(connection.exec_driver_sql(query).fetchall()) == 4


def test_an_annotation_that_quotes_the_old_wording_is_still_good(changed: Desk) -> None:
    assert changed.load_one().outcome == "unchanged"
    assert changed.load_one(prune=True).outcome == "unchanged"


def test_a_third_wording_carries_from_where_the_words_were_quoted(changed: Desk) -> None:
    changed.write("bridge.txt", STORY + "\nCorrection: an earlier version gave another price.\n")
    outcome = changed.load_one()
    assert outcome.outcome == "new version"
    assert {each.outcome for each in outcome.carried} == {"exact"}
    assert {(row.version, row.outcome) for row in changed.database.claims()} == {(3, "exact")}


def test_what_a_person_accepted_is_carried_on_as_accepted(changed: Desk) -> None:
    (review,) = (each for each in changed.database.reviews() if each.outcome == "altered")
    changed.database.review(review.number, "accept", by="Ada")
    changed.write("bridge.txt", LATER + "\nMore soon.\n")
    changed.load()
    row = of(changed, "The bridge cost 40 million euros.")
    assert (row.version, row.quote) == (3, "It cost 45 million euros")
    assert (row.outcome, row.review) == ("altered", "accepted")
    (latest,) = (each for each in changed.database.reviews(everything=True) if each.review == "accepted")
    assert [(each.decision, each.by) for each in latest.decisions] == [("accept", "Ada")]


def test_a_claim_made_on_the_new_version_is_not_carried_anywhere(changed: Desk) -> None:
    changed.database.add_claim("bridge.txt", claim="News came.", quote="Latest news")
    assert of(changed, "News came.").outcome is None


def test_claims_added_by_hand_are_carried_too(coded: Desk) -> None:
    coded.database.add_claim(
        "bridge.txt", claim="The mayor denied it.", quote="The mayor denied every warning"
    )
    coded.write("bridge.txt", LATER)
    coded.load()
    assert of(coded, "The mayor denied it.").outcome == "exact"


def test_an_edited_quote_that_names_the_new_words_is_a_persons_word(changed: Desk) -> None:
    outcome = changed.annotate(
        "annotator: Ada\n" + CLAIMS.replace("It cost 40 million", "It cost 45 million").lstrip()
    )
    assert outcome.claims.changed == ("The bridge cost 40 million euros.",)
    assert outcome.claims.added == outcome.claims.left_out == ()
    row = of(changed, "The bridge cost 40 million euros.")
    assert (row.outcome, row.review, row.quote) == ("altered", "accepted", "It cost 45 million euros")
    (review,) = (each for each in changed.database.reviews(everything=True) if each.review == "accepted")
    assert [each.by for each in review.decisions] == ["Ada"]


def test_an_edited_quote_finds_again_what_was_gone(changed: Desk) -> None:
    changed.annotate(CLAIMS.replace("Nobody was hurt when the first lorry crossed it", "weather and sport"))
    row = of(changed, "Nobody was hurt.")
    assert (row.version, row.quote, row.outcome) == (2, "weather and sport", "altered")
    assert row.original_quote == "Nobody was hurt when the first lorry crossed it"


def test_a_count_of_occurrences_that_grew_stale_moves_nothing(desk: Desk) -> None:
    desk.write("bridge.txt", "First: it fell. Then Ann said: it fell. Then Ben said: it fell.")
    desk.annotate("claims: [{claim: Ann saw it., quote: it fell, occurrence: 2}]")
    desk.write(
        "bridge.txt", "They say it fell. First: it fell. Then Ann said: it fell. Then Ben said: it fell."
    )
    desk.load()
    (row,) = desk.database.claims()
    assert (row.start_char, row.outcome) == (49, "exact")


def test_pruning_a_claim_takes_what_it_was_carried_to_along(changed: Desk) -> None:
    changed.annotate("claims: [{claim: The cables are rusty., quote: the old cables are rusty}]", prune=True)
    assert [changed.count(table) for table in ("statements", "carryings", "carrying_candidates")] == [1, 1, 1]
    assert changed.count("passages") == 2


def test_the_order_and_the_pages_are_those_of_the_text_first_quoted(changed: Desk) -> None:
    rows = changed.database.claims()
    paged: list[StatementRow] = []
    while page := changed.database.claims(limit=1, after=paged[-1] if paged else None):
        paged += page
    assert paged == rows
    assert rows[0].claim == "The minister opened the bridge."


def test_a_rehearsal_tells_the_same_and_keeps_nothing(coded: Desk, empty_place: Where) -> None:
    coded.write("bridge.txt", LATER)
    before = everything_in(empty_place)
    (told,) = coded.database.load(coded.folder, dry_run=True).outcomes
    assert everything_in(empty_place) == before
    (done,) = coded.load().outcomes
    assert (told.outcome, told.claims) == (done.outcome, done.claims)
    # a server's numbers go on even if nothing is kept
    assert [replace(each, number=0) for each in told.carried] == [
        replace(each, number=0) for each in done.carried
    ]


def test_a_rehearsal_of_texts_that_relate_to_each_other(desk: Desk) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        desk.write(f"{name}.txt", "It fell.")
        desk.write(
            f"{name}.claims.yaml",
            f"""
            claimsdb: 1
            claims:
              - key: {name}
                claim: It fell, says {name}.
                quote: It fell
                relations: [{{supports: "{other}.claims.yaml#{other}"}}]
            """,
        )
    assert [each.outcome for each in desk.database.load(desk.folder, dry_run=True).outcomes] == [
        "added",
        "added",
    ]
    assert desk.count("articles") == 0


def test_a_text_under_another_name_is_a_version_if_told_so(coded: Desk) -> None:
    coded.write("elsewhere/correction.txt", LATER)
    (outcome,) = coded.database.load(coded.folder / "elsewhere/correction.txt", into="bridge.txt").outcomes
    assert (outcome.outcome, outcome.article_id) == ("new version", 1)
    assert [each.versions for each in coded.database.articles()] == [2]
    (again,) = coded.database.load(coded.folder / "elsewhere/correction.txt", into=1).outcomes
    assert again.outcome == "unchanged"


def test_several_texts_cannot_be_one_version(coded: Desk) -> None:
    coded.write("more/a.txt", "One.")
    coded.write("more/b.txt", "Two.")
    with pytest.raises(SeveralTextsError):
        coded.database.load(coded.folder / "more", into=1)
    with pytest.raises(UnknownArticleError):
        coded.database.load(coded.folder / "more/a.txt", into="nowhere.txt")
    assert len(coded.database.articles()) == 1


def test_each_part_of_a_quote_is_carried_by_itself(desk: Desk) -> None:
    desk.write(
        "bridge.txt", "Ann Lee, who had won, promised a bridge. Then rain fell for many days on the hills."
    )
    desk.annotate("claims: [{claim: Lee promised a bridge., quote: Ann Lee … promised a bridge}]")
    new = "Ann Lee, who had won the vote, promised a new bridge. Then rain fell for many days on the hills."
    desk.write("bridge.txt", new)
    assert [each.outcome for each in desk.load_one().carried] == ["exact", "altered"]
    (row,) = desk.database.claims()
    assert (row.quote, row.version, row.outcome) == ("Ann Lee", 2, "exact")
    (further,) = row.further_passages
    assert (further.quote, further.version, further.outcome) == ("promised a new bridge", 2, "altered")
    assert new[further.start_char : further.end_char] == further.quote
    assert desk.load_one().outcome == "unchanged"
    outcome = desk.annotate(
        "claims: [{claim: Lee promised a bridge., quote: Ann Lee … promised a new bridge}]"
    )
    assert outcome.claims.changed == ("Lee promised a bridge.",)
    assert desk.database.reviews() == []
    assert desk.database.verify().faults == ()


def test_a_part_that_is_gone_is_shown_on_the_wording_it_has(desk: Desk) -> None:
    desk.write(
        "bridge.txt", "Ann Lee, who had won, promised a bridge. Then rain fell for many days on the hills."
    )
    desk.annotate("claims: [{claim: Lee promised a bridge., quote: Ann Lee … promised a bridge}]")
    desk.write("bridge.txt", "Ann Lee, who had won. Then rain fell for many days on the hills.")
    desk.load()
    (row,) = desk.database.claims()
    (further,) = row.further_passages
    assert (row.version, row.outcome) == (2, "exact")
    assert (further.quote, further.version, further.outcome) == ("promised a bridge", 1, "gone")
    (shown,) = desk.database.claim("1").statements
    assert [each.before for each in shown.further] == ["Ann Lee, who had won, "]
