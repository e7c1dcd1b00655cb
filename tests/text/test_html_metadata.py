from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsdb.records.texts import Fact, Metadata, metadata_of
from claimsdb.records.vocabulary import FACT_FIELDS
from claimsdb.text.html import parse
from claimsdb.text.html_metadata import page_facts


def said(markup: str) -> Metadata:
    return metadata_of(page_facts(parse(markup)))


def fact(markup: str, field: str) -> Fact:
    (found,) = (each for each in page_facts(parse(markup)) if each.field == field)
    return found


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


def test_each_fact_tells_where_it_stands_and_whether_the_page_declares_it() -> None:
    page = """<html lang=fr><head><title>Le pont est rouvert | Le Fil</title>
        <meta property="og:site_name" content="Le Fil"><meta name=author content="A. Plume; B. Stylo">
        <link rel=canonical href="https://example.org/2017/02/15/pont">"""
    assert page_facts(parse(page)) == (
        Fact("title", 1, "Le pont est rouvert", "title", inferred=True),
        Fact("outlet", 1, "Le Fil", "og:site_name", inferred=False),
        Fact("published", 1, "2017-02-15", "url", inferred=True),
        Fact("language", 1, "fr", "html:lang", inferred=False),
        Fact("url", 1, "https://example.org/2017/02/15/pont", "link:canonical", inferred=False),
        Fact("author", 1, "A. Plume", "meta:author", inferred=False),
        Fact("author", 2, "B. Stylo", "meta:author", inferred=False),
    )


def test_json_ld_says_who_published_what_and_when() -> None:
    assert said(ARTICLE) == Metadata(
        title="From JSON-LD",
        outlet="The Wire",
        published="2017-02-15",
        authors=("A. Writer", "B. Writer"),
    )


def test_where_sources_differ_the_first_in_the_order_speaks() -> None:
    page = (
        '<meta name=author content="C. Writer"><meta property="og:title" content=" A \n title ">'
        '<meta property="og:site_name" content="Site"><meta name=date content="2017-03-01">'
    )
    assert said(page + ARTICLE) == Metadata(
        title="From JSON-LD", outlet="Site", published="2017-02-15", authors=("A. Writer", "B. Writer")
    )
    assert said(page) == Metadata("A title", "Site", "2017-03-01", ("C. Writer",))


def test_the_title_of_a_drawing_and_the_name_of_an_application_are_not_the_page() -> None:
    page = "<svg><title>Logo</title></svg><meta name=application-name content=App>"
    assert said(page) == Metadata()


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        (
            '<meta property="article:published_time" content="2017-02-15T01:00:00+0600">',
            "article:published_time",
        ),
        ('<meta name="DC.date.issued" content="2017-02-15">', "meta:dc.date.issued"),
        ('<meta name="parsely-pub-date" content="2017-02-15T10:00:00.000Z">', "meta:parsely-pub-date"),
        ('<meta name="sailthru.date" content="Wed, 15 Feb 2017 10:00:00 GMT">', "meta:sailthru.date"),
        ('<meta name="citation_publication_date" content="2017/02/15">', "meta:citation_publication_date"),
        ('<time itemprop="datePublished" datetime="2017-02-15T10:00Z">x</time>', "microdata:datePublished"),
        ('<span property="schema:datePublished" content="2017-02-15"></span>', "rdfa:datePublished"),
        ('<time pubdate datetime="2017-02-15">x</time><time datetime="2018-01-01">y</time>', "time"),
        ('<time class="dt-published">15 February 2017</time>', "time"),
        (json_ld('{"@type": "WebPage", "datePublished": "2017-02-15"}'), "json-ld:datePublished"),
    ],
)
def test_a_page_declares_when_it_was_published(markup: str, source: str) -> None:
    assert fact(markup, "published") == Fact("published", 1, "2017-02-15", source, inferred=False)


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ('<time datetime="2017-02-15">', "time"),
        (
            """<article><header><time>15 February 2017</time></header></article>
            <aside><time datetime='2018-01-01'></time></aside>""",
            "time",
        ),
        ('<meta name="DC.date" content="2017-02-15">', "meta:dc.date"),
        (json_ld('{"@type": "Article", "dateCreated": "2017-02-15"}'), "json-ld:dateCreated"),
        ('<meta property="og:url" content="https://example.org/2017/02/15/a">', "url"),
    ],
)
def test_a_date_that_is_only_shown_is_marked_as_inferred(markup: str, source: str) -> None:
    assert fact(markup, "published") == Fact("published", 1, "2017-02-15", source, inferred=True)


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="last-modified" content="2017-02-15">',
        '<meta property="article:modified_time" content="2017-02-15">',
        '<meta name="date" content="2017-02-30">',
        '<meta name="date" content="yesterday">',
        '<time datetime="2017-02-15"></time><time datetime="2017-02-16"></time>',
        "<time class=updated>soon</time>",
        json_ld('{"@type": "Article", "dateModified": "2017-02-15"}'),
        "<p class=date>15 February 2017</p>",
    ],
)
def test_what_is_no_date_of_publication_is_not_taken_for_one(markup: str) -> None:
    assert said(markup).published is None


