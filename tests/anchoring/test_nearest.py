from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.folding import fold
from claimsdb.anchoring.graphemes import is_boundary

ALPHABET = "ab  c.…'’é\u0301\u00adдб习近بِس😀👍🏽🇰🇿"
TEXTS = st.text(alphabet=ALPHABET, max_size=30)


@pytest.mark.parametrize(
    ("text", "quote", "passage", "difference"),
    [
        (
            "At noon the very big house fell. Nobody spoke.",
            "the very large house fell",
            "the very big house fell",
            "the very [-large-] {+big+} house fell",
        ),
        (
            "She said “it’s over – at last” then.",
            'said "it\'s nearly over - at last"',
            "said “it’s over – at last”",
            "said “it’s [-nearly-] over – at last”",
        ),
        (
            "习近平主席在北京说：你好。",
            "习近平总统在北京说",
            "习近平主席在北京说",
            "习近平 [-总统-] {+主席+} 在北京说",
        ),
        (
            "قالت رندة قسيس إن المفاوضات بدأت",
            "رندة قسيس إن المحادثات بدأت",
            "رندة قسيس إن المفاوضات بدأت",
            "رندة قسيس إن [-المحادثات-] {+المفاوضات+} بدأت",
        ),
        ("Он сказал, что переговоры начались.", "что переговоры кончились", "что переговоры начались", None),
        ("Bravo 👨‍👩‍👧 in Astana!", "Bravo 👨‍👩‍👦 in Astana", "Bravo 👨‍👩‍👧 in Astana", None),
    ],
)
def test_the_nearest_passage_is_cut_at_words_and_its_difference_told(
    text: str, quote: str, passage: str, difference: str | None
) -> None:
    nearest = Haystack(text).nearest(quote)
    assert nearest is not None
    assert nearest.span.quote == passage
    assert text[nearest.span.start_char : nearest.span.end_char] == passage
    assert difference in (None, nearest.difference)
    assert 50 <= nearest.score < 100


def test_a_quote_that_stands_is_its_own_nearest_passage() -> None:
    nearest = Haystack("The talks – at last – began.").nearest("talks - at last")
    assert nearest is not None
    assert (nearest.span.start_char, nearest.span.end_char) == (4, 19)
    assert nearest.score == 100
    assert nearest.difference == "talks – at last"


def test_a_quote_from_inside_one_word_is_widened_to_the_word() -> None:
    nearest = Haystack("negotiations").nearest("gotiat")
    assert nearest is not None
    assert nearest.span.quote == "negotiations"


def test_an_ellipsis_sign_is_not_cut_in_two() -> None:
    nearest = Haystack("wait…").nearest("wait.")
    assert nearest is not None
    assert nearest.span.quote in ("wait", "wait…")


@pytest.mark.parametrize("text", ["", " ", "Он сказал: да", "a"])
def test_nothing_like_the_quote_is_none(text: str) -> None:
    assert Haystack(text).nearest("the talks began") is None


def test_a_text_too_long_to_search_is_none() -> None:
    text = "the talks have begun. " * 100_000
    assert Haystack(text[:1_000_000]).nearest("the talks had begun") is not None
    assert Haystack(text).nearest("the talks had begun") is None


@pytest.mark.parametrize("changed", [range(3), range(397, 400), range(0, 400, 9)])
def test_a_long_quote_is_known_by_its_beginning_or_its_end(changed: range) -> None:
    passage = " ".join(f"word{number * 7919 % 1000}" for number in range(400))
    words = ["other" if number in changed else word for number, word in enumerate(passage.split())]
    nearest = Haystack(f"Before all that. {passage}! And after it.").nearest(" ".join(words))
    assert nearest is not None
    assert nearest.span.quote in passage
    assert len(nearest.span.quote) > 0.98 * len(passage)


@pytest.mark.parametrize("number", [0, 399])
def test_a_long_quote_is_found_though_one_half_of_it_is_another(number: int) -> None:
    passage = " ".join(f"word{index * 7919 % 1000}" for index in range(400))
    halves = [passage[:1500], passage[1500:]]
    halves[number // 399] = "Совсем другое. " * 90
    nearest = Haystack(f"Before all that. {passage}! And after it.").nearest("".join(halves))
    assert nearest is not None
    assert passage[2000:2400] in nearest.span.quote or passage[500:1000] in nearest.span.quote


@given(TEXTS, TEXTS.filter(lambda quote: fold(quote).strip() != ""))
def test_a_nearest_passage_is_a_whole_piece_of_the_text(text: str, quote: str) -> None:
    nearest = Haystack(text).nearest(quote)
    if nearest is not None:
        start, end = nearest.span.start_char, nearest.span.end_char
        assert text[start:end] == nearest.span.quote != ""
        assert 50 <= nearest.score <= 100
        assert is_boundary(text, start)
        assert is_boundary(text, end)
