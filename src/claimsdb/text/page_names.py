"""The names on a page: who wrote it, as the byline has it, and who published it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimsdb.text.page_words import Said, key

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 200
_MOST: Final = 1000
# Von, Par and Por begin names too, of which no two words would be left.
_BY = re.compile(r"(?:(?:written )?by|автор)[:\s]\s*|(?:von|par|por|door)[:\s]\s*(?=\S+\s+\S)", re.IGNORECASE)
_AND = re.compile(
    r"\s*;\s*|,\s+(?:and|und|et|y|e|en|og|och|и)\s+|\s+(?:and|und|et|y|og|och|и|&)\s+|,\s+|\s*[|•·]\s*"
)
_ADDRESS = re.compile(
    r"(?:https?:|www\.|/|@)\S*|\S+@\S+\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?"
)


def authors(sources: Iterable[Iterable[Said]]) -> tuple[Said, ...]:
    """Return the authors of the first source that names any, each once, and not too many."""
    for source in sources:
        named: dict[str, Said] = {}
        for said in source:
            for name in names_in(said.value):
                named.setdefault(key(name), Said(name, said.source, said.inferred))
        if 0 < len(named) <= _MOST:
            return tuple(named.values())
    return ()


def names_in(byline: str) -> list[str]:
    """Part a byline into its names: ``By A. Writer and B. Writer``; addresses are no names."""
    words = _BY.sub("", byline, count=1) if _BY.match(byline) else byline
    parts = [part.strip(" ,;") for part in _AND.split(words)]
    parts = parts if all(" " in part for part in parts if part) else [words.strip()]
    return [part for part in parts if part and len(part) <= _LONGEST and not _ADDRESS.fullmatch(part)]
