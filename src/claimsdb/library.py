"""The library: a database with the verbs and questions of the command line.

Each method opens one transaction, hands its connection to an action or a question, and commits;
nothing below this room commits. Rooms that only some methods need are imported by them: a
question must not wait for Alembic, nor ``--help`` for SQLAlchemy.
"""
# ruff: noqa: PLC0415 (imports in methods, for the reason above)

from __future__ import annotations

import gc
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimsdb.database.dialect import dialect_of
from claimsdb.database.engine import KEEPING, WRITING, faults_named, open_engine
from claimsdb.database.keeping import Reading
from claimsdb.database.location import DEFAULT, Location
from claimsdb.database.schema import check_schema, upgrade_if_new, upgrade_schema
from claimsdb.records.judgements import Ground, SplitParts
from claimsdb.records.questions import LIKELY, ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotation_export import AnnotationExport
    from claimsdb.records.annotations import ActorNote
    from claimsdb.records.archives import ArchiveReport
    from claimsdb.records.claim_reviews import ClaimReviewRow
    from claimsdb.records.judgements import JudgementRow
    from claimsdb.records.loading import LoadOutcome, LoadReport, VerifyReport
    from claimsdb.records.mentions import UncodedPassage
    from claimsdb.records.networks import GraphFormat, NetworkReport, NetworkWish
    from claimsdb.records.relations import ClaimRelationRow
    from claimsdb.records.reviews import ArticleDiff, ReviewRow, VersionRow
    from claimsdb.records.roles import RoleRow
    from claimsdb.records.rows import (
        ActorDetail,
        ActorRow,
        ArticleDetail,
        ArticleRow,
        ClaimDetail,
        CopyReport,
        CopyRow,
        DatabaseInfo,
        ExportReport,
        OutletRow,
        PassageInContext,
        SearchHit,
        SimilarActors,
        StatementRow,
        TopicRow,
    )
    from claimsdb.records.sources import (
        ForeignText,
        NotedText,
        PreparedText,
        ReadText,
        RefusedText,
        SoughtText,
    )

    LookedThrough = Callable[[int, int], None]


def untold(_done: int, _all: int) -> None:
    """Tell nobody how many of how many texts were looked through for names."""


def open_database(where: str | Path = DEFAULT, *, create: bool = False) -> Database:
    """Open a database at a path or URL; ``create`` makes it when first written to.

    Raises:
        DatabaseError: there is none (and ``create`` is off), it is not ours, or its schema is another.
    """
    database = Database(Location.of(where), create=create)
    if not create or not database.location.is_new:
        database.check()
    return database


def upgrade_database(where: str | Path = DEFAULT, *, reindex: bool = False) -> tuple[int, int]:
    """Bring a database up to this program's schema; return the schema numbers before and after.

    Raises:
        DatabaseError: there is none, it is not ours, or a newer program made it.
    """
    location = Location.of(where)
    with faults_named(location):
        numbers = upgrade_schema(open_engine(location), str(location))
    if reindex:
        Database(location).reindex()
    return numbers


def copy_database(
    source: str | Path, target: str | Path, *, told: Callable[[str, int], None] = lambda _what, _rows: None
) -> CopyReport:
    """Copy a database into one that is new or empty, of either engine, and compare both row by row.

    All of it or nothing. ``told`` hears of each step as (what is done, how many rows).

    Raises:
        ClaimsDBError: either cannot be used, the target holds something, or a row came out otherwise.
    """
    from claimsdb.actions.reindex import reindex
    from claimsdb.database.copying import copy_rows
    from claimsdb.records.rows import CopyReport

    counts: dict[str, int] = {}

    def count(what: str, rows: int) -> None:
        doing, _, table = what.partition(" ")
        counts[table] = counts.get(table, 0) + (rows if doing == "copying" else 0)
        told(what, rows)

    place = Location.of(target)
    copy_rows(Location.of(source), place, reindex, count)
    return CopyReport(str(place), tuple(counts.items()))


