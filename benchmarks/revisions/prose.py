"""Articles to edit: prose of made-up words in several scripts, live blogs, and our two texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from benchmarks.tongues import ARABIC, CHINESE, ENGLISH, RUSSIAN, WORDS, Tongue

if TYPE_CHECKING:
    from benchmarks.chance import Chance

SEEDS: Final = tuple(sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")))
FAMILIES: Final = ("👨‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🚀", "🇰🇿🇸🇾", "❤️", "🙂")
MARKED: Final = ("Ngày mai trời lại sáng", "हिन्दी में समाचार", "Ṣẹ̀gun Ọlájídé", "naïve façade coöperation")
_SMALL: Final = {
    "en": (
        "the",
        "of",
        "to",
        "and",
        "in",
        "that",
        "for",
        "was",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "is",
        "had",
        "not",
        "be",
        "it",
        "his",
    ),
    "ru": (
        "и",
        "в",
        "на",
        "не",
        "что",
        "с",
        "по",
        "он",
        "к",
        "из",
        "за",
        "от",
        "его",
        "для",
        "но",
        "как",
        "это",
        "у",
    ),
    "ar": ("في", "من", "على", "أن", "إلى", "عن", "مع", "هذا", "التي", "كان", "قد", "لا", "ما", "بعد", "قبل"),
    "zh": ("的", "了", "在", "是", "和", "有", "不", "也", "与", "对", "中", "为", "被", "将"),
}
_OFTEN: Final = {
    "en": ("He declined to comment.", "Read more below.", "The talks will go on."),
    "ru": ("Он отказался от комментариев.", "Читайте также.", "Переговоры продолжатся."),
    "ar": ("ورفض التعليق.", "اقرأ أيضا.", "ستستمر المحادثات."),
    "zh": ("他拒绝置评。", "阅读更多。", "会谈将继续。"),
}
TONGUES: Final = (ENGLISH, ENGLISH, RUSSIAN, ARABIC, CHINESE)


def article(chance: Chance, number: int) -> tuple[str, Tongue]:
    """Return a text of 2 to 8 kB with its language: a seed, a live blog, or prose."""
    tongue = TONGUES[number // 3 % len(TONGUES)]
    if number % 11 == 0:
        return SEEDS[number // 11 % len(SEEDS)].read_text(encoding="utf-8"), ENGLISH
    if number % 7 == 0:
        return _live_blog(chance, tongue), tongue
    if number % 5 == 3:
        return _transcript(chance, tongue), tongue
    return _prose(chance, tongue), tongue


def sentence(chance: Chance, tongue: Tongue) -> str:
    """Return a sentence of 4 to 26 words, some with a name, a number, a quotation or an aside."""
    said = _words(chance, tongue, 4 + chance.below(20))
    if chance.one_in(3):
        said.insert(chance.below(len(said)), tongue.name(chance.below(60_000)))
    if chance.one_in(3):
        said.insert(chance.below(len(said)), str(2 + chance.below(3000)))
    if chance.one_in(6):
        said[len(said) // 2] = f"“{tongue.space.join(_words(chance, tongue, 5))}”"
    if chance.one_in(8):
        said.append(chance.one_of(FAMILIES + MARKED))
    if chance.one_in(4):
        said[len(said) // 2] += "，" if tongue is CHINESE else "،" if tongue is ARABIC else ","
    whole = tongue.space.join(said)
    return whole[:1].upper() + whole[1:] + ("。" if tongue is CHINESE else ".")


def often(chance: Chance, tongue: Tongue) -> str:
    """Return one of the few sentences that a newsroom writes again and again."""
    return chance.one_of(_OFTEN[tongue.language])


def alike(chance: Chance, tongue: Tongue) -> str:
    """Return a sentence after a pattern, of which another differs in names and numbers alone."""
    return tongue.quote.format(
        speaker=tongue.name(chance.below(60_000)),
        body=chance.one_of(tongue.bodies),
        town=chance.one_of(tongue.towns),
        deed=chance.one_of(tongue.deeds),
        number=chance.below(900),
        words=tongue.word(chance.below(WORDS)),
    ) + ("。" if tongue is CHINESE else ".")


def paragraph(chance: Chance, tongue: Tongue) -> str:
    """Return two to six sentences."""
    said = [_any_sentence(chance, tongue) for _ in range(2 + chance.below(5))]
    return ("" if tongue is CHINESE else " ").join(said)


def _any_sentence(chance: Chance, tongue: Tongue) -> str:
    if chance.one_in(9):
        return often(chance, tongue)
    return alike(chance, tongue) if chance.one_in(7) else sentence(chance, tongue)


def _words(chance: Chance, tongue: Tongue, count: int) -> list[str]:
    small = _SMALL[tongue.language]
    return [
        chance.one_of(small) if chance.below(5) < 2 else tongue.word(chance.rank(WORDS)) for _ in range(count)
    ]


def _prose(chance: Chance, tongue: Tongue) -> str:
    parts = [paragraph(chance, tongue) for _ in range(5 + chance.below(9))]
    text = "\n\n".join([sentence(chance, tongue)[:-1], _chrome(chance), *parts, _foot(chance)])
    return normalize("NFD", text) if chance.one_in(8) else text


def _live_blog(chance: Chance, tongue: Tongue) -> str:
    entries = [live_entry(chance, tongue, minute) for minute in range(400, 40, -30)]
    return "\n\n".join([sentence(chance, tongue)[:-1], *entries, _foot(chance)])


def _transcript(chance: Chance, tongue: Tongue) -> str:
    """Return questions and answers, many of which are the same."""
    asked = [sentence(chance, tongue) for _ in range(2)] + list(_OFTEN[tongue.language])
    lines = []
    for _ in range(12 + chance.below(12)):
        lines += [f"Q: {chance.one_of(asked)}", f"A: {often(chance, tongue)}"]
        if chance.one_in(3):
            lines.append(f"A: {sentence(chance, tongue)}")
    return "\n\n".join([sentence(chance, tongue)[:-1], *lines, _foot(chance)])


def live_entry(chance: Chance, tongue: Tongue, minute: int) -> str:
    """Return an entry of a live blog, under its time of day."""
    body = " ".join(_any_sentence(chance, tongue) for _ in range(1 + chance.below(3)))
    return f"{minute // 60:02}:{minute % 60:02}\n{body}\nShare"


def _chrome(chance: Chance) -> str:
    updated = f"Updated {chance.below(24):02}:{chance.below(60):02}"
    return f"Home | News | Live\nShare\n{updated}\n{chance.below(900)} comments"


def _foot(chance: Chance) -> str:
    return f"Most read\n1. {chance.below(10**6)} reasons\nShare\nSign up\n© {1990 + chance.below(36)}"
