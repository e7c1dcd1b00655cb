"""Texts and their annotations into the database, by files of ours or by other programs' formats."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

import gc
from contextlib import ExitStack, closing, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.database.dialect import dialect_of
from claimsdb.database.engine import faults_named
from claimsdb.database.location import Location
from claimsdb.library.transactions import Transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self

    from sqlalchemy import Connection

    from claimsdb.records.loading import LoadOutcome, LoadReport
    from claimsdb.records.sources import (
        ForeignText,
        NotedText,
        PreparedText,
        RefusedText,
        SoughtText,
        StorableText,
    )


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest while a batch is stored: it would look at every row again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Loading(Transactions):
    """Loads and imports."""

    def load(
        self,
        *paths: str | Path,
        prune: bool = False,
        into: str | int | None = None,
        dry_run: bool = False,
        told: Callable[[LoadOutcome], None] | None = None,
    ) -> LoadReport:
        """Load texts, annotation files, folders and JSON Lines; each text is all or nothing.

        ``told`` is called with each outcome as it comes. With ``prune``, claims that an
        annotation file no longer has are taken away. ``into`` names the article that the one text is a
        wording of. With ``dry_run`` nothing is kept, and the report says what would have become of it.
        """
        from claimsdb.records.loading import LoadReport

        outcomes: list[LoadOutcome] = []
        for outcome in self.each_load(*paths, prune=prune, into=into, dry_run=dry_run):
            outcomes.append(outcome)
            if told is not None:
                told(outcome)
        return LoadReport(tuple(outcomes))

    def each_load(
        self,
        *paths: str | Path,
        prune: bool = False,
        into: str | int | None = None,
        dry_run: bool = False,
        read: Callable[[int], None] | None = None,
        workers: int | None = None,
    ) -> Iterator[LoadOutcome]:
        """Load as ``load`` does and yield each outcome once it is kept, with constant memory.

        ``read`` is called with the bytes read since it was last called; ``bytes_to_load`` tells how many
        there are in all. ``workers`` is how many other processes may help to read; None finds out, and
        none are started for what is read in a moment.

        Raises:
            ClaimsDBError: there is no article ``into`` which to load, or more than one text for it.
        """
        from claimsdb.sources.batches import batches, only_one
        from claimsdb.sources.prepare import ready_all

        if dry_run and self._is_new():
            with self._made_elsewhere() as elsewhere:
                yield from elsewhere.each_load(*paths, prune=prune, into=into, read=read, workers=workers)
            return
        article = self._article_number(into) if into is not None else None
        waiting: list[PreparedText] = []
        with_all = prune or dry_run or article is not None or self._is_new()
        texts = ready_all(
            map(Path, paths), met=None if with_all else self._met_before, told=read, workers=workers
        )
        writing = self._one_transaction(lambda: False) if dry_run else self._kept_connection()
        with closing(texts), writing as writer:
            for batch in batches(texts) if article is None else only_one(texts):
                yield from self._load_batch(batch, waiting, writer, prune=prune, into=article)
            yield from self._load_waiting(waiting, writer, prune=prune)

    def each_import(
        self, texts: Iterable[ForeignText], *, dry_run: bool = False, keep_going: bool = False
    ) -> Iterator[LoadOutcome]:
        """Take in what another program wrote, and yield what becomes of each text.

        All or nothing: if anything is refused, nothing is kept, unless with ``keep_going``. With ``dry_run``
        nothing is kept anyway. A second import of the same changes nothing. ``texts`` come from
        ``claimsdb.sources.foreign``, one at a time.
        """
        from claimsdb.records.loading import REFUSED
        from claimsdb.sources.batches import batches_at_hand

        if dry_run and self._is_new():
            with self._made_elsewhere() as elsewhere:
                yield from elsewhere.each_import(texts, keep_going=keep_going)
            return
        refused = 0
        waiting: list[PreparedText] = []
        with self._one_transaction(lambda: not dry_run and (keep_going or not refused)) as writer:
            stored, sought = partial(self._stored_text, writer), partial(self._sought_text, writer)
            for batch, into in batches_at_hand(texts, stored, sought):
                for outcome in self._load_batch(batch, waiting, writer, prune=False, into=into):
                    refused += outcome.outcome == REFUSED
                    yield outcome
            for outcome in self._load_waiting(waiting, writer, prune=False):
                refused += outcome.outcome == REFUSED
                yield outcome

    def bytes_to_load(self, *paths: str | Path) -> int:
        """Return how many bytes there are to read at some paths."""
        from claimsdb.sources.prepare import bytes_to_read

        return bytes_to_read(map(Path, paths))

    def _load_batch(
        self,
        texts: Sequence[StorableText],
        waiting: list[PreparedText],
        writer: Callable[[], Connection],
        *,
        prune: bool,
        into: int | None,
    ) -> list[LoadOutcome]:
        """Store some texts in a transaction of their own; those that wait for others are put off."""
        from claimsdb.actions.batch.load_batch import Batch
        from claimsdb.actions.load import refused
        from claimsdb.actions.same_texts import with_same_texts
        from claimsdb.records.sources import RefusedText

        if all(isinstance(text, RefusedText) for text in texts):  # no database is made for nothing
            return [refused(text.name, text.reason) for text in texts if isinstance(text, RefusedText)]
        with collector_at_rest(), self._writing(writer) as session:
            batch = Batch(session, texts, prune=prune, into=into, put_off=waiting)
            batch.load()
            if batch.is_empty:
                session.rollback()
                outcomes = batch.outcomes
            else:
                outcomes = with_same_texts(session.connection(), batch.outcomes)
        waiting += batch.waiting
        return outcomes

    def _is_new(self) -> bool:
        return self._create and "_engine" not in vars(self) and self.location.is_new

    def _met_before(self, digests: Iterable[str]) -> set[str]:
        from claimsdb.actions.batch.unchanged import met_before

        with self._reading() as connection:
            return met_before(connection, digests)

    def _load_waiting(
        self, waiting: list[PreparedText], writer: Callable[[], Connection], *, prune: bool
    ) -> Iterator[LoadOutcome]:
        """Store texts that relate to each other in one transaction, without those that do not hold."""
        from claimsdb.actions.load import load_together
        from claimsdb.actions.same_texts import with_same_texts
        from claimsdb.records.loading import REFUSED

        while waiting:
            with self._writing(writer) as session:
                outcomes = load_together(session, waiting, prune=prune)
                faulty = [each for each in outcomes if each.outcome == REFUSED]
                if faulty:
                    session.rollback()
                else:
                    outcomes = with_same_texts(session.connection(), outcomes)
            yield from faulty or outcomes
            held = zip(waiting, outcomes, strict=True) if faulty else ()
            waiting = [text for text, outcome in held if outcome not in faulty]

    @contextmanager
    def _kept_connection(self) -> Iterator[Callable[[], Connection]]:
        """Give a connection that is opened when first asked for, and keeps its memory of the file."""

        def opened() -> Connection:
            connection = stack.enter_context(self._writing_engine().connect())
            dialect_of(connection).expect_rows(connection)
            return connection

        with ExitStack() as stack:
            yield cache(opened)

    @contextmanager
    def _one_transaction(self, is_kept: Callable[[], bool]) -> Iterator[Callable[[], Connection]]:
        """Give a connection on which all or nothing is kept in the end."""
        with faults_named(self.location), self._writing_engine().connect() as connection:
            outer = connection.begin()
            try:
                yield lambda: connection
                if is_kept():
                    outer.commit()
            finally:
                if outer.is_active:
                    outer.rollback()

    def _stored_text(self, writer: Callable[[], Connection], text: NotedText) -> tuple[int, PreparedText]:
        from claimsdb.queries.stored_text import stored_text

        return stored_text(writer(), text)

    def _sought_text(
        self, writer: Callable[[], Connection], text: SoughtText
    ) -> tuple[int, PreparedText, tuple[RefusedText, ...]] | None:
        from claimsdb.queries.sought_text import sought_text

        return sought_text(writer(), text)

    @contextmanager
    def _made_elsewhere(self) -> Iterator[Self]:
        """Give a database that is thrown away, where there is none yet."""
        from tempfile import TemporaryDirectory

        with (
            TemporaryDirectory(prefix="claimsdb-") as folder,
            type(self)(Location.of(Path(folder) / "rehearsal.db"), create=True) as database,
        ):
            yield database
