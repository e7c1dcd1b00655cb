from __future__ import annotations

import pytest

from claimsdb.text.page_names import authors, names_in
from claimsdb.text.page_words import Said


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("A. Writer", ["A. Writer"]),
        ("By A. Writer and B. Writer", ["A. Writer", "B. Writer"]),
        ("von Anna Feder, Ben Tinte und Cid Blatt", ["Anna Feder", "Ben Tinte", "Cid Blatt"]),
        ("Anna Feder; Ben Tinte", ["Anna Feder", "Ben Tinte"]),
        ("Trinidad and Tobago Newsday", ["Trinidad and Tobago Newsday"]),
        ("Writer, Anna", ["Writer, Anna"]),
        ("Byron Penn", ["Byron Penn"]),
        ("Von Miller", ["Von Miller"]),
        ("https://example.org/anna", []),
        ("anna@example.org", []),
        ("@anna", []),
        ("example.org", []),
        ("", []),
        ("x" * 300, []),
    ],
)
def test_a_byline_is_parted_where_each_part_is_a_full_name(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


def test_the_first_source_that_names_anybody_names_all() -> None:
    first, second = [Said("https://example.org", "a")], [Said("A. Writer", "b"), Said("a writer", "b")]
    assert authors([first, second, [Said("C. Writer", "c")]]) == (Said("A. Writer", "b"),)


def test_a_source_that_names_a_crowd_names_nobody() -> None:
    crowd = [Said(f"A. Writer {number}", "a") for number in range(2000)]
    assert authors([crowd, [Said("B. Writer", "b")]]) == (Said("B. Writer", "b"),)
