from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.near import find_near
from claimsdb.errors.anchoring import (
    AmbiguousWordsError,
    ContextMismatchError,
    EmptyQuoteError,
    NotWhereSaidError,
    OccurrenceError,
    QuoteNotFoundError,
)
from claimsdb.records.annotations import WordsNote
from claimsdb.records.place import Place
from claimsdb.records.texts import Span

TEXT = "She said no.\n\nThe others left; she said yes, and he agreed.\n\nLater, she said it again.\n"


def words(
    quote: str, before: str | None = None, after: str | None = None, number: int | None = None
) -> WordsNote:
    return WordsNote(quote, Place("a.yaml"), before, after, number)


def near(quote: str | WordsNote, beside: str, text: str = TEXT) -> int:
    """Return where words are found beside other words."""
    start = text.index(beside)
    spans = [Span(start, start + len(beside), beside)]
    found = find_near(Haystack(text), words(quote) if isinstance(quote, str) else quote, spans)
    assert text[found.start_char : found.end_char] == found.quote
    return found.start_char


@pytest.mark.parametrize(
    ("beside", "start"), [("no", 4), ("yes", TEXT.index("said yes")), ("again", TEXT.index("said it"))]
)
def test_of_common_words_those_in_the_same_paragraph_are_meant(beside: str, start: int) -> None:
    assert near("said", beside) == start


def test_words_that_stand_once_are_found_anywhere() -> None:
    assert near("She", "again") == 0


def test_a_whole_word_is_meant_before_a_part_of_another() -> None:
    assert near("he", "yes") == TEXT.index("he agreed")


@pytest.mark.parametrize(
    ("text", "quote", "beside"),
    [
        ("قالت رندة نعم. وقالت إيران لا.\n\nثم قالت رندة ذلك.\n", "رندة", "إيران"),
        ("他说好。\n\n她说，他说了不好。\n", "他说", "不好"),
        ("Он сказал да.\n\nОна сказала, что он сказал нет.\n", "сказал", "нет"),
    ],
)
def test_it_holds_in_scripts_with_and_without_spaces(text: str, quote: str, beside: str) -> None:
    assert near(quote, beside, text) == text.rindex(quote, 0, text.index(beside))


def test_a_statement_over_two_paragraphs_has_words_in_both() -> None:
    with pytest.raises(AmbiguousWordsError, match="stand 3 times in the text, and 2 times in the paragraph"):
        near("said", "no.\n\nThe others")


def test_a_part_of_a_word_is_not_taken_where_the_whole_word_stands_elsewhere() -> None:
    text = "The theme is set.\n\nHere he is.\n"
    with pytest.raises(AmbiguousWordsError, match="2 times in the paragraph"):
        near("he", "set", text)
    with pytest.raises(AmbiguousWordsError, match="once, within another word, in the paragraph"):
        near("he", "set", "The rule is set.\n\nHere he is.\n")


def test_without_whole_words_in_the_text_a_part_is_what_was_written() -> None:
    text = "وقالت رندة نعم.\n\nوقالت إيران لا.\n"
    assert near("قالت", "رندة", text) == 1


def test_context_and_occurrence_say_which_is_meant() -> None:
    assert near(words("said", after="it"), "no") == TEXT.index("said it")
    assert near(words("said", number=2), "no") == TEXT.index("said yes")
    assert near(words("she", before="Later,"), "yes") == TEXT.index("she said it")


@pytest.mark.parametrize(
    ("note", "error"),
    [
        (words("shouted"), QuoteNotFoundError),
        (words(" "), EmptyQuoteError),
        (words("said", after="maybe"), ContextMismatchError),
        (words("said", number=4), OccurrenceError),
        (words("She", number=2), OccurrenceError),
    ],
)
def test_what_is_not_there_is_told(note: WordsNote, error: type[Exception]) -> None:
    with pytest.raises(error):
        near(note, "no")


texts = st.lists(st.sampled_from(["she", "he", "the", "said", "no.\n\n", "yes"]), min_size=2, max_size=30)


@given(texts, st.data())
def test_a_place_is_found_only_if_no_other_could_be_meant(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    index = data.draw(st.integers(0, len(parts) - 1))
    start = len(" ".join(parts[:index])) + (index > 0)
    span = Span(start, start + len(parts[index].rstrip()), parts[index].rstrip())
    haystack = Haystack(text)
    numbers = haystack.paragraphs.all_of((span.start_char, span.end_char))
    wholes = [at for at, each in _placed(parts) if each == "he"]
    beside = [at for at in wholes if haystack.paragraphs.of((at, at + 2)) in numbers]
    try:
        found = find_near(haystack, words("he"), [span])
    except (AmbiguousWordsError, QuoteNotFoundError):
        assert len(beside) != 1
    else:
        assert beside == [found.start_char] or text.count("he") == 1 or not wholes


def _placed(parts: list[str]) -> list[tuple[int, str]]:
    places, at = [], 0
    for part in parts:
        places.append((at, part))
        at += len(part) + 1
    return places


def test_words_stand_where_a_program_says_though_others_are_nearer() -> None:
    said = replace(words("said"), span=Span(4, 8, "said"))
    assert near(said, "said it again") == 4
    with pytest.raises(NotWhereSaidError, match="does not stand at"):
        near(replace(words("said"), span=Span(5, 9, "said")), "said it again")
