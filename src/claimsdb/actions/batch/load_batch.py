"""Stores a batch of texts in the order they came, in one transaction; each text is all or nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from claimsdb.actions.batch.storing import Storing
from claimsdb.actions.load import load, refused
from claimsdb.errors.actions import RelationPendingError
from claimsdb.errors.base import ClaimsDBError
from claimsdb.errors.database import DatabaseError
from claimsdb.records.loading import UNCHANGED, LoadOutcome
from claimsdb.records.sources import PreparedText, ReadiedText, RefusedText, UnchangedText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from claimsdb.records.sources import ReadText

HANDFUL: Final = 200
"""Texts whose names and sentences are looked up together."""


class Batch:
    """The texts of one transaction.

    ``waiting`` are those that relate to claims that are not there yet; ``is_empty`` tells that
    nothing was stored, so that there is nothing to keep.
    """

    def __init__(self, session: Session, *, prune: bool) -> None:
        self._session, self._prune = session, prune
        self._storing: Storing | None = None
        self.waiting: list[PreparedText] = []
        self.outcomes: list[LoadOutcome] = []
        self.is_empty = True

    def load(self, texts: Sequence[ReadText]) -> None:
        """Store the texts; what became of each is in ``outcomes``.

        Raises:
            DatabaseError: the database cannot be written; nothing of the batch must be kept.
        """
        for place, text in enumerate(texts):
            if place % HANDFUL == 0:
                self._write()
            match text:
                case RefusedText(name=name, reason=reason):
                    self.outcomes.append(refused(name, reason))
                case UnchangedText(name=name, article_id=article):
                    self.outcomes.append(LoadOutcome(name, UNCHANGED, article))
                case ReadiedText():
                    self._store(text, texts[place : place - place % HANDFUL + HANDFUL])
                case PreparedText():
                    self._load_with_care(text.name, partial(_same, text))
        self._write()

    def _store(self, text: ReadiedText, next_ones: Sequence[ReadText]) -> None:
        if self._storing is None:
            ready = [each.ready for each in next_ones if isinstance(each, ReadiedText)]
            self._storing = Storing(self._session.connection(), ready)
        outcome = self._storing.store(text.ready)
        if outcome is None:
            self._load_with_care(text.ready.name, text.again)
        else:
            self.outcomes.append(outcome)
            self.is_empty = False

    def _load_with_care(self, name: str, prepare: Callable[[], PreparedText]) -> None:
        self._write()
        try:
            prepared = prepare()
            with self._session.begin_nested():
                self.outcomes.append(load(self._session, prepared, prune=self._prune))
            self.is_empty = False
        except RelationPendingError:
            self.waiting.append(prepared)
        except DatabaseError:
            raise
        except ClaimsDBError as fault:
            self.outcomes.append(refused(name, fault))
        self._session.expunge_all()  # rows go past the session, so nothing may stay in its memory

    def _write(self) -> None:
        if self._storing is not None:
            self._storing.write()
            self._storing = None


def _same(text: PreparedText) -> PreparedText:
    return text
