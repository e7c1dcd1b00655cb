from __future__ import annotations

from claimsdb.text.html import parse
from claimsdb.text.microdata import page_items


def values(markup: str) -> dict[str, list[str]]:
    return {name: [each.value for each in said] for name, said in page_items(parse(markup)).items() if said}


ARTICLE = '<article itemscope itemtype="https://schema.org/NewsArticle">'


def test_an_article_says_its_headline_date_authors_and_publisher() -> None:
    page = (
        f'{ARTICLE}<h1 itemprop="headline">The <b>bridge</b>\nopened</h1>'
        '<meta itemprop="datePublished" content="2017-02-15">'
        '<p itemprop="author" itemscope itemtype="https://schema.org/Person">By'
        ' <span itemprop="name">A. Writer</span>, London</p><span itemprop="author">B. Writer</span>'
        '<div itemprop="publisher" itemscope><meta itemprop="name" content="The Wire"></div></article>'
    )
    assert values(page) == {
        "headline": ["The bridge opened"],
        "datepublished": ["2017-02-15"],
        "author": ["A. Writer", "B. Writer"],
        "publisher": ["The Wire"],
    }


def test_rdfa_lite_is_read_alike() -> None:
    page = (
        '<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">Opened</h1>'
        '<p property="schema:author" typeof="Person"><b property="name">A. Writer</b></p></div>'
    )
    assert values(page) == {"headline": ["Opened"], "author": ["A. Writer"]}


def test_a_comment_and_the_next_article_are_not_the_page() -> None:
    page = (
        f'{ARTICLE}<i itemprop="author">A. Writer</i>'
        '<p itemscope itemtype="https://schema.org/Comment"><i itemprop="author">A. Reader</i></p></article>'
        f'{ARTICLE}<i itemprop="author">B. Writer</i></article>'
    )
    assert values(page) == {"author": ["A. Writer"]}


def test_a_property_outside_of_any_item_is_the_page_s() -> None:
    assert values('<span itemprop="author">A. Writer</span>') == {"author": ["A. Writer"]}


def test_an_item_without_a_name_and_a_property_without_a_value_say_nothing() -> None:
    page = '<i itemprop="author" itemscope>A. Writer</i><meta itemprop="headline"><b itemprop="headline"></b>'
    assert values(page) == {}
