"""Articles and their wordings: a known one is found again, a changed text becomes a version."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, func, or_, select

from claimsdb.database.clock import now
from claimsdb.errors.questions import NoTextYetError
from claimsdb.models import Article, ArticleAuthor, Version, VersionFact
from claimsdb.records.loading import ADDED, NEW_VERSION, UNCHANGED
from claimsdb.records.texts import Fact, Metadata, metadata_of
from claimsdb.text.addresses import leads_to_a_page
from claimsdb.text.copies import measured_runs, overlap_of
from claimsdb.text.dates import parse_edtf
from claimsdb.text.digest import sha256
from claimsdb.text.filling_in import fill_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from claimsdb.actions.books import Books
    from claimsdb.records.sources import PreparedText

SAME_PAGE: Final = 50
"""Percent of the words of the shorter text that two captures of one page share at least."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article with the wording that was loaded, and what became of it."""

    article: Article
    version: Version
    outcome: str


def store_text(session: Session, prepared: PreparedText, *, into: int | None = None) -> Stored:
    """Find the article that a text belongs to, and the version that has its words; add what is new.

    ``into`` is the number of the article, where that was said.
    """
    article = find_known(session, prepared) if into is None else session.get_one(Article, into)
    if article is None:
        article = Article(file=prepared.file)
        session.add(article)
        session.flush()
        return Stored(article, _add_version(session, article, prepared), ADDED)
    version = _same_wording(session, article, prepared)
    if version is not None:
        return Stored(article, version, UNCHANGED)
    version = _add_version(session, article, prepared)
    if version.number == 1 and article.file is None:  # it was known by its metadata alone
        article.file = prepared.file
    return Stored(article, version, NEW_VERSION)


def find_known(session: Session, prepared: PreparedText) -> Article | None:
    """Return the article that a text is a wording of, if it is known.

    By the address that the annotation gives; by the path of its file, whatever it was called
    then; by its file and wording, wherever the file lies now; a text without file or address by
    its wording; a page by the address that it gives itself, if half of the words are the same. A file
    of the same name elsewhere with other words is another article.
    """
    same_file = Article.file.is_not_distinct_from(prepared.file)
    same_path = Version.origin == prepared.origin
    same_words = or_(
        Version.text_sha256 == sha256(prepared.source.text),
        Version.original_sha256 == sha256(prepared.original),
    )
    conditions = [
        *([Article.url == url] if (url := _given_address(prepared)) else []),
        *([] if prepared.file is None else [and_(same_path, same_file) if _is_line(prepared) else same_path]),
        and_(same_file, same_words),
    ]
    oldest = select(Article).outerjoin(Article.versions).order_by(Article.id).limit(1)
    found = (session.scalar(oldest.where(condition)) for condition in conditions)
    known = next((article for article in found if article is not None), None)
    return known or _at_own_address(session, prepared)


def newest_version(session: Session, article_id: int) -> Version:
    """Return the newest wording of an article that is there.

    Raises:
        NoTextYetError: it has none.
    """
    query = select(Version).where(Version.article_id == article_id).order_by(Version.number.desc())
    version = session.scalar(query.limit(1))
    if version is None:
        raise NoTextYetError(article_id)
    return version


def _at_own_address(session: Session, prepared: PreparedText) -> Article | None:
    address = None if _given_address(prepared) else prepared.source.metadata.url
    if address is None or not leads_to_a_page(address):
        return None
    article = session.scalar(select(Article).where(Article.url == address).order_by(Article.id).limit(1))
    if article is None:
        return None
    newest = select(Version.text).where(Version.article_id == article.id).order_by(Version.number.desc())
    known = session.scalar(newest.limit(1))
    if known is None:  # known by its metadata alone: this is its text
        return article
    overlap = overlap_of(measured_runs(known), measured_runs(prepared.source.text))
    return article if overlap is not None and overlap.of_shorter >= SAME_PAGE else None


def _is_line(prepared: PreparedText) -> bool:
    return prepared.annotation is not None and prepared.annotation.text is not None


def _given_address(prepared: PreparedText) -> str | None:
    return prepared.annotation.article.metadata.url if prepared.annotation else None


