"""One published item, known or not to have an outlet, a date, authors."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from claimsdb.models.actor import Actor
from claimsdb.models.base import STRICT, Base, Identity, Place, dated, not_blank
from claimsdb.models.outlet import Outlet
from claimsdb.models.version import Version


class Article(Base):
    """A published item. What is not known is NULL, never guessed."""

    __tablename__ = "articles"
    __table_args__ = (
        *dated("published"),
        not_blank("title"),
        Index("ix_articles_outlet_id", "outlet_id", "published_earliest", "id"),
        Index("ix_articles_published_earliest", "published_earliest", "id"),
        {"comment": "One published item; NULL is unknown.", **STRICT},
    )

    id: Mapped[Identity]
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), comment="Who published it.")
    title: Mapped[str | None] = mapped_column(index=True, comment="The headline.")
    published: Mapped[str | None] = mapped_column(comment="Publication date, EDTF (ISO 8601-2).")
    published_earliest: Mapped[str | None] = mapped_column(comment="First day it can have been published.")
    published_latest: Mapped[str | None] = mapped_column(comment="Last day it can have been published.")
    language: Mapped[str | None] = mapped_column(comment="Language of the text, BCP 47.")
    url: Mapped[str | None] = mapped_column(index=True, comment="Its address on the web.")
    file: Mapped[str | None] = mapped_column(
        index=True, comment="The file it was loaded from, as named then."
    )

    outlet: Mapped[Outlet | None] = relationship()
    authors: Mapped[list[ArticleAuthor]] = relationship(
        order_by="ArticleAuthor.position", cascade="all, delete-orphan"
    )
    versions: Mapped[list[Version]] = relationship(order_by=Version.number)


class ArticleAuthor(Base):
    """One author of an article, in the order of the byline."""

    __tablename__ = "article_authors"
    __table_args__ = (
        PrimaryKeyConstraint("article_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
        not_blank("name"),
        {"comment": "The authors of an article, in the order of the byline.", **STRICT},
    )

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    position: Mapped[Place] = mapped_column(comment="Place in the byline, from 1.")
    name: Mapped[str] = mapped_column(comment="The name as the byline has it.")
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("actors.id"), index=True, comment="The actor, where known."
    )

    actor: Mapped[Actor | None] = relationship()
