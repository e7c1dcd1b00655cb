"""How like two words of names are, and why."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from claimsdb.text.name_letters import alike, sounds

if TYPE_CHECKING:
    from claimsdb.text.name_letters import Reading, Word

SAME: Final = 100.0
_SPELLING: Final = 97.0  # one sound, two spellings: kairat, kayrat, кайрат
_CONSONANTS: Final = 95.0  # a script without vowels, and nothing that speaks against it
_VOWELS_APART: Final = 93.0  # e for a, o for u: mohamed, muhammad
_MOST_APART: Final = 90.0
_ROUGHLY: Final = 86.0  # ch for sh, j for g, h left off: bachar, bashar
_OTHER_SCRIPT: Final = 82.0  # an Indic script, whose a is not written
_LEAST_OTHER_SCRIPT: Final = 60.0
_INITIAL: Final = 75.0
_HERS: Final = 58.0
_HOMOPHONES: Final = 58.0
_A_VOWEL: Final = 22.0
"""What a long vowel takes away that is written where another is heard."""

_FEW: Final = 2
_SOME: Final = 4
_CONSONANT: Final = re.compile("[^aeiouwy]")
_FITTING: Final = dict(zip("aweiouy", ("ae", "uow", "ie", "ie", "uo", "uo", "ie"), strict=True))

Likely = tuple[float, str]


@lru_cache(maxsize=2**16)
def word_likeness(one: Word, other: Word) -> Likely:
    """Return how like two words are, 0 to 100, and the reason, empty if they are the same."""
    if one.plain == other.plain:
        return SAME, ""
    if one.is_initial or other.is_initial:
        begins = _beginnings(one) & _beginnings(other)
        return (_INITIAL, f"{_pair(one, other)} is an initial") if begins else (0.0, _pair(one, other))
    bare = [each for each in (one, other) if each.script == "bare"]
    if len(bare) == 1:
        return _unvowelled(bare[0], one if one.script != "bare" else other)
    return _both_bare(one, other) if bare else _heard(one, other)


def _pair(one: Word, other: Word) -> str:
    return f"{one.plain} / {other.plain}"


def _beginnings(word: Word) -> set[str]:
    return {reading.spelled[:1] for reading in word.readings}


def _both_bare(one: Word, other: Word) -> Likely:
    score = _MOST_APART * Levenshtein.normalized_similarity(one.spelled, other.spelled)
    score = _SPELLING if one.spelled == other.spelled else score
    return score, f"{_pair(one, other)} are {score:.0f}% alike"


def _heard(one: Word, other: Word) -> Likely:
    pair = _pair(one, other)
    if one.spelled == other.spelled:
        return _SPELLING, f"{pair} is one word spelt in two ways"
    if any(_is_his_and_hers(a.spelled, b.spelled) for a in one.readings for b in other.readings):
        return _HERS, f"{pair} are a man's and a woman's form"
    score = max(_read(a, b) for a in one.readings for b in other.readings)
    if one.script == other.script == "han":
        score = score if score == _VOWELS_APART else min(score, _HOMOPHONES)
    if "indic" in {one.script, other.script} and score > _LEAST_OTHER_SCRIPT and _same_consonants(one, other):
        score = max(score, _OTHER_SCRIPT)
    return score, f"{pair} are {score:.0f}% alike"


def _same_consonants(one: Word, other: Word) -> bool:
    return one.skeleton == other.skeleton and len(one.skeleton) >= _FEW


def _read(one: Reading, other: Reading) -> float:
    if one.letters == other.letters:
        return _VOWELS_APART
    if one.rough == other.rough and (
        len(one.letters) >= _SOME or one.letters.replace("h", "") == other.letters.replace("h", "")
    ):
        return _ROUGHLY
    letters = Levenshtein.normalized_similarity(one.letters, other.letters)
    consonants = Levenshtein.normalized_similarity(one.skeleton, other.skeleton)
    return min(SAME * min(letters, consonants), _MOST_APART)


def _is_his_and_hers(one: str, other: str) -> bool:
    """Tell Petrov from Petrova, and Mario from Maria."""
    shorter, longer = sorted((one, other), key=len)
    return (longer == shorter + "a" and shorter[-1:] not in "aeiouy") or (
        one[:-1] == other[:-1] and {one[-1:], other[-1:]} == {"a", "o"}
    )


def _unvowelled(bare: Word, full: Word) -> Likely:
    """Compare a word that is written without short vowels to one with them."""
    score = max(_with_vowels(a.spelled, b.spelled) for a in bare.readings for b in full.readings)
    return score, f"{_pair(bare, full)} are {score:.0f}% alike, as far as vowels are written"


def _with_vowels(bare: str, full: str) -> float:
    written, heard = sounds(bare), sounds(full)
    if len(written) == len(heard) and alike(bare) == alike(full):
        most = _CONSONANTS if written == heard else _MOST_APART
        return most - _A_VOWEL * _vowels_apart(bare, full)
    return _MOST_APART * Levenshtein.normalized_similarity(written, heard)


def _vowels_apart(bare: str, full: str) -> int:
    """Count the places where a long vowel is written and another heard, or one heard at the end only."""
    written, heard = _CONSONANT.split(bare), _CONSONANT.split(full)
    last = len(written) - 1
    return sum(
        _is_apart(long, sound, first=place == 0, last=place == last)
        for place, (long, sound) in enumerate(zip(written, heard, strict=True))
    )


def _is_apart(long: str, sound: str, *, first: bool, last: bool) -> bool:
    if not long:
        return not first and ((last and bool(sound)) or sound[1:] == "i")
    if not sound:
        return True
    fitting = _FITTING[long[-1]] + ("a" if last else "")
    return not first and not any(letter in sound for letter in fitting)
