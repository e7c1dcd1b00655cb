"""What a role is called: with its organisation, and by which words it can be asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claimsdb.text.mentions import MentionFinder
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable


def role_called(title: str, organisation: str | None) -> str:
    """Return "Foreign Minister of Kazakhstan", or the title alone if it names the organisation itself."""
    if organisation is None or RoleWords(organisation).are_in(title):
        return title
    return f"{title} of {organisation}"


def roles_told(certain: Iterable[str], possible: Iterable[str]) -> str:
    """Return what somebody was: what is certain, then what is possible and called so; empty if nothing."""
    return ", ".join([*certain, *(f"possibly {each}" for each in possible)])


class RoleWords:
    """Words that somebody asks for a role by."""

    def __init__(self, words: str) -> None:
        self._words = _plain(words)
        self._finder = MentionFinder([self._words])

    def mean(self, title: str, organisations: Iterable[str]) -> bool:
        """Tell whether they are a run of whole words of a title, or of it beside a name of its organisation.

        That is of "title of organisation" or of "organisation title"; case, accents and hyphens apart.
        """
        plain = _plain(title)
        names = map(_plain, organisations)
        forms = (form for name in names for form in (f"{plain} of {name}", f"{name} {plain}"))
        return self._are_in(plain) or any(map(self._are_in, forms))

    def are_in(self, text: str) -> bool:
        """Tell whether they are a run of whole words of a text."""
        return self._are_in(_plain(text))

    def _are_in(self, plain: str) -> bool:
        return self._words in plain and any(self._finder.find(plain))


@lru_cache(maxsize=2**14)
def _plain(text: str) -> str:
    return " ".join(fold_name(text).replace("-", " ").split())
