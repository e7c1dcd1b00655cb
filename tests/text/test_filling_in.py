"""Gaps are filled, what is known stays, and what is said otherwise is told."""

from __future__ import annotations

import pytest

from claimsdb.records.texts import Metadata
from claimsdb.text.addresses import spellings
from claimsdb.text.filling_in import agree, can_agree, fill_in


def test_what_is_unknown_is_filled_in_and_what_differs_stays_and_is_told() -> None:
    known = Metadata("Rain", None, "2017-02", ("Eve",), None, None)
    said = Metadata("Snow", "Post", "2018", (), "en", None)
    filled = fill_in(known, said)
    assert filled.metadata == Metadata("Rain", "Post", "2017-02", ("Eve",), "en", None)
    assert filled.fields == ("outlet", "language")
    assert filled.kept == ("the title stays “Rain”, not “Snow”", "the date stays “2017-02”, not “2018”")


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("title", "Syria’s war", "SYRIA'S WAR"),
        ("outlet", "Le Müller", "le muller"),
        ("published", "2017-02-15", "2017"),
        ("published", "2017-02-15", "2017-02/2017-03"),
        ("language", "en-GB", "en"),
        ("url", "https://example.org/a/", "http://EXAMPLE.org/a#top"),
        ("authors", ("Zoë",), ("ZOE",)),
    ],
)
def test_what_is_said_less_exactly_or_spelt_otherwise_contradicts_nothing(
    name: str, ours: str | tuple[str, ...], theirs: str | tuple[str, ...]
) -> None:
    assert agree(name, ours, theirs)


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("published", "2017", "2017-02-15"),
        ("published", "2017", "2018"),
        ("language", "en", "en-GB"),
        ("url", "https://example.org/a", "https://example.org/b"),
        ("authors", ("A", "B"), ("B", "A")),
    ],
)
def test_what_is_said_more_exactly_or_otherwise_is_told(
    name: str, ours: str | tuple[str, ...], theirs: str | tuple[str, ...]
) -> None:
    assert not agree(name, ours, theirs)


def test_two_articles_may_be_one_if_nothing_known_of_both_differs() -> None:
    assert can_agree(Metadata("A", "Post", "2017"), Metadata("A", None, "2017-02"))
    assert not can_agree(Metadata("A", "Post"), Metadata("A", "Times"))
    assert not can_agree(Metadata("A", published="2017"), Metadata("A", published="2018"))


@pytest.mark.parametrize(
    "address", ["https://example.org", "https://example.org/", "ftp://x/y", "x", "http://[", ""]
)
def test_what_leads_to_no_page_of_the_web_has_no_spelling(address: str) -> None:
    assert spellings(address) == ()


def test_an_address_is_spelt_with_either_scheme_and_with_or_without_a_stroke() -> None:
    assert spellings("http://Example.org/a?b=1#c") == (
        "http://Example.org/a?b=1#c",
        "https://example.org/a?b=1",
        "https://example.org/a/?b=1",
        "http://example.org/a?b=1",
        "http://example.org/a/?b=1",
    )
