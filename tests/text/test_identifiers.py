from __future__ import annotations

import pytest

from claimsdb.errors.judgements import NotIdentifierError
from claimsdb.text.identifiers import parse_identifier


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("wikidata:Q42", ("wikidata", "Q42")),
        (" wikidata: Q42 ", ("wikidata", "Q42")),
        ("https://www.wikidata.org/wiki/Q42", ("wikidata", "Q42")),
        ("http://www.wikidata.org/entity/Q42", ("wikidata", "Q42")),
        ("https://example.org/people/7?x=1:2", ("url", "https://example.org/people/7?x=1:2")),
        ("url:https://example.org/7", ("url", "https://example.org/7")),
        ("isni:0000 0001  2103", ("isni", "0000 0001 2103")),
        ("urn.x-y:a:b", ("urn.x-y", "a:b")),
    ],
)
def test_an_identifier_is_a_scheme_and_a_value_or_a_link(text: str, parsed: tuple[str, str]) -> None:
    assert parse_identifier(text) == parsed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "does not begin with a scheme"),
        ("Q42", "does not begin with a scheme"),
        (":Q42", "does not begin with a scheme"),
        ("два:1", "does not begin with a scheme"),
        ("isni:", "nothing stands behind «isni:»"),
        ("wikidata:42", "Q and a number"),
        ("https://", "leads to no host"),
        ("https:example.org", "leads to no host"),
        ("url:example", "leads to no host"),
        ("https://[", "leads to no host"),
        ("https://example.org/a b", "no white space"),
    ],
)
def test_what_is_none_is_told(text: str, problem: str) -> None:
    with pytest.raises(NotIdentifierError, match=problem):
        parse_identifier(text)
