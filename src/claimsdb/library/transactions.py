"""How the library opens a database, and the transactions that its methods run in."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from claimsdb.database.engine import KEEPING, WRITING, faults_named, open_engine
from claimsdb.database.keeping import Reading
from claimsdb.database.schema import check_schema, upgrade_if_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

    from claimsdb.database.location import Location

    LookedThrough = Callable[[int, int], None]


def untold(_done: int, _all: int) -> None:
    """Tell nobody how many of how many texts were looked through for names."""


class Transactions:
    """A database that is opened when it is first asked. Use it as a context manager, or call ``close``."""

    def __init__(self, location: Location, *, create: bool = False) -> None:
        self.location = location
        self._create = create

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the object can be used again afterwards."""
        if "_questions" in vars(self):
            self._questions.close()
            del self._questions
        if "_engine" in vars(self):
            self._engine.dispose()
            del self._engine

    def check(self) -> None:
        """Make sure that the database is there, ours, and of this program's schema.

        Raises:
            DatabaseError: it is not.
        """
        with self._reading():
            return

    @cached_property
    def _engine(self) -> Engine:
        with faults_named(self.location):
            engine = open_engine(self.location, create=self._create)
            if self._create:
                upgrade_if_new(engine, str(self.location))
            return engine

    @cached_property
    def _questions(self) -> Reading:
        questions = Reading(self._engine, self.location)
        with faults_named(self.location), questions.transaction() as connection:
            check_schema(connection, str(self.location))
        return questions

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults_named(self.location), self._questions.transaction() as connection:
            yield connection

    @contextmanager
    def _reading_mentions(self, actor: str | int | None, told: LookedThrough) -> Iterator[Connection]:
        """Open a transaction that reads, once what is kept of mentions is up to date if it can be."""
        from claimsdb.queries.lookup import find_actor
        from claimsdb.queries.mention_marks import texts_behind

        with ExitStack() as stack:
            connection = stack.enter_context(self._reading())
            if actor is not None:
                find_actor(connection, str(actor))  # whoever asks for nobody need not wait
            if behind := texts_behind(connection):
                stack.close()
                self._keep_mentions(behind, told)
                connection = stack.enter_context(self._reading())
            yield connection

    def _keep_mentions(self, behind: int, told: LookedThrough) -> None:
        """Look texts through for names, a transaction after the other, as long as it may be written."""
        from claimsdb.actions.mentions import MentionKeeper
        from claimsdb.errors.database import NOT_NOW

        keeper, done = MentionKeeper(), 0
        engine = self._questions.engine.execution_options(**{WRITING: KEEPING})
        try:
            while True:
                with faults_named(self.location), engine.begin() as connection:
                    count = keeper.step(connection)
                if not count:
                    return
                done += count
                told(done, max(done, behind))
        except NOT_NOW:  # the question then looks through what is not kept, and says the same
            told(behind, behind)

    @contextmanager
    def _writing(self, writer: Callable[[], Connection] | None = None) -> Iterator[Session]:
        """Begin a transaction; ``writer`` gives a connection that outlives it."""
        from sqlalchemy.orm import Session

        with faults_named(self.location):
            bind = writer() if writer is not None else self._writing_engine()
            # Actions flush where they need a number; a flush before every question would double a load.
            # In a rehearsal the transaction is an outer one, and what is kept of each batch is kept in that.
            with (
                Session(bind, autoflush=False, join_transaction_mode="create_savepoint") as session,
                session.begin(),
            ):
                yield session

    def _writing_engine(self) -> Engine:
        looked_at = self._questions.engine  # the schema is this program's, or there would be none
        return looked_at.execution_options(**{WRITING: True})

    def _article_number(self, name: str | int) -> int:
        from claimsdb.queries.lookup import find_article

        with self._reading() as connection:
            return find_article(connection, str(name))
