"""Which articles are copies of each other: the same text, or much of it despite edits and page chrome.

Found on demand, in one pass over the newest texts (docs/decisions/0026).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from sqlalchemy import func, select

from claimsdb.corroboration.circles import reached_from
from claimsdb.queries.lookup import find_article
from claimsdb.queries.tables import articles, outlets, versions
from claimsdb.records.rows import CopyRow
from claimsdb.text.copies import Overlap, Sketches, measured_runs, overlap_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement, Connection, Select

TEXTS: Final = 50
"""Texts read at a time."""

REMEMBERED: Final = 512
"""Texts whose runs are remembered while pairs are measured."""

SAME: Final = Overlap(100, 100, 100, 100)


class Group(NamedTuple):
    """Articles whose newest text is the same, by the version of the first; ``publisher`` is the first's."""

    version: int
    members: list[int]
    publisher: int | None


def list_copies(connection: Connection, article: str | None = None, *, overlap: int = 50) -> list[CopyRow]:
    """Return pairs of articles that share at least ``overlap`` percent, those that share most first.

    Of articles whose text is the same, the first stands for all: each other one is paired with it alone.
    With an ``article``, by number, file or title, all that are copies of that one.

    Raises:
        UnknownArticleError: there is no such article.
        AmbiguousArticleError: the name fits several.
    """
    wanted = None if article is None else find_article(connection, article)
    groups = _groups(connection)
    places = (place for place, each in enumerate(groups) if wanted in each.members)
    only = None if wanted is None else next(places, None)
    if wanted is not None and only is None:  # it has no text
        return []
    found: list[tuple[int, int, bool, Overlap]] = []
    for group in groups if only is None else [groups[only]]:
        first = group.members[0] if wanted is None else wanted
        found += [(first, other, True, SAME) for other in group.members if other != first]
    for one, another, shared in _near(connection, groups, overlap, only):
        if wanted is None:
            found.append((groups[one].members[0], groups[another].members[0], False, shared))
        else:
            rest = groups[another if one == only else one].members
            found += [(wanted, each, False, shared if one == only else _turned(shared)) for each in rest]
    return _rows(connection, sorted(found, key=lambda each: (-each[3].of_shorter, not each[2], each[:2])))


def copy_groups(connection: Connection, among: Collection[int], *, overlap: int = 50) -> dict[int, int]:
    """Return for each of some articles the first of those that it is a copy of, be it through others.

    An article that is a copy of none of them is its own first. Only their texts are read.
    """
    if len(among) == 1:
        return dict(zip(among, among, strict=True))
    groups = _groups(connection, among)
    near: dict[int, set[int]] = {place: set() for place in range(len(groups))}
    for one, another, _shared in _near(connection, groups, overlap, None):
        near[one].add(another)
        near[another].add(one)
    firsts = [min(min(groups[each].members) for each in reached_from(place, near)) for place in near]
    return {article: firsts[place] for place in near for article in groups[place].members}


def _groups(connection: Connection, among: Collection[int] | None = None) -> list[Group]:
    """Return the articles, or some of them, by their newest text, in the order of its version."""
    columns = (versions.c.id, articles.c.id, versions.c.text_sha256, articles.c.outlet_id, articles.c.url)
    groups: dict[str, Group] = {}
    for version, article, digest, outlet, url in _read(connection, _newest(*columns), articles.c.id, among):
        publisher = outlet if outlet is not None else _site(url)
        groups.setdefault(digest, Group(version, [], publisher)).members.append(article)
    return sorted(groups.values())


def _newest(*columns: Any) -> Select[Any]:  # noqa: ANN401 (columns of any type)
    later = versions.alias("later")
    newest = select(func.max(later.c.number)).where(later.c.article_id == articles.c.id).scalar_subquery()
    return (
        select(*columns)
        .select_from(versions)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(versions.c.number == newest)
    )


def _site(url: str | None) -> int | None:
    """Return a number for the site of an address, apart from those of outlets."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return -1 - crc32(host.encode()) if host else None


def _near(
    connection: Connection,
    groups: list[Group],
    overlap: int,
    only: int | None,
) -> Iterator[tuple[int, int, Overlap]]:
    """Yield the places of two groups whose texts share so much, and what they share."""
    sketches = Sketches()
    texts = select(versions.c.id, versions.c.text)
    of_groups = [each.version for each in groups]
    for group, (_version, text) in zip(
        groups, _read(connection, texts, versions.c.id, of_groups), strict=True
    ):
        sketches.add(text, group.publisher)

    @lru_cache(maxsize=REMEMBERED)
    def runs_of(place: int) -> set[int]:
        one = select(versions.c.text).where(versions.c.id == groups[place].version)
        return measured_runs(connection.execute(one).scalar_one(), sketches.boilerplate)

    for one, another in sketches.candidates(overlap, only):
        shared = overlap_of(runs_of(one), runs_of(another))
        if shared is not None and shared.of_shorter >= overlap:
            yield one, another, shared


def _read(
    connection: Connection, query: Select[Any], number: ColumnElement[int], among: Collection[int] | None
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query by number: all, or those of some numbers, a few at a time."""
    if among is None:
        yield from map(tuple, connection.execute(query.order_by(number).execution_options(yield_per=TEXTS)))
        return
    some = sorted(among)
    for begin in range(0, len(some), TEXTS):
        rows = connection.execute(query.where(number.in_(some[begin : begin + TEXTS])).order_by(number))
        yield from map(tuple, rows)


def _turned(shared: Overlap) -> Overlap:
    return Overlap(shared.of_second, shared.of_first, shared.of_both, shared.of_shorter)


def _rows(connection: Connection, found: list[tuple[int, int, bool, Overlap]]) -> list[CopyRow]:
    query = select(articles.c.id, articles.c.title, outlets.c.name, articles.c.published).outerjoin_from(
        articles, outlets, outlets.c.id == articles.c.outlet_id
    )
    numbers = sorted({number for one, another, *_rest in found for number in (one, another)})
    known: dict[int, tuple[Any, ...]] = {}
    for begin in range(0, len(numbers), REMEMBERED):
        some = query.where(articles.c.id.in_(numbers[begin : begin + REMEMBERED]))
        known |= {row[0]: tuple(row) for row in connection.execute(some)}
    return [_row(known[one], known[another], shared, same=same) for one, another, same, shared in found]


def _row(one: tuple[Any, ...], another: tuple[Any, ...], shared: Overlap, *, same: bool) -> CopyRow:
    shares = (shared.of_shorter, shared.of_first, shared.of_second, shared.of_both)
    cells = (*one, *another, same, *shares)
    return CopyRow(*cells)
