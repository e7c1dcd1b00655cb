from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.omissions import is_cut_so, ways_to_cut
from claimsdb.anchoring.parts import find_spans
from claimsdb.errors.anchoring import (
    AmbiguousPartsError,
    AmbiguousQuoteError,
    BracketedWordError,
    ContextMismatchError,
    OccurrenceError,
    PartNotFoundError,
    PartsOutOfOrderError,
    QuoteNotFoundError,
)

TALKS = "She called upon the President, then in office, to host the talks. He agreed to host the talks."


def found(text: str, quote: str, **which: str | int) -> list[str]:
    spans = find_spans(Haystack(text), quote, **which)  # type: ignore[arg-type]
    for span in spans:
        assert text[span.start_char : span.end_char] == span.quote
    assert all(left.end_char <= right.start_char for left, right in pairwise(spans))
    return [span.quote for span in spans]


@pytest.mark.parametrize(
    "sign",
    [
        "…",
        "...",
        ". . .",
        "....",
        "……",
        "⋯⋯",
        "[…]",
        "[...]",
        "[ . . . ]",
        "(…)",
        "(...)",
        "<…>",
        "（…）",
        "… […]",
    ],
)
@pytest.mark.parametrize("space", [" ", "\n"])
def test_every_sign_of_words_left_out_joins_two_spans(sign: str, space: str) -> None:
    quote = f"upon the President{space}{sign}{space}in office"
    assert found(TALKS, quote) == ["upon the President", "in office"]


def test_a_sign_may_touch_the_words_and_parts_may_be_many() -> None:
    assert found(TALKS, "She called…the President, […] to host the talks. He … talks.") == [
        "She called",
        "the President,",
        "to host the talks. He",
        "talks.",
    ]


@pytest.mark.parametrize(
    ("text", "quote", "spans"),
    [
        ("رندة قالت، في أستانا، نعم للسلام.", "رندة قالت … نعم", ["رندة قالت", "نعم"]),
        ("Рэнда <…> сказала „да“, уехав.", "Рэнда […] „да“", ["Рэнда", "„да“"]),
        ("习近平在北京说：中国欢迎和谈。", "习近平……说……和谈", ["习近平", "说", "和谈"]),
        ("他在北京说：中国欢迎和谈。", "他[总统]说[了]：中国", ["他", "说：中国"]),
        ("ประชุมที่กรุงเทพฯเริ่มวันนี้", "ประชุม…วันนี้", ["ประชุม", "วันนี้"]),
        (
            "It can’t wait – not for cafe\u0301s – she said",
            "It can't wait ... she said",
            ["It can’t wait", "she said"],
        ),
        ("🇰🇿 hosts, again, the talks 🕊.", "🇰🇿 hosts … the talks 🕊", ["🇰🇿 hosts", "the talks 🕊"]),
        (
            "First.\n\nThe talks\n\nbegan in\r\nAstana",
            "First. The talks … Astana",
            ["First.\n\nThe talks", "Astana"],
        ),
    ],
)
def test_parts_are_found_in_any_script_in_the_texts_own_wording(
    text: str, quote: str, spans: list[str]
) -> None:
    assert found(text, quote) == spans


def test_a_quote_that_crosses_paragraphs_is_one_span() -> None:
    text = "“We shall talk.\n\nAnd we shall agree,” she said."
    assert found(text, "We shall talk. And we shall agree") == ["We shall talk.\n\nAnd we shall agree"]


@pytest.mark.parametrize("quote", ["Well … we go", "Well ... we go", "Well… we go"])
def test_an_ellipsis_that_the_text_has_is_no_sign(quote: str) -> None:
    text = quote.replace("...", "…") + ". Well, then we go."
    assert found(text, quote) == [quote.replace("...", "…")]


def test_the_texts_own_ellipsis_stands_beside_the_writers_in_brackets() -> None:
    text = "Well … I think, perhaps, that we go. Well, I … we go."
    assert found(text, "Well … I think […] that we go") == ["Well … I think", "that we go"]


def test_words_in_brackets_that_the_text_has_are_matched_as_they_stand() -> None:
    text = "He said [applause] that they go. He said that they go."
    assert found(text, "He said [applause] that they go") == ["He said [applause] that they go"]
    assert found(text, "He said [applause] … go. He") == ["He said [applause]", "go. He"]


@pytest.mark.parametrize(
    "quote", ["… the President", "called upon the President …", "[…] the President, […]"]
)
def test_a_sign_at_an_end_leaves_one_span(quote: str) -> None:
    assert len(found(TALKS, quote)) == 1


