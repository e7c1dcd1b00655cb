"""Actors: who they are, what they were, and what people judge of them."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.library.transactions import Transactions, untold
from claimsdb.records.judgements import Ground, SplitParts
from claimsdb.records.questions import LIKELY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from claimsdb.formats.marks import Plain
    from claimsdb.library.transactions import LookedThrough
    from claimsdb.records.annotations import ActorNote
    from claimsdb.records.judgements import JudgementRow
    from claimsdb.records.roles import RoleRow
    from claimsdb.records.rows import (
        ActorDetail,
        ActorRow,
        SimilarActors,
    )


class People(Transactions):
    """Asks for actors and the roles that they held, and records both."""

    def actors(
        self, *, kind: str | None = None, limit: int | None = None, after: ActorRow | None = None
    ) -> list[ActorRow]:
        """Return the actors, of one kind if given, from behind the row ``after`` on."""
        from claimsdb.queries.actors import list_actors

        with self._reading() as connection:
            return list(list_actors(connection, kind=kind, limit=limit, after=after))

    def similar_actors(
        self,
        actor: str | int | None = None,
        *,
        kind: str | None = None,
        least: float = LIKELY,
        limit: int | None = None,
    ) -> list[SimilarActors]:
        """Return pairs of actors that may be one, or those with one actor, the likest first; none is merged.

        ``least`` is how like their names must be, 0 to 100: docs/names.md tells what to expect.

        Raises:
            ClaimsDBError: the name is nobody's or several actors', or the kind or likeness is none.
        """
        from claimsdb.queries.similar_actors import similar_actors

        name = None if actor is None else str(actor)
        with self._reading() as connection:
            return similar_actors(connection, name=name, kind=kind, least=least, limit=limit)

    def actor(self, name: str | int, *, told: LookedThrough = untold) -> ActorDetail:
        """Return one actor, by any of its names or its number, with the statements by and about it.

        With it come the articles that name it, claimed or not; ``told`` hears of texts that are looked
        through for names first, as (how many, of how many).

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.actors import show_actor

        with self._reading_mentions(name, told) as connection:
            return show_actor(connection, str(name))

    def roles(
        self, actor: str | int | None = None, *, limit: int | None = None, after: RoleRow | None = None
    ) -> list[RoleRow]:
        """Return the roles that actors held, or one actor, by number, from behind the row ``after`` on.

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.lookup import find_actor, members_of
        from claimsdb.queries.roles import list_roles

        with self._reading() as connection:
            whose = None if actor is None else members_of(connection, find_actor(connection, str(actor)))
            return list(list_roles(connection, actor_ids=whose, limit=limit, after=after))

    def judgements(
        self, actor: str | int | None = None, *, everything: bool = False, limit: int | None = None
    ) -> list[JudgementRow]:
        """Return the judgements on actors that stand, or on one actor; or those undone and the undoing, too.

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.judgements import list_judgements

        name = None if actor is None else str(actor)
        with self._reading() as connection:
            return list(list_judgements(connection, actor=name, everything=everything, limit=limit))

    def add_role(
        self,
        actor: str | int,
        title: str,
        *,
        article: str | int | None = None,
        annotator: str | None = None,
        **role: Plain,
    ) -> RoleRow:
        """Record by hand a role that an actor held; return it.

        The keywords are the fields of a role in an annotation file (``of``, ``quote``, …), held to the
        same schema, with ``since`` and ``until`` for its dates. A quote is of an ``article``'s newest text.

        Raises:
            ClaimsDBError: the actor, article or quote is not there, a field is not what the schema
                allows, or the role is recorded already.
        """
        from claimsdb.formats.annotation_record import read_role

        note, recorder = read_role({"title": title, **role}, annotator)
        from claimsdb.actions.role_by_hand import add_role
        from claimsdb.queries.lookup import find_actor, find_article
        from claimsdb.queries.roles import show_role

        with self._writing() as session:
            connection = session.connection()
            article_id = find_article(connection, str(article)) if article is not None else None
            number = add_role(session, find_actor(connection, str(actor)), note, article_id, recorder)
            return show_role(connection, number)

    def remove_role(self, number: int) -> RoleRow:
        """Take away a role that was recorded by hand; return what it was.

        Raises:
            NoSuchRoleError: no role has the number.
            RoleOfFileError: an annotation file gives it.
        """
        from claimsdb.actions.role_by_hand import remove_role
        from claimsdb.queries.roles import show_role

        with self._writing() as session:
            row = show_role(session.connection(), number)
            remove_role(session, number)
            return row

    def merge_actors(
        self, actor: str | int, merged: str | int, *, why: str, by: str | None = None
    ) -> JudgementRow:
        """Judge that two actors are one; the first stands for both. Nothing that was recorded is changed.

        ``why`` is the reason, ``by`` the name of the person; None: not known. ``undo_judgement`` takes
        this and the judgements below back.

        Raises:
            ClaimsDBError: no reason, no such actor, or they are one already, or were judged two.
        """
        from claimsdb.actions.judging import merge_actors

        with self._writing() as session:
            return self._judged(session, merge_actors(session, str(actor), str(merged), Ground(why, by)))

    def distinct_actors(
        self, actor: str | int, other: str | int, *, why: str, by: str | None = None
    ) -> JudgementRow:
        """Judge that two actors are two, however alike: they are proposed and merged no more.

        Raises:
            ClaimsDBError: no reason, no such actor, or they are merged, or judged two already.
        """
        from claimsdb.actions.judging import distinct_actors

        with self._writing() as session:
            return self._judged(session, distinct_actors(session, str(actor), str(other), Ground(why, by)))

    def split_actor(  # noqa: PLR0913 (a person may say each)
        self,
        actor: str | int,
        name: str,
        *,
        why: str,
        kind: str | None = None,
        statements: Sequence[int] = (),
        claims: Sequence[str | int] = (),
        by: str | None = None,
    ) -> JudgementRow:
        """Judge that in some statements, and claims, an actor is another, who is new and bears ``name``.

        Raises:
            ClaimsDBError: no reason, no such actor, the name is somebody's, or the actor does not speak in
                one of the statements, or one of the claims is not about it.
        """
        from claimsdb.actions.splitting import split_actor

        note = self._actor_note(name, kind=kind)
        parts = SplitParts(tuple(statements), tuple(map(str, claims)))
        with self._writing() as session:
            number = split_actor(session, str(actor), note, parts, Ground(why, by))
            return self._judged(session, number)

    def add_actor(  # noqa: PLR0913 (a person may say each)
        self,
        name: str,
        *,
        kind: str | None = None,
        aliases: Sequence[Plain] = (),
        identifiers: Sequence[str] = (),
        anyway: bool = False,
        why: str | None = None,
        by: str | None = None,
    ) -> JudgementRow:
        """Add an actor by hand. ``aliases`` are names, or mappings as in an annotation file.

        ``identifiers`` are written ``scheme:value``, or are links. ``anyway``: though others bear a name.

        Raises:
            ClaimsDBError: a name is somebody's, or something is not what the schema allows.
        """
        from claimsdb.actions.editing_actors import add_actor

        note = self._actor_note(name, kind=kind, aliases=aliases, identifiers=identifiers)
        with self._writing() as session:
            return self._judged(session, add_actor(session, note, Ground(why, by, anyway)))

    def edit_actor(  # noqa: PLR0913 (a person may say each)
        self,
        actor: str | int,
        *,
        name: str | None = None,
        kind: str | None = None,
        aliases: Sequence[Plain] = (),
        identifiers: Sequence[str] = (),
        anyway: bool = False,
        why: str | None = None,
        by: str | None = None,
    ) -> JudgementRow:
        """Change an actor's main name or kind, or let it be known by more names and identifiers.

        Raises:
            ClaimsDBError: no such actor, a name is somebody else's, or nothing is new.
        """
        from claimsdb.actions.editing_actors import edit_actor

        called = str(actor)
        note = self._actor_note(
            called if name is None else name, kind=kind, aliases=aliases, identifiers=identifiers
        )
        with self._writing() as session:
            ground = Ground(why, by, anyway)
            number = edit_actor(session, called, note, ground, renamed=name is not None)
            return self._judged(session, number)

    def undo_judgement(self, number: int, *, why: str | None = None, by: str | None = None) -> JudgementRow:
        """Take a judgement on actors back, in any order; all that it changed is as it was.

        Raises:
            ClaimsDBError: no such judgement, it is undone already, or a later edit changed the same.
        """
        from claimsdb.actions.undoing import undo

        with self._writing() as session:
            undone, note = undo(session, number, Ground(why, by))
            return self._judged(session, undone, note)

    @staticmethod
    def _actor_note(
        name: str, *, kind: str | None, aliases: Sequence[Plain] = (), identifiers: Sequence[str] = ()
    ) -> ActorNote:
        """Read an actor as an annotation file would hold it."""
        from claimsdb.formats.annotation_record import read_record
        from claimsdb.text.identifiers import parse_identifier

        schemes: dict[str, list[Plain]] = {}
        for scheme, value in map(parse_identifier, identifiers):
            schemes.setdefault(scheme, []).append(value)
        actor: Plain = {"name": name, "kind": kind, "aliases": [*aliases], "identifiers": {**schemes}}
        (note,) = read_record({"actors": [actor]}, called="the actor").actors
        return note

    @staticmethod
    def _judged(session: Session, number: int, note: str | None = None) -> JudgementRow:
        from claimsdb.queries.judgements import list_judgements

        (row,) = list_judgements(session.connection(), number=number)
        return replace(row, note=note)
