"""Passages by the thousand, carried through seeded revisions whose truth is known."""

from __future__ import annotations

import pytest

from benchmarks.carriers import answer_of
from benchmarks.carrying import SEED
from benchmarks.revisions.cases import Case, Truth, cases
from benchmarks.revisions.verdicts import Count, kinds_of, verdict, verdicts
from claimsdb.anchoring.carry import carry
from claimsdb.records.carrying import Carried

PASSAGES = 12_000

Counts = dict[str, Count]
Revisions = list[tuple[Case, list[Carried]]]


@pytest.fixture(scope="module")
def revisions() -> Revisions:
    made = cases(PASSAGES, seed=SEED)
    return [(case, carry(case.old, case.new, [truth.span for truth in case.truths])) for case in made]


@pytest.fixture(scope="module")
def counts(revisions: Revisions) -> Counts:
    return verdicts((case, list(map(answer_of, carried))) for case, carried in revisions)


def each(revisions: Revisions) -> list[tuple[Case, Truth, Carried]]:
    return [
        (case, truth, one)
        for case, carried in revisions
        for truth, one in zip(case.truths, carried, strict=True)
    ]


def test_there_are_enough_passages_of_every_kind_and_script(revisions: Revisions, counts: Counts) -> None:
    assert len(each(revisions)) >= 10_000
    assert {case.language for case, _ in revisions} == {"en", "ru", "ar", "zh"}
    assert min(counts[kind].asked for kind in counts if kind != "words left") > 200
    for sign in ("👨‍👩‍👧‍👦", "हिन्दी", "e\u0301", "🇰🇿"):
        assert any(sign in case.old[slice(*truth.span)] for case, truth, _ in each(revisions))


def test_words_that_survive_exactly_once_are_carried_with_the_same_words(counts: Counts) -> None:
    assert counts["once"].right == counts["once"].asked > 7_000


def test_words_that_are_gone_are_never_called_exact_or_moved(revisions: Revisions) -> None:
    for case, truth, one in each(revisions):
        if case.old[slice(*truth.span)] not in case.new:
            assert one.outcome not in {"exact", "moved"}


def test_repeated_sentences_go_to_their_own_place(counts: Counts) -> None:
    assert counts["repeated"].rightly >= 99.9


def test_edited_quotes_are_found_with_both_ends(counts: Counts) -> None:
    assert counts["edited"].rightly >= 97
    assert counts["lightly edited"].rightly >= 99


def test_a_wrong_place_is_hardly_ever_called_altered(revisions: Revisions) -> None:
    altered = [
        (case, truth, one)
        for case, truth, one in each(revisions)
        if one.outcome == "altered" and truth.certain
    ]
    wrong = [truth for _, truth, one in altered if verdict(truth, answer_of(one), exactly=False) == "wrong"]
    assert len(wrong) <= 0.002 * len(altered)


def test_a_changed_number_is_never_called_exact_or_moved(revisions: Revisions) -> None:
    changed = [one for case, truth, one in each(revisions) if "number changed" in kinds_of(case, truth)]
    assert len(changed) > 300
    assert not [one for one in changed if one.outcome in {"exact", "moved"}]
