from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.records.questions import ClaimFilter
from claimsdb.records.rows import OutletRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimsdb.library import Database

    Run = Callable[[Database], AbstractContextManager[list[str]]]


def test_outlets_come_by_name_with_their_articles_and_statements(corpus: Database) -> None:
    assert corpus.outlets() == [OutletRow(1, "Daily Póst", 1, 2), OutletRow(2, "The Times", 1, 2)]
    assert corpus.outlets(limit=1) == corpus.outlets()[:1]


def test_the_counts_are_those_of_the_lists(corpus: Database) -> None:
    for outlet in corpus.outlets():
        assert corpus.count_claims(ClaimFilter(outlet=outlet.name)) == outlet.statements


def test_one_article_in_many_versions_is_counted_once(
    database: Database, write: Callable[[str, str], Path]
) -> None:
    write("a.claims.yaml", "claimsdb: 1\narticle: {outlet: Post}\nclaims: [{claim: A., quote: fell}]")
    for text in ("It fell.", "Then it fell."):
        database.load(write("a.txt", text))
    database.add_claim("a.txt", claim="B.", quote="Then")
    assert database.outlets() == [OutletRow(1, "Post", 1, 2)]


def test_all_outlets_are_one_question(corpus: Database, statements_run: Run) -> None:
    with statements_run(corpus) as run:
        corpus.outlets()
    assert len(run) == 1
