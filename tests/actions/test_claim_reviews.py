"""Verdicts on claims in annotation files: taken in, edited, dropped, and never lost behind anybody's back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimsdb.library import copy_database, open_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimsdb.formats.marks import Plain
    from claimsdb.records.claim_reviews import ClaimReviewRow
    from tests.actions.conftest import Desk
    from tests.engines import Where

SAFE = """
    annotator: Ann
    actors: [{name: Full Fact, kind: organisation}]
    claims:
      - key: unsafe
        claim: The bridge is unsafe.
        quote: The bridge is unsafe
        reviews:
          - rating: Mostly true
            value: 4
            worst: 1
            best: 5
            rationale: Engineers say so.
            date: 2017-03
            reviewer: Full Fact
            url: https://example.org/reviews/7
            evidence:
              - {quote: Engineers warned, note: They should know.}
              - {url: https://example.org/report}
              - {claim: opened}
      - key: opened
        claim: The minister opened the bridge.
        quote: The minister opened the bridge
"""


def only(desk: Desk) -> ClaimReviewRow:
    (row,) = desk.database.claim_reviews()
    return row


def ratings(desk: Desk) -> list[tuple[str, str]]:
    return [(row.rating, row.claim) for row in desk.database.claim_reviews()]


def test_every_field_of_a_review_is_kept(desk: Desk) -> None:
    outcome = desk.annotate(SAFE)
    assert (outcome.problems, outcome.notes) == ((), ())
    row = only(desk)
    assert (row.claim, row.rating) == ("The bridge is unsafe.", "Mostly true")
    assert (row.value, row.worst, row.best) == (4, 1, 5)
    assert (row.rationale, row.date, row.reviewer) == ("Engineers say so.", "2017-03", "Full Fact")
    assert (row.url, row.annotator) == ("https://example.org/reviews/7", "Ann")
    assert row.file == "bridge.claims.yaml"
    quote, address, claim = row.evidence
    assert (quote.quote, quote.start_char, quote.end_char) == ("Engineers warned", 42, 58)
    assert (quote.note, quote.article_id, quote.version) == ("They should know.", 1, 1)
    assert (address.url, address.quote, address.claim_id) == ("https://example.org/report", None, None)
    assert (claim.claim, claim.url) == ("The minister opened the bridge.", None)
    assert desk.database.claim("unsafe").reviews == (row,)
    assert desk.database.claim("opened").reviews == ()
    assert desk.database.verify().faults == ()


def test_a_line_of_json_lines_has_reviews_too(desk: Desk) -> None:
    review = {"rating": "False", "value": 1.5, "reviewer": "Ann Lee", "evidence": [{"quote": "ice"}]}
    record = {
        "text": "The ice broke.",
        "claims": [{"claim": "It broke.", "quote": "broke", "reviews": [review]}],
    }
    desk.write("ice.jsonl", json.dumps(record) + "\n")
    assert desk.load_one("ice.jsonl").outcome == "added"
    assert (only(desk).rating, only(desk).value, only(desk).reviewer) == ("False", 1.5, "Ann Lee")
    assert only(desk).evidence[0].quote == "ice"
    assert desk.load_one("ice.jsonl").outcome == "unchanged"


def test_loading_the_same_file_again_changes_nothing(desk: Desk) -> None:
    desk.annotate(SAFE)
    before = only(desk)
    assert desk.annotate(SAFE).outcome == "unchanged"
    assert desk.annotate(SAFE, prune=True).outcome == "unchanged"
    assert desk.annotate(SAFE + "# a remark\n").claims.changed == ()
    assert only(desk) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rating: Mostly true", "rating: Half true"),
        ("value: 4", "value: 4.5"),
        ("date: 2017-03", "date: 2017-03-02"),
        ("reviewer: Full Fact", "reviewer: The Ferret"),
        ("note: They should know.", "note: They know."),
        ("quote: Engineers warned", "quote: Engineers"),
        ("              - {url: https://example.org/report}\n", ""),
        ("              - {claim: opened}\n", ""),
        ("            rationale: Engineers say so.\n", ""),
    ],
    ids=lambda text: text.strip(),
)
def test_an_edited_review_changes_its_claim_and_stays_the_same_review(
    desk: Desk, before: str, after: str
) -> None:
    story = SAFE.replace(
        "          - rating: Mostly true\n", "          -\n            rating: Mostly true\n"
    )
    desk.annotate(story)
    number, passages = only(desk).review_id, desk.count("passages")
    assert before in story
    outcome = desk.annotate(story.replace(before, after))
    assert outcome.claims.changed == ("The bridge is unsafe.",)
    assert only(desk).review_id == number
    assert desk.count("passages") == passages
    assert desk.annotate(story).claims.changed == ("The bridge is unsafe.",)
    assert desk.database.verify().faults == ()


def test_who_recorded_a_review_stays_unless_the_review_itself_says_who(desk: Desk) -> None:
    desk.annotate(SAFE)
    assert desk.annotate(SAFE.replace("annotator: Ann", "annotator: Cid")).claims.changed == ()
    assert only(desk).annotator == "Ann"
    told = SAFE.replace("value: 4", "annotator: Ben\n            value: 4")
    assert desk.annotate(told).claims.changed == ("The bridge is unsafe.",)
    assert only(desk).annotator == "Ben"


def test_a_passage_that_only_was_evidence_goes_with_the_review(desk: Desk) -> None:
    desk.annotate(SAFE)
    assert desk.count("passages") == 3
    desk.annotate(SAFE.partition("        reviews:")[0], prune=True)
    assert (desk.count("claim_reviews"), desk.count("claim_review_evidence")) == (0, 0)
    assert desk.count("passages") == 1


def test_a_review_that_is_dropped_stays_until_it_is_pruned(desk: Desk) -> None:
    desk.annotate(SAFE)
    without = (
        SAFE.partition("        reviews:")[0] + "      - key: opened" + SAFE.rpartition("- key: opened")[2]
    )
    outcome = desk.annotate(without)
    assert outcome.notes == (
        "no longer in the file, kept until --prune: the review «Mostly true» of «The bridge is unsafe.»",
    )
    assert len(ratings(desk)) == 1
    assert desk.annotate(without, prune=True).claims.changed == ("The bridge is unsafe.",)
    assert ratings(desk) == []
    assert desk.annotate(without, prune=True).outcome == "unchanged"


def test_two_reviews_of_a_claim_are_told_apart_by_reviewer_when_they_are_edited(desk: Desk) -> None:
    story = """
        claims:
          - claim: The bridge is unsafe.
            quote: The bridge is unsafe
            reviews:
              - {rating: 'True', reviewer: Ann Lee}
              - {rating: 'False', reviewer: Bo Ek}
    """
    desk.annotate(story)
    first, second = (row.review_id for row in desk.database.claim_reviews())
    swapped = """
        claims:
          - claim: The bridge is unsafe.
            quote: The bridge is unsafe
            reviews:
              - {rating: Not proven, reviewer: Bo Ek}
              - {rating: 'True', reviewer: Ann Lee, rationale: She was there.}
    """
    desk.annotate(swapped)
    rows = {row.review_id: (row.rating, row.reviewer) for row in desk.database.claim_reviews()}
    assert rows == {first: ("True", "Ann Lee"), second: ("Not proven", "Bo Ek")}


def test_evidence_may_be_a_claim_of_a_file_that_is_loaded_later(desk: Desk) -> None:
    desk.write("a.txt", "The dam broke.")
    desk.write(
        "a.claims.yaml",
        """
        claims:
          - key: dam
            claim: The dam broke.
            quote: The dam broke
            reviews: [{rating: 'True', evidence: [{claim: b.claims.yaml#flood}]}]
        """,
    )
    desk.write("b.txt", "The valley is flooded.")
    desk.write("b.claims.yaml", "claims: [{key: flood, claim: The valley is flooded., quote: is flooded}]\n")
    assert [(each.name, each.outcome) for each in desk.load().outcomes] == [
        ("b.claims.yaml", "added"),
        ("a.claims.yaml", "added"),
    ]
    assert only(desk).evidence[0].claim == "The valley is flooded."
    assert desk.load().count("unchanged") == 2


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        ("{quote: Engineers lied}", 'The quote "Engineers lied" does not stand in the text.'),
        ("{quote: The}", 'The quote "The" stands 3 times in the text.'),
        ("{quote: 'The minister […] Engineers'}", "stands in 2 parts: give each part"),
        ("{claim: nobody}", "No claim has the key «nobody»."),
        ("{claim: again}", "A claim is no evidence of its own review: «again» is the claim itself."),
    ],
)
def test_evidence_that_does_not_hold_is_refused_with_its_place(
    desk: Desk, evidence: str, sentence: str
) -> None:
    outcome = desk.annotate(f"""
        claims:
          - claim: The bridge is unsafe.
            quote: The bridge is unsafe
            reviews:
              - rating: 'True'
                evidence:
                  - {evidence}
          - {{key: again, claim: The bridge is unsafe., quote: an old man}}
    """)
    (problem,) = outcome.problems
    assert sentence in problem.sentence
    assert problem.place.line == 8
    assert desk.count("articles") == 0


def test_a_reviewer_of_two_actors_is_refused(desk: Desk) -> None:
    outcome = desk.annotate("""
        actors:
          - {name: Ann Lee, kind: person, aliases: [Lee]}
          - {name: Bo Lee, kind: person, aliases: [Lee]}
        claims:
          - claim: The bridge is unsafe.
            quote: The bridge is unsafe
            reviews: [{rating: 'True', reviewer: Lee}]
    """)
    assert "«Lee» can be any of the actors" in outcome.problems[0].sentence
    assert outcome.problems[0].place.line == 8


def test_a_claim_reviewed_by_hand_outlives_its_file_and_the_load_says_so(desk: Desk) -> None:
    desk.annotate(SAFE)
    by_hand = desk.database.review_claim("opened", rating="True", by="Zoe")
    without = SAFE.partition("      - key: opened")[0].replace("              - {claim: opened}\n", "")
    outcome = desk.annotate(without, prune=True)
    (note,) = outcome.notes
    assert note == (
        "kept, though the file has it no more: «The minister opened the bridge.», of which the review "
        f"{by_hand.review_id} recorded elsewhere speaks; take that away first"
    )
    assert outcome.claims.removed == ()
    assert ("The minister opened the bridge.", "The minister opened the bridge") in desk.said()
    assert desk.annotate(without, prune=True).outcome == "unchanged"
    assert desk.database.verify().faults == ()
    desk.database.unreview_claim(by_hand.review_id)
    assert desk.annotate(without, prune=True).claims.removed == ("The minister opened the bridge.",)
    assert [claim for claim, _quote in desk.said()] == ["The bridge is unsafe."]


def test_a_claim_that_is_evidence_of_a_review_by_hand_outlives_its_file_too(desk: Desk) -> None:
    desk.annotate(SAFE)
    desk.database.review_claim("unsafe", rating="False", evidence=[{"claim": "opened"}])
    without = SAFE.partition("      - key: opened")[0].replace("              - {claim: opened}\n", "")
    assert "«The minister opened the bridge.»" in desk.annotate(without, prune=True).notes[0]
    assert len(desk.said()) == 2


def test_a_claim_that_was_only_evidence_of_its_own_file_is_pruned_with_that(desk: Desk) -> None:
    desk.annotate(SAFE)
    without = SAFE.partition("      - key: opened")[0].replace("              - {claim: opened}\n", "")
    assert desk.annotate(without, prune=True).claims.removed == ("The minister opened the bridge.",)
    assert len(only(desk).evidence) == 2


def test_a_reviewed_claim_that_is_pruned_with_its_reviews_leaves_nothing(desk: Desk) -> None:
    desk.annotate(SAFE)
    outcome = desk.annotate("claims: []", prune=True)
    assert len(outcome.claims.removed) == 2
    assert outcome.notes == ()
    assert [
        desk.count(each) for each in ("claims", "claim_reviews", "claim_review_evidence", "passages")
    ] == [
        0,
        0,
        0,
        0,
    ]


def test_a_reworded_claim_keeps_its_reviews_and_the_load_tells_of_those_of_others(desk: Desk) -> None:
    desk.annotate(SAFE)
    by_hand = desk.database.review_claim("unsafe", rating="Not proven")
    outcome = desk.annotate(SAFE.replace("claim: The bridge is unsafe.", "claim: The bridge may fall."))
    (note,) = outcome.notes
    assert note == (
        f"«The bridge is unsafe.», of which the review {by_hand.review_id} recorded elsewhere speaks, "
        "is now «The bridge may fall.»: see whether the verdict still holds"
    )
    assert ratings(desk) == [
        ("Mostly true", "The bridge may fall."),
        ("Not proven", "The bridge may fall."),
    ]


def test_reviews_follow_a_claim_into_words_that_another_claim_has(desk: Desk) -> None:
    desk.annotate(SAFE)
    desk.database.add_claim("bridge.txt", claim="The bridge may fall.", quote="an old man")
    desk.database.review_claim("unsafe", rating="Not proven", evidence=[{"claim": "opened"}])
    desk.annotate(SAFE.replace("claim: The bridge is unsafe.", "claim: The bridge may fall."))
    assert [claim for _rating, claim in ratings(desk)] == ["The bridge may fall."] * 2
    assert desk.count("claims") == 2
    assert desk.database.verify().faults == ()


def test_a_claim_that_becomes_the_one_it_is_evidence_for_is_no_evidence_any_more(desk: Desk) -> None:
    desk.annotate(SAFE)
    same = SAFE.replace("claim: The minister opened the bridge.", "claim: The bridge is unsafe.")
    refused = desk.annotate(same)
    assert "no evidence of its own review" in refused.problems[0].sentence
    desk.database.review_claim("unsafe", rating="Not proven", evidence=[{"claim": "opened"}])
    desk.annotate(same.replace("              - {claim: opened}\n", ""))
    assert [len(row.evidence) for row in desk.database.claim_reviews()] == [2, 0]


def test_evidence_is_carried_to_a_newer_version_and_waits_where_its_words_changed(desk: Desk) -> None:
    desk.annotate(SAFE)
    text = (desk.folder / "bridge.txt").read_text(encoding="utf-8")
    desk.write("bridge.txt", "Yesterday. " + text)
    (carried,) = (each for each in desk.load_one("bridge.txt").carried if each.quote == "Engineers warned")
    assert (carried.claim, carried.role) == ("The bridge is unsafe.", "evidence of review 1")
    piece = only(desk).evidence[0]
    assert (piece.outcome, piece.version, piece.start_char) == ("exact", 2, 53)
    desk.write(
        "bridge.txt", "Yesterday. " + text.replace("Engineers warned that", "Engineers have warned us that")
    )
    desk.load_one("bridge.txt")
    piece = only(desk).evidence[0]
    assert (piece.outcome, piece.original_quote) == ("altered", "Engineers warned")
    (waiting,) = desk.database.reviews()
    assert (waiting.claims, waiting.roles) == (("The bridge is unsafe.",), ("evidence of review 1",))
    assert desk.database.verify().faults == ()


def test_an_edited_file_that_quotes_the_new_wording_of_evidence_accepts_it(desk: Desk) -> None:
    desk.annotate(SAFE)
    text = (desk.folder / "bridge.txt").read_text(encoding="utf-8")
    desk.write("bridge.txt", text.replace("Engineers warned that", "Engineers have warned us that"))
    desk.load_one("bridge.txt")
    (waiting,) = desk.database.reviews()
    words = waiting.candidates[0].quote
    assert desk.annotate(SAFE + "# as before\n").claims.changed == ()
    assert len(desk.database.reviews()) == 1
    desk.annotate(SAFE.replace("quote: Engineers warned", f"quote: {words}"))
    assert desk.database.reviews() == []
    piece = only(desk).evidence[0]
    assert (piece.quote, piece.original_quote, piece.version) == (words, "Engineers warned", 2)
    assert desk.annotate(SAFE.replace("quote: Engineers warned", f"quote: {words}")).outcome == "unchanged"


def test_a_claim_added_by_hand_may_bring_its_reviews(desk: Desk) -> None:
    desk.write("bridge.txt", "The bridge fell.")
    desk.load()
    review: Plain = {"rating": "True", "evidence": [{"quote": "fell"}], "annotator": "Ben"}
    desk.database.add_claim("bridge.txt", claim="It fell.", quote="bridge fell", reviews=[review])
    assert (only(desk).rating, only(desk).annotator, only(desk).file) == ("True", "Ben", None)
    assert only(desk).evidence[0].quote == "fell"


def test_a_copy_of_a_database_has_the_reviews(
    desk: Desk, empty_place: Where, fresh: Callable[[str], Where]
) -> None:
    desk.annotate(SAFE)
    rows, target = desk.database.claim_reviews(), fresh("copy")
    counts = dict(copy_database(empty_place, target).counts)
    assert (counts["claim_reviews"], counts["claim_review_evidence"]) == (1, 3)
    with open_database(target) as copy:
        assert copy.claim_reviews() == rows
