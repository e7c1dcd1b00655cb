"""Text as the search index holds it: the Python twin of the views that migration 0003 makes."""

from __future__ import annotations

import re
from typing import Final

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Characters of scripts that are written without spaces between words."""

DROPPED: Final = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200d"
)
"""Signs that a word is written with or without: soft hyphen, joiner, accents, tatweel, Arabic vowel signs."""

FOLDED: Final = {
    "a": "Ǡǡ",
    "d": "Đđ",
    "h": "Ħħ",
    "i": "ı",
    "l": "Łł",
    "o": "ØøǾǿ",
    "æ": "ǢǣǼǽ",
    "ʒ": "Ǯǯ",
    "α": "Άά\u1f00-\u1f0f\u1f70\u1f71\u1f80-\u1f8f\u1fb0-\u1fb4\u1fb6-\u1fbc",
    "ε": "Έέ\u1f10-\u1f15\u1f18-\u1f1d\u1f72\u1f73\u1fc8\u1fc9",
    "η": "Ήή\u1f20-\u1f2f\u1f74\u1f75\u1f90-\u1f9f\u1fc2-\u1fc4\u1fc6\u1fc7\u1fca-\u1fcc",
    "ι": "ΊΐΪίϊ\u1f30-\u1f3f\u1f76\u1f77\u1fbe\u1fd0-\u1fd3\u1fd6-\u1fdb",
    "ο": "Όό\u1f40-\u1f45\u1f48-\u1f4d\u1f78\u1f79\u1ff8\u1ff9",
    "ρ": "\u1fe4\u1fe5\u1fec",
    "υ": "ΎΫΰϋύ\u1f50-\u1f5f\u1f7a\u1f7b\u1fe0-\u1fe3\u1fe6-\u1feb",
    "ω": "Ώώ\u1f60-\u1f6f\u1f7c\u1f7d\u1fa0-\u1faf\u1ff2-\u1ff4\u1ff6\u1ff7\u1ffa-\u1ffc",
    "ϒ": "ϓϔ",
    "а": "Ӑ-ӓ",
    "г": "Ѓѓ",
    "е": "ЀЁѐёӖӗ",
    "ж": "ӁӂӜӝ",
    "з": "Ӟӟ",
    "и": "ЍЙйѝӢ-ӥ",
    "к": "Ќќ",
    "о": "Ӧӧ",
    "у": "ЎўӮ-ӳ",
    "ч": "Ӵӵ",
    "ы": "Ӹӹ",
    "э": "Ӭӭ",
    "і": "Її",
    "ѵ": "Ѷѷ",
    "ә": "Ӛӛ",
    "ө": "Ӫӫ",
    "\u0627": "\u0622\u0623\u0625\u0671",
    "\u0643": "\u06a9",
    "\u0647": "\u0629",
    "\u0648": "\u0624",
    "\u064a": "\u0626\u0649\u06cc",
    "\u06c1": "\u06c2",
    "\u06d2": "\u06d3",
    "\u06d5": "\u06c0",
    "\u0915\u093c": "\u0958",
    "\u0916\u093c": "\u0959",
    "\u0917\u093c": "\u095a",
    "\u091c\u093c": "\u095b",
    "\u0921\u093c": "\u095c",
    "\u0922\u093c": "\u095d",
    "\u092b\u093c": "\u095e",
    "\u092f\u093c": "\u095f",
    "\u09a1\u09bc": "\u09dc",
    "\u09a2\u09bc": "\u09dd",
    "\u09af\u09bc": "\u09df",
}
"""Each letter, or letter and nukta, with those that are searched as if they were it."""

_UNSPACED: Final = re.compile(f"([{UNSPACED}])")
_TOUCHED: Final = re.compile(f"[{UNSPACED}{DROPPED}{''.join(FOLDED.values())}]+")
"""What a text may hold that the index writes otherwise."""


def _letters(ranges: str) -> str:
    return re.sub("(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), ranges)


_PLAIN: Final = str.maketrans(
    dict.fromkeys(_letters(DROPPED), "")
    | {letter: plain for plain, ranges in FOLDED.items() for letter in _letters(ranges)}
)


class _Forms(dict[int, str]):
    """The form of each character, by its number; found out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = _UNSPACED.sub(r" \1 ", chr(number).translate(_PLAIN))
        return self[number]


_FORMS: Final = _Forms()


def search_form(text: str) -> str:
    """Return a text as the index holds it.

    Letters of unspaced scripts stand alone, variants of a letter are one, optional signs are gone.
    The form of a text is the forms of its characters, one after the other.
    """
    return _TOUCHED.sub(lambda run: run[0].translate(_FORMS), text)
