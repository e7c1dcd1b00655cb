"""Annotation files: which were loaded for an article, told apart by name and recognised by their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from claimsdb.database.clock import now
from claimsdb.models import AnnotationFile, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from claimsdb.models import Article


def file_of(session: Session, article: Article, name: str, sha256: str) -> AnnotationFile | None:
    """Return the annotation file of an article that has these bytes, whatever its name, or else this name."""
    query = select(AnnotationFile).where(AnnotationFile.article_id == article.id)
    named = session.scalar(query.where(AnnotationFile.file == name))
    if named is not None and named.sha256 == sha256:
        return named
    same_bytes = session.scalar(query.where(AnnotationFile.sha256 == sha256).limit(1))
    if same_bytes is not None and named is None:
        same_bytes.file = name
    return same_bytes or named


def add_file(session: Session, article: Article, name: str, sha256: str) -> AnnotationFile:
    """Record that an annotation file is being loaded for an article."""
    source = AnnotationFile(article_id=article.id, file=name, sha256=sha256, loaded_at=now())
    session.add(source)
    session.flush()
    return source


def others_of(session: Session, source: AnnotationFile) -> list[str]:
    """Return the names of the article's other annotation files."""
    query = select(AnnotationFile.file).where(
        AnnotationFile.article_id == source.article_id, AnnotationFile.id != source.id
    )
    return list(session.scalars(query.order_by(AnnotationFile.id)))


def stating(session: Session, source: AnnotationFile, names: Sequence[str]) -> list[str]:
    """Return which of the article's other annotation files, given by name, made statements."""
    stated = select(Statement.id).where(Statement.annotation_file_id == AnnotationFile.id).exists()
    query = select(AnnotationFile.file).where(
        AnnotationFile.article_id == source.article_id, AnnotationFile.file.in_(names), stated
    )
    return list(session.scalars(query.order_by(AnnotationFile.id)))