@pytest.mark.parametrize("mark", [" [sic]", " (sic!)", "[Sic]", " [!]"])
def test_a_sic_is_passed_over(mark: str) -> None:
    assert found("They has went home.", f"They has{mark} went home") == ["They has went home"]
    assert found("They has went, late, home.", f"They has{mark} … home") == ["They has", "home"]


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("[H]e agreed", None),
        ("[h]e agreed", ["He agreed"]),
        ("[s]he called upon", ["She called upon"]),
        ("to [H]ost", ["to host"]),
    ],
)
def test_the_case_of_a_letter_in_brackets_is_the_texts(quote: str, spans: list[str] | None) -> None:
    text = TALKS.partition(" He agreed")[0] + " He agreed."
    if spans is None:
        with pytest.raises(BracketedWordError) as refused:
            found(text, "[H]e agre[es]")
        assert refused.value.word == "agre[es]"
        return
    assert found(text, quote) == spans


def test_words_put_in_brackets_beside_those_of_the_text_change_nothing() -> None:
    assert found(TALKS, "He [the President] agreed") == ["He agreed"]
    assert found(TALKS, "[Yesterday,] He agreed [of course]") == ["He agreed"]


def test_words_in_brackets_instead_of_others_are_a_gap() -> None:
    assert found(TALKS, "She called upon [Nazarbayev] to host the talks. He") == [
        "She called upon",
        "to host the talks. He",
    ]


def test_a_word_changed_by_brackets_is_refused_with_what_to_write() -> None:
    with pytest.raises(BracketedWordError) as refused:
        found(TALKS, "call[ing] upon the President")
    assert refused.value.sentence == (
        'The quote "call[ing] upon the President" does not stand in the text, and "call[ing]" has brackets '
        "within the word: write the word as the text has it, or leave it out with […]."
    )


def test_a_part_that_does_not_stand_is_named_with_what_is_most_like_it() -> None:
    with pytest.raises(PartNotFoundError) as refused:
        found(TALKS, "She called … to host the walks")
    assert refused.value.part == "to host the walks"
    assert refused.value.nearest is not None
    assert refused.value.nearest.span.quote == "to host the talks"
    assert refused.value.sentence.startswith(
        'The quote "She called … to host the walks" does not stand in the text, nor does its part '
        '"to host the walks" in whole words. The nearest passage ('
    )
    assert refused.value.sentence.endswith("Copy each part from the text.")


def test_beside_a_sign_words_are_whole() -> None:
    """The end of one word would stand for another."""
    with pytest.raises(PartNotFoundError, match='its part "he"'):
        found("the party met", "t … he … met")
    with pytest.raises(PartNotFoundError, match='its part "art met"'):
        found("the party met, the part met", "the … art met")
    assert found("the party met", "he … met") == ["he", "met"]


def test_parts_in_another_order_are_refused() -> None:
    with pytest.raises(PartsOutOfOrderError) as refused:
        found("Rain fell. Snow fell.", "Snow … Rain")
    assert refused.value.sentence == (
        'The parts of the quote "Snow … Rain" stand in the text, but not in this order: "Snow", "Rain". '
        "Write them in the order of the text, or make two statements of them."
    )


@pytest.mark.parametrize("quote", ["Snow … Rain fell", "fell … fell … fell", "Rain … fell. Snow fell … fell"])
def test_parts_never_overlap_and_none_is_used_twice(quote: str) -> None:
    with pytest.raises((PartsOutOfOrderError, PartNotFoundError)):
        found("Rain fell. Snow fell.", quote)


# Which reading is meant

TWICE = "Rain is sure, he said. Rain is rare, she said."
PARAGRAPHS = "Rain is sure, he said.\n\nRain is rare, she said."


def test_a_part_that_stands_twice_after_the_first_makes_a_quote_ambiguous() -> None:
    with pytest.raises(AmbiguousPartsError) as refused:
        found("Rain fell, they said, and then again, they said, it fell.", "Rain fell … they said")
    assert refused.value.sentence == (
        'The parts of the quote "Rain fell … they said" stand one after another in 2 ways. '
        "Quote more words of each part, add before: or after: with the words that stand directly beside "
        "its two ends, or occurrence: with a number from 1 to 2. It can be: "
        "(1) >>Rain fell<< , >>they said<<, and then again, they said, i…; "
        "(2) >>Rain fell<< , they said, and then again, >>they said<<, it fell."
    )


def test_every_way_to_choose_places_is_counted_and_can_be_chosen_by_its_number() -> None:
    with pytest.raises(AmbiguousPartsError) as refused:
        found(TWICE, "Rain … said")
    assert refused.value.count == 3
    starts = [
        [span.start_char for span in find_spans(Haystack(TWICE), "Rain … said", occurrence=number)]
        for number in (1, 2, 3)
    ]
    assert starts == [[0, 17], [0, 41], [23, 41]]
    with pytest.raises(OccurrenceError, match="stands 3 times"):
        found(TWICE, "Rain … said", occurrence=4)


def test_very_many_ways_are_counted_without_being_gone_through() -> None:
    with pytest.raises(AmbiguousPartsError) as refused:
        found("ab " * 1000, " … ".join(["ab"] * 6))
    assert refused.value.count == 1_368_173_298_991_500  # 1000 over 6
    assert len(refused.value.places) == 3
    assert len(found("ab x " * 1000, " … ".join(["ab"] * 6), occurrence=10**15)) == 6


