"""Stores texts that were read, with what their annotations say; all of a text or nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.actions.annotate import Annotating
from claimsdb.actions.annotation_files import add_file, file_of, others_of, stating
from claimsdb.actions.articles import as_captured, describe_article, fill_gaps, store_text
from claimsdb.actions.books import Books
from claimsdb.actions.carrying import carried_claims, carry_passages
from claimsdb.actions.intake import Intake
from claimsdb.actions.judging_as_told import judge_as_told
from claimsdb.actions.standoffs import keep_standoff
from claimsdb.database.clock import now
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.records.loading import ADDED, NEW_VERSION, REFUSED, UNCHANGED, UPDATED, LoadOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from claimsdb.actions.articles import Stored
    from claimsdb.records.annotations import Annotation
    from claimsdb.records.loading import CarriedClaim
    from claimsdb.records.sources import PreparedText

    Finish: TypeAlias = Callable[[], LoadOutcome]


def load(
    session: Session, prepared: PreparedText, *, prune: bool = False, into: int | None = None
) -> LoadOutcome:
    """Store one text and its annotation; a text that is known already and unchanged changes nothing.

    ``into`` is the number of the article that it is a wording of, where that was said.

    Raises:
        RelationPendingError: a relation points at a file that may be loaded later.
        AnnotationRefusedError: anything else of the annotation does not hold.
    """
    return _begin(session, prepared, prune=prune, into=into)()


def load_together(
    session: Session, texts: Sequence[PreparedText], *, prune: bool = False
) -> list[LoadOutcome]:
    """Store texts whose claims are related to each other: the claims of all, and then their relations.

    If any of them is refused, the transaction must not be kept: load the others again without it.
    """
    begun = [_begin(session, prepared, prune=prune) for prepared in texts]
    return [_finished(prepared, finish) for prepared, finish in zip(texts, begun, strict=True)]


def refused(name: str, reason: Exception) -> LoadOutcome:
    """Return the outcome of a text that is not taken in."""
    problems = reason.problems if isinstance(reason, AnnotationRefusedError) else ()
    return LoadOutcome(name, REFUSED, problems=problems, notes=() if problems else (str(reason),))


def _finished(prepared: PreparedText, finish: Finish) -> LoadOutcome:
    try:
        return finish()
    except AnnotationRefusedError as fault:
        return refused(prepared.name, fault)


def _begin(session: Session, prepared: PreparedText, *, prune: bool, into: int | None = None) -> Finish:
    """Store a text with its claims; return what is left to do once the claims of others are there too."""
    stored = store_text(session, prepared, into=into)
    prepared = as_captured(session, stored, prepared)
    if stored.outcome == NEW_VERSION:
        carry_passages(session, stored.version)
        if stored.version.number == 1:
            fill_gaps(session, stored.article, prepared, Books.of(session))
    if prepared.annotation is not None:
        return _begin_annotation(session, prepared, stored, prepared.annotation, prune=prune)
    if stored.outcome == ADDED:
        describe_article(session, stored.article, prepared, Books.of(session))
    return partial(_finish_text, session, prepared, stored)


def _finish_text(session: Session, prepared: PreparedText, stored: Stored) -> LoadOutcome:
    carried = _carried(session, stored)
    return LoadOutcome(prepared.name, stored.outcome, stored.article.id, carried=carried)


def _begin_annotation(
    session: Session, prepared: PreparedText, stored: Stored, annotation: Annotation, *, prune: bool
) -> Finish:
    name, sha256 = prepared.annotation_file, prepared.annotation_sha256
    assert name is not None
    assert sha256 is not None
    known = file_of(session, stored.article, name, sha256)
    if known is not None and known.sha256 == sha256 and not prune:
        if stored.outcome == NEW_VERSION:  # what the file says was carried along
            alone = not others_of(session, known)
            describe_article(session, stored.article, prepared, Books.of(session), alone=alone)
        return partial(_finish_text, session, prepared, stored)
    edited = known is None or known.sha256 != sha256
    source = known or add_file(session, stored.article, name, sha256)
    intake = Intake(session, stored.version, annotation, source, Books.of(session), known is None)
    _declare(intake, prepared, stored)
    if edited:
        source.sha256, source.loaded_at = sha256, now()
    annotating = Annotating(intake, prune=prune)
    annotating.take_in()
    keep_standoff(intake, prepared.standoff)
    return partial(_finish_annotation, prepared, stored, intake, annotating, edited)


def _declare(intake: Intake, prepared: PreparedText, stored: Stored) -> None:
    """Record what the annotation says of actors and of the article."""
    for note in intake.annotation.actors:
        with intake.problems.at(note.place):
            intake.books.actors.declare(note)
    judge_as_told(intake)
    others = others_of(intake.session, intake.source)
    describe_article(intake.session, stored.article, prepared, intake.books, alone=not others)
    states = any(claim.statements for claim in intake.annotation.claims)
    if intake.is_new_file and states and (names := stating(intake.session, intake.source, others)):
        intake.notes.append(f"the text has claims from {', '.join(names)} too, and they stay")


def _finish_annotation(
    prepared: PreparedText, stored: Stored, intake: Intake, annotating: Annotating, edited: bool
) -> LoadOutcome:
    annotating.relate()
    changes = annotating.changes()
    outcome = UPDATED if stored.outcome == UNCHANGED and (edited or changes) else stored.outcome
    notes = (*intake.books.actors.notes, *intake.notes)
    carried = _carried(intake.session, stored)
    return LoadOutcome(
        prepared.name,
        outcome,
        stored.article.id,
        changes,
        notes=notes,
        carried=carried,
        is_further_file=intake.is_new_file and stored.outcome != ADDED,
    )


def _carried(session: Session, stored: Stored) -> tuple[CarriedClaim, ...]:
    return tuple(carried_claims(session, stored.version)) if stored.outcome == NEW_VERSION else ()
