"""A word of a name in Latin letters, in which the ways of spelling one sound are one.

Transliteration is anyascii's, but for Arabic and Hebrew letters, which it writes as a scholar would and not
as a newspaper does. Both scripts leave most vowels out, so their words are also kept as consonants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable

_BARE_LETTERS: Final = str.maketrans(
    dict(zip("اةىوؤيئیثخذشظغچژ", "aaawwyyythdszgcj", strict=True))
    | dict(zip("אויחבצץש", "awyhbccs", strict=True))
    | dict.fromkeys("ءعע", "")
)
_SILENT: Final = re.compile("[هהہ]$")
_ARABIC_ARTICLE: Final = re.compile("^ال(?=...)|(?<=^عبد)ال")
_HANGUL: Final = re.compile("[\uac00-\ud7af]")
_SPELLINGS: Final = (
    (re.compile("^ye"), "e"),
    (re.compile("^ch(?=r)"), "k"),
    (re.compile("^mc(?=.)"), "mak"),
    (re.compile("shch|schtsch|szcz|shtch|chtch"), "SC"),
    (re.compile("tsch|tsh|tch|(?<!s)ch|ts|tz"), "C"),
    (re.compile("dsch|dzh|dj|zh"), "j"),
    (re.compile("dz"), "z"),
    (re.compile("sch|sh|sz"), "s"),
    (re.compile("ck|cq|qu|q"), "k"),
    (re.compile("kh"), "H"),
    (re.compile("gh|gu(?=[eiy])"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("x"), "ks"),
    (re.compile("c(?=[aoulrtk])"), "k"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ee"), "i"),
    (re.compile("(?<=[aeiou])j$|y"), "i"),
    (re.compile("(?<=o)h(?=n)"), ""),
    (re.compile("(?<=[aou])i(?=e)"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("(?<=[aeiou])h$|(?<=[a-zA-Z]{3}[bcdfgklmnprstvz])e$"), ""),
)
_GREEK: Final = (
    (re.compile("γγ"), "ng"),
    (re.compile("γκ"), "g"),
    (re.compile("μπ"), "b"),
    (re.compile("^ντ"), "d"),
)
_GERMAN: Final = (
    (re.compile("tsch"), "TS"),
    (re.compile("sch"), "sh"),
    (re.compile("ch"), "kh"),
    (re.compile("j"), "y"),
    (re.compile("w"), "v"),
)
_LAST_H: Final = re.compile("h$")
_NASAL: Final = (re.compile("m(?=[dtgk])"), "n")
_HAS_G: Final = re.compile("[гґ]")
_KOREAN: Final = ((re.compile("eo"), "o"), (re.compile("eu"), "u"))
_SCRIPTS: Final = {
    "bare": re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]"),
    "indic": re.compile("[\u0900-\u0dff]"),
    "han": re.compile("[\u4e00-\u9fff]"),
}
_VOWELS: Final = str.maketrans({"e": "a", "o": "u", "w": "u", "z": "s"})
_ROUGH: Final = str.maketrans({"c": "s", "j": "g", "h": ""})
_SOUNDS: Final = str.maketrans({**dict.fromkeys("aeiouwy"), "p": "b", "v": "f"})
_ALIKE: Final = str.maketrans({**dict.fromkeys("aeiouwyh"), **dict(zip("bfvdgzcj", "ppptksss", strict=True))})
_DOUBLED: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A word as one may read it.

    ``spelled`` is in Latin letters, with one spelling for a sound; ``letters`` has three vowels only;
    ``rough`` puts together what is often mistaken; ``skeleton`` are the consonants, those that sound alike
    put together, without ``h``.
    """

    spelled: str
    letters: str
    rough: str
    skeleton: str


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a name, compared by identity: millions of pairs are looked up by it.

    ``plain`` is in its own script, folded. ``script`` is ``bare`` where short vowels are not
    written, so that those that are there are long; ``indic``, ``han`` or ``other``. The first of the
    ``readings`` is the common one.
    """

    plain: str
    readings: tuple[Reading, ...]
    script: str

    @property
    def spelled(self) -> str:
        """The first reading."""
        return self.readings[0].spelled

    @property
    def skeleton(self) -> str:
        """The consonants of the first reading."""
        return self.readings[0].skeleton

    @property
    def is_initial(self) -> bool:
        """Whether it stands for a word that begins with it."""
        return len(self.plain) == 1 and self.plain.isalpha() and len(self.spelled) == 1


@lru_cache(maxsize=2**16)
def word(plain: str) -> Word:
    """Take a folded word, in any script, apart."""
    script = next((name for name, letters in _SCRIPTS.items() if letters.search(plain)), "other")
    spellings = _bare(plain) if script == "bare" else _with_vowels(plain)
    return Word(plain, tuple(map(_reading, dict.fromkeys(spellings))), script)


def _reading(spelled: str) -> Reading:
    letters = _DOUBLED.sub(r"\1", spelled.translate(_VOWELS))
    rough = _DOUBLED.sub(r"\1", letters.translate(_ROUGH))
    return Reading(spelled, letters, rough, alike(spelled))


def sounds(spelled: str) -> str:
    """Return the consonants of a spelled word, told apart as Arabic does."""
    return spelled.translate(_SOUNDS)


def alike(spelled: str) -> str:
    """Return the consonants of a spelled word, those that sound alike put together, without ``h``."""
    return spelled.translate(_ALIKE)


@lru_cache(maxsize=2**16)
def latin(plain: str) -> str:
    """Return a folded word in the letters a to z and digits, or as it is if it has none of these."""
    written = plain if plain.isascii() else anyascii(plain)
    return "".join(filter(str.isalnum, written.lower())) or plain


def _with_vowels(plain: str) -> tuple[str, str]:
    """Spell a word, and as in German, or in Russian, which writes another language's h as г."""
    other = _replaced(plain, _GERMAN) if plain.isascii() else _HAS_G.sub("х", plain)
    return _spelled(plain), _spelled(other)


def _spelled(plain: str) -> str:
    rules = (*_KOREAN, *_SPELLINGS) if _HANGUL.search(plain) else _SPELLINGS
    written = _replaced(latin(_replaced(plain, _GREEK)), rules).lower()
    return _replaced(written, [_NASAL]) if _SCRIPTS["indic"].search(plain) else written


def _bare(plain: str) -> list[str]:
    """Spell a word as it stands, with w as v as in Persian, with j as g as in Egypt, without h at its end."""
    stem = _SILENT.sub("a", _ARABIC_ARTICLE.sub("", plain)).replace("لله", "له")
    written = latin(stem.translate(_BARE_LETTERS)).replace("q", "k")
    ends = (written, _LAST_H.sub("a", written))
    return [end.replace("w", w).replace("j", j) for j in ("j", "g") for w in ("w", "v") for end in ends]


def _replaced(written: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, spelling in rules:
        written = pattern.sub(spelling, written)
    return written
