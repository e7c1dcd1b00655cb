"""Which articles the items of a bibliography may be about: by what they say, by address, by title."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from claimsdb.database.rows import among
from claimsdb.records.texts import Metadata
from claimsdb.text.addresses import spellings
from claimsdb.text.filling_in import agree, can_agree
from claimsdb.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from claimsdb.records.references import Reference

Marks: TypeAlias = tuple[str | None, str | None, str | None]
"""Title, outlet and date, by which articles are the same if they are not kept apart otherwise."""

MOST_ALIKE: Final = 100
"""How many articles of a title are looked at, so that a common one ("Editorial") costs no time."""

ARTICLES: Final = (
    "SELECT articles.id, title, outlets.name, published, language, url FROM articles "
    "LEFT JOIN outlets ON outlets.id = outlet_id WHERE articles.id"
)
AUTHORS: Final = "SELECT article_id, position, name FROM article_authors WHERE article_id"
FILES: Final = "SELECT article_id, file, id FROM annotation_files WHERE article_id"


@dataclass(slots=True)
class KnownArticle:
    """An article that is there, or will be: its number, what is known of it, and its annotation files."""

    id: int
    metadata: Metadata
    files: dict[str, int] = field(default_factory=dict)


class KnownArticles:
    """The articles that some items may be about, with those that are being added."""

    def __init__(self, connection: Connection, references: Iterable[Reference]) -> None:
        self._by_digest: dict[str, int] = {}
        self._by_url: dict[str, int] = {}
        self._by_item: dict[tuple[str | None, str], int] = {}
        self._by_marks: defaultdict[Marks, list[int]] = defaultdict(list)
        self._by_title: defaultdict[str | None, list[int]] = defaultdict(list)
        self._known: dict[int, KnownArticle] = {}
        self._read(connection, list(references))

    def article(self, reference: Reference) -> KnownArticle | None:
        """Return the article that an item is about.

        It is the one to which the same item was put before; else the one at its address; else the one of its
        title, outlet and date, if not both have addresses that differ. Where the outlet or the date is known
        of neither, the authors must be the same too. Items of one bibliography that have ids of their own are
        articles of their own, unless they have one address.
        """
        by_digest = self._by_digest.get(reference.sha256)
        if by_digest is not None:
            return self._known[by_digest]
        at = (self._by_url.get(each) for each in spellings(reference.metadata.url or ""))
        found = [number for number in at if number is not None]
        if found:
            return self._known[min(found)]
        title = reference.metadata.title
        if title is None:
            return None
        mended = self._by_item.get((title, reference.file)) if reference.file != reference.library else None
        if mended is not None:
            return self._known[mended]
        marked = (self._known[number] for number in self._by_marks.get(_marks(reference.metadata), ()))
        same = [each for each in marked if _is_the_same(each, reference)]
        return min(same, key=lambda each: (_differences(each, reference), each.id), default=None)

    def alike(self, reference: Reference) -> KnownArticle | None:
        """Return an article that may be the one an item is about: nothing that is known of both differs."""
        title = reference.metadata.title
        titled = islice(self._by_title.get(title, ()) if title is not None else (), MOST_ALIKE)
        others = (each for number in titled if not _has_another(each := self._known[number], reference))
        return next((each for each in others if can_agree(each.metadata, reference.metadata)), None)

    def note(self, article: KnownArticle, sha256: str | None = None) -> None:
        """Remember an article as it is now, and that an item is about it."""
        metadata = article.metadata
        self._known[article.id] = article
        for spelling in spellings(metadata.url or ""):
            self._by_url.setdefault(spelling, article.id)
        for file in article.files:
            self._by_item.setdefault((metadata.title, file), article.id)
        marked, titled = self._by_marks[_marks(metadata)], self._by_title[metadata.title]
        for numbers in (marked, titled):
            if article.id not in numbers[-1:]:
                numbers.append(article.id)
        if sha256 is not None:
            self._by_digest.setdefault(sha256, article.id)

    def _read(self, connection: Connection, references: list[Reference]) -> None:
        query = "SELECT sha256, article_id FROM annotation_files WHERE sha256"
        said = sorted(among(connection, query, {each.sha256 for each in references}), key=lambda row: row[1])
        urls = {spelling for each in references for spelling in spellings(each.metadata.url or "")}
        at = among(connection, "SELECT url, id FROM articles WHERE url", urls)
        titles = {each.metadata.title for each in references} - {None}
        called = among(connection, "SELECT title, id FROM articles WHERE title", titles)
        numbers = {number for rows in (said, at, called) for _by, number in rows}
        for number in sorted(numbers):
            self._known[number] = KnownArticle(number, Metadata())
        self._describe(connection, numbers)
        for article in self._known.values():
            self.note(article)
        for digest, number in said:
            self._by_digest.setdefault(digest, number)

    def _describe(self, connection: Connection, numbers: set[int]) -> None:
        authors: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, position, name in among(connection, AUTHORS, numbers):
            authors[number].append((position, name))
        for number, title, outlet, published, language, url in among(connection, ARTICLES, numbers):
            names = tuple(name for _position, name in sorted(authors[number]))
            self._known[number].metadata = Metadata(title, outlet, published, names, language, url)
        for number, file, row in among(connection, FILES, numbers):
            self._known[number].files[file] = row


def beside(known: KnownArticle) -> str:
    """Tell that an item was added though another article may be the one it is about."""
    return f"it may be article {known.id}, which has the same title; it was added beside that one"


def _differences(known: KnownArticle, reference: Reference) -> int:
    ours, theirs = astuple(known.metadata), astuple(reference.metadata)
    return sum(one != other for one, other in zip(ours, theirs, strict=True))


def _is_the_same(known: KnownArticle, reference: Reference) -> bool:
    if (
        reference.file in known.files and reference.file != reference.library
    ):  # whose outlet or date was mended
        return True
    ours, theirs = known.metadata, reference.metadata
    if _has_another(known, reference) or (ours.url and theirs.url and not agree("url", ours.url, theirs.url)):
        return False
    if _marks(ours) != _marks(theirs):  # it was known otherwise before
        return False
    is_whole = ours.outlet is not None and ours.published is not None
    return is_whole or agree("authors", ours.authors, theirs.authors)


def _has_another(known: KnownArticle, reference: Reference) -> bool:
    """Tell whether another item of the same bibliography is about the article."""
    if reference.file == reference.library:
        return False
    others = (file for file in known.files if file != reference.file)
    return any(file.startswith(f"{reference.library} · ") for file in others)


def _marks(metadata: Metadata) -> Marks:
    outlet = fold_name(metadata.outlet) if metadata.outlet is not None else None
    return metadata.title, outlet, metadata.published
