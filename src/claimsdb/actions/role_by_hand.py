"""Records a role by hand, on a quote of an article if one is given, and takes one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.articles import newest_version
from claimsdb.actions.books import Books
from claimsdb.actions.passages import forget_if_bare, passage_at
from claimsdb.actions.quotes import Quotes
from claimsdb.actions.roles import Office, called, describe_role, only_span, role_in
from claimsdb.database.clock import now
from claimsdb.errors.questions import UnknownActorError
from claimsdb.errors.roles import NoSuchRoleError, RoleKnownError, RoleOfFileError
from claimsdb.models import ActorRole, AnnotationFile
from claimsdb.queries.lookup import find_actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.models import Passage
    from claimsdb.records.annotations import AnnotatorNote, RoleNote, WordsNote


def add_role(
    session: Session, actor_id: int, note: RoleNote, article_id: int | None, annotator: AnnotatorNote | None
) -> int:
    """Record a role of an actor, on the newest text of an article if it is quoted; return its id.

    An organisation that nobody is called by is added, as a name in an annotation is.

    Raises:
        ClaimsDBError: the role is recorded already, the name of the organisation can mean several actors,
            or the quote does not stand in the text exactly once, as one passage.
    """
    books = Books.of(session)
    office = Office.of(note, actor_id, _organisation(session, books, note.organisation))
    if known := role_in(session, office):
        raise RoleKnownError(known.id, known.actor.name, called(known))
    role = ActorRole(annotator_id=books.registers.annotator(annotator), recorded_at=now())
    describe_role(role, note.title, office)
    if note.quote is not None and article_id is not None:
        role.passage = _passage(session, article_id, note.quote)
    session.add(role)
    session.flush()
    return role.id


def remove_role(session: Session, number: int) -> None:
    """Take a role away that was recorded by hand, and its passage, if nothing else stands on it.

    Raises:
        NoSuchRoleError: no role has the number.
        RoleOfFileError: an annotation file gives it.
    """
    role = session.get(ActorRole, number)
    if role is None:
        raise NoSuchRoleError(number)
    if role.annotation_file_id is not None:
        raise RoleOfFileError(number, session.get_one(AnnotationFile, role.annotation_file_id).file)
    passages = [role.passage_id] if role.passage_id is not None else []
    session.delete(role)
    forget_if_bare(session, passages)


def _organisation(session: Session, books: Books, name: str | None) -> int | None:
    if name is None:
        return None
    try:
        return find_actor(session.connection(), name)
    except UnknownActorError:
        if name.isdecimal():  # a number that is nobody's, and hardly a name
            raise
        return books.actors.actor(name).id


def _passage(session: Session, article_id: int, note: WordsNote) -> Passage:
    version = newest_version(session, article_id)
    return passage_at(session, version, only_span(note.quote, Quotes(version.text).spans(note)))
