"""Brings the claims of one article, and the roles of its actors, in step with its annotation file.

Each claim, statement and role of the file is matched with what the same file said before: it is
added, changed, or left as it is. What the file no longer says stays until it is pruned.
Whatever does not hold is gathered, so that all of it is told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.letting_go import (
    dropped_relations,
    follow_rewordings,
    forget_gone,
    held_claims,
    name_of,
    names_of_gone,
    prune_statements,
)
from claimsdb.actions.relations import relate
from claimsdb.actions.reviews_of_file import Reviewing
from claimsdb.actions.roles_of_file import Roles
from claimsdb.actions.said_before import SaidBefore
from claimsdb.actions.sayings import sayings
from claimsdb.actions.taking_in import TakingIn
from claimsdb.queries.circles import circle
from claimsdb.records.loading import ClaimChanges
from claimsdb.records.relations import told_circle
from claimsdb.records.vocabulary import SYMMETRICAL

if TYPE_CHECKING:
    from claimsdb.actions.intake import Intake
    from claimsdb.models import ClaimRelation


class Annotating:
    """One annotation in three steps: ``take_in`` its claims, ``relate`` them, tell the ``changes``.

    With ``prune``, what the file said before and says no more is taken away.
    """

    def __init__(self, intake: Intake, *, prune: bool) -> None:
        self._intake = intake
        self._prune = prune
        self._sayings = sayings(intake.session, intake.source)
        self._before = SaidBefore(intake)
        self._taken = TakingIn(intake, self._before)
        self._roles = Roles(intake)
        self._gone: tuple[str, ...] = ()

    def take_in(self) -> None:
        """Record every claim of the file with its statements, and every role."""
        self._taken.take_in_all()
        self._roles.take_in()
        reworded = self._taken.reworded
        held = held_claims(self._intake, self._before.unmatched, reworded) if self._prune else set()
        unmatched = [each for each in self._before.unmatched if each.claim_id not in held]
        self._gone = names_of_gone(unmatched, self._taken.claims.values())
        gone = dict.fromkeys(each.claim for each in unmatched if each.claim_id not in reworded)
        if self._prune:
            prune_statements(self._intake, self._before, held)
        follow_rewordings(self._intake, reworded)
        if self._prune:
            for claim in gone:
                forget_gone(self._intake, claim)

    def relate(self) -> None:
        """Record the relations and reviews, once every claim that they can name is there.

        Raises:
            RelationPendingError: a relation or a review names a claim that a file loaded later may have.
            AnnotationRefusedError: anything of the annotation does not hold; all of it is told.
        """
        recorded, reviewing = self._related(), Reviewing(self._intake)
        reviewing.take_in_all(self._taken.claims)
        self._intake.problems.refuse()
        self._roles.let_go(prune=self._prune)
        for relation in dropped_relations(self._intake, recorded):
            if self._prune:
                self._intake.session.delete(relation)
            else:
                self._intake.notes.append(name_of(self._intake, relation))
        if self._prune:
            reviewing.drop()
        else:
            self._intake.notes.extend(reviewing.names_of_dropped())
        self._intake.session.flush()

    def changes(self) -> ClaimChanges:
        """Return what was done, by the sentences of the claims."""
        now = sayings(self._intake.session, self._intake.source)
        said = {claim.id: claim.sentence for claim in self._taken.claims.values()}
        new = {number: claim.id for number, claim in self._taken.reworded.items()}
        before = {number: saying.related_to(new) for number, saying in self._sayings.items()}
        known = before.keys() | set(new.values())
        changed = {each for each in known & said.keys() if now[each] != before.get(each)}
        return ClaimChanges(
            added=tuple(sentence for each, sentence in said.items() if each in now.keys() - known),
            changed=tuple(sentence for each, sentence in said.items() if each in changed),
            removed=self._gone if self._prune else (),
            left_out=() if self._prune else self._gone,
            roles=self._roles.changes(),
        )

    def _related(self) -> set[ClaimRelation]:
        intake, annotator = self._intake, self._intake.books.registers.annotator
        recorded = set()
        for note, claim in self._taken.claims.items():
            for each in note.relations:
                with intake.problems.at(each.place):
                    by = annotator(each.annotator), annotator(intake.annotation.annotator)
                    related = relate(intake.session, claim, each, intake.source, by)
                    recorded.add(related.relation)
                    if related.is_new:
                        self._note_circle(related.relation)
        return recorded

    def _note_circle(self, relation: ClaimRelation) -> None:
        if relation.kind in SYMMETRICAL:  # what is the same is so in many ways
            return
        ends = (relation.claim_id, relation.related_claim_id)
        if claims := circle(self._intake.session.connection(), relation.kind, *ends):
            self._intake.notes.append(told_circle(relation.kind, claims))
