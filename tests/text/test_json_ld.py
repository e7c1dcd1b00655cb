from __future__ import annotations

import json

import pytest

from claimsdb.text.json_ld import article_data

ARTICLE = {"@type": "NewsArticle", "headline": "The bridge opened", "author": "A. Writer"}


def headline(*blocks: str) -> tuple[str, ...]:
    return article_data(blocks).says("headline")


@pytest.mark.parametrize(
    "node",
    [
        ARTICLE,
        [ARTICLE],
        [[{"@type": "WebPage", "headline": "No"}, ARTICLE]],
        {"@graph": [{"@type": "Person", "headline": "No"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "WebPage", "mainEntityOfPage": {"mainEntity": [ARTICLE]}},
        {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]},
        {**ARTICLE, "@type": "https://schema.org/BlogPosting"},
        {**ARTICLE, "headline": ["The bridge opened"]},
        {**ARTICLE, "headline": {"@value": "The bridge opened", "@language": "en"}},
        {**ARTICLE, "headline": "The <em>bridge</em> opened"},
        {**ARTICLE, "@type": "WebPage"},
    ],
)
def test_the_article_is_found_wherever_pages_have_it(node: object) -> None:
    assert headline(json.dumps(node)) == ("The bridge opened",)


@pytest.mark.parametrize(
    "block",
    [
        '<!-- {"@type": "Article", "headline": "Tom & Ann"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Tom & Ann"}\n//]]>',
        '/*<![CDATA[*/ {"@type": "Article", "headline": "Tom & Ann"} /*]]>*/',
        '{"@type": "Article", "headline": "Tom & Ann"};',
        '\ufeff{"@type": "Article", "headline": "Tom & Ann"}',
        '{"@type": "Article", "headline": "Tom & Ann", }',
        '{"@type": "Article", "headline": "Tom & Ann",\n "keywords": ["a", ]}',
        '{"@type": "Article", "headline": "Tom &amp; Ann"}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Tom &amp; Ann&quot;}",
        '{"@type": "Article", "headline": "Tom & Ann", "description": "one\nline\tand another"}',
        '{"@type": "Article", "headline": "Tom & Ann", "description": "it\\\'s"}',
        '{"@type": "Person"} {"@type": "Article", "headline": "Tom & Ann"}',
    ],
)
def test_json_is_read_as_pages_have_it(block: str) -> None:
    assert headline(block) == ("Tom & Ann",)


def test_an_escaped_backslash_stays_one_in_a_block_that_is_mended() -> None:
    assert headline('{"@type": "Article", "headline": "a\\\\nb", }') == ("a\\nb",)


def test_names_are_found_by_reference_in_a_graph() -> None:
    graph = """{"@graph": [
        {"@type": "Article", "author": [{"@id": "#a"}, {"name": ["B. Writer"]}], "publisher": {"@id": "#p"}},
        {"@type": "Person", "@id": "#a", "name": "A. Writer"},
        {"@type": "Organization", "@id": "#p", "name": "The Wire"}]}"""
    data = article_data([graph])
    assert (data.says("author"), data.says("publisher")) == (("A. Writer", "B. Writer"), ("The Wire",))


def test_references_in_a_circle_name_nobody() -> None:
    circle = """{"@graph": [{"@type": "Article", "author": {"@id": "#a"}},
        {"@id": "#a", "name": {"@id": "#b"}}, {"@id": "#b", "name": [{"@id": "#a"}, {"@id": "#b"}]}]}"""
    assert article_data([circle]).says("author") == ()


def test_two_articles_that_differ_say_nothing_of_the_page_but_what_they_agree_on() -> None:
    data = article_data([json.dumps([ARTICLE, {**ARTICLE, "headline": "Another"}])])
    assert (data.says("headline"), data.says("author")) == ((), ("A. Writer",))


def test_of_several_articles_the_one_with_the_address_of_the_page_speaks() -> None:
    here = {**ARTICLE, "mainEntityOfPage": {"@id": "http://www.example.org/here/"}}
    there = {**ARTICLE, "headline": "Another", "url": "https://example.org/there"}
    addresses = ["https://example.org/here#top"]
    assert article_data([json.dumps([there, here])], addresses).says("headline") == ("The bridge opened",)


def test_the_site_is_named_by_its_own_node() -> None:
    assert article_data(['{"@type": "WebSite", "name": "The Wire"}']).site_names() == ("The Wire",)


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "",
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000,
        '{"@graph":' * 100_000,
        "[" + "1" * 100_000 + "]",
        '[[], 1, null, {"@type": 7, "headline": "no"}]',
        '{"@type": "Person", "headline": "no"}',
        '{"@type": "Article", "headline": {"a": 1}, "author": [[1], null, {"name": []}], "publisher": 5}',
        '{"@type": "Article", "headline": 7, "url": [], "mainEntityOfPage": {"@id": []}, "@id": []}',
        '{"@type": ' + "[" * 500 + "]" * 500 + ', "@id": ' + "[" * 500 + "]" * 500 + "}",
        '{"@type": "Article", "headline": ' + "[" * 500 + '"no"' + "]" * 500 + "}",
        "<!--" * 10_000 + ",\n" * 10_000 + "\\x" * 10_000,
    ],
)
def test_what_cannot_be_read_says_nothing_and_leaves_the_other_blocks_their_word(broken: str) -> None:
    assert headline(broken) == ()
    assert headline(broken, json.dumps(ARTICLE)) == ("The bridge opened",)
