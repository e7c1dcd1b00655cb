"""Properties of finding, over generated texts of many scripts."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import assume, given
from hypothesis import strategies as st

from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.folding import fold, fold_needle
from claimsdb.anchoring.graphemes import IGNORED, is_boundary
from claimsdb.errors.anchoring import AmbiguousQuoteError, OccurrenceError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.records.texts import Span

SPACES = [" ", "\n", "\u00a0", "\u2009", "\u3000"]
LETTERS = ["a", "b", "q\u0323\u0307", "½", "ﬁ", "д", "Ж", "习", "平", "ب", "س", "ש", "ﷺ", "가"]
EMOJI = ["😀", "👍🏽", "👨‍👩‍👧", "🇰🇿", "🇸🇾", "❤\ufe0f", "1\ufe0f\u20e3"]
TYPOGRAPHY = {
    " ": ["\u00a0", "\n", "  ", "\u2009\u3000", " \u200b "],
    "'": ["’", "‘", "′", "ʼ"],
    '"': ["“", "”", "«", "„", "「"],
    "-": ["\u2010", "–", "—", "−"],
    "...": ["…"],
    "é": ["e\u0301", "e\u00ad\u0301"],
    "й": ["и\u0306"],
    "ل\u0651\u064e": ["ل\u064e\u0651"],
    "한": ["\u1112\u1161\u11ab"],
    "Å": ["A\u030a", "\u212b"],
    "क\u093c": ["\u0958"],
}
UNSEEN = ["", "", "", "\u00ad", "\u200b\u200e", "\u2067"]

CLUSTERS = [
    *SPACES,
    *LETTERS,
    *EMOJI,
    *TYPOGRAPHY,
    *(v for vs in TYPOGRAPHY.values() for v in vs),
    *UNSEEN[3:],
]
ANY_TEXT = st.lists(st.sampled_from(CLUSTERS) | st.characters(), max_size=20).map("".join)
SHORT_QUOTE = st.lists(st.sampled_from(CLUSTERS), max_size=3).map("".join)


def all_spans(text: str, quote: str) -> list[Span]:
    haystack = Haystack(text)
    try:
        return [haystack.find(quote)]
    except AmbiguousQuoteError as several:
        return [haystack.find(quote, occurrence=number) for number in range(1, several.count + 1)]


def slice_of(text: str, data: st.DataObject) -> tuple[int, int]:
    cuts = [index for index in range(len(text) + 1) if is_boundary(text, index)]
    start, end = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2)))
    assume(fold(text[start:end]).strip())
    return start, end


@given(st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=20), st.data())
def test_any_run_of_whole_characters_is_found_where_it_stands(
    clusters: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(clusters) - 1))
    last = data.draw(st.integers(first + 1, len(clusters)))
    text, quote = "".join(clusters), "".join(clusters[first:last])
    assume(fold(quote).strip())
    spans = all_spans(text, quote)
    assert Span(len("".join(clusters[:first])), len("".join(clusters[:last])), quote) in spans
    assert {span.quote for span in spans} == {quote}
    assert spans == sorted(set(spans), key=lambda span: span.start_char)


@given(ANY_TEXT, st.data())
def test_any_slice_of_any_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start, end = slice_of(text, data)
    spans = all_spans(text, text[start:end])
    assert Span(start, end, text[start:end]) in spans
    assert all(text[span.start_char : span.end_char] == span.quote == text[start:end] for span in spans)


@given(ANY_TEXT, st.data())
def test_the_whole_context_leaves_the_one_hit_meant(text: str, data: st.DataObject) -> None:
    start, end = slice_of(text, data)
    found = Haystack(text).find(text[start:end], before=text[:start], after=text[end:])
    assert found == Span(start, end, text[start:end])


@given(st.lists(st.sampled_from(sorted(TYPOGRAPHY) + LETTERS + EMOJI), min_size=1, max_size=15), st.data())
def test_a_clean_quote_is_found_in_a_typographically_disturbed_text(
    clean: list[str], data: st.DataObject
) -> None:
    disturbed = [data.draw(st.sampled_from([char, *TYPOGRAPHY.get(char, [])])) for char in clean]
    unseen = [data.draw(st.sampled_from(UNSEEN)) for _ in clean]
    seen = [index for index, char in enumerate(clean) if char != " "]
    assume(seen)
    first, last = sorted(data.draw(st.lists(st.sampled_from(seen), min_size=2, max_size=2)))
    pieces = [piece for pair in zip(unseen, disturbed, strict=True) for piece in pair]
    text, quote = "".join(pieces), "".join(clean[first : last + 1])
    spans = all_spans(text, quote)
    start, end = len("".join(pieces[: 2 * first + 1])), len("".join(pieces[: 2 * last + 2]))
    assert quote in text or Span(start, end, text[start:end]) in spans
    assert {fold(span.quote) for span in spans} == {fold(quote)}


@given(ANY_TEXT, SHORT_QUOTE | ANY_TEXT)
def test_what_is_found_is_always_the_quote_and_never_a_look_alike(text: str, quote: str) -> None:
    try:
        found = Haystack(text).find(quote, occurrence=1)
    except ClaimsDBError:
        return
    assert text[found.start_char : found.end_char] == found.quote
    assert fold_needle(found.quote) == fold_needle(quote)
    assert is_boundary(text, found.start_char)
    assert is_boundary(text, found.end_char)
    if found.quote != quote:
        assert found.quote[0] not in [*IGNORED, *SPACES]
        assert found.quote[-1] not in [*IGNORED, *SPACES]


@given(ANY_TEXT, SHORT_QUOTE, SHORT_QUOTE, SHORT_QUOTE)
def test_a_context_is_never_ignored(text: str, quote: str, before: str, after: str) -> None:
    try:
        found = Haystack(text).find(quote, before=before, after=after, occurrence=1)
    except ClaimsDBError:
        return
    assert fold(text[: found.start_char]).strip().endswith(fold(before).strip())
    assert fold(text[found.end_char :]).strip().startswith(fold(after).strip())


@given(ANY_TEXT, st.data())
def test_a_decomposed_text_gives_its_own_wording(text: str, data: st.DataObject) -> None:
    start, end = slice_of(text, data)
    decomposed = normalize("NFD", text)
    for span in all_spans(decomposed, text[start:end]):
        assert decomposed[span.start_char : span.end_char] == span.quote
        assert fold_needle(span.quote) == fold_needle(text[start:end])


@given(ANY_TEXT, st.data(), st.integers(-1, 20))
def test_an_occurrence_is_one_of_the_hits_or_refused(text: str, data: st.DataObject, occurrence: int) -> None:
    start, end = slice_of(text, data)
    spans = all_spans(text, text[start:end])
    try:
        found = Haystack(text).find(text[start:end], occurrence=occurrence)
    except OccurrenceError:
        assert not 1 <= occurrence <= len(spans)
    else:
        assert found == spans[occurrence - 1]
