from __future__ import annotations

import pytest

from claimsdb.anchoring.find import Haystack
from claimsdb.errors.anchoring import (
    AmbiguousQuoteError,
    ContextMismatchError,
    EmptyQuoteError,
    OccurrenceError,
    QuoteNotFoundError,
)
from claimsdb.records.texts import Span

SYRIA = "Randa Kassis said: “Yes – the talks\ncan’t wait…” In Astana she said yes, and yes again."


def test_an_exact_quote_is_found_at_its_code_points() -> None:
    assert Haystack("🇰🇿 Astana hosts talks.").find("Astana") == Span(3, 9, "Astana")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        (SYRIA, '"Yes - the talks can\'t wait..."', Span(19, 48, "“Yes – the talks\ncan’t wait…”")),
        ("Il a dit : «\u202foui\u202f».", '" oui "', Span(11, 18, "«\u202foui\u202f»")),
        ("un cafe\u0301 noir", "café", Span(3, 8, "cafe\u0301")),
        ("un café noir", "cafe\u0301", Span(3, 7, "café")),
        ("the nego\u00adti\u00adations", "negotiations", Span(4, 18, "nego\u00adti\u00adations")),
        ("قالت رندة: ك\u0651\u064eتب", "ك\u064e\u0651تب", Span(11, 16, "ك\u0651\u064eتب")),
        ("\u202bقال نعم\u202c", "قال\u00a0نعم", Span(1, 8, "قال نعم")),
        ("Он сказал: „и\u0306од“", '"йод"', Span(11, 17, "„и\u0306од“")),
        ("习近平说：「北京，你好」", "“北京，你好”", Span(5, 12, "「北京，你好」")),
        ("우리는 \u1112\u1161\u11ab국", "한국", Span(4, 8, "\u1112\u1161\u11ab국")),
        ("👨‍👩‍👧 – 👍🏽!", "👨‍👩‍👧 - 👍🏽", Span(0, 10, "👨‍👩‍👧 – 👍🏽")),
    ],
)
def test_typographic_variants_match_and_the_texts_own_wording_is_kept(
    text: str, quote: str, found: Span
) -> None:
    assert Haystack(text).find(quote) == found
    assert text[found.start_char : found.end_char] == found.quote


def test_the_exact_wording_outranks_its_variants() -> None:
    assert Haystack("it’s it's it‘s").find("it's") == Span(5, 9, "it's")


def test_a_variant_is_taken_where_only_it_stands_in_the_context_given() -> None:
    assert Haystack("she: it’s. he: it's").find("it's", before="she:") == Span(5, 9, "it’s")


@pytest.mark.parametrize(
    "quote", ["  talks ", "\ntalks\u00a0", "\ufefftalks\u200b", "\u2067talks\u2069", " \u200b talks\u00ad "]
)
def test_white_space_and_unseen_characters_around_a_quote_are_dropped(quote: str) -> None:
    assert Haystack("the \u200etalks\u200e  began").find(quote) == Span(5, 10, "talks")


def test_white_space_around_a_quote_is_kept_where_it_stands_so() -> None:
    assert Haystack("a talk, talks, talk").find(" talk,") == Span(1, 7, " talk,")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("cafe\u0301", "cafe"),
        ("cafe\u00ad\u0301", "cafe"),
        ("q\u0323", "q"),
        ("كَتب", "ك"),
        ("👨‍👩‍👧", "👨"),
        ("👨‍👩‍👧", "👧"),
        ("👍🏽", "👍"),
        ("🇰🇿🇸🇾", "🇿🇸"),
        ("wait…", "wait."),
        ("\u1112\u1161\u11ab", "\u1112\u1161"),
        ("Yes", "yes"),
        ("½", "1/2"),
    ],
)
def test_a_torn_character_or_a_look_alike_is_no_hit(text: str, quote: str) -> None:
    with pytest.raises(QuoteNotFoundError):
        Haystack(text).find(quote)


def test_a_torn_hit_does_not_hide_the_whole_one() -> None:
    assert Haystack("cafe\u0301 or cafe").find("cafe") == Span(9, 13, "cafe")


def test_several_hits_are_refused_with_their_places() -> None:
    with pytest.raises(AmbiguousQuoteError) as refused:
        Haystack(SYRIA).find("yes")
    assert refused.value.sentence == (
        'The quote "yes" stands 2 times in the text. '
        "Add before: or after: with the words that stand directly beside the one meant, "
        "or occurrence: with its number from 1 to 2. It stands at: "
        "(1) …n’t wait…” In Astana she said >>yes<<, and yes again.; "
        "(2) …” In Astana she said yes, and >>yes<< again."
    )


