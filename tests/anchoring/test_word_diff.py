"""Two wordings compared word by word."""

from __future__ import annotations

from claimsdb.anchoring.word_diff import word_diff


def marked(old: str, new: str) -> str:
    marks = {"equal": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(
        marks[piece.kind].format(
            new[slice(*piece.new)] if piece.kind == "inserted" else old[slice(*piece.old)]
        )
        for piece in word_diff(old, new)
    )


def test_a_changed_word_stands_whole_on_both_sides() -> None:
    assert marked("All 5 people left.", "All 15 people left.") == "All [-5-][+15+] people left."


def test_a_sentence_taken_out_gives_no_words_to_the_next() -> None:
    old = "The council of Oslo met. The council of Riga met."
    assert marked(old, "The council of Riga met.") == "[-The council of Oslo met. -]The council of Riga met."


def test_without_spaces_a_word_is_a_character() -> None:
    assert marked("他们说三个人。", "他们说四个人。") == "他们说[-三-][+四+]个人。"


def test_an_emoji_family_changes_as_one() -> None:
    assert marked("a 👨‍👩‍👧 b", "a 👨‍👩‍👦 b") == "a [-👨‍👩‍👧-][+👨‍👩‍👦+] b"


def test_the_same_text_is_one_piece_and_no_text_is_none() -> None:
    assert marked("Same. Same.", "Same. Same.") == "Same. Same."
    assert list(word_diff("", "")) == []
    assert marked("", "new") == "[+new+]"
