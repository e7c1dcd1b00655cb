"""Roles that an annotation gives its actors, each matched with what the same file gave before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select

from claimsdb.actions.passages import forget_if_bare, passage_at
from claimsdb.actions.quotes import Quotes
from claimsdb.actions.roles import Office, called, describe_role, name_of, only_span, role_in, roles_of
from claimsdb.actions.sayings import spot_of
from claimsdb.anchoring.folding import fold
from claimsdb.database.clock import now
from claimsdb.errors.roles import RoleTwiceError
from claimsdb.models import ActorRole, Carrying, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimsdb.actions.actor_directory import KnownActor
    from claimsdb.actions.intake import Intake
    from claimsdb.actions.sayings import Spot
    from claimsdb.records.annotations import RoleNote, WordsNote
    from claimsdb.records.texts import Span

    Told: TypeAlias = tuple[str, str, str | None, str | None, Spot | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role that the file gives now; ``spans`` is where its quote stands in the present wording."""

    note: RoleNote
    actor: KnownActor
    office: Office
    spans: tuple[Span, ...]


class Roles:
    """The roles of one annotation: taken in, told, and let go of.

    A role is known again by its office, or else, among those that this file gave, by its actor with the
    title and organisation, or by its actor with the passage.
    """

    def __init__(self, intake: Intake) -> None:
        self._intake, self._session = intake, intake.session
        self._before = roles_of(self._session, intake.source)
        self._told = {role.id: _told(role) for role in self._before}
        self._quotes = Quotes(intake.version.text)
        self._now: dict[Office, ActorRole] = {}
        self._removed: list[str] = []

    def take_in(self) -> None:
        """Record every role that the file gives."""
        wanted = list(self._wanted())
        bare = {role.passage_id for role in self._before}
        for one, role in zip(wanted, self._matched(wanted), strict=True):
            with self._intake.problems.at(one.note.place):
                self._record(one, role)
        self._session.flush()
        forget_if_bare(self._session, (number for number in bare if number is not None))

    def let_go(self, *, prune: bool) -> None:
        """Take away what the file gives no more, or, without ``prune``, note it."""
        kept = {role.id for role in self._now.values()}
        gone = [role for role in self._before if role.id not in kept]
        if not prune:
            notes = (f"no longer in the file, kept until --prune: {name_of(role)}" for role in gone)
            self._intake.notes.extend(notes)
            return
        self._removed = [name_of(role) for role in gone]
        for role in gone:
            self._session.delete(role)
        forget_if_bare(self._session, [role.passage_id for role in gone if role.passage_id is not None])

    def changes(self) -> tuple[str, ...]:
        """Tell what was done to roles of this file."""
        ours = [role for role in self._now.values() if self._is_ours(role)]
        added = (f"added: {name_of(role)}" for role in ours if role.id not in self._told)
        changed = (
            f"changed: {name_of(role)}"
            for role in ours
            if self._told.get(role.id, _told(role)) != _told(role)
        )
        return (*added, *changed, *(f"removed: {each}" for each in self._removed))

    def _wanted(self) -> Iterator[Wanted]:
        actors = self._intake.books.actors
        for actor_note in self._intake.annotation.actors:
            for note in actor_note.roles if actor_note in actors.declared else ():  # or that is told
                with self._intake.problems.at(note.place):
                    actor, of = actors.declared[actor_note], note.organisation
                    office = Office.of(note, actor.id, actors.actor(of).id if of is not None else None)
                    spans = self._quotes.find(note.quote) if note.quote is not None else ()
                    yield Wanted(note, actor, office, spans)

    def _matched(self, wanted: Sequence[Wanted]) -> list[ActorRole | None]:
        """Return for each role wanted the one that it was before."""
        found = [role_in(self._session, one.office) for one in wanted]
        for fits in (_is_same_title, self._is_same_passage):
            for number, one in enumerate(wanted):
                if found[number] is None:
                    found[number] = self._left(found, one, fits)
        return found

    def _left(
        self,
        found: Sequence[ActorRole | None],
        wanted: Wanted,
        fits: Callable[[ActorRole, Wanted], bool],
    ) -> ActorRole | None:
        left = (role for role in self._before if role not in found)
        return next((role for role in left if fits(role, wanted)), None)

    def _is_same_passage(self, role: ActorRole, wanted: Wanted) -> bool:
        return role.actor_id == wanted.office.actor_id and self._spot_now(role) in self._spots(wanted.spans)

    def _record(self, wanted: Wanted, known: ActorRole | None) -> None:
        note, office = wanted.note, wanted.office
        if office in self._now:
            raise RoleTwiceError(wanted.actor.name, called(self._now[office]))
        passage = self._passage(note.quote, wanted.spans, known) if note.quote is not None else None
        role = known or self._added()
        if self._is_ours(role):
            describe_role(role, note.title, office)
            role.passage = passage
        elif role.passage is None:
            role.passage = passage
        self._session.add(role)
        self._session.flush()
        self._session.refresh(role, ["actor", "organisation"])
        self._now[office] = role

    def _added(self) -> ActorRole:
        return ActorRole(
            annotation_file_id=self._intake.source.id,
            annotator_id=self._intake.books.registers.annotator(self._intake.annotation.annotator),
            recorded_at=now(),
        )

    def _passage(self, note: WordsNote, spans: Sequence[Span], known: ActorRole | None) -> Passage:
        """Return the passage that a quote means: the one that was carried here, or else the one it names.

        Words that stand no more in the present wording stay where they were quoted from.
        """
        quoted = known.passage if known is not None else None
        if known is not None and quoted is not None and fold(quoted.quote) == fold(note.quote):
            found = self._spots(spans)
            if not found or self._spot_now(known) in found:
                return quoted
        span = only_span(note.quote, self._quotes.spans(note))
        return passage_at(self._session, self._intake.version, span)

    def _spots(self, spans: Sequence[Span]) -> set[Spot]:
        return {(self._intake.version.id, span.start_char, span.end_char) for span in spans}

    def _spot_now(self, role: ActorRole) -> Spot | None:
        """Return where the passage of a role stands: in the present wording, if it was carried there."""
        if role.passage is None:
            return None
        here = select(Carrying).where(
            Carrying.from_passage_id == role.passage.id, Carrying.version_id == self._intake.version.id
        )
        carrying = self._session.scalar(here)
        return spot_of(carrying.passage if carrying is not None and carrying.passage else role.passage)

    def _is_ours(self, role: ActorRole) -> bool:
        return role.annotation_file_id == self._intake.source.id


def _is_same_title(role: ActorRole, wanted: Wanted) -> bool:
    office = wanted.office
    return (role.actor_id, role.title_folded, role.organisation_id) == (
        office.actor_id,
        office.title_folded,
        office.organisation_id,
    )


def _told(role: ActorRole) -> Told:
    spot = spot_of(role.passage) if role.passage is not None else None
    return role.title, called(role), role.since, role.until, spot
