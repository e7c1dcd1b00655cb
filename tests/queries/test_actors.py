from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import AmbiguousActorError, UnknownActorError, UnknownWordError
from claimsdb.records.questions import ClaimFilter
from claimsdb.records.rows import ActorRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from claimsdb.library import Database

    Run = Callable[[Database], AbstractContextManager[list[str]]]


def test_actors_come_by_number_with_their_names_identifiers_and_counts(corpus: Database) -> None:
    first, *others = corpus.actors()
    assert first == ActorRow(
        actor_id=1,
        name="Ann Lee",
        kind="person",
        names=("Ann Lee", "Lee", "Энн Ли"),
        identifiers=("wikidata:Q1",),
        statements_by=1,
        statements_about=3,
    )
    assert [each.name for each in others] == ["Bo Lee", "Ben Ó Dálaigh", "Bridge Authority"]


def test_actors_of_one_kind(corpus: Database) -> None:
    assert [each.name for each in corpus.actors(kind="organisation")] == ["Bridge Authority"]
    assert corpus.actors(kind="state") == []
    with pytest.raises(UnknownWordError, match="person, organisation, state, group, outlet"):
        corpus.actors(kind="people")


@pytest.mark.parametrize("name", ["Ann Lee", "ANN LEE", "энн ли", 1])
def test_an_actor_is_shown_with_what_was_claimed_by_and_about_it(corpus: Database, name: str | int) -> None:
    detail = corpus.actor(name)
    assert [row.quote for row in detail.statements_by] == ["There is no danger"]
    assert [row.stance for row in detail.statements_about] == ["asserts", "asserts", "denies"]


def test_unknown_and_ambiguous_names_are_told(corpus: Database) -> None:
    with pytest.raises(AmbiguousActorError):
        corpus.actor("Lee")
    with pytest.raises(UnknownActorError, match="Nearest: «Bridge Authority»"):
        corpus.actor("Bridge Autority")


def test_the_counts_are_those_of_the_lists(seeded: Database) -> None:
    for actor in seeded.actors():
        detail = seeded.actor(actor.actor_id)
        assert (actor.statements_by, actor.statements_about) == (
            len(detail.statements_by),
            len(detail.statements_about),
        )
        spoken = ClaimFilter(actor=str(actor.actor_id), role="speaker")
        assert seeded.count_claims(spoken) == actor.statements_by


def test_the_number_of_questions_does_not_grow_with_the_actors(corpus: Database, statements_run: Run) -> None:
    with statements_run(corpus) as for_one:
        corpus.actors(limit=1)
    with statements_run(corpus) as for_all:
        corpus.actors()
    assert len(for_one) == len(for_all) == 4
