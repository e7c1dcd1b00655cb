from __future__ import annotations

from typing import TYPE_CHECKING

from claimsdb.records.rows import ArticleRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from claimsdb.library import Database

    Run = Callable[[Database], AbstractContextManager[list[str]]]


def test_articles_come_in_the_order_they_were_added_with_what_is_known(corpus: Database) -> None:
    first, second, third = corpus.articles()
    assert first == ArticleRow(
        article_id=1,
        title="Bridge trouble",
        outlet="Daily Póst",
        published="2017-02-15",
        authors=("Eve", "Ann Lee"),
        file="post.txt",
        url=None,
        language=None,
        versions=1,
        statements=2,
    )
    assert (second.published, second.authors, second.statements) == ("2018", (), 2)
    assert (third.title, third.outlet, third.published, third.statements) == (None, None, None, 1)


def test_a_limit_takes_the_first(corpus: Database) -> None:
    assert corpus.articles(limit=2) == corpus.articles()[:2]


def test_an_article_is_shown_with_its_newest_text_and_what_stands_on_that(
    database: Database, write: Callable[[str, str], Path]
) -> None:
    database.load(write("a.txt", "It fell."))
    database.add_claim("a.txt", claim="A.", quote="fell")
    database.load(write("a.txt", "It rose. It fell."))
    database.add_claim("a.txt", claim="B.", quote="fell")
    database.add_claim("a.txt", claim="C.", quote="rose")
    detail = database.article("a.txt")
    assert (detail.text, detail.version, detail.reader) == ("It rose. It fell.", 2, "claimsdb-plain")
    assert [(row.claim, row.version, row.outcome) for row in detail.statements] == [
        ("A.", 2, "exact"),
        ("C.", 2, None),
        ("B.", 2, None),
    ]
    assert (detail.article.versions, detail.article.statements) == (2, 3)


def test_the_number_of_questions_does_not_grow_with_the_articles(
    corpus: Database, statements_run: Run
) -> None:
    with statements_run(corpus) as for_one:
        corpus.articles(limit=1)
    with statements_run(corpus) as for_all:
        corpus.articles()
    assert len(for_one) == len(for_all) == 2
