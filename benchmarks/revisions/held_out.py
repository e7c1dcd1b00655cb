"""Revisions of another kind, on which nothing was tuned: encyclopedia articles in scripts of their own.

Figures of these say how carrying does on texts and edits that nobody looked at while it was made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from benchmarks.chance import Chance
from benchmarks.revisions import edits
from benchmarks.revisions.cases import revised
from benchmarks.tongues import ENGLISH, WORDS, Tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.revisions.cases import Case
    from benchmarks.revisions.edited import Edited
    from benchmarks.revisions.edits import Edit


def _tongue(language: str, starts: str, middles: str, ends: str, *, space: str = " ") -> Tongue:
    return replace(
        ENGLISH,
        language=language,
        given=tuple(starts.split()),
        starts=tuple(starts.split()),
        middles=tuple(middles.split()),
        ends=tuple(ends.split()),
        space=space,
    )


TONGUES: Final = (
    _tongue(
        "de",
        "Über Schä wir lau fern Grö Stra zwi mü",
        "del rung ßen lich gen ster burg",
        "heit ung er en isch",
    ),
    _tongue("el", "κα θε μο πρό λύ σα τη ἀν", "ρα νι τά κος μέ φω ξη", "ος ία ων ει ης ά"),
    _tongue("hi", "का रा नि मो सा दे वि प्र", "र्त लि ना क्ष ड़ि तो मे", "ता ना री ओं या कर"),
    _tongue("th", "กา มี ผู้ เมื่อ ที่ ไทย นำ", "รัฐ สภา คน งาน ข่าว ปี", "นี้ แล้ว ได้ ว่า กัน", space=""),
    _tongue("ko", "대 서 정 민 한 경 유 조", "통 부 국 제 의 상 회", "은 을 에서 했다 이 들"),
    _tongue("ja", "東 政 会 日 経 新 高 山", "の に を が は と", "した する 的 性 者 アル", space=""),
    _tongue("he", "מ ש ה ל ב כש וה ת", "דבר שלח כתב סגר למד ראש", "ים ות ה ון תי"),
)
MARKS: Final = ("[citation needed]", "[12]", "(see also p. 4)", "👩🏾‍🔬", "🇰🇷")
HEADS: Final = ("History", "Reception", "See also", "Early life", "References")


def cases(passages: int, *, seed: int = 0) -> Iterator[Case]:
    """Yield cases with as many passages in all; a seed gives the same ones on every machine."""
    number = seed
    while passages > 0:
        chance = Chance(10**9 + number)
        tongue = TONGUES[number % len(TONGUES)]
        case = revised(chance, _article(chance, tongue), tongue, _edits(chance))
        passages -= len(case.truths)
        number += 1
        yield case


def _article(chance: Chance, tongue: Tongue) -> str:
    parts = []
    for _ in range(3 + chance.below(6)):
        parts += [f"== {chance.one_of(HEADS)} ==", _paragraph(chance, tongue)]
        if chance.one_in(3):
            parts.append("\n".join(f"* {_sentence(chance, tongue)}" for _ in range(3 + chance.below(6))))
    return "\n\n".join(parts)


def _paragraph(chance: Chance, tongue: Tongue) -> str:
    return " ".join(_sentence(chance, tongue) for _ in range(3 + chance.below(7)))


def _sentence(chance: Chance, tongue: Tongue) -> str:
    said = [tongue.word(chance.rank(WORDS)) for _ in range(5 + chance.below(22))]
    for likely, more in (
        (3, str(1800 + chance.below(225))),
        (5, f"({chance.below(99)}.{chance.below(9)} %)"),
    ):
        if chance.one_in(likely):
            said.insert(1 + chance.below(len(said)), more)
    whole = tongue.space.join(said)
    return (
        whole + (". " if tongue.space else "。").rstrip() + (chance.one_of(MARKS) if chance.one_in(5) else "")
    )


def cite(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Put a mark behind a word."""
    start, end = chance.one_of(text.sentences())
    if words := text.words(start, end):
        text.insert(chance.one_of(words)[1], chance.one_of(MARKS[:2]))


def rename(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Write a word otherwise wherever it stands."""
    if words := text.words(0, len(text.text)):
        start, end = chance.one_of(words)
        whole, other = text.text, tongue.word(chance.below(WORDS))
        for at in reversed([at for at, _ in words if whole.startswith(whole[start:end], at)]):
            text.replace(at, at + end - start, other)


def add_section(chance: Chance, text: Edited, tongue: Tongue) -> None:
    """Put a section before a paragraph."""
    start, _ = chance.one_of(text.paragraphs())
    text.insert(start, f"== {chance.one_of(HEADS)} ==\n\n{_paragraph(chance, tongue)}\n\n")


def shorten_paragraph(chance: Chance, text: Edited, _tongue: Tongue) -> None:
    """Take out the second half of a paragraph."""
    start, end = chance.one_of(text.paragraphs())
    inside = [first for first, _ in text.sentences() if start + (end - start) // 2 <= first < end]
    if inside:
        text.delete(inside[0], end)


KINDS: Final[tuple[Edit, ...]] = (
    cite, cite, rename, add_section, shorten_paragraph, edits.move_paragraph, edits.delete_sentence,
    edits.garble_sentence, edits.garble_sentence, edits.rewrite_sentence, edits.update_number,
    edits.repeat_as_pull_quote, edits.correct_letter, edits.join_paragraphs, edits.straighten_quotes,
    edits.compose, edits.change_spaces,
)  # fmt: skip


def _edits(chance: Chance) -> list[Edit]:
    return [chance.one_of(KINDS) for _ in range(3 + chance.below(20))]
