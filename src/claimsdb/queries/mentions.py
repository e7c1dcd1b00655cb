"""Which articles name an actor, and what of that carries no claim yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.queries.articles import articles_numbered
from claimsdb.queries.asking import among, among_value, ask
from claimsdb.queries.coded import Coded, heads_of
from claimsdb.queries.lookup import find_actor, members_of
from claimsdb.queries.naming_texts import naming_texts
from claimsdb.queries.texts import Texts
from claimsdb.records.mentions import ArticleMentions, UncodedPassage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from claimsdb.records.mentions import Naming, NamingText
    from claimsdb.records.rows import ArticleRow


def names_of(connection: Connection, actor_id: int) -> list[int]:
    """Return the numbers of the names that mean an actor that stands, or one merged into it."""
    members = members_of(connection, actor_id)
    question = f"SELECT id FROM actor_names WHERE actor_id {among(connection, 'members')}"
    found = ask(connection, question, {"members": among_value(connection, members)})
    return sorted(number for (number,) in found)


def count_mentions(connection: Connection, actor_id: int) -> Iterator[ArticleMentions]:
    """Yield how often each article names an actor, in the order in which the articles were added."""
    for texts in naming_texts(connection, names_of(connection, actor_id)):
        coded = Coded(connection, texts)
        for text, head in zip(texts, heads_of(connection, texts), strict=True):
            uncoded = [each for each in text.namings if not coded.touches(text.version_id, each.sentence)]
            ambiguous = [each for each in text.namings if len(each.actors) > 1]
            yield ArticleMentions(*head, len(text.namings), len(uncoded), len(ambiguous))


def articles_naming(
    connection: Connection, name: str, *, limit: int | None = None, after: ArticleRow | None = None
) -> Iterator[ArticleRow]:
    """Yield the articles that name an actor, in the order they were added, from behind ``after`` on.

    Raises:
        UnknownActorError: nobody has the name.
        AmbiguousActorError: several have it.
    """
    names = names_of(connection, find_actor(connection, name))
    left = limit
    for texts in naming_texts(connection, names, after=0 if after is None else after.article_id):
        numbers = [text.article_id for text in texts][:left]
        yield from articles_numbered(connection, numbers)
        left = None if left is None else left - len(numbers)
        if left == 0:
            return


def uncoded_passages(connection: Connection, name: str | None = None) -> Iterator[UncodedPassage]:
    """Yield the sentences that name an actor (None: any) and carry no claim, by article and place.

    Raises:
        UnknownActorError: nobody has the name.
        AmbiguousActorError: several have it.
    """
    names = None if name is None else names_of(connection, find_actor(connection, name))
    for texts in naming_texts(connection, names):
        yield from _uncoded(connection, texts)


def _uncoded(connection: Connection, texts: list[NamingText]) -> Iterator[UncodedPassage]:
    coded, reading = Coded(connection, texts), Texts(connection)
    called = _called(connection, {actor for text in texts for each in text.namings for actor in each.actors})
    for text, head in zip(texts, list(heads_of(connection, texts)), strict=True):
        sentences: dict[tuple[int, int], list[Naming]] = {}
        for each in text.namings:
            if not coded.touches(text.version_id, each.sentence):
                sentences.setdefault(each.sentence, []).append(each)
        words = reading.of(text.version_id) if sentences else ""
        for (start, end), namings in sentences.items():
            yield UncodedPassage(
                *head,
                start,
                end,
                words[start:end],
                names=_each_once(words[each.start : each.end] for each in namings),
                actors=_each_once(called[actor] for each in namings for actor in each.actors),
                ambiguous=any(len(each.actors) > 1 for each in namings),
            )


def _called(connection: Connection, actor_ids: set[int]) -> dict[int, str]:
    question = f"SELECT id, name FROM actors WHERE id {among(connection, 'ids')}"
    return dict(ask(connection, question, {"ids": among_value(connection, sorted(actor_ids))}))


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
