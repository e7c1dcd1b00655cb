"""The questions for claims, articles and what stands beside them."""
# ruff: noqa: PLC0415 (imports in methods: what a method alone needs must not cost the others)

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimsdb.library.transactions import Transactions, untold
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimsdb.library.transactions import LookedThrough
    from claimsdb.records.claim_reviews import ClaimReviewRow
    from claimsdb.records.history import ArticleDiff, ReviewRow, VersionRow
    from claimsdb.records.loading import VerifyReport
    from claimsdb.records.mentions import UncodedPassage
    from claimsdb.records.rows import (
        ArticleDetail,
        ArticleRow,
        ClaimDetail,
        CopyRow,
        DatabaseInfo,
        OutletRow,
        PassageInContext,
        SearchHit,
        StatementRow,
        TopicRow,
    )


class Asking(Transactions):
    """Asks for claims, articles, outlets and topics, and how the database is."""

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
            numbers = [find_claim(connection, str(claim))] if claim is not None else None
            return list(list_claim_reviews(connection, claim_ids=numbers, limit=limit))

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
        if actor is None:
            from claimsdb.queries.articles import list_articles

            with self._reading() as connection:
                return list(list_articles(connection, limit=limit, after=after))
        from claimsdb.queries.mentions import articles_naming

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
        from claimsdb.queries.carried_passages import list_reviews
        from claimsdb.queries.lookup import find_article

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

    def verify(self) -> VerifyReport:
        """Prove every passage, hash, date, tie and index; name what is untrue."""
        from claimsdb.queries.verify import verify

        with self._reading() as connection:
            return verify(connection)
