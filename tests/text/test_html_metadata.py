from __future__ import annotations

import pytest

from claimsdb.records.texts import Metadata, metadata_of
from claimsdb.text.html import parse
from claimsdb.text.html_metadata import page_facts


def said(markup: str) -> Metadata:
    return metadata_of(page_facts(parse(markup)))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = json_ld(
    """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "From JSON-LD",
    "datePublished": "2017-02-15T23:30:00-05:00",
    "author": [{"@type": "Person", "name": "A. Writer"}, "B. Writer"],
    "publisher": {"@type": "Organization", "name": "The Wire"}}""",
)


def test_a_page_that_says_nothing_is_unknown() -> None:
    assert said("<p>Al Mayadeen TV, 15 February 2017, by A. Writer</p>") == Metadata()


def test_json_ld_says_who_published_what_and_when() -> None:
    assert said(ARTICLE) == Metadata(
        title="From JSON-LD",
        outlet="The Wire",
        published="2017-02-15",
        authors=("A. Writer", "B. Writer"),
    )


def test_open_graph_speaks_first_for_title_and_outlet_and_the_title_tag_last() -> None:
    graph = '<meta property="og:title" content=" A \n title "><meta property="og:site_name" content="Site">'
    title = "<title>Tag | Site</title>"
    assert (said(title + ARTICLE + graph).title, said(title + ARTICLE + graph).outlet) == ("A title", "Site")
    assert said(title + ARTICLE).title == "From JSON-LD"
    assert said(title).title == "Tag | Site"


def test_the_title_of_a_drawing_and_the_name_of_an_application_are_not_the_page() -> None:
    page = "<svg><title>Logo</title></svg><meta name=application-name content=App>"
    assert said(page) == Metadata()


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<meta property="article:published_time" content="2017-02-15T01:00:00+06:00">', "2017-02-15"),
        ('<meta name="DC.date" content="2017-02-15">', "2017-02-15"),
        ('<meta name="date" content="2017-02-15 10:00">', "2017-02-15"),
        ('<time itemprop="datePublished" datetime="2017-02-15T10:00Z">yesterday</time>', "2017-02-15"),
        ('<time datetime="2017-02-15">', None),
        ('<meta name="date" content="15 February 2017">', None),
        ('<meta name="date" content="2017-02-30">', None),
        ('<meta name="date" content="2017-02-15T99:00">', None),
        ('<meta name="date" content="20170215">', None),
        ('<meta name="date" content="2017-02-30"><meta name="dc.date" content="2017-02-28">', "2017-02-28"),
    ],
)
def test_a_date_is_taken_as_written_and_only_if_valid(markup: str, published: str | None) -> None:
    assert said(markup).published == published


def test_authors_come_from_one_source_and_are_no_addresses() -> None:
    names = "<meta name=author content='A. Writer'><meta name=author content='A.  Writer'>"
    profile = "<meta property='article:author' content='https://example.org/a'>"
    assert said(names + profile).authors == ("A. Writer",)
    assert said(profile).authors == ()
    assert said("<meta property='article:author' content='C. Writer'>").authors == ("C. Writer",)


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<html lang=kk><p>a", "kk"),
        ("<meta property='og:locale' content='en_GB'>", "en-GB"),
        ("<html lang=''><meta property='og:locale' content='ru'>", "ru"),
        ("<html lang='English, please'>", None),
    ],
)
def test_the_language_is_a_tag(markup: str, language: str | None) -> None:
    assert said(markup).language == language


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<link rel='canonical' href='https://example.org/a'>", "https://example.org/a"),
        ("<meta property='og:url' content='http://example.org/b'>", "http://example.org/b"),
        (
            "<link rel=canonical href='/a'><meta property='og:url' content='http://example.org/b'>",
            "http://example.org/b",
        ),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='http://[broken'>", None),
        ("<link rel=canonical><link rel=icon href='http://example.org/i'>", None),
    ],
)
def test_the_address_is_one_of_the_web(markup: str, url: str | None) -> None:
    assert said(markup).url == url


def test_names_are_found_by_reference_in_a_graph() -> None:
    graph = """{"@graph": [
        {"@type": ["Article"], "headline": "H", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
        {"@type": "Person", "@id": "#a", "name": "A. Writer"},
        {"@type": "Organization", "@id": "#p", "name": "The Wire"}]}"""
    assert said(json_ld(graph)) == Metadata(title="H", outlet="The Wire", authors=("A. Writer",))


def test_two_articles_that_differ_say_nothing_of_the_page() -> None:
    other = ARTICLE.replace("From JSON-LD", "Another")
    assert said(ARTICLE + other) == Metadata(
        outlet="The Wire",
        published="2017-02-15",
        authors=("A. Writer", "B. Writer"),
    )


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "",
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000,
        '[[], 1, null, {"@type": 7, "headline": "no"}]',
        '{"@type": "Person", "headline": "no"}',
        '{"@type": "Article", "headline": {"a": 1}, "author": [[1], null, {"name": []}], "publisher": 5}',
        '{"@type": "Article", "headline": "half \\ud800", "author": "nul \\u0000", "@id": []}',
        '{"@type": ' + "[" * 500 + "]" * 500 + ', "@id": ' + "[" * 500 + "]" * 500 + "}",
    ],
)
def test_broken_json_ld_says_nothing(broken: str) -> None:
    assert said(json_ld(broken)) == Metadata()
    assert said(json_ld(broken) + ARTICLE).outlet == "The Wire"