def test_a_wrong_date_leaves_the_word_to_the_next_source() -> None:
    page = '<meta name="date" content="2017-02-30"><meta name="pubdate" content="2017-02-28">'
    assert said(page).published == "2017-02-28"


def test_the_language_of_the_page_tells_whose_numbers_a_date_has() -> None:
    date = '<meta name="date" content="05.02.2017">'
    assert said(f"<html lang=de>{date}").published == "2017-02-05"
    assert said(f"<html lang=en>{date}").published is None


def test_authors_come_from_one_source_and_are_no_addresses() -> None:
    names = "<meta name=author content='A. Writer'><meta name=author content='A.  Writer'>"
    profile = "<meta property='article:author' content='https://example.org/a'>"
    assert said(names + profile).authors == ("A. Writer",)
    assert said(profile).authors == ()
    assert said("<meta property='article:author' content='C. Writer'>").authors == ("C. Writer",)


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("<a rel=author href=/a>A. Writer</a>", "rel:author"),
        ("<p class=article-byline>By <a href=/a>A. Writer</a>, London</p>", "class:byline"),
    ],
)
def test_authors_that_are_only_shown_are_marked_as_inferred(markup: str, source: str) -> None:
    assert fact(markup, "author") == Fact("author", 1, "A. Writer", source, inferred=True)


def test_a_line_without_a_link_is_not_taken_for_an_author() -> None:
    assert said("<p class=byline>Written by</p><p class=author>About the author</p>").authors == ()


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<html lang=kk><p>a", "kk"),
        ("<meta property='og:locale' content='en_GB'>", "en-GB"),
        ("<html lang=''><meta property='og:locale' content='ru'>", "ru"),
        ("<meta http-equiv=Content-Language content='tr'>", "tr"),
        (json_ld('{"@type": "Article", "inLanguage": "ar"}'), "ar"),
        ("<html lang='English, please'>", None),
        ("<html lang='english'>", None),
        ("<html lang='und'>", None),
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
        (json_ld('{"@type": "Article", "url": "https://example.org/c"}'), "https://example.org/c"),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='http://[broken'>", None),
        ("<link rel=canonical><link rel=icon href='http://example.org/i'>", None),
    ],
)
def test_the_address_is_one_of_the_web(markup: str, url: str | None) -> None:
    assert said(markup).url == url


def test_a_title_of_a_megabyte_is_none() -> None:
    page = f"<title>{'t' * 1_000_000}</title><meta property='og:title' content='Short enough'>"
    assert said(page).title == "Short enough"


NAMES = st.sampled_from(
    ("meta", "title", "h1", "time", "link", "a", "div", "span", "script", "header", "article", "html", "p")
)
ATTRIBUTES = st.sampled_from(
    (
        *("name=author", "name=date", "property=og:title", "property=og:url", "rel=canonical", "rel=author"),
        *(
            "itemprop=author",
            "itemprop='headline name'",
            "itemprop=datePublished",
            "itemscope",
            "typeof=Person",
        ),
        *("itemtype=https://schema.org/NewsArticle", "property=schema:author", "class=byline", "lang=de"),
        *("content='2017-02-15'", "content='A. Writer and B. Writer'", "content='\0'", "content", "pubdate"),
        *("href=https://example.org/2017/02/15/a", "datetime=1487116800", "type=application/ld+json"),
    )
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("@type", "@id", "@graph", "name", "author", "headline", "url", "datePublished")),
            inner | st.sampled_from(("NewsArticle", "#a", "2017-02-15")),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@st.composite
def tags(draw: st.DrawFn) -> str:
    name, attributes = draw(NAMES), draw(st.lists(ATTRIBUTES, max_size=4))
    end = draw(st.sampled_from(("", f"</{name}>", "<!--", "</p>")))
    inside = draw(st.text(max_size=20) | st.sampled_from(("15 February 2017", "A. Writer", "x | y - z")))
    return f"<{' '.join((name, *attributes))}>{inside}{end}"


@given(st.lists(tags() | VALUES.map(lambda value: json_ld(str(value).replace("'", '"'))), max_size=12))
def test_whatever_a_page_says_is_read_or_left(parts: list[str]) -> None:
    facts = page_facts(parse("".join(parts)))
    places = [(each.field, each.position) for each in facts]
    assert len(set(places)) == len(places)
    assert all(each.field in FACT_FIELDS and each.value.strip() and len(each.value) <= 2000 for each in facts)
    for each in facts:
        each.value.encode()
        assert "\0" not in each.value
