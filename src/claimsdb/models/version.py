"""One captured wording of an article: immutable, and known by its SHA-256."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, Moment, Place, numbered_from_one, one_of
from claimsdb.records.vocabulary import MEDIA_TYPES


class Version(Base):
    """A wording as it was captured. Triggers refuse to change it, or to remove it from under a passage."""

    __tablename__ = "versions"
    __table_args__ = (
        numbered_from_one(),
        UniqueConstraint("article_id", "number"),
        UniqueConstraint("article_id", "text_sha256"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("length(text) > 0", name="text_not_empty"),
        CheckConstraint("length(text_sha256) = 64", name="text_sha256_length"),
        CheckConstraint("length(original_sha256) = 64", name="original_sha256_length"),
        CheckConstraint("(original IS NULL) = (original_sha256 IS NULL)", name="original_with_hash"),
        one_of("media_type", MEDIA_TYPES),
        {"comment": "One captured wording of an article; never changed.", **STRICT},
    )

    id: Mapped[Identity]
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id"), comment="The article it is a wording of."
    )
    number: Mapped[Place] = mapped_column(comment="1 for the first wording captured, then 2, 3, …")
    text: Mapped[str] = mapped_column(
        comment="The canonical text, line ends \\n; offsets count its code points."
    )
    text_sha256: Mapped[str] = mapped_column(index=True, comment="SHA-256 of the text in UTF-8, hexadecimal.")
    original: Mapped[bytes | None] = mapped_column(comment="The bytes it was read from.", deferred=True)
    original_sha256: Mapped[str | None] = mapped_column(
        index=True, comment="SHA-256 of those bytes, hexadecimal."
    )
    media_type: Mapped[str | None] = mapped_column(comment="What the bytes are.")
    encoding: Mapped[str | None] = mapped_column(comment="The character encoding they were read in.")
    reader: Mapped[str | None] = mapped_column(comment="The program that made the text of the bytes.")
    reader_version: Mapped[str | None] = mapped_column(comment="Its version; the offsets depend on it.")
    origin: Mapped[str | None] = mapped_column(
        index=True, comment="The path or address it was captured from."
    )
    observed_at: Mapped[Moment] = mapped_column(comment="When it was captured (UTC).")
