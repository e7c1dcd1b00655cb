"""Which annotation files were loaded, and the keys they give their claims."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimsdb.models.base import STRICT, Base, Identity, Moment, not_blank


class AnnotationFile(Base):
    """A loaded annotation of one article: what it added can be told from what was added by hand."""

    __tablename__ = "annotation_files"
    __table_args__ = (
        UniqueConstraint("article_id", "file"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        {"comment": "The annotation files that were loaded.", **STRICT},
    )

    id: Mapped[Identity]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), comment="The article it annotates.")
    file: Mapped[str] = mapped_column(comment="Its name.")
    sha256: Mapped[str] = mapped_column(index=True, comment="SHA-256 of its bytes, hexadecimal.")
    loaded_at: Mapped[Moment] = mapped_column(comment="When it was last loaded (UTC).")


class ClaimKey(Base):
    """The name a file gives one of its claims, so that it can be edited and referred to."""

    __tablename__ = "claim_keys"
    __table_args__ = (
        PrimaryKeyConstraint("annotation_file_id", "key"),
        not_blank("key"),
        {"comment": "The keys that annotation files give their claims.", **STRICT},
    )

    annotation_file_id: Mapped[int] = mapped_column(ForeignKey("annotation_files.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(index=True, comment="The key, unique in its file.")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)
