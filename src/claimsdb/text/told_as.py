"""Who says what, on whose word, as a sentence in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimsdb.records.rows import ChainLink

VERBS: Final = {
    "asserts": "says that",
    "denies": "denies that",
    "questions": "questions whether",
    "predicts": "predicts that",
    "demands": "demands that",
}
"""What a speaker does with a claim, by the stance."""

_SMALL: Final = re.compile(
    "(A|An|At|Both|By|During|Each|Every|For|From|He|Her|His|If|In|It|Its|Many|Most|Neither|No|Nobody|None|Nothing|"
    "On|She|Some|Such|That|The|Their|There|These|They|This|Those|Under|We|With) "
)
"""Words that begin with a capital only where they begin a sentence, whatever they speak of."""


_OURS: Final = "article ", "somebody called only "
"""Words of our own, which begin with a capital where they begin the sentence."""


def told_as(chain: Sequence[ChainLink], article: str, stance: str, claim: str) -> str:
    """Return a sentence: the chain, nearest speaker first, where it is reported, and what is said.

    >>> told_as((), "*A Strategic Shift*", "asserts", "The talks were launched in 2017.")
    '*A Strategic Shift* says that the talks were launched in 2017.'

    ``article`` is what the article is called, as ``called`` writes it; without any speaker it speaks itself.
    """
    if not chain:
        who = article
    else:
        others = [f"as {_manner(link)} by {_speaker(link)}" for link in chain[1:]]
        who = ", ".join([_speaker(chain[0]), *others, f"as reported in {article},"])
    if who.startswith(_OURS):
        who = who[0].upper() + who[1:]
    return f"{who} {VERBS[stance]} {_within(claim)}"


def called(title: str | None, file: str | None, number: int) -> str:
    """Return what an article can be called by in a sentence: its title, else its file, else its number."""
    if title:
        return f"*{' '.join(title.split())}*"
    return " ".join(file.split()) if file else f"{_OURS[0]}{number}"


def _speaker(link: ChainLink) -> str:
    return link.name or f"{_OURS[1]}“{link.label}”"


def _manner(link: ChainLink) -> str:
    return "quoted" if link.quotation == "direct" else "told"


def _within(claim: str) -> str:
    """Write a sentence as it stands within another."""
    return claim[0].lower() + claim[1:] if _SMALL.match(claim) else claim
