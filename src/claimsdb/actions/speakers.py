"""Where the text names the speakers of a statement, and by which words it says that they speak."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from claimsdb.actions.carried_passages import choose_place
from claimsdb.actions.carrying import carry_passage
from claimsdb.actions.passages import passage_at, passages_of
from claimsdb.actions.quotes import Quotes
from claimsdb.actions.sayings import spot_of
from claimsdb.anchoring.folding import fold_key
from claimsdb.errors.base import ClaimsDBError
from claimsdb.models import StatementPassage
from claimsdb.records.texts import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from claimsdb.actions.intake import Intake
    from claimsdb.actions.said_before import SaidBefore
    from claimsdb.actions.sayings import Spot
    from claimsdb.models import Passage, Statement, Version
    from claimsdb.records.annotations import StatementNote, WordsNote

Key: TypeAlias = tuple[str, int]
"""Of which link a passage is, and what of it: role (``source`` or ``cue``), position in the chain."""


def words_of_speakers(note: StatementNote) -> Iterator[tuple[Key, WordsNote]]:
    """Yield the words that a note gives for the links of its chain."""
    for position, speaker in enumerate(note.speakers, start=1):
        if speaker.source is not None:
            yield ("source", position), speaker.source
        if speaker.cue is not None:
            yield ("cue", position), speaker.cue


def stand_speakers(session: Session, statement: Statement, places: Mapping[Key, Passage]) -> None:
    """Let the links of a statement's chain have these passages, and no others."""
    known = {(each.role, each.position): each for each in statement.of_speakers}
    kept = {key for key, each in known.items() if key in places and each.passage.id == places[key].id}
    if kept != known.keys():
        statement.of_speakers = [known[key] for key in known if key in kept]
    session.flush()  # the links are there before, and no row is another's successor
    statement.of_speakers.extend(
        StatementPassage(role=role, position=position, passage=passage)
        for (role, position), passage in places.items()
        if (role, position) not in kept
    )


class SpeakersWords:
    """The passages of speakers, as the notes of an annotation give them.

    They are of the wording that their statement stands on. Where that is not the one that the file is about,
    its words mean the passage that stands there now, or else one of the statement's own wording.
    """

    def __init__(self, intake: Intake, before: SaidBefore, quotes: Quotes, annotator_id: int | None) -> None:
        self._intake, self._session = intake, intake.session
        self._before = before
        self._annotator = annotator_id
        self._quotes = {intake.version.id: quotes}

    def known(self, statement: Statement) -> dict[Key, Passage]:
        """Return the passages of a statement's speakers as they are."""
        return {(each.role, each.position): each.passage for each in statement.of_speakers}

    def stand(self, statement: Statement, note: StatementNote, known: Mapping[Key, Passage]) -> None:
        """Stand the speakers of a statement on what a note says, given what was ``known`` of them."""
        if len(statement.speakers) < len(note.speakers):  # a name was refused, and nothing will be kept
            return
        places: dict[Key, Passage] = {}
        here = statement.passage.version_id == self._intake.version.id
        former = _Former(known, {} if here else dict(self._standing(known)))
        for key, words in words_of_speakers(note):
            with self._intake.problems.at(words.place, f"{key[0]}: "):
                if here:
                    places[key] = self._found(words, statement)
                elif passage := self._elsewhere(key, words, statement, former):
                    places[key] = passage
        stand_speakers(self._session, statement, places)

    def _standing(self, known: Mapping[Key, Passage]) -> Iterator[tuple[tuple[str, Spot], Passage]]:
        for (role, _position), passage in known.items():
            if standing := self._before.standing(passage):
                yield (role, spot_of(standing)), passage

    def _found(self, words: WordsNote, statement: Statement) -> Passage:
        version = statement.passage.version
        span = self._quotes_in(version).near(words, _spans(passages_of(statement)))
        return passage_at(self._session, version, span)

    def _elsewhere(self, key: Key, words: WordsNote, statement: Statement, former: _Former) -> Passage | None:
        known = former.known.get(key)
        says_the_same = known is not None and fold_key(known.quote) == fold_key(words.quote)
        span = self._found_now(words, statement)
        if span and (there := former.standing.get((key[0], self._before.spots([span])[0]))):
            self._vouch(there, words, span)
            return there
        if passage := self._found_then(words, statement):
            return passage
        if known is not None and span and not says_the_same:
            self._vouch(known, words, span)
        elif not says_the_same:
            became = "it is left out" if known is None else f"it stays «{known.quote}»"
            self._intake.notes.append(
                f"«{statement.claim.sentence}» stands on an earlier wording, in which its {key[0]} "
                f"«{words.quote}» is not to be found: {became}"
            )
        return known

    def _found_now(self, words: WordsNote, statement: Statement) -> Span | None:
        """Return where words stand in the present wording, beside the place of their statement there."""
        stands = filter(None, map(self._before.standing, passages_of(statement)))
        with suppress(ClaimsDBError):
            return self._quotes_in(self._intake.version).near(words, _spans(stands))
        return None

    def _found_then(self, words: WordsNote, statement: Statement) -> Passage | None:
        """Return where they stand in the statement's own wording, carried on as the statement was."""
        with suppress(ClaimsDBError):  # where ``occurrence`` and ``span`` would count others
            passage = self._found(replace(words, occurrence=None, span=None), statement)
            if self._before.carrying_of(statement.passage) is not None:
                carry_passage(self._session, passage, self._intake.version)
            return passage
        return None

    def _vouch(self, passage: Passage, words: WordsNote, span: Span) -> None:
        """Let a carried passage stand where an edited file says, if it was not certain."""
        carrying = self._before.carrying_of(passage)
        if carrying is None or fold_key(passage.quote) == fold_key(words.quote):
            return
        here = carrying.passage is not None and (spot_of(carrying.passage),) == self._before.spots([span])
        if carrying.review == "waiting" or not here:
            choose_place(self._session, carrying, span, self._annotator)

    def _quotes_in(self, version: Version) -> Quotes:
        if version.id not in self._quotes:
            self._quotes[version.id] = Quotes(version.text)
        return self._quotes[version.id]


@dataclass(frozen=True, slots=True)
class _Former:
    """The passages of a statement's speakers before, by link, and by role and where they stand now."""

    known: Mapping[Key, Passage]
    standing: Mapping[tuple[str, Spot], Passage]


def _spans(passages: Iterable[Passage]) -> list[Span]:
    return [Span(each.start_char, each.end_char, each.quote) for each in passages]
