from __future__ import annotations

from claimsdb.text.page_titles import page_title
from claimsdb.text.page_words import Said


def title(*sites: str, **candidates: str) -> tuple[str, str, bool] | None:
    """Give the title among candidates by source, the sources in the order of the page's."""
    said = [Said(words, source, inferred=source == "h1") for source, words in candidates.items()]
    found = page_title(said, sites)
    return None if found is None else (found.value, found.source, found.inferred)


def test_of_two_headlines_the_first_speaks() -> None:
    assert title(data="The bridge opened", og="Bridge!") == ("The bridge opened", "data", False)


def test_the_headline_that_others_have_too_outvotes_the_first() -> None:
    assert title(
        data="Bridge opened, minister says", og="A bridge opens", title="A bridge opens - The Wire"
    ) == (
        "A bridge opens",
        "og",
        False,
    )


def test_the_name_of_the_site_is_cut_off_and_the_title_marked_as_inferred() -> None:
    assert title("The Wire", title="The bridge opened | The Wire") == ("The bridge opened", "title", True)
    assert title("The Wire", title="The Wire: The bridge opened") == ("The bridge opened", "title", True)
    assert title("The Wire", title="The bridge opened – World – THE WIRE") == (
        "The bridge opened – World",
        "title",
        True,
    )
    assert title("getwirenews.com", title="The bridge opened | WireNews") == (
        "The bridge opened",
        "title",
        True,
    )


def test_what_is_not_the_site_stays() -> None:
    assert title("The Wire", title="Bridge - a history") == ("Bridge - a history", "title", False)
    assert title("The Wire", title="The Wire") == ("The Wire", "title", False)


def test_a_heading_counts_if_the_title_begins_with_it_or_says_it_in_other_words() -> None:
    assert title(h1="The bridge opened", title="The bridge opened | World | Wire") == (
        "The bridge opened",
        "h1",
        True,
    )
    assert title(h1="The old bridge opened again", og="Old bridge opened") == (
        "The old bridge opened again",
        "h1",
        True,
    )


def test_a_heading_that_is_declared_too_is_not_inferred() -> None:
    assert title(h1="The bridge opened", og="The bridge opened") == ("The bridge opened", "og", False)


def test_a_heading_of_something_else_is_not_the_title() -> None:
    assert title(h1="Subscribe now", title="The bridge opened") == ("The bridge opened", "title", False)
    assert title(h1="Subscribe now") is None
    assert title() is None


def test_punctuation_alone_is_no_title() -> None:
    assert title(og="| | |") is None
