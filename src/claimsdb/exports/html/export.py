"""A report: a site of pages that stands on its own, with the tables as CSV beside them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from claimsdb.exports.csv_folder import write_folder
from claimsdb.exports.html.actors import write_actors
from claimsdb.exports.html.articles import write_articles
from claimsdb.exports.html.claims import write_claims
from claimsdb.exports.html.folder import BESIDE, CSV, ROWS, Site, cut, earlier_report, in_steps
from claimsdb.exports.place import one_folder
from claimsdb.formats.html.frame import FRONT, ICON, SECTIONS, STYLE, beside
from claimsdb.formats.html.front import NAMES, front_page
from claimsdb.formats.html.lists import outlet_page, outlets_page, topic_page, topics_page
from claimsdb.queries import report, tables
from claimsdb.queries.articles import list_articles
from claimsdb.queries.outlets import list_outlets
from claimsdb.queries.topics import list_topics
from claimsdb.records.choices import TITLE
from claimsdb.records.rows import ExportReport

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from claimsdb.records.rows import OutletRow


def export_html(connection: Connection, target: Path, title: str | None = None) -> ExportReport:
    """Write the site, first beside its place and then moved there; memory is constant.

    An earlier report in the same place is replaced, and a failure at any moment leaves it as it was.

    Raises:
        TargetInTheWayError: something else lies there.
        CannotWriteError: the system refuses.
    """
    with one_folder(target, earlier_report, last=FRONT) as made:
        counts = _write_site(connection, Site(made, title or TITLE))
    return ExportReport(os.path.realpath(target), counts)


def _write_site(connection: Connection, site: Site) -> tuple[tuple[str, int], ...]:
    for name in (*SECTIONS, CSV, BESIDE):
        (site.folder / name).mkdir(parents=True)
    for name in (STYLE, ICON):
        (site.folder / BESIDE / name).write_bytes(beside(name))
    counts = _counts(connection)
    write_claims(connection, site, counts["claims"])
    write_articles(connection, site, counts["articles"])
    write_actors(connection, site, counts["actors"])
    _write_outlets(connection, site, counts["outlets"])
    _write_topics(connection, site, counts["topics"])
    # No date, so that the same database makes the same bytes.
    files = write_folder(connection, site.folder / CSV, raw=False, created=None)
    site.put(FRONT, front_page(site.title, counts, files))
    return tuple((name, counts[name]) for name in SECTIONS)


def _counts(connection: Connection) -> dict[str, int]:
    """Return how many there are of what the front page names; of merged actors one counts."""
    counts = {}
    for name in NAMES:
        query = select(func.count()).select_from(getattr(tables, name))
        if name == "actors":
            query = query.where(tables.actors.c.merged_into_id.is_(None))
        counts[name] = int(connection.execute(query).scalar_one())
    return counts


def _write_outlets(connection: Connection, site: Site, count: int) -> None:
    everything = in_steps(lambda after: list_outlets(connection, limit=ROWS, after=after))
    for pages, rows in cut(everything, count):
        site.put(f"outlets/{pages.here}", outlets_page(site.title, rows, pages))
        for row in rows:
            _write_outlet(connection, site, row)


def _write_outlet(connection: Connection, site: Site, outlet: OutletRow) -> None:
    number = outlet.outlet_id
    articles = in_steps(lambda after: list_articles(connection, outlet_id=number, limit=ROWS, after=after))
    for pages, rows in cut(articles, outlet.articles, f"{number}.html"):
        site.put(f"outlets/{pages.here}", outlet_page(site.title, outlet, rows, pages))


def _write_topics(connection: Connection, site: Site, count: int) -> None:
    everything = in_steps(lambda after: list_topics(connection, limit=ROWS, after=after))
    for pages, rows in cut(everything, count):
        site.put(f"topics/{pages.here}", topics_page(site.title, rows, pages))
        for row in rows:
            claims = report.claim_heads(connection, row.topic_id)
            for own_pages, own in cut(claims, row.claims, f"{row.topic_id}.html"):
                site.put(f"topics/{own_pages.here}", topic_page(site.title, row, own, own_pages))
