from __future__ import annotations

import pytest

from claimsdb.errors.text import CrowdedTagError
from claimsdb.text.html_bounds import refuse_crowded_tags
from claimsdb.text.read import read_text

PLAIN = " ".join(f"a{number}" for number in range(100_000))
VALUED = " ".join(f'a{number}=">"' for number in range(100_000))


@pytest.mark.parametrize("attributes", [PLAIN, VALUED, VALUED.replace('"', "'"), PLAIN.replace(" ", "/<")])
def test_a_tag_with_a_crowd_of_attributes_is_refused_with_its_line(attributes: str) -> None:
    for name in ("a.html", "a.md"):
        with pytest.raises(
            CrowdedTagError, match=r"line \d+: a tag has more than 1,000 attributes"
        ) as caught:
            read_text(f"<p>Seen</p>\n\n<div {attributes}>\n".encode(), name=name)
        assert caught.value.line == 3


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "a b " * 100_000,
        f'<p title="{PLAIN}">Seen</p>',
        f"<p title='{PLAIN}",
        f"<script>if (a <b {PLAIN})</script>",
        f"<!-- <p {PLAIN}> -->",
        f"<!-- <p {PLAIN}>",
        f"<STYLE><p {PLAIN}></Style>",
        "<p a=1 b='2' c>" * 100_000,
        "<script>" * 100_000,
        "<!--" * 100_000,
    ],
)
def test_words_that_are_no_attributes_do_not_count(page: str) -> None:
    refuse_crowded_tags(page, "a.html")