def test_only_the_first_few_of_many_places_are_shown() -> None:
    with pytest.raises(AmbiguousQuoteError, match=r"stands 50 times .*\(3\) .*; and 47 more$") as refused:
        Haystack("no, " * 50).find("no")
    assert refused.value.count == 50
    assert len(refused.value.places) == 3


def test_overlapping_hits_are_counted() -> None:
    assert Haystack("banana").find("ana", occurrence=2) == Span(3, 6, "ana")
    with pytest.raises(AmbiguousQuoteError, match="2 times"):
        Haystack("banana").find("ana")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("she said", None),
        ("Astana  she\nsaid ", None),
        (None, ", and"),
        (None, ",\u00a0and yes"),
        ("said", ","),
        ("can't wait...\" In Astana she said", None),
    ],
)
def test_the_words_beside_it_choose_the_hit(before: str | None, after: str | None) -> None:
    assert Haystack(SYRIA).find("yes", before=before, after=after) == Span(68, 71, "yes")


def test_an_occurrence_counts_among_the_hits_that_the_context_leaves() -> None:
    text = Haystack("yes, no yes, no yes.")
    assert text.find("yes", occurrence=3) == Span(16, 19, "yes")
    assert text.find("yes", before="no", occurrence=1) == Span(8, 11, "yes")
    assert text.find("yes", after=",", occurrence=2) == Span(8, 11, "yes")


@pytest.mark.parametrize("occurrence", [-1, 0, 4])
def test_an_occurrence_that_there_is_not_is_refused(occurrence: int) -> None:
    with pytest.raises(OccurrenceError) as refused:
        Haystack("yes yes yes").find("yes", occurrence=occurrence)
    assert refused.value.sentence == (
        f'The quote "yes" stands 3 times, so there is no occurrence: {occurrence}; '
        "write a number from 1 to 3."
    )


def test_an_occurrence_beyond_a_unique_hit_is_refused() -> None:
    with pytest.raises(
        OccurrenceError, match="stands once, so there is no occurrence: 2; leave occurrence: out"
    ):
        Haystack("yes").find("yes", occurrence=2)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("he said", None, 'before: "he said"'),
        (None, "…", 'after: "…"'),
        ("she", "now", 'before: "she" and after: "now"'),
        ("e", "!", 'before: "e" and after: "!"'),
    ],
)
def test_a_context_that_contradicts_a_unique_hit_is_refused(
    before: str | None, after: str | None, shown: str
) -> None:
    with pytest.raises(ContextMismatchError) as refused:
        Haystack("cafe\u0301 she said it again.").find("said it", before=before, after=after)
    assert f"but not directly beside {shown}. Copy before: and after:" in refused.value.sentence
    assert refused.value.places == ("cafe\u0301 she >>said it<< again.",)


def test_a_context_may_not_begin_inside_a_character() -> None:
    with pytest.raises(ContextMismatchError):
        Haystack("a q\u0323 b").find("a", after="q")
    assert Haystack("a q\u0323 b").find("a", after="q\u0323") == Span(0, 1, "a")


@pytest.mark.parametrize("quote", ["", "  \n\u00a0", "\u200b\ufeff", " \u00ad "])
def test_a_quote_without_a_visible_character_is_refused(quote: str) -> None:
    with pytest.raises(EmptyQuoteError, match="The quote is empty"):
        Haystack("a b").find(quote)
    with pytest.raises(EmptyQuoteError):
        Haystack("a b").nearest(quote)


def test_a_quote_that_is_absent_is_refused_with_the_nearest_passage() -> None:
    with pytest.raises(QuoteNotFoundError) as refused:
        Haystack("At noon the very big house fell.").find("the very large house fell")
    assert refused.value.sentence == (
        'The quote "the very large house fell" does not stand in the text. '
        'The nearest passage (88 of 100 alike) is "the very big house fell" at 8–31; '
        "from the quote to it: the very [-large-] {+big+} house fell. Copy the quote from the text."
    )


def test_a_quote_like_nothing_in_the_text_is_refused_so() -> None:
    with pytest.raises(QuoteNotFoundError, match="Nothing in the text is like it") as refused:
        Haystack("Он сказал: да").find("the talks began")
    assert refused.value.nearest is None


def test_long_quotes_are_shortened_in_the_middle() -> None:
    quote = "first " + "word " * 500 + "last"
    with pytest.raises(QuoteNotFoundError) as refused:
        Haystack(quote.replace("first", "1st")).find(quote)
    assert '"first word word' in refused.value.sentence
    assert 'word last" does not' in refused.value.sentence
    assert len(refused.value.sentence) < 600
