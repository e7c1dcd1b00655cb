"""How a sentence shows a user's value, and the allowed word that was probably meant."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = 60


def shown(value: object) -> str:
    """A value in guillemets, cut to 60 characters; what does not print is escaped, so a terminal is safe."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    cut = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"«{''.join(char if char.isprintable() else _escaped(char) for char in cut)}»"


def did_you_mean(word: object, allowed: Iterable[str]) -> str:
    """``: did you mean «x»?`` with the allowed word nearest to a word, or nothing."""
    near = get_close_matches(str(word)[:_SHOWN].lower(), list(allowed), n=1)
    return f": did you mean {shown(near[0])}?" if near else ""


def listed(words: Iterable[str]) -> str:
    """Words in guillemets, joined by commas."""
    return ", ".join(f"«{word}»" for word in words)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
