"""The article and wording that annotations of another program are on, and what they say that is new."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import or_, select

from claimsdb.errors.annotations import SeveralTextsFitError
from claimsdb.queries.full_statements import statements_on
from claimsdb.queries.tables import article_authors, articles, outlets, versions
from claimsdb.records.annotations import ArticleNote
from claimsdb.records.sources import PreparedText
from claimsdb.records.texts import Metadata, SourceText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy import Connection, Row

    from claimsdb.records.annotations import Annotation, AnnotatorNote, ClaimNote, StatementNote
    from claimsdb.records.foreign_notes import Annotated
    from claimsdb.records.full_statements import FullStatement
    from claimsdb.records.sources import RefusedText, SoughtText

    Telling: TypeAlias = tuple[object, ...]


def sought_text(
    connection: Connection, sought: SoughtText
) -> tuple[int, PreparedText, tuple[RefusedText, ...]] | None:
    """Return the number of the article, the wording with what is said of it, and what does not stand there.

    The wording is the one that the annotations name by its SHA-256, or else the newest. What others have said
    to the letter is not said again. None: no article is at the address, or has the text or the name.

    Raises:
        SeveralTextsFitError: it can be any of several articles.
    """
    row = wording_named(connection, sought.on)
    if row is None:
        return None
    placed = sought.place(row.text, row.text_sha256)
    claims = _unsaid(connection, row, sought, placed.claims)
    article = _as_known(connection, row)
    said = replace(sought.annotation, article=article, claims=claims) if claims else None
    return row.article_id, _prepared(row, sought, said, placed.sha256), placed.refused


def _as_known(connection: Connection, row: Row[Any]) -> ArticleNote:
    """Return what is known of the article, so that annotations by others change nothing of it."""
    query = select(article_authors.c.name).where(article_authors.c.article_id == row.article_id)
    authors = connection.scalars(query.order_by(article_authors.c.position))
    known = Metadata(row.title, row.outlet, row.published, tuple(authors), row.language, row.url)
    return ArticleNote(known, given=frozenset(asdict(known)))


def wording_named(connection: Connection, on: Annotated) -> Row[Any] | None:
    """Return the version and its article that annotations are on; None if there is none.

    Raises:
        SeveralTextsFitError: it can be any of several articles.
    """
    known = (articles.c.file, articles.c.url, articles.c.title, articles.c.language, articles.c.published)
    query = (
        select(versions, *known, outlets.c.name.label("outlet"))
        .join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet_id)
    )
    by_name = or_(articles.c.url == on.address, articles.c.file.in_([on.address, on.file or on.address]))
    if on.text_sha256 is not None:
        found = connection.execute(query.where(versions.c.text_sha256 == on.text_sha256)).all()
        if on.project is not None:
            return _only_article(on, _beside_project(on, on.project, found))
        if found:
            return _only_article(on, [row for row in found if _is_called_so(row, on)] or found)
    newest = query.where(by_name).order_by(versions.c.article_id, versions.c.number.desc())
    return _only_article(on, connection.execute(newest).all())


def _is_called_so(row: Row[Any], on: Annotated) -> bool:
    return row.url == on.address or (row.file is not None and row.file == on.file)


def _beside_project(on: Annotated, project: str, rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Return those with a project's text that can be its article."""
    if on.address or on.file is not None:
        called = [row for row in rows if _is_called_so(row, on)]
    else:  # its address may have been left out, as another article has it too
        nameless = [row for row in rows if row.file is None]
        called = [row for row in nameless if row.url is None] or nameless
    if called or on.is_named:
        return called
    return [row for row in rows if row.file is None or not row.file.startswith(f"{project}#")]


def _only_article(on: Annotated, rows: Sequence[Row[Any]]) -> Row[Any] | None:
    """Return the first row, once all are of one article; None if there is none."""
    several = {row.article_id: row.file or row.title for row in rows}
    if len(several) > 1:
        raise SeveralTextsFitError(on.address, list(several.items()))
    return rows[0] if rows else None


def _prepared(row: Row[Any], sought: SoughtText, said: Annotation | None, sha256: str) -> PreparedText:
    source = SourceText(row.text, row.media_type, row.encoding, row.reader, row.reader_version)
    return PreparedText(
        name=sought.name,
        file=row.file,
        origin=row.origin,
        source=source,
        original=row.original if row.original is not None else row.text.encode(),
        annotation=said,
        annotation_file=sought.annotation_file if said else None,
        annotation_sha256=sha256 if said else None,
    )


def _unsaid(
    connection: Connection, row: Row[Any], sought: SoughtText, claims: tuple[ClaimNote, ...]
) -> tuple[ClaimNote, ...]:
    """Leave out what another annotation file, or a person by hand, has said to the letter."""
    known = statements_on(connection, row.article_id, row.text_sha256)
    others = [each for each in known if each.recorded_in != sought.annotation_file]
    said = Counter(map(_told, others))
    bound = {(each.claim, each.when): each for each in others}
    left = []
    for claim in claims:
        statements = tuple(
            each
            for each in claim.statements
            if not _take(said, _telling(claim, each, sought.annotation.annotator))
        )
        if statements or not _adds_nothing(claim, bound.get((claim.claim, claim.when))):
            left.append(replace(claim, statements=statements))
    return tuple(left)


def _take(said: Counter[Telling], telling: Telling) -> bool:
    is_said = said[telling] > 0
    said[telling] -= is_said
    return is_said


def _adds_nothing(claim: ClaimNote, known: FullStatement | None) -> bool:
    if known is None:
        return True
    about = {(each.name, each.role) for each in claim.about}
    return about <= set(known.about) and set(claim.topics) <= set(known.topics)


def _told(known: FullStatement) -> Telling:
    spans = tuple((each.span.start_char, each.span.end_char) for each in known.passages)
    how = known.stance, known.quotation, known.said, known.speakers
    return known.claim, known.when, spans, how, known.annotator


def _telling(claim: ClaimNote, note: StatementNote, annotator: AnnotatorNote | None) -> Telling:
    spans = tuple((each.start_char, each.end_char) for each in note.spans)
    speakers = tuple((each.name, each.label) for each in note.speakers)
    return claim.claim, claim.when, spans, (note.stance, note.quotation, note.said, speakers), annotator
