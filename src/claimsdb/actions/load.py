"""Stores one text that was read, with what its annotation says; all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.actors import ActorBook
from claimsdb.actions.annotate import RelationPendingError, add_file, annotate, file_of
from claimsdb.actions.articles import describe_article, store_text
from claimsdb.database.clock import now
from claimsdb.errors.actions import AmbiguousNameError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.records.loading import ADDED, NEW_VERSION, REFUSED, UNCHANGED, UPDATED, LoadOutcome
from claimsdb.records.place import Problem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.actions.articles import Stored
    from claimsdb.records.sources import PreparedText

__all__ = ["RelationPendingError", "load", "refused"]


def load(session: Session, prepared: PreparedText, *, prune: bool = False) -> LoadOutcome:
    """Store one text and its annotation; a text that is known already and unchanged changes nothing.

    Raises:
        RelationPendingError: a relation points at a file that may be loaded later.
        AnnotationRefusedError: anything else of the annotation does not hold.
    """
    stored = store_text(session, prepared)
    if prepared.annotation is None:
        return _without_annotation(session, stored, prepared)
    return _with_annotation(session, stored, prepared, prune=prune)


def refused(name: str, reason: Exception) -> LoadOutcome:
    """Return the outcome of a text that is not taken in."""
    problems = reason.problems if isinstance(reason, AnnotationRefusedError) else ()
    return LoadOutcome(name, REFUSED, problems=problems, notes=() if problems else (str(reason),))


def _without_annotation(session: Session, stored: Stored, prepared: PreparedText) -> LoadOutcome:
    if stored.outcome == ADDED:
        describe_article(session, stored.article, prepared, ActorBook(session))
    return LoadOutcome(prepared.name, stored.outcome, stored.article.id)


def _with_annotation(session: Session, stored: Stored, prepared: PreparedText, *, prune: bool) -> LoadOutcome:
    annotation, name, sha256 = prepared.annotation, prepared.annotation_file, prepared.annotation_sha256
    assert annotation is not None
    assert name is not None
    assert sha256 is not None
    source = file_of(session, stored.article, name)
    if source is not None and source.sha256 == sha256 and stored.outcome == UNCHANGED and not prune:
        return LoadOutcome(prepared.name, UNCHANGED, stored.article.id)
    known = source is not None
    source = source or add_file(session, stored.article, name, sha256)
    book = _book(session, prepared)
    describe_article(session, stored.article, prepared, book)
    changes = annotate(session, stored.version, annotation, book, source, prune=prune)
    edited = source.sha256 != sha256 or not known or bool(changes)
    if edited:
        source.sha256, source.loaded_at = sha256, now()
    outcome = UPDATED if stored.outcome == UNCHANGED and edited else stored.outcome
    return LoadOutcome(
        prepared.name, outcome, stored.article.id, changes, notes=(*book.notes, *_staying(stored, prepared))
    )


def _book(session: Session, prepared: PreparedText) -> ActorBook:
    assert prepared.annotation is not None
    try:
        return ActorBook(session, prepared.annotation.actors)
    except AmbiguousNameError as fault:
        raise AnnotationRefusedError([Problem(prepared.annotation.place, fault.sentence)]) from fault


def _staying(stored: Stored, prepared: PreparedText) -> tuple[str, ...]:
    if stored.outcome != NEW_VERSION:
        return ()
    earlier = stored.version.number - 1
    return (f"{prepared.name}: statements made before stay on version {earlier}, the wording they quote",)
