"""Failures of asking: something that is not there, or a name that fits several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.errors.base import ClaimsDBError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoTextYetError(ClaimsDBError):
    """An article of which nothing but metadata is known."""

    def __init__(self, article: int) -> None:
        super().__init__(
            f"Article {article} has no text yet: load it with `claimsdb load FILE --as {article}`."
        )


def _nearest(names: Sequence[str], elsewhere: str) -> str:
    if not names:
        return f" {elsewhere}"
    return " Nearest: " + ", ".join(f"«{name}»" for name in names) + "."


class UnknownActorError(ClaimsDBError):
    """No actor has the name."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(f"No actor is called «{name}»." + _nearest(nearest, "`claimsdb actors` lists them."))


class AmbiguousActorError(ClaimsDBError):
    """Several actors have the name; ``candidates`` are (id, name, kind)."""

    def __init__(self, name: str, candidates: Sequence[tuple[int, str, str | None]]) -> None:
        listed = "; ".join(f"{number} {each} ({kind or 'kind unknown'})" for number, each, kind in candidates)
        super().__init__(f"«{name}» can be any of: {listed}. Name one in full, or by its number.")


class UnknownOutletError(ClaimsDBError):
    """No outlet has the name."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(
            f"No outlet is called «{name}»." + _nearest(nearest, "`claimsdb outlets` lists them.")
        )


class UnknownTopicError(ClaimsDBError):
    """The code book has no such label."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(f"No topic is called «{name}»." + _nearest(nearest, "`claimsdb topics` lists them."))


class UnknownKindError(ClaimsDBError):
    """No claim is of the kind."""

    def __init__(self, kind: str, known: Sequence[str]) -> None:
        words = ", ".join(known) or "none yet"
        super().__init__(f"No claim is of kind «{kind}». Kinds in use: {words}.")


class UnknownClaimError(ClaimsDBError):
    """No claim has the number or key."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(f"There is no claim «{name}»." + _nearest(nearest, "`claimsdb claims` lists them."))


class AmbiguousClaimError(ClaimsDBError):
    """A key that several annotation files give a claim; ``candidates`` are (id, sentence)."""

    def __init__(self, key: str, candidates: Sequence[tuple[int, str]]) -> None:
        listed = "; ".join(f"{number} {sentence}" for number, sentence in candidates)
        super().__init__(f"«{key}» can be any of the claims: {listed}. Name one by its number, or FILE#KEY.")


class UnknownArticleError(ClaimsDBError):
    """No article has the number, file name or title."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(
            f"There is no article «{name}»." + _nearest(nearest, "`claimsdb articles` lists them.")
        )


class AmbiguousArticleError(ClaimsDBError):
    """Several articles have the file name or title; ``candidates`` are (id, title or file)."""

    def __init__(self, name: str, candidates: Sequence[tuple[int, str]]) -> None:
        listed = "; ".join(f"{number} {each}" for number, each in candidates)
        super().__init__(f"«{name}» can be any of: {listed}. Name one by its number.")


class UnknownVersionError(ClaimsDBError):
    """An article has no version of the number."""

    def __init__(self, article_id: int, number: int, last: int) -> None:
        there = "only version 1" if last == 1 else f"versions 1 to {last}"
        super().__init__(
            f"Article {article_id} has no version {number}: it has {there}. "
            f"`claimsdb article history {article_id}` lists them."
        )


class OneVersionError(ClaimsDBError):
    """An article that has nothing to be compared with."""

    def __init__(self, article_id: int) -> None:
        super().__init__(
            f"Article {article_id} has one version only, so there is nothing to compare. "
            "Load its changed text under the same file name, or with `claimsdb load --as`."
        )


class NoWordsError(ClaimsDBError):
    """A search for nothing that a word could be."""

    exit_code = 2

    def __init__(self, words: str) -> None:
        super().__init__(f"«{words}» has no word to search for. Give letters or digits.")


class BadSearchError(ClaimsDBError):
    """A raw search expression that the engine refuses."""

    exit_code = 2

    def __init__(self, expression: str, an_expression: str, reason: str) -> None:
        super().__init__(
            f"«{expression}» is not {an_expression}: {reason}. Leave --fts out to search for plain words."
        )


class LongSearchError(ClaimsDBError):
    """A search for more words than the engine takes at once."""

    exit_code = 2

    def __init__(self, words: str) -> None:
        super().__init__(f"The search has {len(words)} characters, too many at once. Give fewer words.")


class UnknownWordError(ClaimsDBError):
    """A word that is none of a closed vocabulary, such as the stances."""

    exit_code = 2

    def __init__(self, field: str, word: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no {field} «{word}». Write one of: {', '.join(known)}.")


class NoLikenessError(ClaimsDBError):
    """A least likeness that none can have."""

    exit_code = 2

    def __init__(self, least: float) -> None:
        super().__init__(f"No names are {least:g} alike: likeness goes from 0 to 100. Write --least 80.")
