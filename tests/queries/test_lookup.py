from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.questions import (
    AmbiguousArticleError,
    AmbiguousClaimError,
    UnknownArticleError,
    UnknownClaimError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (2, "The minister resigned."),
        ("2", "The minister resigned."),
        ("gone", "The minister resigned."),
        ("post.txt#gone", "The minister resigned."),
        ("post.claims.yaml#gone", "The minister resigned."),
        ("page.txt#rain", "Rain fell."),
        ("times.claims.yaml#rain", "It will rain."),
    ],
)
def test_a_claim_is_named_by_number_key_or_file_and_key(
    corpus: Database, name: str | int, sentence: str
) -> None:
    assert corpus.claim(name).claim == sentence


def test_a_key_of_several_files_is_ambiguous(corpus: Database) -> None:
    with pytest.raises(AmbiguousClaimError) as caught:
        corpus.claim("rain")
    assert caught.value.sentence == (
        "«rain» can be any of the claims: 3 It will rain.; 4 Rain fell.. Name one by its number, or FILE#KEY."
    )


@pytest.mark.parametrize("name", ["99", "gnoe", "times.txt#gone", "nobody.txt#gone", "", "#", "9" * 30, "-1"])
def test_a_claim_that_is_not_there_is_told(corpus: Database, name: str) -> None:
    with pytest.raises(UnknownClaimError, match="There is no claim"):
        corpus.claim(name)


def test_a_key_is_suggested(corpus: Database) -> None:
    with pytest.raises(UnknownClaimError, match="Nearest: «unsafe»"):
        corpus.claim("unsaf")


def test_a_key_of_digits_is_found_where_no_claim_has_the_number(
    database: Database, write: Callable[[str, str], Path]
) -> None:
    text = write("a.txt", "It fell. It rose.")
    write("a.claims.yaml", 'claimsdb: 1\nclaims: [{key: "2015", claim: It fell., quote: fell}]')
    database.load(text)
    assert database.claim("2015").claim == "It fell."


@pytest.mark.parametrize("name", [1, "1", "post.txt", "Bridge trouble"])
def test_an_article_is_named_by_number_file_or_title(corpus: Database, name: str | int) -> None:
    assert corpus.article(name).article.article_id == 1


def test_an_article_that_is_not_there_is_told_with_the_nearest(corpus: Database) -> None:
    with pytest.raises(UnknownArticleError, match="«Bridge trouble»"):
        corpus.article("bridge truble")
    with pytest.raises(UnknownArticleError):
        corpus.article("9")


def test_a_file_name_of_several_articles_is_ambiguous(
    database: Database, write: Callable[[str, str], Path]
) -> None:
    database.load(write("one/a.txt", "One."), write("two/a.txt", "Two."))
    with pytest.raises(AmbiguousArticleError, match=r"1 a\.txt; 2 a\.txt"):
        database.article("a.txt")
    assert database.article(2).text == "Two."


def test_names_that_are_sql_are_only_names(corpus: Database) -> None:
    for name in ("' OR 1=1 --", "%", "_", 'a"b'):
        with pytest.raises(UnknownArticleError):
            corpus.article(name)
        with pytest.raises(UnknownClaimError):
            corpus.claim(name)
