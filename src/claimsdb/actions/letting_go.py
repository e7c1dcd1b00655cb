"""What a file says no more: named, followed into other words, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.claims import carry_keys, forget_if_unstated, is_stated
from claimsdb.actions.passages import forget_if_bare, passages_of, words_of
from claimsdb.actions.relations import carry_relations
from claimsdb.actions.sayings import relations_of
from claimsdb.actions.splitting import carry_split_parts
from claimsdb.models import Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from claimsdb.actions.intake import Intake
    from claimsdb.actions.said_before import SaidBefore
    from claimsdb.models import ClaimRelation, Statement


def names_of_gone(unmatched: Sequence[Statement], said: Collection[Claim]) -> tuple[str, ...]:
    """Return the sentences of claims that are gone, with the quote where only a statement of one is."""
    names = (
        f"{each.claim.sentence} (on «{words_of(each)}»)" if each.claim in said else each.claim.sentence
        for each in unmatched
    )
    return tuple(dict.fromkeys(names))


def prune_statements(intake: Intake, before: SaidBefore) -> None:
    """Take away statements and keys that the file has no more, and passages that nothing stands on."""
    for each in before.unmatched:
        passages = [passage.id for passage in passages_of(each)]
        intake.session.delete(each)
        forget_if_bare(intake.session, passages)
    for key in before.keys_unused():
        intake.session.delete(key)
    intake.session.flush()


def follow_rewordings(intake: Intake, reworded: Mapping[int, Claim]) -> None:
    """Let relations and keys go with their claims into other words, and forget what nobody says now."""
    for number, claim in reworded.items():
        old = intake.session.get_one(Claim, number)
        carry_split_parts(intake.session, old.id, claim.id)
        if is_stated(intake.session, old):
            carry_relations(intake.session, old, claim, of=intake.source.id)
        else:
            carry_relations(intake.session, old, claim)
            carry_keys(intake.session, old, claim)
            forget_if_unstated(intake.session, old)


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