def _same_wording(session: Session, article: Article, prepared: PreparedText) -> Version | None:
    # The same bytes are the same wording even if a newer reader makes another text of them:
    # a text is never extracted anew in silence.
    words = sha256(prepared.source.text)
    query = select(Version).where(Version.article_id == article.id)
    same_text = session.scalar(query.where(Version.text_sha256 == words))
    return same_text or session.scalar(
        query.where(Version.original_sha256 == sha256(prepared.original)).limit(1)
    )


def _add_version(session: Session, article: Article, prepared: PreparedText) -> Version:
    source = prepared.source
    latest = session.scalar(select(func.max(Version.number)).where(Version.article_id == article.id))
    version = Version(
        article_id=article.id,
        number=(latest or 0) + 1,
        text=source.text,
        text_sha256=sha256(source.text),
        original=prepared.original,
        original_sha256=sha256(prepared.original),
        media_type=source.media_type,
        encoding=source.encoding,
        reader=source.reader,
        reader_version=source.reader_version,
        origin=prepared.origin,
        observed_at=now(),
    )
    session.add(version)
    session.flush()
    session.add_all(VersionFact(version_id=version.id, **asdict(fact)) for fact in source.facts)
    return version


def as_captured(session: Session, stored: Stored, prepared: PreparedText) -> PreparedText:
    """Return a known text with what it was read to say of itself when it was captured.

    A newer reader may read more, or otherwise, in the same bytes: that is never taken in silence.
    """
    query = select(VersionFact).where(VersionFact.version_id == stored.version.id)
    facts = session.scalars(query.order_by(VersionFact.position)).all() if stored.outcome == UNCHANGED else ()
    if not facts:
        return prepared
    said = metadata_of(
        [Fact(each.field, each.position, each.value, each.source, bool(each.inferred)) for each in facts]
    )
    return replace(prepared, source=replace(prepared.source, metadata=said))


def describe_article(
    session: Session, article: Article, prepared: PreparedText, books: Books, *, alone: bool = True
) -> None:
    """Record what the annotation says of the article, and for the rest what its own text says.

    An annotation that is not ``alone`` leaves the rest as it is: another one may have said it.
    """
    said = prepared.source.metadata if alone else stored_metadata(article)
    record_metadata(session, article, merged_metadata(prepared, said), books)


def fill_gaps(session: Session, article: Article, prepared: PreparedText, books: Books) -> None:
    """Record what the first text of a known article says of itself, where nothing is known."""
    filled = fill_in(stored_metadata(article), prepared.source.metadata)
    record_metadata(session, article, filled.metadata, books)


def record_metadata(session: Session, article: Article, merged: Metadata, books: Books) -> None:
    """Record what is known of an article."""
    date = parse_edtf(merged.published) if merged.published else None
    article.title = merged.title
    article.outlet_id = books.registers.outlet(merged.outlet)
    article.language = merged.language
    article.url = merged.url
    article.published = date.edtf if date else None
    article.published_earliest = date.earliest if date else None
    article.published_latest = date.latest if date else None
    _name_authors(session, article, merged.authors)
    for author in article.authors:
        known = books.actors.author(author.name) if author.actor_id is None else None
        author.actor_id = known.id if known else author.actor_id
    session.flush()


def merged_metadata(prepared: PreparedText, rest: Metadata) -> Metadata:
    """Return what the annotation of a text gives, a written unknown included, and the rest beside it."""
    if prepared.annotation is None:
        return rest
    article = prepared.annotation.article
    return replace(rest, **{name: getattr(article.metadata, name) for name in article.given})


def stored_metadata(article: Article) -> Metadata:
    """Return what is recorded of an article."""
    return Metadata(
        title=article.title,
        outlet=article.outlet.name if article.outlet else None,
        published=article.published,
        authors=tuple(author.name for author in article.authors),
        language=article.language,
        url=article.url,
    )


def _name_authors(session: Session, article: Article, names: tuple[str, ...]) -> None:
    if tuple(author.name for author in article.authors) != names:
        article.authors.clear()
        session.flush()
        article.authors.extend(
            ArticleAuthor(position=position, name=name) for position, name in enumerate(names, start=1)
        )
