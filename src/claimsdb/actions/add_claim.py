"""Records one claim by hand, on a quote of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.actions.articles import newest_version
from claimsdb.actions.books import Books
from claimsdb.actions.claims import Ties, add_claim, claim_saying, describe_claim
from claimsdb.actions.passages import add_further, passage_at
from claimsdb.actions.quotes import Quotes
from claimsdb.actions.relations import relate
from claimsdb.actions.review_claim import review_by_hand
from claimsdb.actions.speakers import stand_speakers, words_of_speakers
from claimsdb.actions.statements import add_statement, describe_statement, link_of, telling_of
from claimsdb.errors.actions import KeyByHandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from claimsdb.actions.statements import Link
    from claimsdb.models import Claim
    from claimsdb.records.annotations import AnnotatorNote, ClaimNote, StatementNote


def add_claim_by_hand(
    session: Session, article_id: int, note: ClaimNote, annotator: AnnotatorNote | None = None
) -> tuple[int, ...]:
    """Add the statements of a note on the newest text of an article; return their ids.

    Raises:
        ClaimsDBError: a quote or a speaker's words do not stand in the text exactly once, a name can mean
            several actors, a relation leads to no claim, or the claim has a key, which only annotation
            files give.
    """
    if note.key is not None:
        raise KeyByHandError(note.key)
    version = newest_version(session, article_id)
    quotes = Quotes(version.text)
    spans = [quotes.spans(each) for each in note.statements]
    books = Books.of(session)
    claim = _described(session, note, books)
    recorder = books.registers.annotator(annotator)
    added = []
    for each, its_spans in zip(note.statements, spans, strict=True):
        first = passage_at(session, version, its_spans[0])
        statement = add_statement(session, claim, first, annotator_id=recorder)
        add_further(session, statement, version, its_spans[1:])
        describe_statement(session, statement, telling_of(each, _chain(each, books)))
        words = words_of_speakers(each)
        stand_speakers(
            session,
            statement,
            {key: passage_at(session, version, quotes.near(word, its_spans)) for key, word in words},
        )
        added.append(statement)
    for relation in note.relations:
        own = books.registers.annotator(relation.annotator)
        relate(session, claim, relation, by=(own, recorder))
    for review in note.reviews:
        by = review.annotator or annotator
        review_by_hand(session, claim.id, replace(review, annotator=by), [article_id] * len(review.evidence))
    session.flush()
    return tuple(statement.id for statement in added)


def _described(session: Session, note: ClaimNote, books: Books) -> Claim:
    claim = claim_saying(session, note.claim, note.when) or add_claim(session, note)
    about = [(books.actors.actor(each.name).id, each.role) for each in note.about]
    describe_claim(session, claim, note, Ties(about, books.topics(note)), ours=False)
    return claim


def _chain(note: StatementNote, books: Books) -> Iterator[Link]:
    for speaker in note.speakers:
        yield link_of(speaker, books.actors.actor(speaker.name).id if speaker.name is not None else None)
