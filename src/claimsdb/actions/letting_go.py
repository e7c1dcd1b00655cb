"""What a file says no more: named, followed into other words, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.claim_reviews import (
    carry_reviews,
    forget_reviews,
    reviewed_elsewhere,
    tell_reviewed,
)
from claimsdb.actions.claims import carry_keys, forget_if_unstated, is_stated
from claimsdb.actions.passages import every_passage_of, forget_if_bare, words_of
from claimsdb.actions.relations import carry_relations
from claimsdb.actions.sayings import relations_of
from claimsdb.actions.splitting import carry_split_parts
from claimsdb.models import Claim, Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from claimsdb.actions.intake import Intake
    from claimsdb.actions.said_before import SaidBefore
    from claimsdb.models import ClaimRelation


def names_of_gone(unmatched: Sequence[Statement], said: Collection[Claim]) -> tuple[str, ...]:
    """Return the sentences of claims that are gone, with the quote where only a statement of one is."""
    names = (
        f"{each.claim.sentence} (on «{words_of(each)}»)" if each.claim in said else each.claim.sentence
        for each in unmatched
    )
    return tuple(dict.fromkeys(names))


def held_claims(intake: Intake, unmatched: Sequence[Statement], reworded: Collection[int]) -> set[int]:
    """Return the claims that must keep what the file has no more, since others reviewed them; each is noted.

    Nobody else states them, so that pruning would take them away with the verdict. A claim that was reworded
    takes its reviews along.
    """
    gone = {each.claim_id: each.claim.sentence for each in unmatched if each.claim_id not in reworded}
    reviewed = reviewed_elsewhere(intake.session, gone, intake.source)
    ids = {each.id for each in unmatched}
    stated = select(Statement.id).where(Statement.claim_id.in_(reviewed))
    elsewhere = select(Statement.claim_id).where(Statement.id.in_(set(intake.session.scalars(stated)) - ids))
    held = reviewed.keys() - set(intake.session.scalars(elsewhere))
    for claim in sorted(held):
        intake.notes.append(
            f"kept, though the file has it no more: «{gone[claim]}», of which the review {reviewed[claim]} "
            "recorded elsewhere speaks; take that away first"
        )
    return held


def prune_statements(intake: Intake, before: SaidBefore, held: Collection[int]) -> None:
    """Take away statements and keys that the file has no more, and passages that nothing stands on.

    Those of claims that are ``held`` stay.
    """
    for each in before.unmatched:
        if each.claim_id not in held:
            passages = [passage.id for passage in every_passage_of(each)]
            intake.session.delete(each)
            forget_if_bare(intake.session, passages)
    for key in before.keys_unused():
        if key.claim_id not in held:
            intake.session.delete(key)
    intake.session.flush()


def follow_rewordings(intake: Intake, reworded: Mapping[int, Claim]) -> None:
    """Let relations, reviews and keys go with their claims into other words; forget what nobody says now."""
    for number, claim in reworded.items():
        old = intake.session.get_one(Claim, number)
        carry_split_parts(intake.session, old.id, claim.id)
        if is_stated(intake.session, old):
            carry_relations(intake.session, old, claim, of=intake.source.id)
            carry_reviews(intake.session, old, claim, of=intake.source.id)
        else:
            tell_reviewed(intake, old, claim.sentence)
            carry_relations(intake.session, old, claim)
            carry_reviews(intake.session, old, claim)
            carry_keys(intake.session, old, claim)
            forget_if_unstated(intake.session, old)


def forget_gone(intake: Intake, claim: Claim) -> None:
    """Take away a claim that nobody states now, with what the file says of it."""
    if not is_stated(intake.session, claim):
        forget_reviews(intake.session, claim, intake.source)
        forget_if_unstated(intake.session, claim)


def dropped_relations(intake: Intake, recorded: Collection[ClaimRelation]) -> list[ClaimRelation]:
    """Return the relations that were loaded from the file and that it has no more."""
    return [each for each in relations_of(intake.session, intake.source) if each not in recorded]


def name_of(intake: Intake, relation: ClaimRelation) -> str:
    """Return a note on a relation that is no longer in the file."""
    first, second = (
        intake.session.get_one(Claim, number).sentence
        for number in (relation.claim_id, relation.related_claim_id)
    )
    return f"no longer in the file, kept until --prune: «{first}» {relation.kind} «{second}»"
