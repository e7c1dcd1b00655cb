"""Roles as they are recorded: what makes two of them one, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from claimsdb.errors.roles import RoleInPartsError
from claimsdb.models import ActorRole
from claimsdb.text.dates import parse_edtf
from claimsdb.text.names import fold_name
from claimsdb.text.role_words import role_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from claimsdb.models import AnnotationFile
    from claimsdb.records.annotations import RoleNote
    from claimsdb.records.texts import Span


@dataclass(frozen=True, slots=True)
class Office:
    """What makes two roles one: who, the title (case and accents apart), of whom, and the dates (EDTF)."""

    actor_id: int
    title_folded: str
    organisation_id: int | None
    since: str | None
    until: str | None

    @classmethod
    def of(cls, note: RoleNote, actor_id: int, organisation_id: int | None) -> Office:
        """Return what a note means, whose names were looked up already."""
        return cls(
            actor_id,
            fold_name(note.title),
            organisation_id,
            parse_edtf(note.since).edtf if note.since else None,
            parse_edtf(note.until).edtf if note.until else None,
        )


def role_in(session: Session, office: Office) -> ActorRole | None:
    """Return the role that is recorded of an office, by whomever."""
    same = (getattr(ActorRole, name).is_not_distinct_from(getattr(office, name)) for name in Office.__slots__)
    return session.scalar(select(ActorRole).where(*same))


def describe_role(role: ActorRole, title: str, office: Office) -> None:
    """Record what a role is called, whose it is, and when it was held."""
    role.actor_id, role.organisation_id = office.actor_id, office.organisation_id
    role.title, role.title_folded = title, office.title_folded
    since, until = (parse_edtf(date) if date else None for date in (office.since, office.until))
    role.since, role.until = office.since, office.until
    role.since_earliest, role.since_latest = (since.earliest, since.latest) if since else (None, None)
    role.until_earliest, role.until_latest = (until.earliest, until.latest) if until else (None, None)


def only_span(quote: str, spans: Sequence[Span]) -> Span:
    """Return the one passage that a quote means.

    Raises:
        RoleInPartsError: it leaves words out, and means several.
    """
    if len(spans) > 1:
        raise RoleInPartsError(quote)
    return spans[0]


def roles_of(session: Session, source: AnnotationFile) -> list[ActorRole]:
    """Return the roles that were loaded from a file."""
    query = (
        select(ActorRole)
        .where(ActorRole.annotation_file_id == source.id)
        .options(
            joinedload(ActorRole.passage), joinedload(ActorRole.actor), joinedload(ActorRole.organisation)
        )
    )
    return list(session.scalars(query.order_by(ActorRole.id)))


def name_of(role: ActorRole) -> str:
    """Return whose role it is, and what it is called."""
    return f"{role.actor.name}, {called(role)}"


def called(role: ActorRole) -> str:
    """Return what a role is called, with its organisation."""
    return role_called(role.title, role.organisation.name if role.organisation is not None else None)
