"""Stores a batch of texts in the order they came, in one transaction; each text is all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.actions.batch.storing import Storing
from claimsdb.actions.batch.unchanged import Unchanged
from claimsdb.actions.code_book import store_code_book
from claimsdb.actions.load import load, refused
from claimsdb.errors.actions import RelationPendingError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.database import DatabaseError
from claimsdb.records.loading import UNCHANGED, LoadOutcome
from claimsdb.records.sources import CodeBook, DoubtfulText, PreparedText, ReadiedText, RefusedText, SeenText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from claimsdb.records.ready import ReadyText
    from claimsdb.records.sources import Again, StorableText

HANDFUL: Final = 1000
"""Texts whose names and sentences are looked up together; one at first, and then more and more, once
something has come between, which may come again."""


class Batch:
    """The texts of one transaction.

    ``into`` is the number of the article that its only text is a wording of, where that was said.
    ``waiting`` are those that relate to claims that are not there yet, and further wordings of their
    articles, which would else be numbered before them; ``put_off`` are those of earlier batches.
    ``is_empty`` tells that nothing was stored, so that there is nothing to keep.
    """

    def __init__(
        self,
        session: Session,
        texts: Sequence[StorableText],
        *,
        prune: bool,
        into: int | None = None,
        put_off: Sequence[PreparedText] = (),
    ) -> None:
        self._session, self._texts, self._prune, self._into = session, texts, prune, into
        self._put_off = {(text.origin, text.file) for text in put_off}
        self._together = HANDFUL
        self._until = 0
        self._handful: Sequence[StorableText] = ()
        self._storing: Storing | None = None
        self._unchanged: Unchanged | None = None
        self.waiting: list[PreparedText] = []
        self.outcomes: list[LoadOutcome] = []
        self.is_empty = True

    def load(self) -> None:
        """Store the texts; what became of each is in ``outcomes``.

        Raises:
            DatabaseError: the database cannot be written; nothing of the batch must be kept.
        """
        for place, text in enumerate(self._texts):
            if place == self._until:
                self._begin_handful(place)
            match text:
                case RefusedText(name=name, reason=reason):
                    self.outcomes.append(refused(name, reason))
                case ReadiedText(ready=ready, again=again):
                    if not self._store(ready) and not self._is_unchanged(place, text, ready.name):
                        self._load_with_care(place, ready.name, again)
                case SeenText(name=name, again=again):
                    if not self._is_unchanged(place, text, name):
                        self._load_with_care(place, name, again)
                case DoubtfulText(name=name, again=again):
                    self._load_with_care(place, name, again)
                case CodeBook() as book:
                    self._write()
                    self._until = place + 1
                    self.outcomes.append(store_code_book(self._session, book))
                    self.is_empty = False
        self._write()

    def _begin_handful(self, place: int) -> None:
        self._write()
        self._handful = self._texts[place : place + self._together]
        self._until = place + self._together
        self._together = min(2 * self._together, HANDFUL)

    def _store(self, text: ReadyText) -> bool:
        """Store a text that is new and not doubtful."""
        if self._waits(text):
            return False
        if self._storing is None:
            ready = [each.ready for each in self._handful if isinstance(each, ReadiedText)]
            self._storing = Storing(self._session.connection(), ready)
        outcome = self._storing.store(text)
        if outcome is None:
            return False
        self.outcomes.append(outcome)
        self.is_empty = False
        return True

    def _is_unchanged(self, place: int, text: SeenText | ReadiedText, name: str) -> bool:
        """Tell whether nothing needs to be done for a text, and if so, note that."""
        if self._prune:
            return False
        if self._storing:
            self._together = 1
            self._begin_handful(place)
        if self._unchanged is None:
            known = [each for each in self._handful if isinstance(each, SeenText | ReadiedText)]
            self._unchanged = Unchanged(self._session.connection(), known)
        article = self._unchanged.article(text)
        if article is None:
            return False
        self.outcomes.append(LoadOutcome(name, UNCHANGED, article))
        return True

    def _load_with_care(self, place: int, name: str, again: Again) -> None:
        self._write()
        self._until, self._together = place + 1, 1
        prepared = again()
        if isinstance(prepared, RefusedText):
            self.outcomes.append(refused(name, prepared.reason))
            return
        if self._waits(prepared):
            self.waiting.append(prepared)
            return
        try:
            with self._session.begin_nested():
                self.outcomes.append(load(self._session, prepared, prune=self._prune, into=self._into))
            self.is_empty = False
        except RelationPendingError:
            self.waiting.append(prepared)
            self._put_off.add((prepared.origin, prepared.file))
        except DatabaseError:
            raise
        except ClaimsDBError as fault:
            self.outcomes.append(refused(name, fault))
        self._session.expunge_all()  # rows go past the session, so nothing may stay in its memory

    def _waits(self, text: PreparedText | ReadyText) -> bool:
        """Tell whether a text is of an article of which a wording waits."""
        return text.file is not None and (text.origin, text.file) in self._put_off

    def _write(self) -> None:
        """Write what waits; what was looked up may no longer hold."""
        if self._storing is not None:
            self._storing.write()
        self._storing = self._unchanged = None
