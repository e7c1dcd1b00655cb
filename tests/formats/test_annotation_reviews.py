"""Reviews in annotation files, and relations with a judge of their own."""

from __future__ import annotations

import pytest

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_record import read_review
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records.annotations import (
    AnnotatorNote,
    ClaimNote,
    EvidenceNote,
    RelationNote,
    ReviewNote,
    SpeakerNote,
)
from claimsdb.records.place import Place


def claim(fields: str) -> ClaimNote:
    """The one claim of a file, whose further fields are given below it."""
    return read_annotation(
        f"claims:\n- {{key: k, claim: C., quote: q, {fields}}}\n".encode(), file="a"
    ).claims[0]


def faults(fields: str) -> list[str]:
    with pytest.raises(AnnotationRefusedError) as caught:
        claim(fields)
    return [problem.sentence for problem in caught.value.problems]


def at(column: int) -> Place:
    return Place("a", 2, column)


def test_every_field_of_a_review_reaches_its_record_with_its_place() -> None:
    (review,) = claim(
        "reviews: [{rating: Mostly  true, value: 2.5, worst: -1, best: 5, rationale: ' so ', date: 2020, "
        "reviewer: Full  Fact, url: 'https://a.b/c', annotator: Ben, evidence: ["
        "{quote: 'x  y', before: b, after: a, occurrence: 2, note: n}, {url: 'urn:x'}, {claim: f#l}]}]"
    ).reviews
    assert review == ReviewNote(
        rating="Mostly true",
        place=at(43),
        value=2.5,
        best=5,
        worst=-1,
        rationale="so",
        date="2020",
        reviewer=SpeakerNote(at(139), name="Full Fact"),
        url="https://a.b/c",
        annotator=AnnotatorNote("Ben"),
        evidence=(
            EvidenceNote(at(208), "x  y", "b", "a", 2, note="n"),
            EvidenceNote(at(268), url="urn:x"),
            EvidenceNote(at(286), claim="f#l"),
        ),
    )


def test_a_review_needs_no_more_than_its_rating_and_empty_fields_say_nothing() -> None:
    (bare, empty) = claim(
        "reviews: [{rating: R}, {rating: R, value: , reviewer: , date: , url: , annotator: , evidence: }]"
    ).reviews
    assert bare == ReviewNote("R", at(43))
    assert empty == ReviewNote("R", at(56))


def test_a_relation_may_say_who_judged_so() -> None:
    (first, second) = claim(
        "relations: [{supports: l, annotator: Ben}, "
        "{refines: l, rationale: r, annotator: {name: p, kind: program, version: 1.10}}]"
    ).relations
    assert (first.annotator, first.rationale) == (AnnotatorNote("Ben"), None)
    assert second == RelationNote("refines", "l", at(86), "r", AnnotatorNote("p", "program", "1.10"))


@pytest.mark.parametrize(
    ("review", "sentence"),
    [
        ("{}", ": «rating» is missing; add it"),
        ("{rating: }", ".rating: «null» is empty; write text"),
        ("{rating: ' '}", ".rating: « » is blank; write the text, or leave the field out"),
        ("{rating: R, value: two}", ".value: «two» is no number of a rating; write one without quotation"),
        (
            "{rating: R, value: '2'}",
            ".value: «2» is no number of a rating; write one without quotation marks",
        ),
        ("{rating: R, value: 99999999999}", ".value: «99999999999» is no number of a rating"),
        ("{rating: R, value: 6, best: 5}", ".value: 6 is above «best», 5; mend one of them"),
        ("{rating: R, value: 0.5, worst: 1}", ".value: 0.5 is below «worst», 1; mend one of them"),
        ("{rating: R, value: 3, worst: 5, best: 1}", ".worst: 5 is not below «best», 1; swap or mend them"),
        ("{rating: R, best: 5}", ".best: is the end of a scale without «value»; write that too"),
        ("{rating: R, date: 3.4.2020}", ".date: '3.4.2020' is not a date in EDTF"),
        ("{rating: R, url: example}", ".url: «example» is no address; write it with its scheme"),
        ("{rating: R, reviewer: [A]}", '.reviewer: «["A"]» is a list; write text'),
        ("{rating: R, verdict: x}", ": unknown key «verdict»"),
        ("{rating: R, evidence: [{}]}", ".evidence[0]: holds no evidence; write a «quote» of this text"),
        ("{rating: R, evidence: [{note: n}]}", ".evidence[0]: holds no evidence"),
        ("{rating: R, evidence: [{quote: , claim: }]}", ".evidence[0].claim: «null» is no evidence"),
        (
            "{rating: R, evidence: [{quote: q, url: 'urn:x'}]}",
            ".evidence[0].url: «urn:x» stands beside other",
        ),
        ("{rating: R, evidence: [{url: 'urn:x', claim: l}]}", ".evidence[0].claim: «l» stands beside other"),
        (
            "{rating: R, evidence: [{url: 'urn:x', after: a}]}",
            ".evidence[0].after: «a» tells where a quote stands",
        ),
        ("{rating: R, evidence: [{claim: 'no key'}]}", ".evidence[0].claim: «no key» does not name a claim"),
        ("{rating: R, evidence: [{claim: k}]}", ".evidence[0].claim: «k» is this claim itself"),
        ("{rating: R, evidence: [{claim: a#k}]}", ".evidence[0].claim: «a#k» is this claim itself"),
    ],
)
def test_a_review_that_does_not_hold_is_told_in_a_sentence(review: str, sentence: str) -> None:
    (found,) = faults(f"reviews: [{review}]")
    assert found.startswith(f"claims[0].reviews[0]{sentence}")


@pytest.mark.parametrize("relation", ["{annotator: B}", "{supports: l, answers: l, annotator: B}"])
def test_a_relation_with_a_judge_is_still_exactly_one(relation: str) -> None:
    (found,) = faults(f"relations: [{relation}]")
    assert "does not hold exactly one of «supports»" in found


def test_a_review_given_in_memory_is_held_to_the_same_and_named_by_its_own_fields() -> None:
    assert read_review({"rating": "R", "annotator": "Ben"}, annotator="Ann").annotator == AnnotatorNote("Ann")
    with pytest.raises(AnnotationRefusedError) as caught:
        read_review({"rating": " ", "value": True, "evidence": [{"quote": ""}]}, annotator=" ")
    assert {str(problem).partition(";")[0] for problem in caught.value.problems} == {
        "the review: annotator: « » is blank",
        "the review: evidence[0].quote: «» is blank",
        "the review: rating: « » is blank",
        "the review: value: «true» is no number of a rating",
    }
