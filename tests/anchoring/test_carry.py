"""Passages carried to another wording, and what is said of each."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from claimsdb.anchoring.carry import carry
from claimsdb.records.carrying import Carried

NEWS = (
    "The council met on Monday. The mayor said that 5 people had left. He declined to comment.\n\n"
    "Later the harbour was closed. He declined to comment.\n\nNobody knows why."
)


def carried(old: str, new: str, quote: str, *, occurrence: int = 1) -> Carried:
    start = -1
    for _ in range(occurrence):
        start = old.index(quote, start + 1)
    (one,) = carry(old, new, [(start, start + len(quote))])
    for candidate in one.candidates:
        span = candidate.span
        assert new[span.start_char : span.end_char] == span.quote
    return one


def said(one: Carried) -> tuple[str, list[str]]:
    return one.outcome, [candidate.span.quote for candidate in one.candidates]


def start_of(one: Carried) -> int:
    return one.candidates[0].span.start_char


def test_words_are_exact_where_only_something_before_them_changed() -> None:
    new = "Updated. " + NEWS.replace("on Monday", "on Tuesday morning")
    one = carried(NEWS, new, "The mayor said")
    assert said(one) == ("exact", ["The mayor said"])
    assert one.candidates[0].score == 100


def test_a_repeated_sentence_goes_to_its_own_place() -> None:
    new = "He declined to comment.\n\n" + NEWS
    for occurrence in (1, 2):
        one = carried(NEWS, new, "He declined to comment.", occurrence=occurrence)
        assert one.outcome == "exact"
        assert start_of(one) == NEWS.replace("He", "he", occurrence - 1).index("He declined") + 25


def test_a_paragraph_that_changed_its_place_is_moved() -> None:
    first, second, third = NEWS.split("\n\n")
    assert carried(NEWS, f"{first}\n\n{third}\n\n{second}", "Nobody knows why.").outcome == "moved"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5 people", "15 people"),
        ("5 people", "1.5 people"),
        ("mayor said", "Mayor said"),
        ("The mayor said that", "The mayor said, that"),
        ("had left", "had  left"),
        ("had left", "had\nleft"),
        ("legal", "illegal"),
    ],
)
def test_words_that_differ_by_little_are_altered(before: str, after: str) -> None:
    old = NEWS.replace("had left", "had left the legal talks")
    quote = (
        "5 people had left the legal talks"
        if "5" in before
        else "The mayor said that 5 people had left the legal talks"
    )
    new = old.replace(before, after)
    one = carried(old, new, quote)
    assert said(one) == ("altered", [quote.replace(before, after)])
    assert 80 < one.candidates[0].score < 100


def test_a_number_that_grew_before_the_quote_is_part_of_the_altered_words() -> None:
    one = carried("In all 5 people died.", "In all 1,205 people died.", "5 people died")
    assert said(one) == ("altered", ["1,205 people died"])


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        ("said “we will go”", 'said "we will go"'),
        ("said “we will go”", "said «we will go»"),
        ("café — naïve", "cafe\u0301 - nai\u0308ve"),
        (
            "대통령은 말했다",
            normalize("NFD", "대통령은 말했다"),
        ),
        ("wait… for it", "wait... for it"),
        ("one\u00a0million", "one million"),
    ],
)
def test_typography_alone_makes_words_altered_and_nearly_the_same(quote: str, new: str) -> None:
    one = carried(f"Before it all. {quote}. Behind it all.", f"Before it all. {new}. Behind it all.", quote)
    assert said(one) == ("altered", [new])
    assert 99 < one.candidates[0].score < 100


def test_a_sentence_taken_out_is_gone_although_its_like_is_left() -> None:
    old = "The council of Oslo voted 5 to 3 on Monday. The council of Riga voted 6 to 3 on Friday. Rain fell."
    new = "The council of Riga voted 6 to 3 on Friday. Rain fell."
    assert carried(old, new, "The council of Oslo voted 5 to 3 on Monday.") == Carried("gone")
    assert carried(old, new, "The council of Riga voted 6 to 3 on Friday.").outcome == "exact"


def test_the_same_words_that_are_another_passage_are_not_taken_without_a_question() -> None:
    old = f"It rained on all of us. He left. {NEWS} So it ended, said all who were there. He left. The end."
    new = f"It rained on all of us. {NEWS} So it ended, said all who were there. He left. The end."
    one = carried(old, new, "He left.")
    assert said(one) == ("ambiguous", ["He left."])
    assert carried(old, new, "He left.", occurrence=2).outcome == "exact"


def test_one_of_two_edited_alike_is_found_at_its_own_place() -> None:
    new = NEWS[::-1].replace("He declined"[::-1], "She declined"[::-1], 1)[::-1]
    assert said(carried(NEWS, new, "He declined to comment.", occurrence=2)) == (
        "altered",
        ["She declined to comment."],
    )
    assert carried(NEWS, new, "He declined to comment.").outcome == "exact"


def test_a_sentence_set_twice_side_by_side_is_ambiguous() -> None:
    old = "Nobody came to the harbour. It was closed. Rain fell in the evening."
    new = old.replace("It was closed.", "It was closed. It was closed.")
    one = carried(old, new, "It was closed.")
    assert said(one) == ("ambiguous", ["It was closed.", "It was closed."])


def test_one_of_two_the_same_side_by_side_may_be_either() -> None:
    old = "Nobody came to the harbour. It was closed. It was closed. Rain fell in the evening."
    new = "Nobody came to the harbour. It was closed. Rain fell in the evening."
    assert [carried(old, new, "It was closed.", occurrence=each).outcome for each in (1, 2)] == [
        "exact",
        "exact",
    ]


def test_an_edited_paragraph_elsewhere_without_its_surroundings_is_asked_about() -> None:
    middle = "Six ships lay before the old lighthouse when the storm began to blow."
    old = f"The first thing came first. {middle} The last thing came last."
    edited = middle.replace("Six", "Seven")
    new = f"The first thing came first. The last thing came last. Then, much later, this was added: {edited}"
    one = carried(old, new, middle)
    assert one.outcome in {"altered", "ambiguous"}
    assert one.candidates[0].span.quote == edited


def test_no_span_begins_or_ends_within_a_family_or_a_flag() -> None:
    old = "They came: 👨‍👩‍👧‍👦 and 🇰🇿 sang together."
    new = "They came: 👨‍👩‍👧 and 🇰🇬 sang together."
    one = carried(old, new, "👨‍👩‍👧‍👦 and 🇰🇿")
    assert said(one) == ("altered", ["👨‍👩‍👧 and 🇰🇬"])


@pytest.mark.parametrize(("quote", "edited"), [("三个人离开了", "四个人离开了"), ("十一个人", "三十一个人")])
def test_chinese_numbers_are_words(quote: str, edited: str) -> None:
    one = carried(f"市长说，{quote}。没有人知道。", f"市长说，{edited}。没有人知道。", quote)
    assert said(one) == ("altered", [edited])


def test_nothing_is_found_in_another_text() -> None:
    assert carried(
        NEWS, "Quite other words stand in this one, about fish.", "The mayor said that 5 people"
    ) == Carried("gone")
    assert carried(NEWS, "", "The mayor") == Carried("gone")


def test_answers_stand_in_the_order_of_the_spans_and_a_span_may_come_twice() -> None:
    spans = [(4, 11), (0, 3), (4, 11)]
    assert [each.candidates[0].span.quote for each in carry(NEWS, NEWS, spans)] == [
        "council",
        "The",
        "council",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The same was said. " * 4000, "The same was told. " * 4000),
        ("ab" * 50_000, "ab" * 25_000 + "c" + "ab" * 25_000),
        ("好" * 60_000, "好" * 59_000 + "了"),
        ("".join(map(chr, range(0x4E00, 0x9000))), "".join(map(chr, range(0x8FFF, 0x4DFF, -1)))),
        (" ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 0, -1)))),
    ],
)
def test_texts_without_any_order_are_carried_with_an_honest_answer(old: str, new: str) -> None:
    spans = [(start, start + 30) for start in range(0, len(old) - 30, len(old) // 50)]
    for (start, end), one in zip(spans, carry(old, new, spans), strict=True):
        if one.outcome in {"exact", "moved"}:
            assert one.candidates[0].span.quote == old[start:end]
