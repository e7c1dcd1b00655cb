"""The pages of articles, one text at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimsdb.exports.html.folder import ROWS, cut, in_steps, together
from claimsdb.formats.html.article import article_page
from claimsdb.formats.html.lists import articles_page
from claimsdb.queries import report
from claimsdb.queries.articles import article_detail, list_articles
from claimsdb.queries.chains import chains_of
from claimsdb.queries.history import list_versions
from claimsdb.queries.statements import statement_rows
from claimsdb.queries.tables import versions
from claimsdb.records.site import ArticlePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from claimsdb.exports.html.folder import Site
    from claimsdb.records.rows import ArticleRow, StatementRow

TOGETHER: Final = 50
"""Articles that are asked for together."""


def write_articles(connection: Connection, site: Site, count: int) -> None:
    """Write the list of articles, and the page of each."""
    everything = in_steps(lambda after: list_articles(connection, limit=ROWS, after=after))
    for pages, rows in cut(everything, count):
        site.put(f"articles/{pages.here}", articles_page(site.title, rows, pages))
        for some in together(rows, lambda each: each.statements, TOGETHER):
            for page in _pages(connection, some):
                name = f"articles/{page.detail.article.article_id}.html"
                site.put(name, article_page(site.title, page))


def _pages(connection: Connection, rows: Sequence[ArticleRow]) -> Iterator[ArticlePage]:
    stated = _stated(connection, rows)
    everywhere = [each for some in stated.values() for each in some]
    chains = chains_of(connection, [each.statement_id for each in everywhere if each.speakers])
    carried = [each.statement_id for each in everywhere if each.outcome]
    quoted_at = report.quoted_at(connection, carried)
    counts = report.stated(connection, {each.claim_id for each in everywhere})
    many = frozenset(claim for claim, count in counts.items() if count > ROWS)
    outlets = report.outlets(connection, [row.article_id for row in rows])
    for row in rows:
        yield ArticlePage(
            detail=article_detail(connection, row, stated.get(row.article_id, [])),
            outlet_id=outlets.get(row.article_id),
            chains=chains,
            quoted_at=quoted_at,
            many=many,
            versions=list_versions(connection, str(row.article_id)) if row.versions > 1 else (),
        )


def _stated(connection: Connection, rows: Sequence[ArticleRow]) -> dict[int, list[StatementRow]]:
    """Return the statements of some articles, by article."""
    found: dict[int, list[StatementRow]] = {}
    numbers = [row.article_id for row in rows]
    for each in statement_rows(connection, [versions.c.article_id.in_(numbers)]):
        found.setdefault(each.article_id, []).append(each)
    return found
