"""Records one claim by hand, on a quote of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.actions.articles import newest_version
from claimsdb.actions.books import Books
from claimsdb.actions.claims import Ties, add_claim, claim_saying, describe_claim
from claimsdb.actions.passages import add_further, passage_at
from claimsdb.actions.relations import relate
from claimsdb.actions.statements import add_statement, describe_statement, telling_of
from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.parts import find_spans
from claimsdb.errors.actions import KeyByHandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from claimsdb.models import Claim
    from claimsdb.records.annotations import AnnotatorNote, ClaimNote, StatementNote
    from claimsdb.records.texts import Span


def add_claim_by_hand(
    session: Session, article_id: int, note: ClaimNote, annotator: AnnotatorNote | None = None
) -> tuple[int, ...]:
    """Add the statements of a note on the newest text of an article; return their ids.

    Raises:
        ClaimsDBError: a quote does not stand in the text exactly once, a name can mean several actors,
            a relation leads to no claim, or the claim has a key, which only annotation files give.
    """
    if note.key is not None:
        raise KeyByHandError(note.key)
    version = newest_version(session, article_id)
    spans = list(_spans(version.text, note))
    books = Books.of(session)
    claim = _described(session, note, books)
    recorder = books.registers.annotator(annotator)
    added = []
    for each, (first, *further) in zip(note.statements, spans, strict=True):
        statement = add_statement(session, claim, passage_at(session, version, first), annotator_id=recorder)
        add_further(session, statement, version, further)
        describe_statement(session, statement, telling_of(each, _chain(each, books)))
        added.append(statement)
    for relation in note.relations:
        relate(session, claim, relation)
    session.flush()
    return tuple(statement.id for statement in added)


def _spans(text: str, note: ClaimNote) -> Iterator[tuple[Span, ...]]:
    haystack = Haystack(text)
    for each in note.statements:
        yield find_spans(
            haystack, each.quote, before=each.before, after=each.after, occurrence=each.occurrence
        )


def _described(session: Session, note: ClaimNote, books: Books) -> Claim:
    claim = claim_saying(session, note.claim, note.when) or add_claim(session, note)
    about = [(books.actors.actor(each.name).id, each.role) for each in note.about]
    describe_claim(session, claim, note, Ties(about, books.topics(note)), ours=False)
    return claim


def _chain(note: StatementNote, books: Books) -> Iterator[tuple[int | None, str | None]]:
    for speaker in note.speakers:
        yield books.actors.actor(speaker.name).id if speaker.name is not None else None, speaker.label
