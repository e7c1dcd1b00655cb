"""Who can speak or be spoken about, under which names."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.base import STRICT, Base, Identity, not_blank, one_of, some_rows
from claimsdb.records.vocabulary import ACTOR_KINDS, NAME_KINDS


class Actor(Base):
    """A person, organisation, state, group or outlet; two actors may bear the same name."""

    __tablename__ = "actors"
    __table_args__ = (
        one_of("kind", ACTOR_KINDS),
        not_blank("name"),
        CheckConstraint("merged_into_id <> id", name="not_into_itself"),
        Index("ix_actors_merged_into_id", "merged_into_id", **some_rows("merged_into_id IS NOT NULL")),
        {"comment": "Who can speak or be spoken about.", **STRICT},
    )

    id: Mapped[Identity]
    name: Mapped[str] = mapped_column(comment="The name it is shown by.")
    kind: Mapped[str | None] = mapped_column(
        comment="person, organisation, state, group or outlet; NULL is unknown."
    )
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"),
        comment="The actor that stands for this one, by the merges that stand; NULL: it stands for itself.",
    )

    names: Mapped[list[ActorName]] = relationship(order_by="ActorName.id", cascade="all, delete-orphan")
    identifiers: Mapped[list[ActorIdentifier]] = relationship(
        order_by="ActorIdentifier.id", cascade="all, delete-orphan"
    )


class ActorName(Base):
    """One name of an actor, its main name among them."""

    __tablename__ = "actor_names"
    __table_args__ = (
        UniqueConstraint("actor_id", "name"),
        one_of("kind", NAME_KINDS),
        not_blank("name"),
        {"comment": "Every name of an actor, the main one among them.", **STRICT},
    )

    id: Mapped[Identity]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(comment="The name as written.")
    name_folded: Mapped[str] = mapped_column(index=True, comment="Without case and accents, for matching.")
    kind: Mapped[str | None] = mapped_column(comment="full, short, transliteration, former or alias.")
    language: Mapped[str | None] = mapped_column(comment="Language of the name, BCP 47.")


class ActorIdentifier(Base):
    """What an actor is known by elsewhere, such as (wikidata, Q42)."""

    __tablename__ = "actor_identifiers"
    __table_args__ = (
        UniqueConstraint("scheme", "value"),
        not_blank("scheme"),
        not_blank("value"),
        {"comment": "What an actor is known by elsewhere.", **STRICT},
    )

    id: Mapped[Identity]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[str] = mapped_column(comment="The register, such as wikidata.")
    value: Mapped[str] = mapped_column(comment="The identifier in it.")