def import_archive(
    where: str | Path,
    source: str | Path,
    *,
    texts: str | Path | None = None,
    told: Callable[[str, int], None] = lambda _what, _rows: None,
) -> ArchiveReport:
    """Make an equal database of an archive, in one that is new or empty; all of it or nothing.

    Where all of it is already, nothing changes. ``texts`` is the folder with the texts of an archive that was
    made without them. ``told`` hears of each step as (what is done, how many rows).

    Raises:
        ClaimsDBError: the archive is none or damaged, texts are missing, or the database holds others.
    """
    from claimsdb.actions.archive import rules_named, take_in_archive
    from claimsdb.actions.archived_rows import archived_rows
    from claimsdb.database.copying import whole_transaction
    from claimsdb.formats.archive_reading import open_archive
    from claimsdb.records.archives import ArchiveReport

    place, file = Location.of(where), str(source)
    with open_archive(file) as archive:
        rows = archived_rows(archive, None if texts is None else Path(texts))
        with rules_named(file), whole_transaction(place) as connection:
            unchanged = take_in_archive(connection, str(place), archive, rows, told)
    counts = tuple((name, each.count) for name, each in archive.manifest.tables.items())
    return ArchiveReport(str(place), counts, unchanged)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest while a batch is stored: it would look at every row again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Database:
    """A claimsdb database. Use it as a context manager, or call ``close``."""

    def __init__(self, location: Location, *, create: bool = False) -> None:
        self.location = location
        self._create = create

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the object can be used again afterwards."""
        if "_questions" in vars(self):
            self._questions.close()
            del self._questions
        if "_engine" in vars(self):
            self._engine.dispose()
            del self._engine

    def check(self) -> None:
        """Make sure that the database is there, ours, and of this program's schema.

        Raises:
            DatabaseError: it is not.
        """
        with self._reading():
            return

    # Questions

    def claims(
        self,
        wanted: ClaimFilter | None = None,
        *,
        limit: int | None = None,
        after: StatementRow | None = None,
    ) -> list[StatementRow]:
        """Return the statements wanted, by publication and place in the text.

        The next page is asked for with the last row of the one before: ``claims(wanted, limit=50,
        after=rows[-1])``. It costs what the first did, and what was added meanwhile moves nothing.

        Raises:
            ClaimsDBError: the filter names an actor, outlet, topic, kind or order that is not there.
        """
        return list(self.each_claim(wanted, limit=limit, after=after))

    def each_claim(
        self,
        wanted: ClaimFilter | None = None,
        *,
        limit: int | None = None,
        after: StatementRow | None = None,
    ) -> Iterator[StatementRow]:
        """Yield what ``claims`` returns, with constant memory.

        Nothing can be written to the database until the last row is taken or the iterator closed.
        """
        from claimsdb.queries.statements import list_statements

        with self._reading() as connection:
            yield from list_statements(connection, wanted or ClaimFilter(), limit=limit, after=after)

    def count_claims(self, wanted: ClaimFilter | None = None) -> int:
        """Return how many statements are wanted."""
        from claimsdb.queries.statements import count_statements

        with self._reading() as connection:
            return count_statements(connection, wanted or ClaimFilter())

    def claims_in_context(
        self, wanted: ClaimFilter | None = None, *, limit: int | None = None
    ) -> list[PassageInContext]:
        """Return the statements wanted, each with the text around its passage."""
        from claimsdb.queries.context import in_context
        from claimsdb.queries.statements import list_statements

        with self._reading() as connection:
            found = list_statements(connection, wanted or ClaimFilter(), limit=limit)
            return list(in_context(connection, found))

    def claim(self, name: str | int, *, evidence: bool = False) -> ClaimDetail:
        """Return one claim, by its number or key, with its statements in context.

        With ``evidence``, also on whose word it stands, who was first, and where accounts conflict: of its
        articles those that are copies of one text are found by reading them (docs/corroboration.md).

        Raises:
            UnknownClaimError: there is none.
        """
        from claimsdb.queries.claims import show_claim

        with self._reading() as connection:
            detail = show_claim(connection, str(name))
            if evidence:
                from claimsdb.queries.evidence import evidence_for

                detail = replace(detail, evidence=evidence_for(connection, detail.claim_id))
            return detail

    def claim_reviews(
        self, claim: str | int | None = None, *, limit: int | None = None
    ) -> list[ClaimReviewRow]:
        """Return the verdicts on a claim, or on all claims, in the order they were recorded.

        Raises:
            ClaimsDBError: there is no such claim, or its key is that of several.
        """
        from claimsdb.queries.claim_reviews import list_claim_reviews
        from claimsdb.queries.lookup import find_claim

        with self._reading() as connection:
            number = find_claim(connection, str(claim)) if claim is not None else None
            return list(list_claim_reviews(connection, claim_id=number, limit=limit))

    def articles(
        self,
        *,
        actor: str | int | None = None,
        limit: int | None = None,
        after: ArticleRow | None = None,
        told: LookedThrough = untold,
    ) -> list[ArticleRow]:
        """Return the articles in the order they were added, from behind the row ``after`` on.

        With an ``actor`` only those that name it, claimed or not; ``told`` hears of texts that are looked
        through for names first, as (how many, of how many).

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.articles import list_articles
        from claimsdb.queries.mentions import articles_naming

        if actor is None:
            with self._reading() as connection:
                return list(list_articles(connection, limit=limit, after=after))
        with self._reading_mentions(actor, told) as connection:
            return list(articles_naming(connection, str(actor), limit=limit, after=after))

    def uncoded(
        self, actor: str | int | None = None, *, limit: int | None = None, told: LookedThrough = untold
    ) -> list[UncodedPassage]:
        """Return the sentences of the newest texts that name an actor (or any) and carry no claim yet.

        They come by article and place. ``told`` hears of texts that are looked through for names first, as
        (how many, of how many).

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        return list(self.each_uncoded(actor, limit=limit, told=told))

    def each_uncoded(
        self, actor: str | int | None = None, *, limit: int | None = None, told: LookedThrough = untold
    ) -> Iterator[UncodedPassage]:
        """Yield what ``uncoded`` returns, with constant memory.

        Nothing can be written to the database until the last row is taken or the iterator closed.
        """
        from itertools import islice

        from claimsdb.queries.mentions import uncoded_passages

        with self._reading_mentions(actor, told) as connection:
            yield from islice(uncoded_passages(connection, None if actor is None else str(actor)), limit)

    def article(self, name: str | int) -> ArticleDetail:
        """Return one article, by its number, file or title, with its newest text and its statements.

        Raises:
            UnknownArticleError: there is none.
            AmbiguousArticleError: the name fits several.
        """
        from claimsdb.queries.articles import show_article

        with self._reading() as connection:
            return show_article(connection, str(name))

    def history(self, article: str | int) -> list[VersionRow]:
        """Return the versions of an article, the oldest first, with what changed in each.

        Raises:
            UnknownArticleError: there is none.
            AmbiguousArticleError: the name fits several.
        """
        from claimsdb.queries.history import list_versions

        with self._reading() as connection:
            return list_versions(connection, str(article))

    def compare(self, article: str | int, older: int | None = None, newer: int | None = None) -> ArticleDiff:
        """Return what changed from one version of an article to another; by default, of the last two.

        Raises:
            ClaimsDBError: there is no such article or version, or nothing to compare it with.
        """
        from claimsdb.queries.history import compare_versions

        with self._reading() as connection:
            return compare_versions(connection, str(article), older, newer)

    def reviews(
        self, *, article: str | int | None = None, everything: bool = False, limit: int | None = None
    ) -> list[ReviewRow]:
        """Return the carried passages that wait for a person, or every one.

        Raises:
            ClaimsDBError: there is no such article.
        """
        from claimsdb.queries.lookup import find_article
        from claimsdb.queries.reviews import list_reviews

        with self._reading() as connection:
            number = find_article(connection, str(article)) if article is not None else None
            return list(list_reviews(connection, article_id=number, waiting=not everything, limit=limit))

    def copies(
        self, article: str | int | None = None, *, overlap: int = 50, limit: int | None = None
    ) -> list[CopyRow]:
        """Return pairs of articles that share at least ``overlap`` percent of their words, most first.

        Copies are no independent sources. All texts are read once. With an ``article`` (by number, file
        or title), its copies alone.

        Raises:
            UnknownArticleError: there is no such article.
            AmbiguousArticleError: the name fits several.
        """
        from claimsdb.queries.copies import list_copies

        with self._reading() as connection:
            name = None if article is None else str(article)
            return list_copies(connection, name, overlap=overlap)[:limit]

    def outlets(self, *, limit: int | None = None, after: OutletRow | None = None) -> list[OutletRow]:
        """Return the outlets by name, from behind the row ``after`` on."""
        from claimsdb.queries.outlets import list_outlets

        with self._reading() as connection:
            return list(list_outlets(connection, limit=limit, after=after))

    def actors(
        self, *, kind: str | None = None, limit: int | None = None, after: ActorRow | None = None
    ) -> list[ActorRow]:
        """Return the actors, of one kind if given, from behind the row ``after`` on."""
        from claimsdb.queries.actors import list_actors

        with self._reading() as connection:
            return list(list_actors(connection, kind=kind, limit=limit, after=after))

    def similar_actors(
        self,
        actor: str | int | None = None,
        *,
        kind: str | None = None,
        least: float = LIKELY,
        limit: int | None = None,
    ) -> list[SimilarActors]:
        """Return pairs of actors that may be one, or those with one actor, the likest first; none is merged.

        ``least`` is how like their names must be, 0 to 100: docs/names.md tells what to expect.

        Raises:
            ClaimsDBError: the name is nobody's or several actors', or the kind or likeness is none.
        """
        from claimsdb.queries.similar_actors import similar_actors

        name = None if actor is None else str(actor)
        with self._reading() as connection:
            return similar_actors(connection, name=name, kind=kind, least=least, limit=limit)

    def actor(self, name: str | int, *, told: LookedThrough = untold) -> ActorDetail:
        """Return one actor, by any of its names or its number, with the statements by and about it.

        With it come the articles that name it, claimed or not; ``told`` hears of texts that are looked
        through for names first, as (how many, of how many).

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.actors import show_actor

        with self._reading_mentions(name, told) as connection:
            return show_actor(connection, str(name))

    def roles(
        self, actor: str | int | None = None, *, limit: int | None = None, after: RoleRow | None = None
    ) -> list[RoleRow]:
        """Return the roles that actors held, or one actor, by number, from behind the row ``after`` on.

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.lookup import find_actor, members_of
        from claimsdb.queries.roles import list_roles

        with self._reading() as connection:
            whose = None if actor is None else members_of(connection, find_actor(connection, str(actor)))
            return list(list_roles(connection, actor_ids=whose, limit=limit, after=after))

    def judgements(
        self, actor: str | int | None = None, *, everything: bool = False, limit: int | None = None
    ) -> list[JudgementRow]:
        """Return the judgements on actors that stand, or on one actor; or those undone and the undoing, too.

        Raises:
            UnknownActorError: nobody has the name.
            AmbiguousActorError: several have it.
        """
        from claimsdb.queries.judgements import list_judgements

        name = None if actor is None else str(actor)
        with self._reading() as connection:
            return list(list_judgements(connection, actor=name, everything=everything, limit=limit))

    def topics(self, *, limit: int | None = None, after: TopicRow | None = None) -> list[TopicRow]:
        """Return the code book by path, from behind the row ``after`` on."""
        from claimsdb.queries.topics import list_topics

        with self._reading() as connection:
            return list(list_topics(connection, limit=limit, after=after))

    def search(
        self, words: str, *, fts: bool = False, order: str = "best", limit: int | None = None
    ) -> list[SearchHit]:
        """Return the claims that have the words in their sentence or passage, each once.

        They come ``best`` or ``newest`` (recorded) first. With a ``limit`` the best are those of the
        newest 10,000 claims and the newest 10,000 passages that have the words; without, of all.

        Raises:
            NoWordsError: there is no word to look for.
            BadSearchError: ``fts`` is on and the engine refuses the expression.
            UnknownWordError: the order is neither.
        """
        from claimsdb.queries.search import search

        with self._reading() as connection:
            return search(connection, words, fts=fts, order=order, limit=limit)

    def info(self) -> DatabaseInfo:
        """Return the schema number, the size in bytes and the number of rows in each table."""
        from claimsdb.queries.info import describe

        with self._reading() as connection:
            return describe(connection, str(self.location))

    def back_up(self, target: str | Path) -> VerifyReport:
        """Copy an SQLite database to a new file while it is in use, and prove the copy.

        Raises:
            ClaimsDBError: something lies there, it cannot be written, or the database is a server's.
        """
        from claimsdb.database.backup import back_up

        with self._reading() as connection:
            back_up(connection, self.location, Path(target))
        with open_database(target) as copy:
            return copy.verify()

    def optimize(self, told: Callable[[str], None] = lambda _step: None) -> None:
        """Merge the search indexes, gather statistics for the planner and give back unused room."""
        from claimsdb.database.optimizing import optimize

        with faults_named(self.location):
            optimize(self._writing_engine(), told)

    def verify(self) -> VerifyReport:
        """Prove every passage, hash, date, tie and index; name what is untrue."""
        from claimsdb.queries.verify import verify

        with self._reading() as connection:
            return verify(connection)

    def export_csv(
        self, target: str | Path, *, raw: bool = False, told: LookedThrough = untold
    ) -> ExportReport:
        """Write every table, a flat table and a data package to a folder.

        ``told`` hears of texts that are looked through for names first, as (how many, of how many).

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.csv_folder import export_csv

        with self._reading_mentions(None, told) as connection:
            return export_csv(connection, Path(target), raw=raw)

    def export_annotations(self, target: str | Path) -> AnnotationExport:
        """Write every text with its annotation files, which load as an equal database.

        ``target`` is a folder, new or empty, or a file of JSON Lines, if its name ends in ``.jsonl``.

        Raises:
            ClaimsDBError: something lies there, it cannot be written, or a text can stand in no file.
        """
        from claimsdb.exports.annotations.export import export_annotations

        with self._reading() as connection:
            return export_annotations(connection, Path(target))

    def export_archive(self, target: str | Path, *, with_text: bool = True) -> ExportReport:
        """Write everything to one compressed file, which ``import_archive`` makes an equal database of.

        Raises:
            ClaimsDBError: something else lies there, it cannot be written, or a stored text is damaged.
        """
        from claimsdb.exports.archive import export_archive

        with self._reading() as connection:
            return export_archive(connection, Path(target), with_text=with_text)

    def export_web_annotations(self, target: str | Path, *, lines: bool = False) -> ExportReport:
        """Write every statement as a W3C Web Annotation to a file: one JSON-LD document, or one a line.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.annotations_file import export_web_annotations

        with self._reading() as connection:
            return export_web_annotations(connection, Path(target), lines=lines)

    def export_hypothesis(
        self, target: str | Path, *, group: str = "__world__", lines: bool = False
    ) -> ExportReport:
        """Write every statement to a file as the search of the Hypothesis API would answer, or a row a line.

        Raises:
            ClaimsDBError: something else lies there, or it cannot be written.
        """
        from claimsdb.exports.annotations_file import export_hypothesis

        with self._reading() as connection:
            return export_hypothesis(connection, Path(target), group=group, lines=lines)

    def export_dna_events(
        self, target: str | Path, wish: NetworkWish | None = None, *, raw: bool = False
    ) -> NetworkReport:
        """Write a CSV file with a row for each statement, as Discourse Network Analyzer lists events.

        Of the wish, whose actors count and the range of dates are heeded.

        Raises:
            ClaimsDBError: the wish is none, something else lies there, or it cannot be written.
        """
        from claimsdb.exports.networks.events import export_events
        from claimsdb.records.networks import NetworkWish

        with self._reading() as connection:
            return export_events(connection, Path(target), wish or NetworkWish(), raw=raw)

    def export_network(
        self,
        target: str | Path,
        wish: NetworkWish | None = None,
        *,
        form: GraphFormat = "csv",
        raw: bool = False,
    ) -> NetworkReport:
        """Write a discourse network as a matrix in CSV, or as a graph in GraphML or GEXF.

        Raises:
            ClaimsDBError: the wish is none, the network too large, something else lies there, or it cannot
                be written.
        """
        from claimsdb.exports.networks.network import export_network
        from claimsdb.records.networks import NetworkWish

        with self._reading() as connection:
            return export_network(connection, Path(target), wish or NetworkWish(), form, raw=raw)

    # Verbs

    def load(
        self,
        *paths: str | Path,
        prune: bool = False,
        into: str | int | None = None,
        dry_run: bool = False,
        told: Callable[[LoadOutcome], None] | None = None,
    ) -> LoadReport:
        """Load texts, annotation files, folders and JSON Lines; each text is all or nothing.

        ``told`` is called with each outcome as it comes. With ``prune``, claims that an
        annotation file no longer has are taken away. ``into`` names the article that the one text is a
        wording of. With ``dry_run`` nothing is kept, and the report says what would have become of it.
        """
        from claimsdb.records.loading import LoadReport

        outcomes: list[LoadOutcome] = []
        for outcome in self.each_load(*paths, prune=prune, into=into, dry_run=dry_run):
            outcomes.append(outcome)
            if told is not None:
                told(outcome)
        return LoadReport(tuple(outcomes))

    def each_load(
        self,
        *paths: str | Path,
        prune: bool = False,
        into: str | int | None = None,
        dry_run: bool = False,
        read: Callable[[int], None] | None = None,
        workers: int | None = None,
    ) -> Iterator[LoadOutcome]:
        """Load as ``load`` does and yield each outcome once it is kept, with constant memory.

        ``read`` is called with the bytes read since it was last called; ``bytes_to_load`` tells how many
        there are in all. ``workers`` is how many other processes may help to read; None finds out, and
        none are started for what is read in a moment.

        Raises:
            ClaimsDBError: there is no article ``into`` which to load, or more than one text for it.
        """
        from claimsdb.sources.batches import batches, only_one
        from claimsdb.sources.prepare import ready_all

        if dry_run and self._is_new():
            with self._made_elsewhere() as elsewhere:
                yield from elsewhere.each_load(*paths, prune=prune, into=into, read=read, workers=workers)
            return
        article = self._article_number(into) if into is not None else None
        waiting: list[PreparedText] = []
        with_all = prune or dry_run or article is not None or self._is_new()
        texts = ready_all(
            map(Path, paths), met=None if with_all else self._met_before, told=read, workers=workers
        )
        writing = self._one_transaction(lambda: False) if dry_run else self._kept_connection()
        with closing(texts), writing as writer:
            for batch in batches(texts) if article is None else only_one(texts):
                yield from self._load_batch(batch, waiting, writer, prune=prune, into=article)
            yield from self._load_waiting(waiting, writer, prune=prune)

    def each_import(
        self, texts: Iterable[ForeignText], *, dry_run: bool = False, keep_going: bool = False
    ) -> Iterator[LoadOutcome]:
        """Take in what another program wrote, and yield what becomes of each text.

        All or nothing: if anything is refused, nothing is kept, unless with ``keep_going``. With ``dry_run``
        nothing is kept anyway. A second import of the same changes nothing. ``texts`` come from
        ``claimsdb.sources.foreign``, one at a time.
        """
        from claimsdb.records.loading import REFUSED
        from claimsdb.sources.batches import batches_at_hand

        if dry_run and self._is_new():
            with self._made_elsewhere() as elsewhere:
                yield from elsewhere.each_import(texts, keep_going=keep_going)
            return
        refused = 0
        waiting: list[PreparedText] = []
        with self._one_transaction(lambda: not dry_run and (keep_going or not refused)) as writer:
            stored, sought = partial(self._stored_text, writer), partial(self._sought_text, writer)
            for batch, into in batches_at_hand(texts, stored, sought):
                for outcome in self._load_batch(batch, waiting, writer, prune=False, into=into):
                    refused += outcome.outcome == REFUSED
                    yield outcome
            for outcome in self._load_waiting(waiting, writer, prune=False):
                refused += outcome.outcome == REFUSED
                yield outcome

    def bytes_to_load(self, *paths: str | Path) -> int:
        """Return how many bytes there are to read at some paths."""
        from claimsdb.sources.prepare import bytes_to_read

        return bytes_to_read(map(Path, paths))

    def add_claim(
        self, article: str | int, *, annotator: str | None = None, **claim: Plain
    ) -> list[StatementRow]:
        """Record a claim by hand, on a quote of an article's newest text; return its new statements.

        The keywords are the fields of a claim in an annotation file (``claim``, ``quote``,
        ``about``, ``speakers``, ``stance``, …), held to the same schema.

        Raises:
            ClaimsDBError: the article or the quote is not there, a name can mean several actors, or
                a field is not what the schema allows.
        """
        from claimsdb.formats.annotation_record import read_record

        annotation = read_record({"claims": [claim], "annotator": annotator}, called="the claim")
        (note,) = annotation.claims
        from claimsdb.actions.add_claim import add_claim_by_hand
        from claimsdb.queries.lookup import find_article
        from claimsdb.queries.statements import statement_rows
        from claimsdb.queries.tables import statements

        with self._writing() as session:
            article_id = find_article(session.connection(), str(article))
            ids = add_claim_by_hand(session, article_id, note, annotation.annotator)
            return list(statement_rows(session.connection(), [statements.c.id.in_(ids)]))

    def relate_claims(
        self,
        claim: str | int,
        kind: str,
        other: str | int,
        *,
        rationale: str | None = None,
        by: str | None = None,
    ) -> ClaimRelationRow:
        """Record that a claim bears on another; by number, ``KEY`` or ``FILE#KEY``.

        ``kind`` is ``supports``, ``contradicts``, ``same_as``, ``refines`` or ``answers``. The row tells what
        became of the relation, and of a circle of claims that it closes.

        Raises:
            ClaimsDBError: either claim is not there, both are one, the kind is none of these, or an
                annotation file says so already, with another rationale.
        """
        from claimsdb.actions.relating import relate_by_hand

        with self._relating(claim, kind, other) as (session, ends):
            return relate_by_hand(session, kind, ends, rationale, by)

    def unrelate_claims(self, claim: str | int, kind: str, other: str | int) -> ClaimRelationRow:
        """Take a relation away that was recorded by hand; return it.

        Raises:
            ClaimsDBError: there is no such claim or relation, or it stands in an annotation file.
        """
        from claimsdb.actions.relating import unrelate_by_hand

        with self._relating(claim, kind, other) as (session, ends):
            return unrelate_by_hand(session, kind, ends)

    def review_claim(
        self,
        claim: str | int,
        *,
        evidence: Sequence[Mapping[str, Plain]] = (),
        by: str | None = None,
        told: Callable[[str], None] = lambda _note: None,
        **review: Plain,
    ) -> ClaimReviewRow:
        """Record a verdict on a claim by hand; return it. The same again changes nothing.

        The keywords are the fields of a review in an annotation file (``rating``, ``value``, ``worst``,
        ``best``, ``rationale``, ``date``, ``reviewer``, ``url``), held to the same schema. So is each piece
        of evidence; a ``quote`` comes with its ``article`` (number, file or title), in whose newest text it
        stands, and a ``claim`` goes by number too. ``by`` is who records it; ``told`` hears what a person
        should look at, such as a reviewer whose name is new.

        Raises:
            ClaimsDBError: a claim, an article or a quote is not there, a name can mean several actors, or
                a field is not what the schema allows.
        """
        from claimsdb.formats.annotation_record import read_review

        pieces: list[Plain] = [
            {key: str(value) if key == "claim" else value for key, value in each.items() if key != "article"}
            for each in evidence
        ]
        note = read_review({**review, "evidence": pieces}, annotator=by)
        from claimsdb.actions.review_claim import review_by_hand
        from claimsdb.errors.claim_reviews import QuoteWithoutArticleError
        from claimsdb.queries.claim_reviews import list_claim_reviews
        from claimsdb.queries.lookup import find_article, find_claim

        with self._writing() as session:
            connection = session.connection()
            number = find_claim(connection, str(claim))
            named = [each.get("article") for each in evidence]
            for piece, article in zip(note.evidence, named, strict=True):
                if piece.quote is not None and article is None:
                    raise QuoteWithoutArticleError(piece.quote)
            articles = [None if each is None else find_article(connection, str(each)) for each in named]
            review_id, notes = review_by_hand(session, number, note, articles)
            (row,) = list_claim_reviews(connection, number=review_id)
        for each in notes:
            told(each)
        return row

    def unreview_claim(self, number: int) -> ClaimReviewRow:
        """Take a verdict away that was recorded by hand, by the number ``claim_reviews`` gives; return it.

        Raises:
            ClaimsDBError: there is none of the number, or it stands in an annotation file.
        """
        from claimsdb.actions.review_claim import unreview_by_hand
        from claimsdb.queries.claim_reviews import list_claim_reviews

        with self._writing() as session:
            rows = list(list_claim_reviews(session.connection(), number=number))
            unreview_by_hand(session, number)
            return rows[0]

    def add_role(
        self,
        actor: str | int,
        title: str,
        *,
        article: str | int | None = None,
        annotator: str | None = None,
        **role: Plain,
    ) -> RoleRow:
        """Record by hand a role that an actor held; return it.

        The keywords are the fields of a role in an annotation file (``of``, ``quote``, …), held to the
        same schema, with ``since`` and ``until`` for its dates. A quote is of an ``article``'s newest text.

        Raises:
            ClaimsDBError: the actor, article or quote is not there, a field is not what the schema
                allows, or the role is recorded already.
        """
        from claimsdb.formats.annotation_record import read_role

        note, recorder = read_role({"title": title, **role}, annotator)
        from claimsdb.actions.role_by_hand import add_role
        from claimsdb.queries.lookup import find_actor, find_article
        from claimsdb.queries.roles import show_role

        with self._writing() as session:
            connection = session.connection()
            article_id = find_article(connection, str(article)) if article is not None else None
            number = add_role(session, find_actor(connection, str(actor)), note, article_id, recorder)
            return show_role(connection, number)

    def remove_role(self, number: int) -> RoleRow:
        """Take away a role that was recorded by hand; return what it was.

        Raises:
            NoSuchRoleError: no role has the number.
            RoleOfFileError: an annotation file gives it.
        """
        from claimsdb.actions.role_by_hand import remove_role
        from claimsdb.queries.roles import show_role

        with self._writing() as session:
            row = show_role(session.connection(), number)
            remove_role(session, number)
            return row

    def review(
        self, number: int, decision: str, *, candidate: int | None = None, by: str | None = None
    ) -> ReviewRow:
        """Decide where a carried passage stands: ``accept``, ``choose`` a candidate, ``reject`` or ``undo``.

        ``number`` is the one that ``reviews`` gives, ``by`` the name of the person; None: not known.

        Raises:
            ClaimsDBError: there is no such passage or candidate, or nothing to decide or undo.
        """
        from claimsdb.actions.review import decide_by_name
        from claimsdb.queries.reviews import list_reviews

        with self._writing() as session:
            decide_by_name(session, number, decision, by, candidate)
            (row,) = list_reviews(session.connection(), waiting=False, number=number)
            return row

    def merge_actors(
        self, actor: str | int, merged: str | int, *, why: str, by: str | None = None
    ) -> JudgementRow:
        """Judge that two actors are one; the first stands for both. Nothing that was recorded is changed.

        ``why`` is the reason, ``by`` the name of the person; None: not known. ``undo_judgement`` takes
        this and the judgements below back.

        Raises:
            ClaimsDBError: no reason, no such actor, or they are one already, or were judged two.
        """
        from claimsdb.actions.judging import merge_actors

        with self._writing() as session:
            return self._judged(session, merge_actors(session, str(actor), str(merged), Ground(why, by)))

    def distinct_actors(
        self, actor: str | int, other: str | int, *, why: str, by: str | None = None
    ) -> JudgementRow:
        """Judge that two actors are two, however alike: they are proposed and merged no more.

        Raises:
            ClaimsDBError: no reason, no such actor, or they are merged, or judged two already.
        """
        from claimsdb.actions.judging import distinct_actors

        with self._writing() as session:
            return self._judged(session, distinct_actors(session, str(actor), str(other), Ground(why, by)))

    def split_actor(  # noqa: PLR0913 (a person may say each)
        self,
        actor: str | int,
        name: str,
        *,
        why: str,
        kind: str | None = None,
        statements: Sequence[int] = (),
        claims: Sequence[str | int] = (),
        by: str | None = None,
    ) -> JudgementRow:
        """Judge that in some statements, and claims, an actor is another, who is new and bears ``name``.

        Raises:
            ClaimsDBError: no reason, no such actor, the name is somebody's, or the actor does not speak in
                one of the statements, or one of the claims is not about it.
        """
        from claimsdb.actions.splitting import split_actor

        note = self._actor_note(name, kind=kind)
        parts = SplitParts(tuple(statements), tuple(map(str, claims)))
        with self._writing() as session:
            number = split_actor(session, str(actor), note, parts, Ground(why, by))
            return self._judged(session, number)

    def add_actor(  # noqa: PLR0913 (a person may say each)
        self,
        name: str,
        *,
        kind: str | None = None,
        aliases: Sequence[Plain] = (),
        identifiers: Sequence[str] = (),
        anyway: bool = False,
        why: str | None = None,
        by: str | None = None,
    ) -> JudgementRow:
        """Add an actor by hand. ``aliases`` are names, or mappings as in an annotation file.

        ``identifiers`` are written ``scheme:value``, or are links. ``anyway``: though others bear a name.

        Raises:
            ClaimsDBError: a name is somebody's, or something is not what the schema allows.
        """
        from claimsdb.actions.editing_actors import add_actor

        note = self._actor_note(name, kind=kind, aliases=aliases, identifiers=identifiers)
        with self._writing() as session:
            return self._judged(session, add_actor(session, note, Ground(why, by, anyway)))

    def edit_actor(  # noqa: PLR0913 (a person may say each)
        self,
        actor: str | int,
        *,
        name: str | None = None,
        kind: str | None = None,
        aliases: Sequence[Plain] = (),
        identifiers: Sequence[str] = (),
        anyway: bool = False,
        why: str | None = None,
        by: str | None = None,
    ) -> JudgementRow:
        """Change an actor's main name or kind, or let it be known by more names and identifiers.

        Raises:
            ClaimsDBError: no such actor, a name is somebody else's, or nothing is new.
        """
        from claimsdb.actions.editing_actors import edit_actor

        called = str(actor)
        note = self._actor_note(
            called if name is None else name, kind=kind, aliases=aliases, identifiers=identifiers
        )
        with self._writing() as session:
            ground = Ground(why, by, anyway)
            number = edit_actor(session, called, note, ground, renamed=name is not None)
            return self._judged(session, number)

    def undo_judgement(self, number: int, *, why: str | None = None, by: str | None = None) -> JudgementRow:
        """Take a judgement on actors back, in any order; all that it changed is as it was.

        Raises:
            ClaimsDBError: no such judgement, it is undone already, or a later edit changed the same.
        """
        from claimsdb.actions.undoing import undo

        with self._writing() as session:
            undone, note = undo(session, number, Ground(why, by))
            return self._judged(session, undone, note)

    @staticmethod
    def _actor_note(
        name: str, *, kind: str | None, aliases: Sequence[Plain] = (), identifiers: Sequence[str] = ()
    ) -> ActorNote:
        """Read an actor as an annotation file would hold it."""
        from claimsdb.formats.annotation_record import read_record
        from claimsdb.text.identifiers import parse_identifier

        schemes: dict[str, list[Plain]] = {}
        for scheme, value in map(parse_identifier, identifiers):
            schemes.setdefault(scheme, []).append(value)
        actor: Plain = {"name": name, "kind": kind, "aliases": [*aliases], "identifiers": {**schemes}}
        (note,) = read_record({"actors": [actor]}, called="the actor").actors
        return note

    @staticmethod
    def _judged(session: Session, number: int, note: str | None = None) -> JudgementRow:
        from claimsdb.queries.judgements import list_judgements

        (row,) = list_judgements(session.connection(), number=number)
        return replace(row, note=note)

    def reindex(self) -> None:
        """Make the search indexes anew."""
        from claimsdb.actions.reindex import reindex

        with self._writing() as session:
            reindex(session.connection())

    def _load_batch(
        self,
        texts: Sequence[ReadText],
        waiting: list[PreparedText],
        writer: Callable[[], Connection],
        *,
        prune: bool,
        into: int | None,
    ) -> list[LoadOutcome]:
        """Store some texts in a transaction of their own; those that wait for others are put off."""
        from claimsdb.actions.batch.load_batch import Batch
        from claimsdb.actions.load import refused
        from claimsdb.actions.same_texts import with_same_texts
        from claimsdb.records.sources import RefusedText

        if all(isinstance(text, RefusedText) for text in texts):  # no database is made for nothing
            return [refused(text.name, text.reason) for text in texts if isinstance(text, RefusedText)]
        with collector_at_rest(), self._writing(writer) as session:
            batch = Batch(session, texts, prune=prune, into=into, put_off=waiting)
            batch.load()
            if batch.is_empty:
                session.rollback()
                outcomes = batch.outcomes
            else:
                outcomes = with_same_texts(session.connection(), batch.outcomes)
        waiting += batch.waiting
        return outcomes

    def _is_new(self) -> bool:
        return self._create and "_engine" not in vars(self) and self.location.is_new

    def _met_before(self, digests: Iterable[str]) -> set[str]:
        from claimsdb.actions.batch.unchanged import met_before

        with self._reading() as connection:
            return met_before(connection, digests)

    def _load_waiting(
        self, waiting: list[PreparedText], writer: Callable[[], Connection], *, prune: bool
    ) -> Iterator[LoadOutcome]:
        """Store texts that relate to each other in one transaction, without those that do not hold."""
        from claimsdb.actions.load import load_together
        from claimsdb.actions.same_texts import with_same_texts
        from claimsdb.records.loading import REFUSED

        while waiting:
            with self._writing(writer) as session:
                outcomes = load_together(session, waiting, prune=prune)
                faulty = [each for each in outcomes if each.outcome == REFUSED]
                if faulty:
                    session.rollback()
                else:
                    outcomes = with_same_texts(session.connection(), outcomes)
            yield from faulty or outcomes
            held = zip(waiting, outcomes, strict=True) if faulty else ()
            waiting = [text for text, outcome in held if outcome not in faulty]

    # Transactions

    @contextmanager
    def _relating(
        self, claim: str | int, kind: str, other: str | int
    ) -> Iterator[tuple[Session, tuple[int, int]]]:
        """Begin a transaction on two claims that are there, and a kind of relation that there is."""
        from claimsdb.errors.questions import UnknownWordError
        from claimsdb.queries.lookup import find_claim
        from claimsdb.records.vocabulary import RELATIONS

        if kind not in RELATIONS:
            raise UnknownWordError("relation", kind, RELATIONS)
        with self._writing() as session:
            connection = session.connection()
            yield session, (find_claim(connection, str(claim)), find_claim(connection, str(other)))

    @cached_property
    def _engine(self) -> Engine:
        with faults_named(self.location):
            engine = open_engine(self.location, create=self._create)
            if self._create:
                upgrade_if_new(engine, str(self.location))
            return engine

    @cached_property
    def _questions(self) -> Reading:
        questions = Reading(self._engine, self.location)
        with faults_named(self.location), questions.transaction() as connection:
            check_schema(connection, str(self.location))
        return questions

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults_named(self.location), self._questions.transaction() as connection:
            yield connection

    @contextmanager
    def _reading_mentions(self, actor: str | int | None, told: LookedThrough) -> Iterator[Connection]:
        """Open a transaction that reads, once what is kept of mentions is up to date if it can be."""
        from claimsdb.queries.lookup import find_actor
        from claimsdb.queries.mention_marks import texts_behind

        with ExitStack() as stack:
            connection = stack.enter_context(self._reading())
            if actor is not None:
                find_actor(connection, str(actor))  # whoever asks for nobody need not wait
            if behind := texts_behind(connection):
                stack.close()
                self._keep_mentions(behind, told)
                connection = stack.enter_context(self._reading())
            yield connection

    def _keep_mentions(self, behind: int, told: LookedThrough) -> None:
        """Look texts through for names, a transaction after the other, as long as it may be written."""
        from claimsdb.actions.mentions import MentionKeeper
        from claimsdb.errors.database import NOT_NOW

        keeper, done = MentionKeeper(), 0
        engine = self._questions.engine.execution_options(**{WRITING: KEEPING})
        try:
            while True:
                with faults_named(self.location), engine.begin() as connection:
                    count = keeper.step(connection)
                if not count:
                    return
                done += count
                told(done, max(done, behind))
        except NOT_NOW:  # the question then looks through what is not kept, and says the same
            told(behind, behind)

    @contextmanager
    def _writing(self, writer: Callable[[], Connection] | None = None) -> Iterator[Session]:
        """Begin a transaction; ``writer`` gives a connection that outlives it."""
        from sqlalchemy.orm import Session

        with faults_named(self.location):
            bind = writer() if writer is not None else self._writing_engine()
            # Actions flush where they need a number; a flush before every question would double a load.
            # In a rehearsal the transaction is an outer one, and what is kept of each batch is kept in that.
            with (
                Session(bind, autoflush=False, join_transaction_mode="create_savepoint") as session,
                session.begin(),
            ):
                yield session

    @contextmanager
    def _kept_connection(self) -> Iterator[Callable[[], Connection]]:
        """Give a connection that is opened when first asked for, and keeps its memory of the file."""

        def opened() -> Connection:
            connection = stack.enter_context(self._writing_engine().connect())
            dialect_of(connection).expect_rows(connection)
            return connection

        with ExitStack() as stack:
            yield cache(opened)

    @contextmanager
    def _one_transaction(self, is_kept: Callable[[], bool]) -> Iterator[Callable[[], Connection]]:
        """Give a connection on which all or nothing is kept in the end."""
        with faults_named(self.location), self._writing_engine().connect() as connection:
            outer = connection.begin()
            try:
                yield lambda: connection
                if is_kept():
                    outer.commit()
            finally:
                if outer.is_active:
                    outer.rollback()

    def _stored_text(self, writer: Callable[[], Connection], text: NotedText) -> tuple[int, PreparedText]:
        from claimsdb.queries.stored_text import stored_text

        return stored_text(writer(), text)

    def _sought_text(
        self, writer: Callable[[], Connection], text: SoughtText
    ) -> tuple[int, PreparedText, tuple[RefusedText, ...]] | None:
        from claimsdb.queries.sought_text import sought_text

        return sought_text(writer(), text)

    @contextmanager
    def _made_elsewhere(self) -> Iterator[Database]:
        """Give a database that is thrown away, where there is none yet."""
        from tempfile import TemporaryDirectory

        with (
            TemporaryDirectory(prefix="claimsdb-") as folder,
            Database(Location.of(Path(folder) / "rehearsal.db"), create=True) as database,
        ):
            yield database

    def _article_number(self, name: str | int) -> int:
        from claimsdb.queries.lookup import find_article

        with self._reading() as connection:
            return find_article(connection, str(name))

    def _writing_engine(self) -> Engine:
        looked_at = self._questions.engine  # the schema is this program's, or there would be none
        return looked_at.execution_options(**{WRITING: True})
