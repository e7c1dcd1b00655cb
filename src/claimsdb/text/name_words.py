"""The words of a name that tell who it is: without titles and particles, numbers apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claimsdb.text.name_letters import Word, latin, word
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLES: Final = re.compile(
    r"(?:(?:"
    r"(?:(?:former|late|then|prime|foreign|deputy|vice|crown|grand)[ -])*"
    r"(?:mr|mrs|ms|miss|mister|dr|doctor|prof|professor|sir|dame|lord|lady|president|premier|chancellor"
    r"|minister|ambassador|senator|governor|general|gen|colonel|col|major|captain|capt|lieutenant|lt"
    r"|marshal|admiral|king|queen|prince|princess|emir|sultan|sheikh|shaikh|sheik|imam|ayatollah|mullah"
    r"|pope|patriarch|bishop|archbishop|cardinal|saint|st|rabbi"
    r"|m|mme|mlle|monsieur|madame|herr|frau|senor|senora|don|dona|signor|signora|bay|sayin"
    r"|г-н|г-жа|господин|госпожа|президент|министр|премьер-министр|генерал|д-р|доктор"
    r"|السيد|السيده|السيدة|الشيخ|الرييس|الرئيس|الدكتور|د|الامير|الملك|الامام|الجنرال|اللواء|العميد)"
    r"(?:\.|(?= )))\s*)+(?=\S)"
)
_PARTICLES: Final = re.compile(
    "al|el|ul|ar|as|ad|an|at|ash|az|bin|ibn|ben|bint|bn|abn|von|fon|van|fan|der|den|de|la|le|du|da|dos|das|di"
    "|del|della|y|e|af|av|zu|zur|zum|ter|ten|the|of|for|and|und|et"
)
_ABD: Final = re.compile("abd(?:ou?l|ul|el|al|il|ur|ar)?")
_ABD_JOINED: Final = re.compile("^abd(?:ou|[aeiou])l(?=[a-z]{2})")
_PARTS: Final = re.compile(r"[^\w\u0300-\u036f\u0900-\u0dff\u200c'’ʻʼ]+|_")
_APOSTROPHES: Final = re.compile("['’ʻʼ]")
_ROMAN: Final = re.compile(r"(?<=\w )(?:[IVX]{2,}|[IVX]$)(?![\w.])")
_YOUNGER: Final = {"jr": "junior", "junior": "junior", "sr": "senior", "senior": "senior"}


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name taken apart: its words, ``numbers`` as in "Elizabeth II" or "Channel 4", whether titled."""

    words: tuple[Word, ...]
    numbers: frozenset[str]
    titled: bool

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The consonants of the words that are written out."""
        return tuple(each.skeleton for each in self.words if not each.is_initial)


@lru_cache(maxsize=2**14)
def name_words(name: str) -> NameWords:
    """Take a name in any script apart."""
    numbers = set(_ROMAN.findall(name))
    folded = fold_name(_ROMAN.sub("", name).replace("ه\u200c", "ا"))  # a joiner says that it is a vowel
    bare = _TITLES.sub("", folded + " ", count=1).strip() if _TITLES.match(folded + " ") else folded
    parts = _parts(bare) or _parts(folded) or folded.split()
    numbers |= {_YOUNGER.get(part, part) for part in parts if part.isdigit() or part in _YOUNGER}
    parts = [part for part in parts if part not in numbers and part not in _YOUNGER] or parts
    telling = [part for part in parts if not _PARTICLES.fullmatch(latin(part))] or parts
    return NameWords(tuple(map(word, _servants(telling))), frozenset(numbers), titled=bare != folded)


def _parts(folded: str) -> list[str]:
    return [part for part in _PARTS.split(_APOSTROPHES.sub("", folded)) if part]


def _servants(parts: list[str]) -> Iterator[str]:
    """Write "Abd al-Rahman", "Abdul Rahman" and "Abdelrahman" as one word."""
    before = ""
    for part in parts:
        if _ABD.fullmatch(latin(part)) or part == "عبد":
            before = "عبد" if part == "عبد" else "abd"
            continue
        yield before + part if before else _ABD_JOINED.sub("abd", latin(part)) if _is_abd(part) else part
        before = ""
    if before:
        yield before


def _is_abd(part: str) -> bool:
    return bool(_ABD_JOINED.match(latin(part)))
