"""What happens to articles: the edits of newsrooms, of encyclopedias and of the web's machinery.

Each edit takes chance, the text and its language, and changes the text at a place of its choosing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias
from unicodedata import normalize

from benchmarks.revisions import prose
from benchmarks.tongues import CHINESE, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.chance import Chance
    from benchmarks.revisions.edited import Edited, Run
    from benchmarks.tongues import Tongue

Edit: TypeAlias = "Callable[[Chance, Edited, Tongue], None]"
_NUMBER: Final = re.compile(r"\d+")
_LETTERS: Final = "etaoinshrdlu"


def correct_letter(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Change one letter of a word."""
    if words := text.words(0, len(text.text)):
        start, end = chance.one_of(words)
        at = start + chance.below(end - start)
        text.replace(at, at + 1, chance.one_of(_LETTERS))


def update_number(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Let a toll rise."""
    if numbers := list(_NUMBER.finditer(text.text)):
        found = chance.one_of(numbers)
        text.replace(*found.span(), str(int(found[0]) % 10**6 + 1 + chance.below(90)))


def change_name(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Replace a word by a name."""
    if words := text.words(0, len(text.text)):
        text.replace(*chance.one_of(words), tongue.name(chance.below(60_000)))


def insert_clause(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Say within a sentence who said so."""
    start, end = _a_sentence(chance, text)
    if words := text.words(start, end):
        at = chance.one_of(words)[1]
        said = tongue.space.join(tongue.word(chance.rank(WORDS)) for _ in range(1 + chance.below(4)))
        text.insert(at, f"，{said}，" if tongue is CHINESE else f", {said},")


def delete_words(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Take some words out of a sentence."""
    words = text.words(*_a_sentence(chance, text))
    if len(words) > 6:
        first = chance.below(len(words) - 3)
        text.delete(words[first][0], words[first + 1 + chance.below(2)][0])


def insert_sentence(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Add a sentence before another."""
    start, _ = _a_sentence(chance, text)
    said = prose.alike(chance, tongue) if chance.one_in(4) else prose.sentence(chance, tongue)
    text.insert(start, said + ("" if tongue is CHINESE else " "))


def delete_sentence(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Take a sentence out."""
    sentences = text.sentences()
    number = chance.below(len(sentences))
    start, end = sentences[number]
    following = sentences[number + 1][0] if number + 1 < len(sentences) else end
    text.delete(start, end if "\n" in text.text[end:following] else following)


def replace_sentence(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Write another sentence at the place of one."""
    start, end = _a_sentence(chance, text)
    text.delete(start, end)
    text.insert(start, prose.sentence(chance, tongue))


def insert_paragraph(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Add a paragraph before another."""
    start, _ = chance.one_of(text.paragraphs())
    text.insert(start, prose.paragraph(chance, tongue) + "\n\n")


def delete_paragraph(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Take a paragraph out, with the empty line after it."""
    start, end = chance.one_of(text.paragraphs())
    text.delete(start, end + 2)


def move_paragraph(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Put a paragraph before another."""
    paragraphs = text.paragraphs()[:-1]
    if len(paragraphs) > 3:
        start, end = chance.one_of(paragraphs)
        to = chance.one_of([each for each in paragraphs if not start <= each[0] <= end + 2])[0]
        text.move(start, end + 2, to)


def move_sentence(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Put a sentence before one elsewhere."""
    start, end = _a_sentence(chance, text)
    to, _ = _a_sentence(chance, text)
    if text.text[end : end + 1] == " " and not start <= to <= end + 1 and tongue is not CHINESE:
        text.move(start, end + 1, to)


def repeat_as_pull_quote(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Set a sentence a second time, as a paragraph of its own, away from the first."""
    start, end = _a_sentence(chance, text)
    far = [each for each in text.paragraphs() if each[0] > end or each[1] < start]
    if far:
        text.insert(chance.one_of(far)[0], text.text[start:end] + "\n\n")


def split_paragraph(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Begin a paragraph at a sentence."""
    start, _ = _a_sentence(chance, text)
    if text.text[start - 1 : start] == " ":
        text.replace(start - 1, start, "\n\n")


def join_paragraphs(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Let a paragraph go on where it ended."""
    start, _ = chance.one_of(text.paragraphs()[1:] or [(0, 0)])
    if start > 1:
        text.replace(start - 2, start, " ")


def join_sentences(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Make one sentence of two."""
    start, _ = _a_sentence(chance, text)
    if text.text[start - 2 : start] == ". ":
        text.insert(start, f"{tongue.word(chance.rank(40))} ")
        text.replace(start - 2, start - 1, ",")


def rewrite_headline(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Write the first line anew."""
    start, end = text.paragraphs()[0]
    text.delete(start, end)
    text.insert(start, prose.sentence(chance, tongue)[:-1])


def change_chrome(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Put other links and counts before and after the article."""
    links = "\n".join(f"{chance.below(900)} more\nShare" for _ in range(1 + chance.below(5)))
    text.insert(0, f"{links}\n\n")
    text.insert(len(text.text), f"\n\nRelated\n{links}\n{chance.below(500)} comments")


def prepend_live_entries(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Add the newest entries of a live blog below its headline."""
    _, end = text.paragraphs()[0]
    minute = 401 + chance.below(300)
    entries = [prose.live_entry(chance, tongue, minute + more) for more in range(1 + chance.below(4))]
    text.insert(end, "\n\n" + "\n\n".join(entries[::-1]))


def rewrite_sentence(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Replace one word in six of a sentence by others."""
    start, end = _a_sentence(chance, text)
    for word in reversed(text.words(start, end)):
        if chance.one_in(6):
            text.replace(*word, tongue.word(chance.rank(WORDS)))


def garble_sentence(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Change, add or drop 5 to 15 of a hundred characters of a sentence, as a worse reader of images does."""
    start, end = _a_sentence(chance, text)
    share = 5 + chance.below(11)
    for at in range(end - 1, start - 1, -1):
        if chance.below(100) < share:
            how = chance.below(4)
            if how == 0:
                text.delete(at, at + 1)
            elif how == 1:
                text.insert(at, chance.one_of(_LETTERS))
            else:
                text.replace(at, at + 1, chance.one_of(_LETTERS))


def straighten_quotes(_chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Write typewriter's quotation marks."""
    text.replace_all("[“”]", '"')
    text.replace_all("’", "'")


def curl_quotes(_chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Write French quotation marks, and typographic apostrophes and dashes."""
    text.replace_all("“", "«")
    text.replace_all("”", "»")
    text.replace_all("'", "’")
    text.replace_all(" - ", " — ")


def compose(_chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Write letters apart from their marks."""
    text.respell(lambda character: normalize("NFD", character))


def change_spaces(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Break lines after some 60 characters, or write spaces that do not break, or two after a sentence."""
    how = chance.below(3)
    if how == 0:
        wrap(text, 60 + chance.below(20))
    elif how == 1:
        text.replace_all("(?<=,) ", "\u00a0")
    else:
        text.replace_all(r"(?<=\.) ", "  ")


def wrap(text: Edited, width: int) -> None:
    """Break lines at the first space after so many characters."""
    begun = 0
    for at, character in enumerate(text.text):
        if character == "\n":
            begun = at
        elif character == " " and at - begun > width:
            text.replace(at, at + 1, "\n")
            begun = at


def _a_sentence(chance: Chance, text: Edited) -> Run:
    return chance.one_of(text.sentences())


OF_WORDS: Final = (
    correct_letter, update_number, update_number, change_name, change_name, insert_clause, delete_words,
    rewrite_sentence, garble_sentence, garble_sentence,
)  # fmt: skip
OF_PARTS: Final = (
    insert_sentence, delete_sentence, replace_sentence, replace_sentence, insert_paragraph, delete_paragraph,
    move_paragraph, move_sentence,
    repeat_as_pull_quote, split_paragraph, join_paragraphs, join_sentences,
)  # fmt: skip
OF_PAGES: Final = (
    rewrite_headline, change_chrome, change_chrome, prepend_live_entries, straighten_quotes, curl_quotes,
    compose, change_spaces,
)  # fmt: skip
