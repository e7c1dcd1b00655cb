"""Brings the claims of one article in step with its annotation file.

Every quote is found before anything is written; all that are not are told at once. Then each
claim and statement of the file is matched with what the same file said before: it is added,
changed, or left as it is. What the file no longer says stays until it is pruned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.actions.annotators import annotator_of
from claimsdb.actions.claims import (
    add_claim,
    claim_saying,
    describe_claim,
    forget_if_unstated,
    is_shared,
)
from claimsdb.actions.passages import forget_if_bare, passage_at
from claimsdb.actions.relations import relate
from claimsdb.actions.statements import add_statement, describe_statement
from claimsdb.anchoring.find import Haystack
from claimsdb.anchoring.folding import fold
from claimsdb.database.clock import now
from claimsdb.errors.actions import UnknownRelationTargetError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.models import AnnotationFile, Claim, ClaimKey, ClaimRelation, Statement
from claimsdb.records.loading import ClaimChanges
from claimsdb.records.place import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from claimsdb.actions.actors import ActorBook
    from claimsdb.models import Annotator, Article, Version
    from claimsdb.records.annotations import Annotation, ClaimNote, RelationNote, StatementNote
    from claimsdb.records.texts import Span


class RelationPendingError(AnnotationRefusedError):
    """A relation points at a claim that no file loaded so far has: it may come with a later one."""


def annotate(  # noqa: PLR0913 (a version, what is said of it, and where that is recorded)
    session: Session,
    version: Version,
    annotation: Annotation,
    book: ActorBook,
    source: AnnotationFile,
    *,
    prune: bool = False,
) -> ClaimChanges:
    """Bring the claims on a version in step with an annotation; return what that changed.

    Raises:
        AnnotationRefusedError: quotes, names or relations do not hold; all are told.
    """
    sync = _Sync(session, version, annotation, book, source)
    sync.find_quotes()
    for note in annotation.claims:
        sync.take_in(note)
    sync.relate_all()
    sync.refuse_if_faulty()
    sync.settle(prune=prune)
    return sync.changes()


def file_of(session: Session, article: Article, name: str) -> AnnotationFile | None:
    """Return the annotation file of that name that was loaded for an article before."""
    query = select(AnnotationFile).where(AnnotationFile.article_id == article.id, AnnotationFile.file == name)
    return session.scalar(query)


def add_file(session: Session, article: Article, name: str, sha256: str) -> AnnotationFile:
    """Record that an annotation file is being loaded for an article."""
    source = AnnotationFile(article_id=article.id, file=name, sha256=sha256, loaded_at=now())
    session.add(source)
    session.flush()
    return source


@dataclass
class _Sync:
    """One annotation on its way into the database."""

    session: Session
    version: Version
    annotation: Annotation
    book: ActorBook
    source: AnnotationFile
    spans: dict[int, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pending: bool = False
    claims: dict[int, Claim] = field(default_factory=dict)
    formerly: dict[int, Claim] = field(default_factory=dict)
    relations: set[int] = field(default_factory=set)
    added: dict[int, str] = field(default_factory=dict)
    changed: dict[int, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        ours = Statement.annotation_file_id == self.source.id
        self.unmatched = list(self.session.scalars(select(Statement).where(ours).order_by(Statement.id)))
        self.before = {statement.claim_id for statement in self.unmatched}
        keys = select(ClaimKey).where(ClaimKey.annotation_file_id == self.source.id)
        self.keys = {key.key: key for key in self.session.scalars(keys)}
        self.annotator: Annotator | None = annotator_of(self.session, self.annotation.annotator)

    def find_quotes(self) -> None:
        """Find every quote in the text; those of earlier versions stay where they stand."""
        haystack = Haystack(self.version.text)
        for note in self.annotation.claims:
            for statement in note.statements:
                self._find(haystack, note, statement)
        self.refuse_if_faulty()

    def _find(self, haystack: Haystack, note: ClaimNote, statement: StatementNote) -> None:
        try:
            self.spans[id(statement)] = haystack.find(
                statement.quote,
                before=statement.before,
                after=statement.after,
                occurrence=statement.occurrence,
            )
        except ClaimsDBError as fault:
            if not self._stands_earlier(statement):
                self.problems.append(Problem(statement.place, f"{_of(note)}{fault.sentence}"))

    def _stands_earlier(self, note: StatementNote) -> bool:
        wanted = fold(note.quote)
        return any(self._on_earlier(each) and fold(each.passage.quote) == wanted for each in self.unmatched)

    def _on_earlier(self, statement: Statement) -> bool:
        return statement.passage.version_id != self.version.id

    def take_in(self, note: ClaimNote) -> None:
        """Record one claim of the file with its statements."""
        claim = self._claim(note)
        self._guarded(note.place, partial(self._describe, claim, note))
        self.claims[id(note)] = claim
        for statement in note.statements:
            self._guarded(statement.place, partial(self._take_in_statement, claim, note, statement))
        if note.key:
            self._give_key(note.key, claim)

    def _describe(self, claim: Claim, note: ClaimNote) -> None:
        first = claim not in self.claims.values()
        ours = first and not is_shared(self.session, claim, self.source.id)
        if describe_claim(self.session, claim, note, self.book, ours=ours):
            self._tell_changed(claim, note)

    def _claim(self, note: ClaimNote) -> Claim:
        """Return the claim that a note means: by its sentence, its key, or a reworded sentence's passage."""
        same = claim_saying(self.session, note.claim, note.when)
        before = self._before(note)
        if before is not None and before is not same:
            if same is None and not is_shared(self.session, before, self.source.id):
                return before
            self.formerly[id(note)] = before
        if same is None:
            same = add_claim(self.session, note)
        if before is None and same.id not in self.before:
            self.added[same.id] = note.claim
        return same

    def _before(self, note: ClaimNote) -> Claim | None:
        keyed = self.keys.get(note.key) if note.key else None
        return self.session.get_one(Claim, keyed.claim_id) if keyed else self._reworded(note)

    def _tell_changed(self, claim: Claim, note: ClaimNote) -> None:
        if claim.id not in self.added:
            self.changed[claim.id] = note.claim

    def _reworded(self, note: ClaimNote) -> Claim | None:
        """Return the claim that this file made of the same passage, if the file says it no more."""
        said = {(each.claim, each.when) for each in self.annotation.claims}
        keyed = {key.claim_id for key in self.keys.values()}
        passages = {self._place(each) for each in note.statements}
        found = {
            each.claim_id: each.claim
            for each in self.unmatched
            if (each.passage.version_id, each.passage.start_char, each.passage.end_char) in passages
            and (each.claim.sentence, each.claim.event_date) not in said
            and each.claim_id not in keyed
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _place(self, note: StatementNote) -> tuple[int, int, int] | None:
        span = self.spans.get(id(note))
        return (self.version.id, span.start_char, span.end_char) if span else None

    def _take_in_statement(self, claim: Claim, note: ClaimNote, each: StatementNote) -> None:
        statement = self._matching(claim, note, each)
        news = statement is None or statement.claim_id != claim.id
        if statement is None:
            passage = passage_at(self.session, self.version, self.spans[id(each)])
            statement = add_statement(
                self.session, claim, passage, annotator=self.annotator, annotation_file_id=self.source.id
            )
        statement.claim = claim
        moved = self._move(statement, each)
        told = describe_statement(self.session, statement, each, self.book)
        if news or moved or told:
            self._tell_changed(claim, note)

    def _matching(self, claim: Claim, note: ClaimNote, each: StatementNote) -> Statement | None:
        """Return the statement that said this before: on its passage, by its words, or the one left over."""
        claims = {claim.id, self.formerly.get(id(note), claim).id}
        known = [statement for statement in self.unmatched if statement.claim_id in claims]
        place, words = self._place(each), fold(each.quote)
        same_place = [each for each in known if _stands_at(each) == place]
        same_words = [each for each in known if self._on_earlier(each) and fold(each.passage.quote) == words]
        left_over = known if len(known) == 1 == len(note.statements) else []
        found = next(iter((*same_place, *same_words, *left_over)), None)
        if found is not None:
            self.unmatched.remove(found)
        return found

    def _move(self, statement: Statement, note: StatementNote) -> bool:
        """Stand a statement on the passage that its edited quote names."""
        span = self.spans.get(id(note))
        if span is None or _stands_at(statement) == self._place(note):
            return False
        if self._on_earlier(statement) and fold(statement.passage.quote) == fold(note.quote):
            return False
        old = statement.passage_id
        statement.passage = passage_at(self.session, self.version, span)
        forget_if_bare(self.session, old)
        return True

    def _give_key(self, key: str, claim: Claim) -> None:
        known = self.keys.get(key)
        if known is None:
            known = ClaimKey(annotation_file_id=self.source.id, key=key, claim_id=claim.id)
            self.session.add(known)
            self.keys[key] = known
        known.claim_id = claim.id
        self.session.flush()

    def relate_all(self) -> None:
        """Record the relations, once every claim of the file is there."""
        for note in self.annotation.claims:
            for relation in note.relations:
                claim = self.claims[id(note)]
                self._guarded(relation.place, partial(self._relate, claim, note, relation))

    def _relate(self, claim: Claim, note: ClaimNote, relation: RelationNote) -> None:
        try:
            recorded, told = relate(self.session, claim, relation, self.source)
        except UnknownRelationTargetError:
            self.pending = True
            raise
        self.relations.add(recorded.id)
        if told:
            self._tell_changed(claim, note)

    def _guarded(self, place: Place, act: Callable[[], None]) -> None:
        try:
            act()
        except ClaimsDBError as fault:
            self.problems.append(Problem(place, fault.sentence))

    def refuse_if_faulty(self) -> None:
        """Stop here if anything of the file does not hold."""
        if self.problems:
            raise (RelationPendingError if self.pending else AnnotationRefusedError)(self.problems)

    def settle(self, *, prune: bool) -> None:
        """Name what the file says no more, or take it away if that is asked for."""
        for claim in self.formerly.values():
            forget_if_unstated(self.session, claim)
        gone = list(dict.fromkeys(statement.claim for statement in self.unmatched))
        dropped = self._dropped_relations()
        (self.removed if prune else self.left_out).extend(claim.sentence for claim in gone)
        touched = {relation.claim_id for relation in dropped} - {claim.id for claim in gone}
        if prune:
            self._prune(gone, dropped)
            said = self.session.scalars(select(Claim).where(Claim.id.in_(touched)))
            self.changed |= {claim.id: claim.sentence for claim in said}

    def _dropped_relations(self) -> list[ClaimRelation]:
        ours = ClaimRelation.annotation_file_id == self.source.id
        return [
            each
            for each in self.session.scalars(select(ClaimRelation).where(ours))
            if each.id not in self.relations
        ]

    def _prune(self, gone: list[Claim], dropped: list[ClaimRelation]) -> None:
        for relation in dropped:
            self.session.delete(relation)
        for statement in self.unmatched:
            passage_id = statement.passage_id
            self.session.delete(statement)
            forget_if_bare(self.session, passage_id)
        used = {note.key for note in self.annotation.claims}
        for key, known in self.keys.items():
            if key not in used:
                self.session.delete(known)
        for claim in gone:
            forget_if_unstated(self.session, claim)

    def changes(self) -> ClaimChanges:
        """Return what was done, by the sentences of the claims."""
        return ClaimChanges(
            added=tuple(self.added.values()),
            changed=tuple(self.changed.values()),
            removed=tuple(self.removed),
            left_out=tuple(self.left_out),
        )


def _stands_at(statement: Statement) -> tuple[int, int, int]:
    passage = statement.passage
    return passage.version_id, passage.start_char, passage.end_char


def _of(note: ClaimNote) -> str:
    return f"claim «{note.key}»: " if note.key else ""
