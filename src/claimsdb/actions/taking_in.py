"""Records the claims of an annotation with their statements, each matched with what it was before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimsdb.actions.carried_passages import choose_place, is_vouched_for
from claimsdb.actions.claim_reviews import tell_reviewed
from claimsdb.actions.claims import Ties, add_claim, claim_saying, describe_claim, is_shared
from claimsdb.actions.passages import add_further, every_passage_of, forget_if_bare, passage_at, stand_on
from claimsdb.actions.quotes import Quotes
from claimsdb.actions.said_before import Wanted
from claimsdb.actions.sayings import spots_of
from claimsdb.actions.speakers import SpeakersWords
from claimsdb.actions.statements import add_statement, describe_statement, link_of, telling_of
from claimsdb.models import ClaimKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.actions.actor_directory import KnownActor
    from claimsdb.actions.intake import Intake
    from claimsdb.actions.said_before import SaidBefore
    from claimsdb.actions.statements import Link
    from claimsdb.models import Claim, Statement
    from claimsdb.records.annotations import ClaimNote, StatementNote
    from claimsdb.records.place import Place


class TakingIn:
    """The claims that the notes of an annotation have become.

    ``reworded`` tells, for the number of a claim that the file says in other words, which claim
    that is now, where it could not be reworded itself: others say it too, or the words are taken.
    """

    def __init__(self, intake: Intake, before: SaidBefore) -> None:
        self._intake = intake
        self._session = intake.session
        self._before = before
        self._quotes = Quotes(intake.version.text)
        self._annotator = intake.books.registers.annotator(intake.annotation.annotator)
        self._words = SpeakersWords(intake, before, self._quotes, self._annotator)
        self.claims: dict[ClaimNote, Claim] = {}
        self.reworded: dict[int, Claim] = {}

    def take_in_all(self) -> None:
        """Record every claim, then every statement."""
        notes: defaultdict[Claim, list[ClaimNote]] = defaultdict(list)
        for note in self._intake.annotation.claims:
            claim = self._claim(note)
            self._describe(claim, note, first=claim not in notes)
            self._give_key(claim, note)
            self.claims[note] = claim
            notes[claim].append(note)
        for claim, its_notes in notes.items():
            self._take_in_statements(claim, its_notes)

    def _claim(self, note: ClaimNote) -> Claim:
        same = claim_saying(self._session, note.claim, note.when)
        spots = {
            spots[0] for each in note.statements if (spots := self._before.spots(self._quotes.find(each)))
        }
        former = self._before.claim_reworded(note, same, spots)
        if former is None:
            return same or add_claim(self._session, note)
        if same is None and not is_shared(self._session, former, self._intake.source.id):
            tell_reviewed(self._intake, former, note.claim)
            return former
        claim = same or add_claim(self._session, note)
        self.reworded[former.id] = claim
        return claim

    def _describe(self, claim: Claim, note: ClaimNote, *, first: bool) -> None:
        shared = is_shared(self._session, claim, self._intake.source.id)
        if shared and first:
            self._note_difference(claim, note)
        if shared and not (note.kind or note.about or note.topics):
            return  # to a claim that others state too, a note can only add
        actors = ((self._actor(each.name, each.place), each.role) for each in note.about)
        about = [(actor.id, role) for actor, role in actors if actor is not None]
        ties = Ties(about, self._intake.books.topics(note))
        describe_claim(self._session, claim, note, ties, ours=first and not shared)

    def _note_difference(self, claim: Claim, note: ClaimNote) -> None:
        for word, theirs, ours in (("kind", claim.kind, note.kind), ("status", claim.status, note.status)):
            if theirs and ours and theirs != ours:
                self._intake.notes.append(
                    f"«{claim.sentence}» is claimed elsewhere too: its {word} stays {theirs}, not {ours}"
                )

    def _give_key(self, claim: Claim, note: ClaimNote) -> None:
        if note.key is None:
            return
        known = self._before.keys.get(note.key)
        if known is None:
            known = ClaimKey(annotation_file_id=self._intake.source.id, key=note.key)
            self._session.add(known)
        known.claim_id = claim.id
        self._session.flush()

    def _take_in_statements(self, claim: Claim, notes: list[ClaimNote]) -> None:
        pairs = [(note, each) for note in notes for each in note.statements]
        wanted = [self._wanted(each) for _note, each in pairs]
        formerly = {number for number, now in self.reworded.items() if now is claim}
        before = self._before.statements({claim.id, *formerly}, wanted)
        for (note, _each), one, statement in zip(pairs, wanted, before, strict=True):
            called = f"claim «{note.key}»: " if note.key else ""
            with self._intake.problems.at(one.note.place, called):
                self._record(claim, one, statement or self._add(claim, one))

    def _wanted(self, note: StatementNote) -> Wanted:
        return Wanted(note, self._quotes.find(note), telling_of(note, self._chain(note)))

    def _chain(self, note: StatementNote) -> Iterator[Link]:
        for speaker in note.speakers:
            if speaker.name is None:
                yield link_of(speaker, None)
            elif actor := self._actor(speaker.name, speaker.place):
                yield link_of(speaker, actor.id)

    def _actor(self, name: str, place: Place) -> KnownActor | None:
        actor = None
        with self._intake.problems.at(place):
            actor = self._intake.books.actors.actor(name)
        return actor  # noqa: RET504 (a problem is gathered, and then there is none)

    def _add(self, claim: Claim, wanted: Wanted) -> Statement:
        elsewhere = None if wanted.spans else self._before.passage_elsewhere(wanted.note.quote)
        spans = () if elsewhere else self._quotes.spans(wanted.note)
        passage = elsewhere or passage_at(self._session, self._intake.version, spans[0])
        statement = add_statement(self._session, claim, passage, annotation_file_id=self._intake.source.id)
        add_further(self._session, statement, self._intake.version, spans[1:])
        return statement

    def _record(self, claim: Claim, wanted: Wanted, statement: Statement) -> None:
        statement.claim = claim
        statement.annotator_id = statement.annotator_id or self._annotator
        former, words = every_passage_of(statement), self._words.known(statement)
        self._move(statement, wanted)
        describe_statement(self._session, statement, wanted.telling)
        self._words.stand(statement, wanted.note, words)
        left = {each.id for each in former}.difference(each.id for each in every_passage_of(statement))
        if left:
            forget_if_bare(self._session, left)

    def _move(self, statement: Statement, wanted: Wanted) -> None:
        """Stand a statement on the passages that its edited quote names."""
        carryings, spans = self._before.carryings(statement), wanted.spans
        if not spans:
            return
        if statement.passage.version_id == self._intake.version.id:
            if spots_of(statement) != self._before.spots(spans):
                stand_on(self._session, statement, self._intake.version, spans)
        elif len(carryings) == len(spans):
            says_the_same = self._before.has_words(statement, wanted.note.quote)
            for carrying, span in zip(carryings, spans, strict=True):
                if is_vouched_for(carrying, span, says_the_same=says_the_same):
                    choose_place(self._session, carrying, span, self._annotator)
        elif carryings:
            self._intake.notes.append(
                f"«{statement.claim.sentence}» is quoted in {len(spans)} parts now and was in "
                f"{len(carryings)}: it stays on the wording that it was made on"
            )
