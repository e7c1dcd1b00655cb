"""What holds for any two texts, however they were edited."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimsdb.anchoring.alignment import align
from claimsdb.anchoring.carry import carry
from claimsdb.anchoring.graphemes import is_boundary
from claimsdb.anchoring.word_diff import word_diff

Span = tuple[int, int]
Edit = tuple[int, int, str]

WORDS = st.sampled_from(
    [
        "the ",
        "talks ",
        "5 ",
        "15 ",
        "said. ",
        "“go” ",
        "\n\n",
        "\n",
        "会谈",
        "三",
        "。",
        "مدينة ",
        "é",
        "e\u0301",
        "👨‍👩‍👧",
        "🇰🇿",
        "a",
        ", ",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=3), max_size=30).map("".join)
EDITS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 12), TEXTS.filter(lambda text: len(text) < 20)), max_size=4
)


@st.composite
def _revised(draw: st.DrawFn) -> tuple[str, str, list[Span]]:
    old = draw(TEXTS.filter(bool))
    new = old
    for start, length, words in draw(EDITS):
        new = new[:start] + words + new[start + length :]
    starts = draw(st.lists(st.integers(0, len(old) - 1), min_size=1, max_size=4))
    spans = [(start, draw(st.integers(start + 1, len(old)))) for start in starts]
    return old, new, spans


@given(_revised())
def test_what_is_said_of_a_passage_is_true(revised: tuple[str, str, list[Span]]) -> None:
    old, new, spans = revised
    answers = carry(old, new, spans)
    assert answers == carry(old, new, spans)
    for (start, end), one in zip(spans, answers, strict=True):
        quote = old[start:end]
        for candidate in one.candidates:
            span = candidate.span
            assert 0 <= span.start_char < span.end_char <= len(new)
            assert new[span.start_char : span.end_char] == span.quote
            assert (candidate.score == 100) == (span.quote == quote)
            assert is_boundary(new, span.start_char) or not is_boundary(old, start)
            assert is_boundary(new, span.end_char) or not is_boundary(old, end)
        words = [candidate.span.quote for candidate in one.candidates]
        assert {
            "exact": words == [quote],
            "moved": words == [quote],
            "altered": len(words) == 1 and words != [quote],
            "ambiguous": bool(words) and len(set(one.candidates)) == len(words),
            "gone": not words,
        }[one.outcome]


@given(TEXTS.filter(bool), st.data())
def test_everything_stays_in_a_text_that_did_not_change(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (one,) = carry(text, text, [(start, end)])
    assert (one.outcome, one.candidates[0].span.start_char) == ("exact", start)


@given(_revised())
def test_exact_passages_keep_their_order(revised: tuple[str, str, list[Span]]) -> None:
    old, new, _ = revised
    blocks = align(old, new).kept
    for before, after in pairwise(blocks):
        assert before.old + before.length <= after.old
        assert before.new + before.length <= after.new
    for block in [*blocks, *align(old, new).moved]:
        assert old[block.old : block.old + block.length] == new[block.new : block.new + block.length]


@given(_revised())
def test_a_word_diff_says_both_texts_in_full(revised: tuple[str, str, list[Span]]) -> None:
    old, new, _ = revised
    pieces = list(word_diff(old, new))
    assert "".join(old[slice(*piece.old)] for piece in pieces) == old
    assert "".join(new[slice(*piece.new)] for piece in pieces) == new
    for piece in pieces:
        if piece.kind == "equal":
            assert old[slice(*piece.old)] == new[slice(*piece.new)] != ""
        else:
            assert (piece.old[0] == piece.old[1]) == (piece.kind == "inserted")
            assert (piece.new[0] == piece.new[1]) == (piece.kind == "deleted")
