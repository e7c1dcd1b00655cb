"""Records one claim by hand, on a quote of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.actors import ActorBook
from claimsdb.actions.annotators import annotator_of
from claimsdb.actions.claims import add_claim, claim_saying, describe_claim
from claimsdb.actions.passages import passage_at
from claimsdb.actions.statements import add_statement, describe_statement
from claimsdb.anchoring.find import Haystack
from claimsdb.models import Version

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.records.annotations import AnnotatorNote, ClaimNote


def add_claim_by_hand(
    session: Session, article_id: int, note: ClaimNote, annotator: AnnotatorNote | None = None
) -> tuple[int, ...]:
    """Add the statements of a note on the newest text of an article; return their ids.

    Raises:
        ClaimsDBError: a quote does not stand in the text exactly once, or a name can mean several actors.
    """
    newest = select(Version).where(Version.article_id == article_id).order_by(Version.number.desc()).limit(1)
    version = session.scalars(newest).one()
    haystack, book = Haystack(version.text), ActorBook(session)
    spans = [
        haystack.find(each.quote, before=each.before, after=each.after, occurrence=each.occurrence)
        for each in note.statements
    ]
    claim = claim_saying(session, note.claim, note.when) or add_claim(session, note)
    describe_claim(session, claim, note, book, ours=False)
    recorder = annotator_of(session, annotator)
    added = []
    for each, span in zip(note.statements, spans, strict=True):
        statement = add_statement(session, claim, passage_at(session, version, span), annotator=recorder)
        describe_statement(session, statement, each, book)
        added.append(statement.id)
    return tuple(added)