def test_the_one_reading_within_a_paragraph_is_meant() -> None:
    text = PARAGRAPHS.replace("Rain is rare", "Snow is rare")
    assert [span.start_char for span in find_spans(Haystack(text), "Rain … said")] == [0, 17]


def test_readings_within_two_paragraphs_are_ambiguous_and_only_they_are_counted() -> None:
    with pytest.raises(AmbiguousPartsError) as refused:
        found(PARAGRAPHS, "Rain … said")
    assert refused.value.count == 2
    spans = find_spans(Haystack(PARAGRAPHS), "Rain … said", occurrence=2)
    assert [span.start_char for span in spans] == [24, 42]


def test_several_readings_across_paragraphs_are_ambiguous() -> None:
    with pytest.raises(AmbiguousPartsError, match="in 2 ways"):
        found("Rain is sure.\n\nHe said so.\n\nShe said so.", "Rain … said so")
    assert found("Rain is sure.\n\nHe said so.", "Rain … said so") == ["Rain", "said so"]


def test_a_line_that_is_merely_broken_ends_no_paragraph() -> None:
    with pytest.raises(AmbiguousPartsError, match="in 3 ways"):
        found("Rain is\nsure, he said, and Rain is\nrare, she said", "Rain … said")
    assert found("Rain is\nsure, he said.\nSnow is\nrare, she said", "Rain … said") == ["Rain", "said"]


def test_before_and_after_stand_at_the_outer_ends() -> None:
    assert [
        each.start_char for each in find_spans(Haystack(TWICE), "is … said", before="Rain", after=". Rain")
    ] == [
        5,
        17,
    ]
    assert [each.start_char for each in find_spans(Haystack(TWICE), "sure … she", after="said.")] == [8, 37]
    with pytest.raises(
        ContextMismatchError, match='stands in the text, but not directly beside before: "Snow"'
    ):
        found(TWICE, "is … said", before="Snow")
    with pytest.raises(ContextMismatchError):
        found(TWICE, "Rain … she", after="he said")


def test_what_stands_as_it_is_is_held_to_its_context_and_never_cut() -> None:
    with pytest.raises(AmbiguousQuoteError):
        found("a … b, a … b", "a … b")
    with pytest.raises(ContextMismatchError):
        found("a … b, a c b", "a … b", after=".")


def test_letters_outrank_variants_part_by_part() -> None:
    assert found("It's “so”, he said: \"so\" it's. It’s", 'It\'s … "so" … It’s') == ["It's", '"so"', "It’s"]
    assert found("it’s so, it's", "it's … it's") == ["it’s", "it's"]


@pytest.mark.parametrize("quote", ["…", "[...]", "… , …", "no such words"])
def test_a_quote_with_nothing_to_cut_is_looked_for_as_it_is(quote: str) -> None:
    with pytest.raises(QuoteNotFoundError):
        found("Rain fell.", quote)


def test_a_quote_of_very_many_parts_is_not_looked_for() -> None:
    with pytest.raises(QuoteNotFoundError):
        found("ab " * 1000, " … ".join(["ab"] * 21))


def test_a_quote_without_any_sign_is_not_cut() -> None:
    assert ways_to_cut("It fell. It fell (again) at 3.30 p.m.") == []


def test_a_quote_is_known_again_by_its_parts() -> None:
    assert is_cut_so("a [...] b", ["a", "b"])
    assert is_cut_so("a b", ["a b"])
    assert not is_cut_so("a ... c", ["a", "b"])
    assert not is_cut_so("a b", ["a", "b"])


WORDS = st.lists(
    st.sampled_from(["Rain", "fell,", "он", "сказал", "نعم", "cafe\u0301", "🇰🇿", "和谈", "\n\n"]), min_size=3
)


@given(WORDS, st.data())
def test_every_reading_is_of_the_words_of_the_parts_and_no_two_are_the_same(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    cuts = sorted(
        data.draw(st.sets(st.integers(0, len(words)), min_size=4, max_size=4)) if len(words) > 3 else []
    )
    kept = [words[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    parts = [" ".join(each).strip() for each in kept]
    if not all(parts) or len(parts) < 2:
        return
    try:
        readings = [find_spans(Haystack(text), " … ".join(parts))]
    except AmbiguousPartsError as several:
        readings = [
            find_spans(Haystack(text), " … ".join(parts), occurrence=number)
            for number in range(1, min(several.count, 200) + 1)
        ]
    assert len({tuple(each) for each in readings}) == len(readings)
    for reading in readings:
        assert [span.quote.split() for span in reading] in (
            [part.split() for part in parts],
            [" ".join(parts).split()],
        )
        assert [text[span.start_char : span.end_char] for span in reading] == [span.quote for span in reading]
